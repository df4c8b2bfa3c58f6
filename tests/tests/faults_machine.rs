//! The device itself fails: no room, no right to write, a clock that lies, damaged pages, two processes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use app4g_core::app::App;
use app4g_core::model::{ArticleId, SourceId};
use app4g_core::store::personal::source;
use app4g_core::sync::SyncReport;
use app4g_core::{Clock as _, Error, ErrorKind, Timestamp};
use app4g_tests::draw::Draw;
use app4g_tests::portal::{Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, stage, view, wholeness};
use app4g_tests::small_disk::SmallDisk;

/// A portal with `feeds` feeds of ten long articles each.
async fn portal(feeds: u32) -> Portal {
    let portal = Portal::start().await.unwrap();
    for feed in 0..feeds {
        let stories: Vec<Story> = (0..10).map(|n| noisy(feed * 100 + n)).collect();
        let path = format!("/{feed}.xml");
        portal.serve(&path, Reply::feed(rss(&format!("Nguồn {feed}"), &stories)).etag(&format!("\"{feed}\"")));
    }
    portal
}

/// A story that compression does not make small.
fn noisy(number: u32) -> Story {
    let mut draw = Draw::new(u64::from(number));
    let noise: Vec<String> = (0..600).map(|_| format!("{:x}", draw.below(1 << 30))).collect();
    let story = Story::new(number, "https://so.example.vn");
    Story { text: story.text.map(|text| format!("{text}<p>{}</p>", noise.join(" "))), ..story }
}

fn subscribe(app: &App, portal: &Portal, feeds: u32) {
    for feed in 0..feeds {
        stage::add(app, &format!("nguon-{feed}"), &portal.url(&format!("/{feed}.xml")), |_| ()).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_during_a_sync_is_named_blames_no_source_and_loses_nothing() {
    let Some(disk) = SmallDisk::mount("3m").unwrap() else { return };
    let portal = portal(60).await;
    let device = Device::with_profile(&disk.path);
    let app = device.open().unwrap();
    subscribe(&app, &portal, 1);
    view::sync(&app).await.unwrap();
    let kept = view::rows(&app).unwrap().remove(0);
    view::star(&app, &kept.id).unwrap();
    subscribe(&app, &portal, 60);
    device.clock.pass(3600);

    let error = view::sync(&app).await.unwrap_err();

    assert_eq!(error.kind, ErrorKind::StorageFull, "{error}");
    view::said(&error).unwrap();
    wholeness(&app).unwrap();
    assert!(view::rows(&app).unwrap().len() >= 10);
    let blamed = (0..60).filter(|n| {
        let check = view::checked(&app, &SourceId::new(format!("nguon-{n}"))).unwrap();
        check.is_some_and(|check| check.failures > 0)
    });
    assert_eq!(blamed.count(), 0, "a full disk is no fault of a source");
    drop(app);

    // Opened again without room: everything is still read. With room again, the next sync goes on where this one stopped.
    let app = device.open().unwrap();
    assert!(view::body(&app, &kept.id).unwrap().contains("k"));
    disk.remount("size=64m").unwrap();
    device.clock.pass(7200);
    let report = view::sync(&app).await.unwrap();
    assert_eq!(report.failures().count(), 0, "{report:?}");
    assert_eq!(view::rows(&app).unwrap().len(), 600);
    assert!(view::status(&app, &kept.id).unwrap().is_starred);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_that_may_not_be_written_says_so_and_changes_nothing() {
    let Some(disk) = SmallDisk::mount("16m").unwrap() else { return };
    let portal = portal(1).await;
    let device = Device::with_profile(&disk.path);
    let app = device.open().unwrap();
    subscribe(&app, &portal, 1);
    view::sync(&app).await.unwrap();
    drop(app);
    disk.remount("ro").unwrap();
    let outcome: Result<SyncReport, Error> = match device.open() {
        Ok(app) => view::sync(&app).await,
        Err(error) => Err(error),
    };
    let error = outcome.unwrap_err();
    assert_eq!(error.kind, ErrorKind::StorageFailed, "{error}");
    // SQLite cannot even make its shared memory there.
    assert!(["error.store.read_only", "error.store.cannot_open"].contains(&error.message.key), "{error}");
    view::said(&error).unwrap();
    assert_eq!(portal.requests().len(), 1, "nothing is loaded that could not be stored");
    disk.remount("rw").unwrap();
    let app = device.open().unwrap();
    device.clock.pass(7200);
    assert_eq!(view::sync(&app).await.unwrap().failures().count(), 0);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_in_1970_or_2100_loses_no_article_and_dates_none_absurdly() {
    for lying in ["1970-01-01T07:00:05+07:00", "2100-06-01T00:00:00+07:00"] {
        let lying = Timestamp::parse_rfc3339(lying).unwrap();
        let portal = Portal::start().await.unwrap();
        let base = "https://so.example.vn";
        let stories = |numbers: std::ops::Range<u32>| -> Vec<Story> {
            numbers.map(|n| if n % 3 == 0 { Story::new(n, base).undated() } else { Story::new(n, base) }).collect()
        };
        let device = Device::new().unwrap();
        let honest = device.clock.now();
        let app = device.open().unwrap();
        stage::add(&app, "so", &portal.url("/rss.xml"), |source| source.fetch_full_text = true).unwrap();
        let serve = |numbers| portal.serve("/rss.xml", Reply::feed(rss("Sở", &stories(numbers))));
        serve(0..20);
        view::sync(&app).await.unwrap();
        let starred = view::row(&app, "k4x").unwrap().id;
        view::star(&app, &starred).unwrap();

        device.clock.set(lying);
        serve(10..40);
        let report = view::sync(&app).await.unwrap();
        assert_eq!((report.failures().count(), report.new_articles(), report.pruned), (0, 20, 0), "{lying}");
        for day in 1..4 {
            device.clock.set(lying.plus(day * 86_400));
            view::sync(&app).await.unwrap();
        }
        device.clock.set(honest.plus(86_400));
        serve(30..50);
        let report = view::sync(&app).await.unwrap();
        assert_eq!((report.failures().count(), report.pruned), (0, 0), "{lying}: {report:?}");

        let rows = view::rows(&app).unwrap();
        assert_eq!(rows.len(), 50, "{lying}");
        for row in rows {
            let absurd = (row.published.since(honest)).abs() > 3 * 86_400;
            assert!(!absurd, "{lying}: {} is dated {}", row.title, row.published);
        }
        // What the clock of then left behind keeps nobody from anything now.
        let next = report.next_wanted.unwrap();
        assert!(next.since(honest) < 3 * 86_400, "{lying}: next sync {next}");
        view::star(&app, &view::row(&app, "k45x").unwrap().id).unwrap();
        assert!(view::status(&app, &starred).unwrap().is_starred);
        wholeness(&app).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_failed_under_a_clock_of_the_future_is_tried_again() {
    let portal = Portal::start().await.unwrap();
    let story = Story::new(1, &portal.url("")).brief();
    portal.serve("/rss.xml", Reply::feed(rss("Sở", &[story])).etag("\"1\""));
    portal.serve_each(
        "/tin/1",
        [
            Reply::status(500),
            Reply::html(format!("<html><body><article><h1>Tin</h1>{}</article></body></html>", Story::long(1, "cấy"))),
        ],
    );
    let device = Device::new().unwrap();
    let honest = device.clock.now();
    device.clock.set(Timestamp::parse_rfc3339("2100-06-01T00:00:00+07:00").unwrap());
    let app = device.open().unwrap();
    stage::add(&app, "so", &portal.url("/rss.xml"), |source| source.fetch_full_text = true).unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!(report.pages.failed, 1);
    device.clock.set(honest);
    assert_eq!(view::sync(&app).await.unwrap().pages.stored, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_create_and_sync_one_profile_without_hurting_each_other() {
    let portal = portal(4).await;
    let device = Device::new().unwrap();
    let (first, second) = (device.open().unwrap(), device.open().unwrap());
    subscribe(&first, &portal, 4);
    let (a, b) = tokio::join!(view::sync(&first), view::sync(&second));
    let reports: Vec<Result<SyncReport, Error>> = vec![a, b];
    assert!(reports.iter().any(Result::is_ok));
    for report in reports {
        match report {
            Ok(report) => assert_eq!(report.failures().count(), 0),
            Err(error) => assert_eq!(error.kind, ErrorKind::Busy),
        }
    }
    for app in [&first, &second] {
        assert_eq!(view::rows(app).unwrap().len(), 40);
        wholeness(app).unwrap();
    }
}

/// Overwrites the middle of page `number` of a database.
fn damage(file: &Path, page_size: u64, number: u64) {
    let mut file = OpenOptions::new().write(true).open(file).unwrap();
    file.seek(SeekFrom::Start(number * page_size + page_size / 8)).unwrap();
    file.write_all(&vec![0xA5; usize::try_from(page_size * 3 / 4).unwrap()]).unwrap();
}

/// Opens, and syncs until that works: the way of a person who opens the app again when it says that data are damaged.
async fn until_well(device: &Device) -> App {
    let mut troubles = Vec::new();
    for _ in 0..4 {
        let app = device.open().unwrap();
        device.clock.pass(2 * 86_400);
        match view::sync(&app).await {
            Ok(_) => match wholeness(&app) {
                Ok(()) => return app,
                Err(trouble) => troubles.push(trouble.to_string()),
            },
            Err(error) => {
                view::said(&error).unwrap();
                troubles.push(error.to_string());
            }
        }
        // What nobody reads nobody misses: the doctor looks at every page, and the next opening repairs what it marked.
        let _ = app.store().check(&app4g_core::CancelToken::new());
        let _ = app.store().pause();
    }
    panic!("never well again: {troubles:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_pages_of_content_are_made_good_by_opening_and_the_next_sync() {
    let portal = portal(6).await;
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    subscribe(&app, &portal, 6);
    view::sync(&app).await.unwrap();
    let ids: Vec<ArticleId> = view::rows(&app).unwrap().into_iter().map(|row| row.id).collect();
    let starred: Vec<ArticleId> = ids.iter().step_by(7).cloned().collect();
    for id in &starred {
        view::star(&app, id).unwrap();
    }
    let content = app.store().paths().content();
    app.store().pause().unwrap();
    drop(app);
    let pages = fs::metadata(&content).unwrap().len() / 16_384;
    assert!(pages > 8);
    let mut draw = Draw::new(7);
    for round in 0..6 {
        // The header page, then any.
        let page = if round == 0 { 0 } else { draw.below(pages) };
        damage(&content, 16_384, page);
        let app = until_well(&device).await;
        let now: Vec<ArticleId> = view::rows(&app).unwrap().into_iter().map(|row| row.id).collect();
        for id in &ids {
            assert!(now.contains(id), "round {round}, page {page}: an article did not come back");
        }
        for id in &starred {
            assert!(view::status(&app, id).unwrap().is_starred, "round {round}: a star is lost");
            assert!(!view::body(&app, id).unwrap().is_empty());
        }
        app.store().pause().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_pages_of_personal_data_lose_neither_stars_nor_sources() {
    let portal = portal(6).await;
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    subscribe(&app, &portal, 6);
    view::sync(&app).await.unwrap();
    let starred: Vec<ArticleId> = view::rows(&app).unwrap().into_iter().step_by(5).map(|row| row.id).collect();
    for id in &starred {
        view::star(&app, id).unwrap();
    }
    let personal = app.store().paths().personal();
    app.store().pause().unwrap();
    drop(app);
    // A day later a verified copy is made.
    device.clock.pass(2 * 86_400);
    drop(until_well(&device).await);
    let pages = fs::metadata(&personal).unwrap().len() / 4_096;
    let mut draw = Draw::new(11);
    for round in 0..6 {
        let page = if round == 0 { 0 } else { draw.below(pages) };
        damage(&personal, 4_096, page);
        let app = until_well(&device).await;
        let sources = app.store().personal().read(source::all).unwrap();
        assert_eq!(sources.len(), 6, "round {round}, page {page}");
        for id in &starred {
            assert!(view::status(&app, id).unwrap().is_starred, "round {round}, page {page}: a star is lost");
        }
        let _ = app.store().pause();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_between_repair_and_index_leaves_work_that_the_next_one_does() {
    let portal = portal(2).await;
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    subscribe(&app, &portal, 2);
    view::sync(&app).await.unwrap();
    let content = app.store().paths().content();
    app.store().pause().unwrap();
    drop(app);
    damage(&content, 16_384, 0);
    // Repairs the file and dies: nothing of the app above the store has run.
    let options = app4g_core::store::OpenOptions::default();
    drop(app4g_core::store::Store::open(device.folder(), options).unwrap());
    until_well(&device).await;
}
