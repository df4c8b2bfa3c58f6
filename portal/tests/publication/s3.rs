//! The same on storage that speaks S3: `moto_server` from `$APP4G_MOTO`, which then has to run, or from `PATH`. Where there is none,
//! these tests say so, past the capture of their output, and pass; `cargo verify` names one.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use app4g_core::model::Kind;
use app4g_portal::ledger::Ledger;
use app4g_portal::mirror::{Mirrored, mirror};
use app4g_portal::plan::Samples;
use app4g_portal::prune;
use app4g_portal::release::{Order, Outcome, ReleaseError, Started};
use app4g_portal::storage::bucket::Bucket;
use app4g_portal::storage::folder::Folder;
use app4g_portal::storage::{Storage, Written};
use object_store::aws::AmazonS3Builder;

use crate::desk::{DAY, Desk, noise};
use crate::dying::{Dying, Last};

/// A server that ends with its test.
struct Moto {
    child: Child,
    port: u16,
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Moto {
    /// Starts one; `None` where there is none and nobody named one.
    fn start() -> Option<Self> {
        let named = std::env::var("APP4G_MOTO").ok();
        let program = named.clone().unwrap_or_else(|| "moto_server".into());
        let absent = |why: &str| {
            assert!(named.is_none(), "APP4G_MOTO names {program}, which {why}");
            let hint = "pip install 'moto[server]', or name it in APP4G_MOTO";
            let words = format!("SKIPPED, not tested on S3: {program} {why}; {hint}\n");
            std::io::stderr().write_all(words.as_bytes()).unwrap();
            None
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(&program);
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(mut child) = command.spawn() else { return absent("is not here") };
        for _ in 0..300 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                let moto = Self { child, port };
                moto.make_bucket();
                return Some(moto);
            }
            if child.try_wait().unwrap().is_some() {
                return absent("does not run");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        child.kill().unwrap();
        panic!("{program} does not listen");
    }

    fn make_bucket(&self) {
        self.ask("PUT", "/kho");
    }

    /// What a web browser is told of a file.
    fn head(&self, path: &str) -> String {
        self.ask("HEAD", &format!("/kho/app/kho-noi-dung/{path}"))
    }

    fn ask(&self, method: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n");
        // moto lets in whoever says any name; only whoever says none is a stranger.
        let name = "Authorization: AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\n";
        stream.write_all(format!("{head}{name}Connection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        answer
    }

    fn bucket(&self) -> Bucket {
        let builder = AmazonS3Builder::new()
            .with_endpoint(format!("http://127.0.0.1:{}", self.port))
            .with_access_key_id("test")
            .with_secret_access_key("test")
            .with_region("us-east-1");
        Bucket::with(builder, "kho", "app/kho-noi-dung").unwrap()
    }

    async fn desk(&self) -> Desk {
        Desk::at(tempfile::tempdir().unwrap(), Box::new(self.bucket())).await
    }
}

#[tokio::test]
async fn a_bucket_behaves_as_a_folder_does() {
    let Some(moto) = Moto::start() else { return };
    let bucket = moto.bucket();
    assert!(bucket.get("metadata/timestamp.json").await.unwrap().is_none());
    assert_eq!(bucket.swap("metadata/timestamp.json", b"1".to_vec(), None).await.unwrap(), Written::Yes);
    assert_eq!(bucket.swap("metadata/timestamp.json", b"2".to_vec(), None).await.unwrap(), Written::TooLate);
    let first = bucket.get("metadata/timestamp.json").await.unwrap().unwrap().etag;
    assert_eq!(bucket.swap("metadata/timestamp.json", b"2".to_vec(), Some(&first)).await.unwrap(), Written::Yes);
    assert_eq!(bucket.swap("metadata/timestamp.json", b"3".to_vec(), Some(&first)).await.unwrap(), Written::TooLate);
    assert_eq!(bucket.create("metadata/2.targets.json", b"a".to_vec()).await.unwrap(), Written::Yes);
    assert_eq!(bucket.create("metadata/2.targets.json", b"b".to_vec()).await.unwrap(), Written::TooLate);
    bucket.put("objects/aa/1.zst", b"xy".to_vec()).await.unwrap();
    assert!(bucket.has("objects/aa/1.zst", 2).await.unwrap());
    assert_eq!(bucket.list("objects").await.unwrap()[0].path, "objects/aa/1.zst");
    bucket.delete("objects/aa/1.zst").await.unwrap();
    bucket.delete("objects/aa/1.zst").await.unwrap();
    assert!(!bucket.has("objects/aa/1.zst", 2).await.unwrap());
}

#[tokio::test]
async fn a_bucket_says_what_a_file_is_and_how_long_it_holds() {
    let Some(moto) = Moto::start() else { return };
    let bucket = moto.bucket();
    bucket.swap("metadata/timestamp.json", b"1".to_vec(), None).await.unwrap();
    for path in ["targets/1.catalog.json", "objects/aa/1.zst", "media/aa/1.jpg", "media/aa/1.webp", "media/aa/1.bin"] {
        bucket.put(path, b"xy".to_vec()).await.unwrap();
    }
    let for_ever = "public, max-age=31536000, immutable";
    for (path, mime, cache) in [
        ("metadata/timestamp.json", "application/json", "no-cache"),
        ("targets/1.catalog.json", "application/json", for_ever),
        ("objects/aa/1.zst", "application/zstd", for_ever),
        ("media/aa/1.jpg", "image/jpeg", for_ever),
        ("media/aa/1.webp", "image/webp", for_ever),
        ("media/aa/1.bin", "application/octet-stream", for_ever),
    ] {
        let head = moto.head(path);
        let said = |name: &str| head.lines().find_map(|line| line.to_lowercase().strip_prefix(name).map(str::to_owned));
        assert_eq!(said("content-type: ").as_deref(), Some(mime), "{path}: {head}");
        assert_eq!(said("cache-control: ").as_deref(), Some(cache), "{path}: {head}");
    }
}

#[tokio::test]
async fn releases_on_s3_are_those_of_a_folder() {
    let Some(moto) = Moto::start() else { return };
    let mut desk = moto.desk().await;
    for id in 0..30 {
        desk.write(&format!("a{id}"), Kind::Article, &noise(&id.to_string(), 40));
    }
    for release in 0..5 {
        desk.edit(&format!("a{release}"), &noise(&format!("e{release}"), 40));
        assert_eq!(desk.publish().await.unwrap(), Outcome::Released(release + 1));
    }
    assert_eq!(desk.publish().await.unwrap(), Outcome::Unchanged);
    desk.verify().await;
    let copy = Folder::create(&desk.dir.path().join("copy")).unwrap();
    assert_eq!(mirror(&*desk.storage, &copy, None, desk.now).await.unwrap(), Mirrored::Release(5));
    desk.now = desk.now.plus(60 * DAY);
    let pruned = prune::plan(&*desk.storage, desk.now).await.unwrap();
    assert!(!pruned.paths.is_empty());
    prune::delete(&*desk.storage, &pruned).await.unwrap();
    desk.verify().await;
}

#[tokio::test]
async fn of_two_publishers_to_one_bucket_exactly_one_wins() {
    let Some(moto) = Moto::start() else { return };
    let mut desk = moto.desk().await;
    desk.write("a", Kind::Article, "Một");
    desk.publish().await.unwrap();
    for round in 0..5 {
        let mut first = Ledger::open(&desk.state).unwrap();
        let mut second = Ledger::open(&desk.dir.path().join("other")).unwrap();
        desk.edit("a", &format!("Lần {round}"));
        let content: Vec<_> = desk.content.values().cloned().collect();
        let mut started = Vec::new();
        for ledger in [&mut first, &mut second] {
            let order = Order { storage: &*desk.storage, ledger, roots: &desk.roots, signers: &desk.signers };
            started.push(Started::begin(order).await.unwrap());
        }
        let [one, other] = <[Started<'_>; 2]>::try_from(started).unwrap_or_else(|_| panic!());
        let plan = one.plan(Some(&content), desk.now, Samples::Allowed).unwrap();
        let (one, other) =
            tokio::join!(one.publish(&plan, &content, None, desk.now), other.publish(&plan, &content, None, desk.now));
        let wins = [&one, &other].into_iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(wins, 1, "{one:?} {other:?}");
        let lost = if one.is_ok() { other } else { one };
        assert!(matches!(lost, Err(ReleaseError::Overtaken)), "{lost:?}");
        desk.now = desk.now.plus(DAY);
    }
    desk.edit("a", "Xong");
    desk.publish().await.unwrap();
    desk.verify().await;
}

#[tokio::test]
async fn a_release_to_a_bucket_that_died_at_any_operation_is_finished_by_the_next() {
    let Some(moto) = Moto::start() else { return };
    for (last, operations) in [(Last::Lost, 8), (Last::Lost, 12), (Last::Unanswered, 14), (Last::Unanswered, 16)] {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = Desk::at(dir, Box::new(moto.bucket())).await;
        for file in desk.storage.list("").await.unwrap() {
            desk.storage.delete(&file.path).await.unwrap();
        }
        desk.write("a", Kind::Article, &noise("a", 300));
        desk.publish().await.unwrap();
        desk.edit("a", &noise("b", 300));
        let dying = Dying::after(operations, last, &*desk.storage);
        let _ = desk.publish_through(&dying).await;
        desk.publish().await.unwrap();
        assert_eq!(desk.version("news").await, 2);
        desk.verify().await;
    }
}
