//! A phone whose databases are damaged after it followed a repository: what it still shows, what the next sync mends, and
//! that nobody can lead it back to an older release.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use app4g_core::app::App;
use app4g_core::clock::Timestamp;
use app4g_core::store::content::record;
use app4g_core::store::content::release::Reached;
use app4g_core::store::news::Filter;
use app4g_core::store::{OpenOptions, Store};
use app4g_core::sync::RepositoryOutcome;
use app4g_core::{CancelToken, search};
use app4g_tests::department::Department;
use app4g_tests::peers::phone::Phone;
use app4g_tests::portal::{Portal, serve_folder};
use app4g_tests::starter::RELEASED;

const DAY: i64 = 86_400;
const CORRECTED: &str = "articles/bao-qua-cam-nam-duong.md";

struct Site {
    folder: tempfile::TempDir,
    department: Department,
    portal: Portal,
}

impl Site {
    /// A department with the sample content that has published once.
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let department = Department::with_samples(&folder.path().join("department")).unwrap();
        let site = Self { folder, department, portal: Portal::start().await.unwrap() };
        site.publish(RELEASED).await;
        site
    }

    async fn publish(&self, now: Timestamp) {
        self.department.publish(now).await.unwrap();
        self.serve(&self.department.repository());
    }

    fn serve(&self, repository: &Path) {
        serve_folder(&self.portal, "/kho/", repository).unwrap();
    }

    fn profile(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn phone(&self, name: &str) -> Phone {
        Phone::new(&self.profile(name), &self.portal.url("/kho/"))
    }
}

/// Every record's line.
fn lines(app: &App) -> BTreeSet<String> {
    let read = |conn: &rusqlite::Connection| {
        let ids = record::ids_beginning_with(conn, "", 100_000)?;
        let lines = ids.iter().map(|id| Ok(record::get(conn, id)?.map(|stored| stored.line)));
        let lines: Result<Vec<_>, app4g_core::store::StoreError> = lines.collect();
        lines
    };
    app.store().content().read(read).unwrap().into_iter().flatten().collect()
}

/// Kinds with their numbers of records that lists can show.
fn listed(app: &App) -> Vec<(String, u64)> {
    let sql = "SELECT kind, count(*) FROM record_title GROUP BY kind ORDER BY kind";
    let read = |conn: &rusqlite::Connection| {
        let mut statement = conn.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok::<_, app4g_core::store::StoreError>(rows.collect::<Result<_, _>>()?)
    };
    app.store().content().read(read).unwrap()
}

fn found(app: &App, words: &str) -> BTreeSet<String> {
    let filter = Filter::default();
    let found = search::find::articles(app.store(), app.searcher(), words, &filter, 50, &CancelToken::new()).unwrap();
    found.hits.into_iter().map(|hit| hit.id.to_string()).collect()
}

/// Nothing of the first page can be read any more.
fn damage(database: &Path) {
    let mut bytes = std::fs::read(database).unwrap();
    bytes[..4_096].fill(0xa5);
    std::fs::write(database, bytes).unwrap();
}

#[tokio::test]
async fn a_repaired_content_shows_every_kind_at_once_and_the_next_sync_settles_it() {
    let site = Site::open().await;
    let phone = site.phone("phone");
    phone.sync(RELEASED).await.unwrap();
    let app = phone.open(RELEASED).unwrap();
    let (before, titles, hits) = (lines(&app), listed(&app), found(&app, "công nghệ"));
    app.close().unwrap();
    assert!(titles.len() > 5, "{titles:?}");

    damage(&site.profile("phone").join("content.db"));
    let opened = Store::open(&site.profile("phone"), OpenOptions::default()).unwrap();
    let loss = opened.report.recovered.content.unwrap();
    opened.store.close().unwrap();
    assert_eq!((loss.saved + loss.records, loss.lost), (before.len() as u64, 0), "{loss:?}");
    let app = phone.open(RELEASED).unwrap();
    assert_eq!((lines(&app), listed(&app), found(&app, "công nghệ")), (before, titles, hits));
    app.close().unwrap();

    // Meanwhile notices ended, and nobody remembers that this phone has them.
    let now = RELEASED.plus(90 * DAY);
    site.publish(now).await;
    phone.sync(now).await.unwrap();
    let fresh = site.phone("fresh");
    fresh.sync(now).await.unwrap();
    assert_eq!(phone.held(now).unwrap(), fresh.held(now).unwrap());
    let (app, other) = (phone.open(now).unwrap(), fresh.open(now).unwrap());
    assert_eq!((lines(&app), listed(&app)), (lines(&other), listed(&other)));
}

/// What the phone is told when it asks `portal`, as a key of the catalogue; empty if nothing went wrong.
async fn told(profile: &Path, portal: &Portal, now: Timestamp) -> &'static str {
    let report = Phone::new(profile, &portal.url("/kho/")).sync(now).await.unwrap();
    match report.outcome {
        RepositoryOutcome::Failed(error) => error.message.key,
        _ => "",
    }
}

#[tokio::test]
async fn who_lost_what_was_trusted_is_not_led_back_to_an_older_release() {
    for has_copy in [true, false] {
        let mut site = Site::open().await;
        let (profile, now) = (site.profile("phone"), RELEASED.plus(3_600));
        assert_eq!(told(&profile, &site.portal, RELEASED).await, "");
        // Somebody keeps the first release, genuine in every byte.
        let old = Portal::start().await.unwrap();
        serve_folder(&old, "/kho/", &site.department.repository()).unwrap();
        site.department.correct(CORRECTED, "Sửa tên bài.", ("title", "Bao quả cam: đọc lại số liệu")).unwrap();
        site.publish(now).await;
        assert_eq!(told(&profile, &site.portal, now).await, "");
        let phone = site.phone("phone");
        let held = phone.held(now).unwrap();

        damage(&profile.join("personal.db"));
        if !has_copy {
            std::fs::remove_dir_all(profile.join("copies")).unwrap();
        }
        let opened = Store::open(&profile, OpenOptions::default()).unwrap();
        assert_eq!(opened.report.recovered.personal.unwrap().from_copy, has_copy);
        opened.store.close().unwrap();
        for _ in 0..2 {
            assert_eq!(told(&profile, &old, now).await, "error.repository.rollback");
            assert_eq!(phone.held(now).unwrap(), held, "what is stored stays");
        }
        assert_eq!(told(&profile, &site.portal, now).await, "");
        assert_eq!(phone.held(now).unwrap(), held);
    }
}

#[test]
fn a_new_root_may_begin_its_numbers_anew_and_an_old_one_may_not() {
    let reached = Reached { root: 2, sequence: 9 };
    for (root, sequence, may) in [(2, 9, true), (2, 8, false), (2, 10, true), (3, 1, true), (1, 12, false)] {
        assert_eq!(reached.may_be_followed_by(Reached { root, sequence }), may, "{root} {sequence}");
    }
}
