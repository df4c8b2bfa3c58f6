//! The first sync of a resident's phone, and the second one that finds nothing new.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::fs;

use app4g_core::app::App;
use app4g_core::model::offline::FailReason;
use app4g_core::model::{Offline, SourceId};
use app4g_core::net::Connectivity;
use app4g_core::store::content::{data_version, image};
use app4g_core::store::personal::source;
use app4g_core::sync::FeedOutcome;
use app4g_tests::scenario::{Device, stage, view, wholeness};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_sync_makes_everything_readable_and_searchable_without_a_network() {
    let portal = stage::samples().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::subscribe_to_samples(&app, &portal).await.unwrap();

    let report = view::sync(&app).await.unwrap();

    assert_eq!(report.failures().count(), 0, "{:?}", report.feeds);
    assert_eq!(report.new_articles(), 64);
    assert_eq!(report.stopped, None);
    device.network.set(Connectivity::Offline);
    drop(app);
    let app = device.open().unwrap();
    wholeness(&app).unwrap();
    let rows = view::rows(&app).unwrap();
    assert_eq!(rows.len(), 64);
    for row in &rows {
        assert!(!view::body(&app, &row.id).unwrap().is_empty(), "{}", row.title);
        assert!(row.sample, "{}", row.title);
        assert!(row.published <= device_now(&device), "{}", row.title);
    }
    // The RDF feed has summaries only: its texts came from the pages.
    let rdf = source_at(&app, "/feeds/rdf.xml");
    let from_rdf: Vec<_> = rows.iter().filter(|row| row.source == rdf).collect();
    assert_eq!(from_rdf.len(), 12);
    assert!(from_rdf.iter().all(|row| matches!(row.offline, Offline::Full { .. } | Offline::FullWithImages { .. })));
    // Articles whose page the portal lost keep their summary and say why it is no more.
    assert_eq!((report.pages.stored, report.pages.failed), (12, 5), "{:?}", report.pages);
    let lost: Vec<_> = rows.iter().filter(|row| matches!(row.offline, Offline::Failed(_))).collect();
    assert_eq!(lost.len(), 5);
    assert!(lost.iter().all(|row| row.offline == Offline::Failed(FailReason::NoArticle)));
    for query in ["vai thieu", "vải thiều", "VẢI THIỀU"] {
        assert!(!view::search(&app, query).unwrap().is_empty(), "{query}");
    }
    assert_eq!(view::search(&app, "vai thieu").unwrap(), view::search(&app, "VAI THIEU").unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn images_that_the_rules_refuse_are_not_stored_and_a_tracking_pixel_is_never_asked_for() {
    let portal = stage::samples().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::subscribe_to_samples(&app, &portal).await.unwrap();
    let report = view::sync(&app).await.unwrap();

    assert!(report.images.stored > 0, "{:?}", report.images);
    assert_eq!(portal.hits("/images/pixel.gif"), 0);
    let stored = |path: &str| {
        let hash = image::url_hash(&portal.url(path));
        app.store().content().read(|conn| image::get(conn, &hash)).unwrap()
    };
    assert_eq!(stored("/images/mai-nha-30mp.png"), None);
    assert_eq!(stored("/images/tram-thoi-tiet.svg"), None);
    let png = stored("/images/do-am-vai-say.png").unwrap();
    assert_eq!(png.mime, "image/png");
    // What a rule refuses is asked for once, not with every sync.
    let asked = portal.requests().len();
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();
    let again: Vec<_> = portal.requests().split_off(asked).into_iter().map(|request| request.target).collect();
    assert_eq!(again.len(), 5, "only the feeds: {again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_finds_nothing_new_leaves_content_alone_and_writes_personal_data_once() {
    let portal = stage::samples().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::subscribe_to_samples(&app, &portal).await.unwrap();
    view::sync(&app).await.unwrap();
    app.store().pause().unwrap();
    app.store().resume();
    let content = || fs::read(app.store().paths().content()).unwrap();
    let before = (content(), app.store().content().read(data_version).unwrap());
    let watch = rusqlite::Connection::open(app.store().paths().personal()).unwrap();
    let commits = || watch.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0)).unwrap();
    let personal = commits();
    device.clock.pass(3600);

    let report = view::sync(&app).await.unwrap();

    for feed in &report.feeds {
        assert!(matches!(feed.outcome, FeedOutcome::Unchanged), "{}: {:?}", feed.name, feed.outcome);
    }
    assert_eq!(before.1, app.store().content().read(data_version).unwrap(), "a transaction wrote content.db");
    assert!(before.0 == content(), "content.db has other bytes");
    assert!(!wal_has_frames(&app.store().paths().content()), "content.db has a log");
    assert_eq!(commits(), personal + 1, "transactions on personal.db");
}

fn wal_has_frames(database: &std::path::Path) -> bool {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(log).is_ok_and(|meta| meta.len() > 0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_widget_file_shows_the_newest_articles() {
    let portal = stage::samples().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::subscribe_to_samples(&app, &portal).await.unwrap();
    view::sync(&app).await.unwrap();

    let widget: serde_json::Value = serde_json::from_slice(&fs::read(app.store().paths().widget()).unwrap()).unwrap();
    let titles: Vec<&str> =
        widget["articles"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap()).collect();
    let rows = view::rows(&app).unwrap();
    let newest: Vec<&str> = rows.iter().take(10).map(|row| row.title.as_str()).collect();
    assert_eq!(titles, newest);
    assert_eq!(widget["format"], 1);
    assert_eq!(widget["articles"][0]["sample"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_says_what_the_server_counted() {
    let portal = stage::samples().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::subscribe_to_samples(&app, &portal).await.unwrap();
    let before = portal.requests().len();
    let report = view::sync(&app).await.unwrap();

    let requests = portal.requests().split_off(before);
    let sent: usize = requests.iter().map(|request| request.bytes).sum();
    let lines = view::ledger(&app).unwrap();
    let (counted, number) =
        (lines.iter().map(|line| line.sent).sum::<u64>(), lines.iter().map(|line| line.requests).sum::<u64>());
    assert_eq!(number, requests.len() as u64);
    let ratio = counted as f64 / sent as f64;
    assert!((0.85..1.15).contains(&ratio), "ledger {counted}, server {sent}");
    let received: u64 = lines.iter().map(|line| line.received).sum();
    assert_eq!(report.bytes, counted + received, "report and ledger");
    assert!(lines.iter().all(|line| line.host == "127.0.0.1" && line.month == "2024-03"), "{lines:?}");
    // A feed's body is the greater part of what it costs.
    assert!(received > 64 * 600);
}

fn device_now(device: &Device) -> app4g_core::Timestamp {
    use app4g_core::Clock as _;
    device.clock.now().plus(24 * 3600)
}

fn source_at(app: &App, path: &str) -> SourceId {
    let sources = app.store().personal().read(source::all).unwrap();
    sources.into_iter().find(|source| source.url.ends_with(path)).map(|source| source.id).unwrap()
}
