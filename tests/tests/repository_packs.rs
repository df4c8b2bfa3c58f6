//! A phone that is fed by packs alone: what they take away, what they must leave, and what a refused one may not touch.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;

use app4g_core::CancelToken;
use app4g_core::app::App;
use app4g_core::clock::Timestamp;
use app4g_core::model::{ArticleId, Kind};
use app4g_core::repository::format::Sha256;
use app4g_core::repository::pack::{Pack, trust_state};
use app4g_core::store::StoreError;
use app4g_core::store::personal::saved;
use app4g_core::store::personal::trust::{self, RepositoryCheck};
use app4g_core::sync::{PackFrom, RepositoryOutcome, RepositoryReport};
use app4g_portal::content::Authored;
use app4g_tests::department::Department;
use app4g_tests::portal::Reply;
use app4g_tests::repository::{BEGIN, DAY, Shelf, held, phone, record};
use app4g_tests::scenario::{Device, view};

/// A department of two articles, two notices and a listing, and a phone that no server is known to.
struct Stage {
    _work: tempfile::TempDir,
    department: Department,
    device: Device,
}

fn notice(id: &str, end: Timestamp) -> Authored {
    let mut notice = record(id, Kind::Notice, BEGIN, "Mất điện");
    notice.fields.insert("valid_until".to_owned(), end.rfc3339().into());
    notice
}

impl Stage {
    async fn new() -> Self {
        let work = tempfile::tempdir().unwrap();
        let content = vec![
            record("old", Kind::Article, BEGIN, "một"),
            record("kept", Kind::Article, BEGIN, "hai"),
            notice("ends", BEGIN.plus(DAY)),
            notice("stays", BEGIN.plus(900 * DAY)),
            record("offer", Kind::Listing, BEGIN, "ba"),
        ];
        let department = Department::with(work.path(), content);
        department.publish(BEGIN).await.unwrap();
        Self { _work: work, department, device: phone(Device::new().unwrap(), &[], &[]).unwrap() }
    }

    /// Publishes `days` later what is the content then, and sets the phone's clock.
    async fn later(&mut self, days: i64) {
        let now = BEGIN.plus(days * DAY);
        self.department.content.push(record(&format!("day{days}"), Kind::Article, now, "mới"));
        self.department.publish(now).await.unwrap();
        self.device.clock.set(now);
    }

    async fn pack(&self, collections: Option<&[&str]>) -> Vec<u8> {
        self.department.pack(collections).await.unwrap()
    }

    async fn import(&self, app: &App, pack: &[u8]) -> RepositoryReport {
        let pack = Pack::of(pack).unwrap();
        app.sync().import(&pack, PackFrom::Person, &|_| {}, &CancelToken::new()).await.unwrap()
    }
}

fn ids(app: &App) -> BTreeSet<String> {
    held(app).unwrap().lines.into_keys().collect()
}

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_pack_removes_what_its_release_no_longer_has_and_kept_copies_stay() {
    let mut stage = Stage::new().await;
    let app = stage.device.open().unwrap();
    stage.import(&app, &stage.pack(None).await).await;
    assert_eq!(ids(&app), set(&["old", "kept", "ends", "stays", "offer"]));
    view::star(&app, &ArticleId::new("kept")).unwrap();
    // The notice has ended; the articles are in an archive that this phone does not want.
    stage.later(300).await;
    stage.import(&app, &stage.pack(None).await).await;
    assert_eq!(ids(&app), set(&["day300", "stays", "offer"]));
    let kept = app.store().personal().read(|conn| saved::get(conn, &ArticleId::new("kept"))).unwrap();
    assert!(kept.is_some(), "a person kept it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_without_a_collection_that_changed_removes_nothing_that_may_have_moved_there() {
    let mut stage = Stage::new().await;
    let app = stage.device.open().unwrap();
    stage.import(&app, &stage.pack(None).await).await;
    stage.later(300).await;
    stage.import(&app, &stage.pack(Some(&["notices", "listings"])).await).await;
    assert_eq!(ids(&app), set(&["old", "kept", "ends", "stays", "offer"]));
    // What it lacked comes with another one.
    stage.import(&app, &stage.pack(Some(&["news"])).await).await;
    assert_eq!(ids(&app), set(&["day300", "stays", "offer"]));
}

/// All that is kept of trust: how asking went, and the signed files.
fn trusted(app: &App) -> (Option<RepositoryCheck>, Vec<(String, Sha256)>) {
    let read = |conn: &rusqlite::Connection| Ok::<_, StoreError>((trust::check(conn)?, trust::files(conn)?));
    let (check, files) = app.store().personal().read(read).unwrap();
    (check, files.into_iter().map(|(name, bytes)| (name, Sha256::of(&bytes))).collect())
}

fn failure(report: &RepositoryReport) -> Option<&'static str> {
    match &report.outcome {
        RepositoryOutcome::Failed(error) => Some(error.message.key),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_pack_is_refused_and_nothing_is_said_of_the_servers() {
    let mut stage = Stage::new().await;
    let app = stage.device.open().unwrap();
    let old = stage.pack(None).await;
    stage.later(1).await;
    stage.import(&app, &stage.pack(None).await).await;
    let before = trusted(&app);
    assert_eq!(failure(&stage.import(&app, &old).await), Some("error.repository.rollback"));
    assert_eq!(trusted(&app), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_pack_does_not_mend_what_is_known_of_the_servers() {
    let mut stage = Stage::new().await;
    let shelf = Shelf::of(&stage.department.repository()).await.unwrap();
    shelf.portal.serve_everything_else(Reply::status(500));
    stage.device = phone(stage.device, &[shelf.url()], &[]).unwrap();
    let app = stage.device.open().unwrap();
    assert!(failure(&view::sync(&app).await.unwrap().repository.unwrap()).is_some());
    let asked = |app: &App| trusted(app).0.map(|check| (check.checked, check.succeeded, check.failures, check.problem));
    let before = asked(&app);
    assert!(before.as_ref().is_some_and(|(_, _, failures, problem)| *failures == 1 && problem.is_some()));
    assert_eq!(failure(&stage.import(&app, &stage.pack(None).await).await), None);
    assert_eq!(asked(&app), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_lost_what_it_trusted_stores_nothing_of_an_older_pack() {
    let mut stage = Stage::new().await;
    let app = stage.device.open().unwrap();
    let old = stage.pack(None).await;
    stage.later(1).await;
    let new = stage.pack(None).await;
    stage.import(&app, &new).await;
    app.close().unwrap();
    for file in std::fs::read_dir(stage.device.folder()).unwrap().map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        if name.starts_with("personal.db") {
            std::fs::remove_file(file.path()).unwrap();
        }
    }
    std::fs::remove_dir_all(stage.device.folder().join("copies")).unwrap_or_default();
    let app = stage.device.open().unwrap();
    assert_eq!(trusted(&app), (None, Vec::new()), "the test lost it");
    assert_eq!(failure(&stage.import(&app, &old).await), Some("error.repository.rollback"));
    assert_eq!(trusted(&app), (None, Vec::new()));
    assert_eq!(failure(&stage.import(&app, &new).await), None);
    assert!(trusted(&app).0.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_older_than_what_the_app_was_built_with_is_taken_from_anybody() {
    let mut stage = Stage::new().await;
    let old = stage.pack(None).await;
    let shelf = {
        let mut shelf = Shelf::of(&stage.department.repository()).await.unwrap();
        shelf.refresh().unwrap();
        shelf
    };
    stage.later(1).await;
    let starter = stage.pack(None).await;
    stage.device = phone(stage.device, &[shelf.url()], &[]).unwrap();
    stage.device.clock.set(BEGIN.plus(DAY));
    let access = stage.device.repository.as_mut().unwrap();
    access.starter = Some(trust_state(&Pack::of(&starter).unwrap()).unwrap());
    // The pack itself was never taken over: another process wrote, or it failed.
    let app = stage.device.open().unwrap();
    assert_eq!(failure(&stage.import(&app, &old).await), Some("error.repository.rollback"));
    let asked = view::sync(&app).await.unwrap().repository.unwrap();
    assert_eq!(failure(&asked), Some("error.repository.rollback"));
    assert_eq!(ids(&app), BTreeSet::new());
    assert!(app.sync().wants(&Pack::of(&starter).unwrap()).unwrap(), "it is still to be taken over");
    assert_eq!(failure(&stage.import(&app, &starter).await), None);
    assert_eq!(ids(&app), set(&["old", "kept", "ends", "stays", "offer", "day1"]));
    stage.later(2).await;
    assert_eq!(failure(&stage.import(&app, &stage.pack(None).await).await), None);
    assert!(ids(&app).contains("day2"));
}
