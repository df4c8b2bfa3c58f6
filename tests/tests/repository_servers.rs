//! The repository on what others built: nginx serves it, and a reader that was written from the document alone ends in the same
//! state as ours. `cargo verify` starts these tests with what they need; `cargo test` passes over them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests may fail and say why")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

use app4g_core::CancelToken;
use app4g_core::clock::Timestamp;
use app4g_core::repository::format::Sha256;
use app4g_core::sync::{RepositoryOutcome, RepositoryReport};
use app4g_tests::department::Department;
use app4g_tests::peers::nginx::Nginx;
use app4g_tests::peers::phone::Phone;
use app4g_tests::peers::reader::Reader;
use app4g_tests::starter::RELEASED;

const DAY: i64 = 86_400;
const CORRECTED: &str = "articles/bao-qua-cam-nam-duong.md";
const WITHDRAWN: &str = "articles/bai-loc-trong-cay-cuoi-lang-bun.md";
const LEFT: &str = "notices/bao-tri-he-thong-nhiem-vu.md";

/// A department that has published, behind nginx, and a folder for phones.
struct Site {
    department: Department,
    nginx: Nginx,
    folder: tempfile::TempDir,
}

impl Site {
    async fn open(limit: Option<u32>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut department = Department::with_samples(&folder.path().join("department")).unwrap();
        if limit.is_some() {
            add_heavy_articles(&mut department);
        }
        department.publish(RELEASED).await.unwrap();
        let place = folder.path().join("nginx");
        std::fs::create_dir(&place).unwrap();
        let nginx = Nginx::start(&place, &department.repository(), limit).unwrap();
        Self { department, nginx, folder }
    }

    fn phone(&self, name: &str) -> Phone {
        Phone::new(&self.folder.path().join(name), &self.nginx.url())
    }

    fn dir(&self, name: &str) -> PathBuf {
        let dir = self.folder.path().join(name);
        std::fs::create_dir(&dir).unwrap();
        dir
    }

    /// The second release: an article is corrected, another withdrawn for privacy.
    async fn correct_and_withdraw(&mut self, now: Timestamp) {
        self.department.correct(CORRECTED, "Sửa tên bài.", ("title", "Bao quả cam: đọc lại số liệu")).unwrap();
        self.department.withdraw(WITHDRAWN, "privacy", "Có tên người trong ảnh.").unwrap();
        self.department.publish(now).await.unwrap();
    }
}

/// Articles that do not compress: what is smaller than 64 KiB is loaded in one piece and never goes on.
fn add_heavy_articles(department: &mut Department) {
    let pattern = department.record(CORRECTED).unwrap().clone();
    for number in 0..40_u32 {
        let mut article = pattern.clone();
        let words =
            (0..80_u32).map(|word| Sha256::of(&[number.to_be_bytes(), word.to_be_bytes()].concat()).to_string());
        article.id = format!("01a1aea3-0000-7000-8000-{number:012}");
        article.file = format!("articles/heavy-{number}.md");
        article.fields["id"] = article.id.clone().into();
        article.fields["data"]["body"] = format!("<p>{}</p>", words.collect::<Vec<_>>().join(" ")).into();
        department.content.push(article);
    }
}

/// The sequence that was verified.
fn verified(report: &RepositoryReport) -> u64 {
    let RepositoryOutcome::Verified { sequence, .. } = report.outcome else { panic!("{report:#?}") };
    sequence
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn a_phone_follows_a_repository_behind_nginx() {
    let mut site = Site::open(None).await;
    let phone = site.phone("phone");
    let first = phone.sync(RELEASED).await.unwrap();
    assert_eq!(verified(&first), 1);
    println!("first sync: {} requests, {} bytes", first.requests, first.bytes);
    let (held, content) = (phone.held(RELEASED).unwrap(), phone.content().unwrap());
    assert!(held.len() > 400, "{}", held.len());

    let asked = site.nginx.requests().unwrap().len();
    let same = phone.sync(RELEASED.plus(3_600)).await.unwrap();
    println!("no change: {} requests, {} bytes", same.requests, same.bytes);
    assert!(matches!(same.outcome, RepositoryOutcome::Unchanged), "{same:#?}");
    let requests = site.nginx.requests().unwrap().split_off(asked);
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert!(requests[0].starts_with("304 "), "{requests:?}");
    assert!(same.requests == 1 && same.bytes <= 1_000, "{same:#?}");
    assert_eq!(phone.content().unwrap(), content, "nothing is written when nothing changed");

    let now = RELEASED.plus(DAY);
    site.correct_and_withdraw(now).await;
    let delta = phone.sync(now).await.unwrap();
    println!("correction and withdrawal: {} requests, {} bytes", delta.requests, delta.bytes);
    assert_eq!(verified(&delta), 2);
    assert!(delta.bytes < first.bytes / 4, "{delta:#?}");
    let fresh = site.phone("fresh");
    fresh.sync(now).await.unwrap();
    assert_eq!(phone.held(now).unwrap(), fresh.held(now).unwrap());
    assert_ne!(phone.held(now).unwrap(), held);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs nginx"]
async fn a_first_sync_that_is_cut_off_goes_on_where_it_was() {
    let site = Site::open(Some(60_000)).await;
    let phone = site.phone("phone");
    let mut bytes = 0;
    for _ in 0..3 {
        let cancel = CancelToken::new();
        let stop = cancel.clone();
        let timer = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(1_000)).await;
            stop.cancel();
        });
        if let Ok(report) = phone.sync_until(RELEASED, &cancel).await {
            bytes += report.bytes;
        }
        timer.abort();
    }
    let last = phone.sync(RELEASED).await.unwrap();
    let resumed = site.nginx.requests().unwrap().iter().filter(|line| line.starts_with("206 ")).count();
    let whole = site.phone("whole");
    let once = whole.sync(RELEASED).await.unwrap();
    println!("cut off three times: {} + {bytes} bytes, {resumed} resumed; at once: {} bytes", last.bytes, once.bytes);
    assert_eq!(phone.held(RELEASED).unwrap(), whole.held(RELEASED).unwrap());
    assert!(resumed > 0, "{:?}", site.nginx.requests());
    assert!(last.bytes < once.bytes, "what had come was kept");
}

#[tokio::test]
#[ignore = "needs nginx and APP4G_PYTHON"]
async fn the_reader_in_python_ends_in_the_same_state_after_each_of_six_releases() {
    let mut site = Site::open(None).await;
    let reader = Reader::new(&site.dir("reader")).expect("APP4G_PYTHON names no Python");
    let phone = site.phone("phone");
    let mut now = RELEASED;
    for release in 1..=6 {
        match release {
            2 => site.correct_and_withdraw(now).await,
            // Edits of many records at once, and a record that comes back with a higher rev.
            3 => {
                let files: Vec<String> = site.department.content.iter().map(|record| record.file.clone()).collect();
                for file in files.iter().filter(|file| file.starts_with("listings/")).take(12) {
                    site.department.correct(file, "Sửa tóm tắt.", ("summary", "Tóm tắt được viết lại.")).unwrap();
                }
                site.department.record(WITHDRAWN).unwrap().change = None;
                // The reader lacks the lines that are edited: it takes the twin.
                let lost = "DELETE FROM record WHERE id IN (SELECT id FROM held WHERE collection = 'listings')";
                reader.damage(lost).unwrap();
                site.department.publish(now).await.unwrap();
            }
            4 => {
                site.department.withdraw(CORRECTED, "outdated", "Đã có số liệu mới.").unwrap();
                // The reader lost a record: the delta does not fit, the segments do.
                let lost = "DELETE FROM held WHERE rowid = (SELECT max(rowid) FROM held WHERE collection = 'news')";
                reader.damage(lost).unwrap();
                site.department.publish(now).await.unwrap();
            }
            // Notices leave by their time.
            5 => {
                now = RELEASED.plus(90 * DAY);
                site.department.publish(now).await.unwrap();
            }
            // One of them is withdrawn for privacy: notices get a version without a change, and no delta with its text.
            6 => {
                site.department.withdraw(LEFT, "privacy", "Có số điện thoại riêng.").unwrap();
                site.department.publish(now).await.unwrap();
            }
            _ => {}
        }
        assert_eq!(verified(&phone.sync(now).await.unwrap()), release);
        reader.sync(&site.nginx.url(), now).unwrap();
        let (ours, theirs) = (phone.held(now).unwrap(), reader.held().unwrap());
        assert_eq!(ours, theirs, "after release {release}");
        println!("release {release}: {} records", ours.len());
        now = now.plus(DAY);
    }
}

#[test]
#[ignore = "needs nginx"]
fn the_documented_server_reads_and_does_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path().join("repository");
    std::fs::create_dir_all(repository.join("metadata")).unwrap();
    std::fs::write(repository.join("metadata/1.root.json"), "{}").unwrap();
    std::fs::write(repository.join(".lock"), "held").unwrap();
    let nginx = Nginx::start(folder.path(), &repository, None).unwrap();
    let status = |method: &str, path: &str| {
        let authority = nginx.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut stream = TcpStream::connect(authority).unwrap();
        write!(stream, "{method} {path} HTTP/1.0\r\nHost: kho\r\nContent-Length: 0\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().to_owned()
    };
    assert_eq!(status("GET", "/metadata/1.root.json"), "200");
    assert_eq!(status("GET", "/metadata/2.root.json"), "404");
    assert_eq!(status("GET", "/metadata/"), "404", "no listing");
    assert_eq!(status("GET", "/.lock"), "404", "no hidden file");
    assert_eq!(status("PUT", "/metadata/2.root.json"), "403");
    assert_eq!(status("DELETE", "/metadata/1.root.json"), "403");
    assert!(repository.join("metadata/1.root.json").exists());
}
