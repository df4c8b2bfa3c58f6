//! Images published beside signed articles: by the rules, from the servers in their order, and only what the record names.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app4g_core::CancelToken;
use app4g_core::app::{App, AppConfig};
use app4g_core::clock::FixedClock;
use app4g_core::model::kinds::file::MediaFile;
use app4g_core::model::settings::SettingKey;
use app4g_core::model::{ArticleId, Offline};
use app4g_core::net::{AddressPolicy, ClientConfig, Connectivity, Network, Politeness};
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::store::content::{article, image};
use app4g_core::store::personal::setting;
use app4g_core::sync::{SyncReport, SyncRequest};
use app4g_portal::content::read_folder;
use app4g_tests::department::Department;
use app4g_tests::portal::{Portal, Reply, serve_folder};
use app4g_tests::starter::RELEASED;

const ARTICLE: &str = "019f5e07-d740-7d34-abc9-7e265c8aea26";

/// A PNG header of 600 × 400 pixels in a file of `size` bytes.
fn png(size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x58\0\0\x01\x90\x08\x02\0\0\0".to_vec();
    bytes.resize(size, 7);
    bytes
}

/// A department with one article and two images beside it, one loaded at once and one that is staged.
async fn published(folder: &Path) -> PathBuf {
    let content = folder.join("content/articles");
    std::fs::create_dir_all(&content).unwrap();
    std::fs::write(content.join("vuon.png"), png(3_000)).unwrap();
    std::fs::write(content.join("qua.png"), png(90_000)).unwrap();
    let article = format!(
        "+++\nid = \"{ARTICLE}\"\npublished = \"2026-07-14T07:30:00+07:00\"\nunit = \"24\"\nsample = true\n\
         title = \"Vườn vải\"\ntopics = [\"x-nong-nghiep\"]\ntier = \"official\"\nlang = \"vi\"\nfulltext = \"full\"\n\
         images = [{{file = \"vuon.png\", alt = \"Vườn\"}}, {{file = \"qua.png\", alt = \"Quả\"}}]\n+++\n\nVải chín đỏ.\n"
    );
    std::fs::write(content.join("vuon-vai.md"), article).unwrap();
    let department = Department::with(folder, read_folder(&folder.join("content")).unwrap());
    department.publish(RELEASED).await.unwrap();
    department.repository()
}

struct Phone {
    app: App,
    network: Network,
}

fn phone(folder: &Path, mirrors: &[&Portal]) -> Phone {
    let network = Network::new(Connectivity::Unmetered);
    let client = ClientConfig {
        network: network.clone(),
        addresses: AddressPolicy::PublicAndLoopback,
        politeness: Politeness { connections: 8, interval: Duration::ZERO },
        ..ClientConfig::default()
    };
    let access = Access {
        root: Department::root().unwrap(),
        mirrors: mirrors.iter().map(|portal| portal.url("/kho/")).collect(),
        archives: Vec::new(),
        demo: DemoRoot::Allowed,
        starter: None,
    };
    let config = AppConfig { clock: Arc::new(FixedClock(RELEASED)), client, repository: Some(access) };
    Phone { app: App::open(folder, config).unwrap().0, network }
}

impl Phone {
    async fn sync(&self) -> SyncReport {
        self.app.sync().run(&SyncRequest::asked(), &|_| {}, &CancelToken::new()).await.unwrap()
    }

    fn set_images(&self, value: &str) {
        let key = SettingKey::Images.name();
        self.app.store().personal().write(|tx| setting::set(tx, key, Some(value), RELEASED)).unwrap();
    }

    /// How much of the article is here, and its images that are stored.
    fn article(&self) -> (Offline, Vec<Vec<u8>>) {
        self.app
            .store()
            .content()
            .read(|conn| {
                let stored = article::get(conn, &ArticleId::new(ARTICLE))?.unwrap();
                let paths = stored.record.data.files.iter().map(MediaFile::path);
                let images = paths.map(|path| image::get(conn, &image::url_hash(&path)));
                let images = images.collect::<Result<Vec<_>, _>>()?.into_iter().flatten();
                Ok::<_, app4g_core::store::StoreError>((stored.offline, images.map(|image| image.bytes).collect()))
            })
            .unwrap()
    }
}

/// Paths below `media/` that were asked of a server.
fn media(portal: &Portal) -> usize {
    portal.requests().iter().filter(|request| request.path().starts_with("/kho/media/")).count()
}

async fn serving(repository: &Path) -> Portal {
    let portal = Portal::start().await.unwrap();
    serve_folder(&portal, "/kho/", repository).unwrap();
    portal
}

/// Lets `portal` answer `reply` for everything below `media/`.
fn replace_media(portal: &Portal, repository: &Path, reply: impl Fn() -> Reply) {
    for folder in std::fs::read_dir(repository.join("media")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.strip_prefix(repository).unwrap().display().to_string();
            portal.serve(&format!("/kho/{name}"), reply());
        }
    }
}

#[tokio::test]
async fn images_beside_an_article_come_with_it_once() {
    let folder = tempfile::tempdir().unwrap();
    let portal = serving(&published(folder.path()).await).await;
    let phone = phone(&folder.path().join("phone"), &[&portal]);
    let report = phone.sync().await;
    assert_eq!((report.images.stored, report.images.failed), (2, 0));
    assert!(report.bytes > 93_000, "what images cost is accounted for");
    let (offline, images) = phone.article();
    assert!(matches!(offline, Offline::FullWithImages { .. }), "{offline:?}");
    assert_eq!(images, [png(3_000), png(90_000)]);
    phone.sync().await;
    assert_eq!(media(&portal), 2);
}

#[tokio::test]
async fn what_one_server_lacks_or_forges_comes_from_the_next() {
    for reply in [|| Reply::status(404), || Reply::file(png(3_000 - 1))] {
        let folder = tempfile::tempdir().unwrap();
        let repository = published(folder.path()).await;
        let (first, second) = (serving(&repository).await, serving(&repository).await);
        replace_media(&first, &repository, reply);
        let phone = phone(&folder.path().join("phone"), &[&first, &second]);
        assert_eq!(phone.sync().await.images.stored, 2);
        assert!(media(&first) > 0);
        assert_eq!(media(&second), 2);
        assert_eq!(phone.article().1, [png(3_000), png(90_000)]);
    }
}

#[tokio::test]
async fn what_no_server_has_is_asked_for_again_with_the_next_sync() {
    let folder = tempfile::tempdir().unwrap();
    let repository = published(folder.path()).await;
    let portal = serving(&repository).await;
    replace_media(&portal, &repository, || Reply::status(404));
    let phone = phone(&folder.path().join("phone"), &[&portal]);
    assert_eq!(phone.sync().await.images.failed, 2);
    assert!(matches!(phone.article().0, Offline::Full { .. }));
    serve_folder(&portal, "/kho/", &repository).unwrap();
    assert_eq!(phone.sync().await.images.stored, 2);
    assert!(matches!(phone.article().0, Offline::FullWithImages { .. }));
}

#[tokio::test]
async fn neither_on_a_metered_network_nor_against_the_setting() {
    let folder = tempfile::tempdir().unwrap();
    let portal = serving(&published(folder.path()).await).await;
    let phone = phone(&folder.path().join("phone"), &[&portal]);
    phone.network.set(Connectivity::Metered);
    let report = phone.sync().await;
    assert_eq!((report.images.stored, report.images.left_out), (0, 2));
    phone.network.set(Connectivity::Unmetered);
    phone.set_images("never");
    assert_eq!(phone.sync().await.images.stored, 0);
    assert_eq!((media(&portal), phone.article().1.len()), (0, 0));
    phone.set_images("unmetered");
    assert_eq!(phone.sync().await.images.stored, 2);
}
