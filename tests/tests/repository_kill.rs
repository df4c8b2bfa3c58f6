//! kill -9 during a sync of the repository and during publishing: what is recorded is complete, what phones see is one release.
//!
//! `APP4G_KILLS` sets how often each of the two (30 unless told otherwise; `verify --full` says 300). The children are this
//! very test binary, run again for one test. When each dies was drawn before it began: after a number of requests and some
//! milliseconds, or after a part of the time that a release takes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests fail by panicking and say what they did"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use app4g_core::app::App;
use app4g_core::model::Kind;
use app4g_core::sync::{CollectionOutcome, RepositoryOutcome, SyncRequest};
use app4g_core::{CancelToken, Timestamp};
use app4g_portal::content::Authored;
use app4g_portal::storage::folder::Folder;
use app4g_portal::verify::verify;
use app4g_tests::department::Department;
use app4g_tests::draw::Draw;
use app4g_tests::repository::{BEGIN, DAY, Held, Shelf, held, phone, published, record};
use app4g_tests::scenario::{Device, view, wholeness};

const PROFILE: &str = "APP4G_REPOSITORY_KILL_PROFILE";
const MIRROR: &str = "APP4G_REPOSITORY_KILL_MIRROR";
const DEPARTMENT: &str = "APP4G_REPOSITORY_KILL_DEPARTMENT";
const RELEASE: &str = "APP4G_REPOSITORY_KILL_RELEASE";

const RECORDS: u64 = 300;
const COLLECTIONS: [&str; 5] = ["base", "notices", "news", "listings", "documents"];

fn kills() -> u64 {
    let kills: Option<u64> = std::env::var("APP4G_KILLS").ok().and_then(|kills| kills.parse().ok());
    kills.unwrap_or(30)
}

/// Twice a day: 300 releases end before the window of articles closes behind the first of them.
fn moment(release: i64) -> Timestamp {
    BEGIN.plus(release * DAY / 2)
}

/// What release `release` consists of: most is as it was before, ten records are edited, one is new.
fn content(release: i64) -> Vec<Authored> {
    let kinds = [Kind::Article, Kind::Article, Kind::Listing, Kind::Document, Kind::Notice];
    let count = RECORDS + u64::try_from(release).unwrap();
    let records = (0..count).map(|number| {
        let kind = kinds[usize::try_from(number % 5).unwrap()];
        let edition = (release - i64::try_from(number % 31).unwrap()).div_euclid(31);
        let mut draw = Draw::new(number << 20 | u64::try_from(edition + 2).unwrap());
        let words: Vec<String> = (0..60).map(|_| format!("t{:x}", draw.below(1 << 20))).collect();
        let text = format!("ban{} {}", edition + 2, words.join(" "));
        record(&format!("k{number}"), kind, moment(0), &text)
    });
    records.collect()
}

/// Which edition of each record a release has, by the first word of its text.
fn editions<'a>(lines: impl IntoIterator<Item = &'a String>) -> BTreeMap<String, String> {
    let edition = |line: &String| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let data = &record["data"];
        let text = ["body", "abstract", "description"].iter().find_map(|key| data[*key].as_str()).unwrap();
        let word = text.trim_start_matches("<p>").split(' ').next().unwrap();
        (record["id"].as_str().unwrap().to_owned(), word.to_owned())
    };
    lines.into_iter().map(edition).collect()
}

fn of_content(content: &[Authored]) -> BTreeMap<String, String> {
    let lines: Vec<String> = content.iter().map(|record| serde_json::to_string(&record.fields).unwrap()).collect();
    editions(&lines)
}

fn child(test: &str, variables: &[(&str, &std::ffi::OsStr)]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test])
        .envs(variables.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

fn device(folder: &Path, mirror: &str, release: i64) -> Device {
    let device = phone(Device::with_profile(folder), &[mirror.to_owned()], &[]).unwrap();
    device.clock.set(moment(release).plus(3600));
    device
}

/// Syncs until it is killed, or done. Only under [`PROFILE`].
#[test]
fn syncing_child() {
    let Some(folder) = std::env::var_os(PROFILE) else { return };
    let release = std::env::var(RELEASE).unwrap().parse().unwrap();
    let app = device(Path::new(&folder), &std::env::var(MIRROR).unwrap(), release).open().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(app.sync().run(&SyncRequest::asked(), &|_| {}, &CancelToken::new())).unwrap();
}

/// Publishes until it is killed, or done. Only under [`DEPARTMENT`].
#[test]
fn publishing_child() {
    let Some(folder) = std::env::var_os(DEPARTMENT) else { return };
    let release = std::env::var(RELEASE).unwrap().parse().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let department = Department::with(Path::new(&folder), content(release));
    runtime.block_on(department.publish(moment(release))).unwrap();
}

/// What a killed sync left: every recorded version is complete, and every line is one that was published.
fn check(app: &App, releases: &[Held], kill: u64) -> bool {
    wholeness(app).unwrap_or_else(|trouble| panic!("kill {kill}: {trouble}"));
    let found = held(app).unwrap();
    for (name, version) in
        found.versions.iter().filter(|(name, version)| **version > 0 && !found.pinned.contains(*name))
    {
        let release = releases.iter().find(|release| release.versions.get(name) == Some(version)).unwrap();
        assert_eq!(found.collections.get(name), release.collections.get(name), "kill {kill}: {name} {version}");
    }
    for (id, line) in &found.lines {
        let is_published = releases.iter().any(|release| release.lines.get(id) == Some(line));
        assert!(is_published, "kill {kill}: {id} has a line that nobody published");
    }
    let newest = releases.last().unwrap();
    found.versions == newest.versions && found.pinned.is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_is_killed_anywhere_goes_on_and_ends_in_the_same_state() {
    let work = tempfile::tempdir().unwrap();
    let mut department = Department::with(work.path(), Vec::new());
    let mut shelf = Shelf::of(&department.repository()).await.unwrap();
    let mut releases = Vec::new();
    let mut profile = tempfile::tempdir().unwrap();
    let mut killed = 0;
    for kill in 0..kills() {
        let release = i64::try_from(kill).unwrap();
        let mut draw = Draw::new(kill);
        department.content = content(release);
        department.publish(moment(release)).await.unwrap();
        shelf.refresh().unwrap();
        releases.push(published(&work.path().join("ledger"), &COLLECTIONS).unwrap());
        if draw.one_in(4) {
            profile = tempfile::tempdir().unwrap();
        }
        // Metadata are five requests; then two or three for each of four collections.
        let metadata = if draw.one_in(6) { 1 } else { 5 };
        let requests = usize::try_from(metadata + draw.below(8)).unwrap();
        let pause = Duration::from_micros(draw.below(25_000));

        let until = shelf.portal.requests().len() + requests;
        let (url, number) = (shelf.url(), release.to_string());
        let variables = [(PROFILE, profile.path().as_os_str()), (MIRROR, url.as_ref()), (RELEASE, number.as_ref())];
        let mut child = child("syncing_child", &variables);
        while shelf.portal.requests().len() < until && child.try_wait().unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(pause).await;
        killed += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();

        let device = device(profile.path(), &url, release);
        let app = device.open().unwrap();
        check(&app, &releases, kill);
        // Every fourth time the next child goes on where this one was killed.
        if draw.below(4) > 0 {
            view::sync(&app).await.unwrap();
            assert!(check(&app, &releases, kill), "kill {kill}: the next sync did not complete it");
            assert_eq!(held(&app).unwrap(), releases[releases.len() - 1], "kill {kill}");
        }
        app.close().unwrap();
    }
    eprintln!("{killed} of {} children died in the middle", kills());
    assert!(killed * 2 > usize::try_from(kills()).unwrap(), "most children were done before they were killed");
}

struct Press {
    work: PathBuf,
    shelf: Shelf,
    profile: tempfile::TempDir,
}

impl Press {
    /// What a phone has after a sync now; it must have all of one release.
    async fn seen(&mut self, release: i64) -> (u64, BTreeMap<String, String>) {
        self.shelf.refresh().unwrap();
        let app = device(self.profile.path(), &self.shelf.url(), release).open().unwrap();
        let report = view::sync(&app).await.unwrap().repository.unwrap();
        let sequence = match report.outcome {
            RepositoryOutcome::Verified { sequence, .. } => sequence,
            RepositoryOutcome::Unchanged => 0,
            other => panic!("{other:?}"),
        };
        for collection in &report.collections {
            let is_whole =
                matches!(collection.outcome, CollectionOutcome::Unchanged | CollectionOutcome::Updated { .. });
            assert!(is_whole, "{collection:?}");
        }
        let lines = held(&app).unwrap().lines;
        app.close().unwrap();
        (sequence, editions(lines.values()))
    }

    async fn is_sound(&self, release: i64) {
        let storage = Folder::open(&self.work.join("repository")).unwrap();
        let report = verify(&storage, Some(&Department::root().unwrap()), moment(release)).await.unwrap();
        assert!(report.is_sound(), "{:#?}", report.findings);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_is_killed_anywhere_is_the_old_one_or_the_new_one() {
    let work = tempfile::tempdir().unwrap();
    let mut department = Department::with(work.path(), content(0));
    department.publish(moment(0)).await.unwrap();
    let shelf = Shelf::of(&department.repository()).await.unwrap();
    let mut press = Press { work: work.path().to_owned(), shelf, profile: tempfile::tempdir().unwrap() };
    let old = press.seen(0).await;
    assert_eq!(old.1, of_content(&content(0)));
    let (mut killed, mut were_new) = (0, 0);
    // How long a release takes here; learned from those that were not killed.
    let mut takes = Duration::from_millis(400);
    for kill in 0..kills() {
        let release = i64::try_from(kill).unwrap() + 1;
        let number = release.to_string();
        let began = Instant::now();
        let mut child = child("publishing_child", &[(DEPARTMENT, work.path().as_os_str()), (RELEASE, number.as_ref())]);
        let per_mille = u32::try_from(50 + Draw::new(kill ^ 0x5eed).below(950)).unwrap();
        tokio::time::sleep(takes * per_mille / 1000).await;
        let was_running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        if was_running {
            killed += 1
        } else {
            takes = takes.min(began.elapsed())
        }

        let (before, after) = (of_content(&content(release - 1)), of_content(&content(release)));
        press.is_sound(release).await;
        let (_, seen) = press.seen(release).await;
        assert!(seen == before || seen == after, "kill {kill}: neither the old release nor the new one");
        were_new += usize::from(seen == after);

        let began = Instant::now();
        department.content = content(release);
        department.publish(moment(release)).await.unwrap();
        takes = takes.max(began.elapsed() * 3 / 2).min(Duration::from_secs(20));
        assert_eq!(press.seen(release).await.1, after, "kill {kill}");
        press.is_sound(release).await;
        let expected = published(&work.path().join("ledger"), &COLLECTIONS).unwrap();
        assert_eq!(editions(expected.lines.values()), after);
    }
    eprintln!("{killed} of {} children died in the middle; {were_new} releases were out by then", kills());
    assert!(killed * 3 > usize::try_from(kills()).unwrap(), "most releases were done before they were killed");
}
