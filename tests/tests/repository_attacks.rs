//! Attacks and faults from a server's answer to the phone's tables: what was good stays, and the error says which it was.
//!
//! An attack reads as one (`NotGenuine`), a dead network as such (`Offline`, `ServerUnavailable`). After each of them the phone
//! holds what it held before, and takes the honest release as soon as it comes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking and say what they skip")]

use std::time::Duration;

use app4g_core::app::App;
use app4g_core::model::Kind;
use app4g_core::store::personal::trust;
use app4g_core::sync::{CollectionOutcome, RepositoryOutcome, RepositoryReport};
use app4g_core::{Error, ErrorKind, Timestamp};
use app4g_tests::department::Department;
use app4g_tests::portal::{Break, Moment, Portal, Reply};
use app4g_tests::repository::{BEGIN, DAY, Forge, Held, Shelf, held, phone, record};
use app4g_tests::scenario::{Device, view};
use app4g_tests::small_disk::SmallDisk;
use app4g_tests::stock::noise;

const TIMESTAMP: &str = "metadata/timestamp.json";

/// A department with one release, and a phone that has it.
struct Stage {
    work: tempfile::TempDir,
    department: Department,
    shelf: Shelf,
    device: Device,
    /// What the phone held when all was well.
    good: Held,
}

/// The outcome of one question, with the first error in it.
async fn ask(app: &App) -> (RepositoryReport, Option<Error>) {
    let mut report = view::sync(app).await.unwrap().repository.unwrap();
    let error = match std::mem::replace(&mut report.outcome, RepositoryOutcome::Unchanged) {
        RepositoryOutcome::Failed(error) => Some(error),
        outcome => {
            report.outcome = outcome;
            report.collections.iter_mut().find_map(|collection| {
                match std::mem::replace(&mut collection.outcome, CollectionOutcome::Unchanged) {
                    CollectionOutcome::Failed(error) => Some(error),
                    outcome => {
                        collection.outcome = outcome;
                        None
                    }
                }
            })
        }
    };
    (report, error)
}

impl Stage {
    async fn set(device: Device) -> Self {
        let work = tempfile::tempdir().unwrap();
        let content = (0..40).map(|number| record(&format!("a{number}"), Kind::Article, BEGIN, &noise(number, 60)));
        let department = Department::with(work.path(), content.collect());
        department.publish(BEGIN).await.unwrap();
        let mut shelf = Shelf::of(&department.repository()).await.unwrap();
        shelf.refresh().unwrap();
        let device = phone(device, &[shelf.url()], &[]).unwrap();
        let app = device.open().unwrap();
        assert!(ask(&app).await.1.is_none());
        let good = held(&app).unwrap();
        assert_eq!(good.lines.len(), 40);
        app.close().unwrap();
        Self { work, department, shelf, device, good }
    }

    async fn new() -> Self {
        Self::set(Device::new().unwrap()).await
    }

    /// The release of a day later: ten edited, one new.
    async fn next_release(&mut self) {
        for number in 0..10 {
            let edited = record(&format!("a{number}"), Kind::Article, BEGIN, &noise(number + 500, 60));
            let place = self.department.content.iter_mut().find(|old| old.id == edited.id).unwrap();
            *place = edited;
        }
        self.department.content.push(record("b", Kind::Article, BEGIN, &noise(900, 60)));
        self.department.publish(BEGIN.plus(DAY)).await.unwrap();
        self.device.clock.set(BEGIN.plus(DAY + 3600));
    }

    /// Files that the newest release added.
    fn added(&self, before: &[String], folder: &str) -> Vec<String> {
        let files = self.shelf.files().unwrap();
        files.into_iter().filter(|path| path.starts_with(folder) && !before.contains(path)).collect()
    }

    /// One sync that must fail with one of `kinds`; nothing changes, and what was there is still found.
    async fn refuses(&mut self, what: &str, kinds: &[ErrorKind]) {
        let app = self.device.open().unwrap();
        let (report, error) = ask(&app).await;
        let error = error.unwrap_or_else(|| panic!("{what}: nobody noticed: {report:?}"));
        assert!(kinds.contains(&error.kind), "{what}: {error:?}");
        view::said(&error).unwrap();
        self.unchanged(&app, what);
        app.close().unwrap();
    }

    fn unchanged(&self, app: &App, what: &str) {
        let found = held(app).unwrap();
        assert_eq!(
            (&found.collections, &found.versions, &found.lines),
            (&self.good.collections, &self.good.versions, &self.good.lines),
            "{what}"
        );
        assert_eq!(view::rows(app).unwrap().len(), 40, "{what}");
        assert_eq!(view::search(app, "\"Tin a7\"").unwrap().len(), 1, "{what}");
    }

    /// The honest answers are back: the newest release comes.
    async fn recovers(&mut self, what: &str) {
        self.shelf.mend().unwrap();
        let app = self.device.open().unwrap();
        let (report, error) = ask(&app).await;
        assert!(error.is_none(), "{what}: {error:?} {report:?}");
        assert_eq!(held(&app).unwrap().lines.len(), 41, "{what}");
        app.close().unwrap();
    }
}

/// Bytes of the same length with one bit turned.
fn tampered(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    bytes
}

const ATTACK: &[ErrorKind] = &[ErrorKind::NotGenuine];
const BROKEN: &[ErrorKind] = &[ErrorKind::ServerUnavailable];
const AWAY: &[ErrorKind] = &[ErrorKind::Offline];

#[tokio::test(flavor = "multi_thread")]
async fn every_file_of_a_release_tampered_cut_or_endless_is_refused_and_the_old_release_stays() {
    let mut stage = Stage::new().await;
    let before = stage.shelf.files().unwrap();
    stage.next_release().await;
    // The delta may bring the edits in an object of their own; the segments are not asked for while the delta fits.
    let app = stage.device.open().unwrap();
    let asked = stage.shelf.portal.requests().len();
    app.close().unwrap();
    let witness = phone(Device::new().unwrap(), &[stage.shelf.url()], &[]).unwrap();
    witness.clock.set(BEGIN.plus(3600));
    let app = witness.open().unwrap();
    view::sync(&app).await.unwrap();
    stage.shelf.refresh().unwrap();
    witness.clock.set(BEGIN.plus(DAY + 3600));
    let first = stage.shelf.portal.requests().len();
    assert!(first > asked);
    view::sync(&app).await.unwrap();
    let taken: Vec<String> =
        stage.shelf.portal.requests()[first..].iter().map(|request| request.path().replacen("/kho/", "", 1)).collect();
    let new: Vec<String> = stage.added(&before, "").into_iter().chain([TIMESTAMP.to_owned()]).collect();
    let targets: Vec<String> = taken.into_iter().filter(|path| new.contains(path)).collect();
    assert!(targets.len() >= 6, "timestamp, snapshot, targets, catalog, index, delta: {targets:?}");
    for path in targets {
        let bytes = stage.shelf.bytes(&path).unwrap();
        let is_json = path.starts_with("metadata");
        let half = bytes.get(..bytes.len() / 2).unwrap().to_vec();
        let cut = |at| Reply::file(bytes.clone()).breaking(Break::Close(Moment::InBody(at)));
        // A role that is no JSON any more is broken, one that is and does not fit is an attack.
        let garbled: &[ErrorKind] =
            if is_json { &[ErrorKind::NotGenuine, ErrorKind::ServerUnavailable] } else { ATTACK };
        let lies = [
            ("tampered", Reply::file(tampered(&bytes)), garbled),
            ("half", Reply::file(half), garbled),
            ("empty", Reply::file(""), garbled),
            ("longer", Reply::file([bytes.as_slice(), b" "].concat()), garbled),
            ("endless", Reply::endless(vec![b' '; 4096]), ATTACK),
            ("cut", cut(bytes.len() / 2), BROKEN),
            ("gone", Reply::status(404), BROKEN),
            ("failing", Reply::status(500), BROKEN),
            ("captive", Reply::html("<!DOCTYPE html><title>Đăng nhập</title>"), AWAY),
        ];
        for (name, reply, kinds) in lies {
            if (name == "longer" && path == TIMESTAMP) || (name == "gone" && path.starts_with("objects")) {
                // Nothing says how long a timestamp is, and space behind JSON is none of anybody's business. A delta that is
                // gone is no error: the segments are there.
                continue;
            }
            stage.shelf.mend().unwrap();
            stage.shelf.lie(&path, reply);
            stage.refuses(&format!("{path} {name}"), kinds).await;
            stage.device.clock.pass(DAY / 24);
        }
    }
    stage.recovers("all files").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_load_takes_no_segment_that_was_tampered_with() {
    let mut stage = Stage::new().await;
    let (_, index) = Forge::of(&stage.department.repository()).index("news").await.unwrap();
    let segment = index.segments[0].object.path();
    let bytes = stage.shelf.bytes(&segment).unwrap();
    let half = bytes[..bytes.len() / 2].to_vec();
    for reply in [Reply::file(tampered(&bytes)), Reply::file(half), Reply::endless(vec![b'x'; 4096])] {
        stage.shelf.mend().unwrap();
        stage.shelf.lie(&segment, reply);
        let device = phone(Device::new().unwrap(), &[stage.shelf.url()], &[]).unwrap();
        let app = device.open().unwrap();
        assert_eq!(ask(&app).await.1.unwrap().kind, ErrorKind::NotGenuine);
        let found = held(&app).unwrap();
        assert!(found.lines.is_empty() && found.collections.is_empty());
        stage.shelf.mend().unwrap();
        assert!(ask(&app).await.1.is_none());
        assert_eq!(held(&app).unwrap().lines, stage.good.lines);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_lying_mirror_does_not_keep_an_honest_one_from_being_believed() {
    let mut stage = Stage::new().await;
    let mut honest = Shelf::of(&stage.department.repository()).await.unwrap();
    stage.next_release().await;
    honest.refresh().unwrap();
    stage.shelf.mend().unwrap();
    // It is right about what is newest, and wrong in every object.
    for path in stage.added(&[], "objects") {
        let bytes = stage.shelf.bytes(&path).unwrap();
        stage.shelf.lie(&path, Reply::file(tampered(&bytes)));
    }
    let liar = stage.shelf.url();
    stage.device.repository.as_mut().unwrap().mirrors = vec![liar.clone(), honest.url()];
    let app = stage.device.open().unwrap();
    let (report, error) = ask(&app).await;
    assert!(error.is_none(), "{error:?} {report:?}");
    assert_eq!(held(&app).unwrap().lines.len(), 41);
    let mirrors = app.store().personal().read(trust::mirrors).unwrap();
    let lied: Vec<&str> =
        mirrors.iter().filter(|mirror| mirror.lied_at.is_some()).map(|mirror| mirror.url.as_str()).collect();
    assert_eq!(lied, [liar.as_str()], "who lied is known");
    // The next time the honest one is asked first.
    let asked = stage.shelf.portal.requests().len();
    stage.device.clock.pass(60);
    assert!(ask(&app).await.1.is_none());
    assert_eq!(stage.shelf.portal.requests().len(), asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mirror_that_is_dead_or_behind_a_sign_in_page_is_no_attack() {
    let mut stage = Stage::new().await;
    stage.next_release().await;
    for reply in [
        Reply::redirect(302, "http://login.example/"),
        Reply::html("<!DOCTYPE html><html><title>Wi-Fi</title>"),
        Reply::status(511),
    ] {
        let captive = Portal::start().await.unwrap();
        captive.serve_everything_else(reply);
        stage.device.repository.as_mut().unwrap().mirrors = vec![captive.url("/kho/")];
        stage.refuses("captive", AWAY).await;
    }
    let mut dead = Portal::start().await.unwrap();
    stage.device.repository.as_mut().unwrap().mirrors = vec![dead.url("/kho/")];
    dead.go_offline().await;
    stage.refuses("dead", BROKEN).await;
    stage.device.repository.as_mut().unwrap().mirrors = vec![stage.shelf.url()];
    stage.recovers("away").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mirror_that_drips_is_left_for_the_next_one() {
    let mut stage = Stage::new().await;
    stage.next_release().await;
    stage.shelf.refresh().unwrap();
    let slow = Portal::start().await.unwrap();
    let bytes = stage.shelf.bytes(TIMESTAMP).unwrap();
    slow.serve_everything_else(Reply::file(bytes).dripping(1, Duration::from_millis(400)));
    stage.device.repository.as_mut().unwrap().mirrors = vec![slow.url("/kho/"), stage.shelf.url()];
    let app = stage.device.open().unwrap();
    let (report, error) = ask(&app).await;
    assert!(error.is_none(), "{error:?} {report:?}");
    assert_eq!(held(&app).unwrap().lines.len(), 41);
    assert!(slow.saw_clients_leave(1).await, "it was not waited for");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_clock_is_named_and_destroys_nothing() {
    let mut stage = Stage::new().await;
    stage.next_release().await;
    stage.shelf.refresh().unwrap();
    for year in ["1970-01-01T00:05:00Z", "2100-01-01T00:00:00Z"] {
        stage.device.clock.set(Timestamp::parse_rfc3339(year).unwrap());
        stage.refuses(year, &[ErrorKind::InvalidInput]).await;
    }
    // Wrong by two years only: everything has expired, which is not the phone's to know better.
    stage.device.clock.set(BEGIN.plus(700 * DAY));
    stage.refuses("two years ahead", BROKEN).await;
    stage.device.clock.set(BEGIN.plus(2 * DAY));
    stage.recovers("clock").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mirror_that_was_left_alone_is_passed_over_for_one_that_is_tended() {
    let mut stage = Stage::new().await;
    let mut tended = Shelf::of(&stage.department.repository()).await.unwrap();
    let later = BEGIN.plus(30 * DAY);
    stage.device.clock.set(later.plus(3600));
    stage.refuses("frozen", BROKEN).await;
    stage.department.content.push(record("b", Kind::Article, BEGIN, "mới"));
    stage.department.publish(later).await.unwrap();
    tended.refresh().unwrap();
    stage.device.repository.as_mut().unwrap().mirrors = vec![stage.shelf.url(), tended.url()];
    let app = stage.device.open().unwrap();
    let (report, error) = ask(&app).await;
    assert!(error.is_none(), "{error:?} {report:?}");
    assert_eq!(held(&app).unwrap().lines.len(), 41);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_release_and_a_mixture_of_two_are_refused() {
    let mut stage = Stage::new().await;
    let old = stage.shelf.bytes(TIMESTAMP).unwrap();
    let old_roles: Vec<Vec<u8>> = ["snapshot", "targets"]
        .iter()
        .map(|role| stage.shelf.bytes(&format!("metadata/1.{role}.json")).unwrap())
        .collect();
    stage.next_release().await;
    for (role, bytes) in ["snapshot", "targets"].iter().zip(old_roles) {
        stage.shelf.mend().unwrap();
        stage.shelf.lie(&format!("metadata/2.{role}.json"), Reply::file(bytes));
        stage.refuses(role, ATTACK).await;
    }
    stage.recovers("mixture").await;
    stage.shelf.lie(TIMESTAMP, Reply::file(old));
    let app = stage.device.open().unwrap();
    assert_eq!(ask(&app).await.1.unwrap().kind, ErrorKind::NotGenuine, "rollback");
    assert_eq!(held(&app).unwrap().lines.len(), 41);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_full_in_the_middle_keeps_what_was_there() {
    let Some(disk) = SmallDisk::mount("8m").unwrap() else { return };
    let mut stage = Stage::set(Device::with_profile(&disk.path)).await;
    stage.next_release().await;
    for number in 0..300 {
        stage.department.content.push(record(&format!("c{number}"), Kind::Listing, BEGIN, &noise(2000 + number, 900)));
    }
    stage.department.publish(BEGIN.plus(DAY + 60)).await.unwrap();
    stage.shelf.refresh().unwrap();
    let mut ballast = vec![0_u8; 8 << 20];
    // What is left is enough for the metadata and the news, and not for the listings.
    let ballast_file = disk.path.join("ballast");
    while std::fs::write(&ballast_file, &ballast).is_err() {
        ballast.truncate(ballast.len().saturating_sub(100 << 10));
    }
    ballast.truncate(ballast.len().saturating_sub(900 << 10));
    std::fs::write(&ballast_file, &ballast).unwrap();
    let app = stage.device.open().unwrap();
    let error = view::sync(&app).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::StorageFull, "{error:?}");
    view::said(&error).unwrap();
    let found = held(&app).unwrap();
    assert!(found.lines.len() >= 40 && found.collections["news"].len() >= 40);
    assert_eq!(view::search(&app, "\"Tin a37\"").unwrap().len(), 1);
    // The log cannot be written back either; nothing is lost by that.
    assert!(app.close().is_err_and(|error| error.kind == ErrorKind::StorageFull));
    std::fs::remove_file(&ballast_file).unwrap();
    let app = stage.device.open().unwrap();
    let (report, error) = ask(&app).await;
    assert!(error.is_none(), "{error:?} {report:?}");
    assert_eq!(held(&app).unwrap().lines.len(), 341);
    assert!(stage.work.path().exists());
}
