//! What becomes of articles: edited, kept, gone from their feed, shown twice, renamed, undated.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use app4g_core::app::App;
use app4g_core::cancel::CancelToken;
use app4g_core::clock::Clock as _;
use app4g_core::model::Offline;
use app4g_core::model::offline::FailReason;
use app4g_core::net::Connectivity;
use app4g_core::store::personal;
use app4g_core::store::personal::status::{self, Mark};
use app4g_core::sync::{FeedOutcome, Progress, Scope, SyncRequest, Tally, can_be_asked_for};
use app4g_tests::portal::{Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, stage, view, wholeness};

/// A device that reads `/rss.xml` of a portal.
async fn reading(stories: &[Story]) -> (Portal, Device, App) {
    let portal = Portal::start().await.unwrap();
    serve(&portal, stories);
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    (portal, device, app)
}

fn serve(portal: &Portal, stories: &[Story]) {
    portal.serve("/rss.xml", Reply::feed(rss("Sở mẫu", stories)));
}

fn story(number: u32) -> Story {
    Story::new(number, "https://so.example.vn")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_article_keeps_star_read_position_and_date_and_is_found_by_its_new_words_only() {
    let first = Story { text: Some(Story::long(1, "nhổmạ bằng tay")), ..story(1) };
    let (portal, device, app) = reading(&[first, story(2)]).await;
    view::sync(&app).await.unwrap();
    let before = view::row(&app, "k1x").unwrap();
    view::star(&app, &before.id).unwrap();
    let now = app.clock();
    app.store()
        .personal()
        .write(|tx| {
            status::mark(tx, &before.id, Mark::Read, now.now())?;
            status::set_position(tx, &before.id, Some("p:3"), now.now())
        })
        .unwrap();
    let edited = Story {
        text: Some(Story::long(1, "gieo sạ bằngmáybay")),
        date: story(1).date.map(|date| date.plus(600)),
        ..story(1)
    };
    serve(&portal, &[edited, story(2)]);
    device.clock.pass(3600);

    let report = view::sync(&app).await.unwrap();

    assert!(matches!(report.feeds[0].outcome, FeedOutcome::Updated { new: 0, changed: 1, .. }), "{report:?}");
    let after = view::row(&app, "k1x").unwrap();
    assert_eq!((&after.id, after.published), (&before.id, before.published));
    assert_ne!(after.row, before.row, "an edit gets a new doc");
    assert!(after.is_starred && after.is_read);
    assert_eq!(view::status(&app, &after.id).unwrap().position.as_deref(), Some("p:3"));
    assert_eq!(view::search(&app, "bằngmáybay").unwrap(), std::slice::from_ref(&after.id));
    assert_eq!(view::search(&app, "nhổmạ").unwrap(), [], "old words of an edited article");
    // The copy that the star keeps is the new text.
    let copy = app.store().personal().read(|conn| app4g_core::store::personal::saved::get(conn, &after.id)).unwrap();
    assert!(copy.unwrap().record.data.body.unwrap().contains("bằngmáybay"));
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_summary_keeps_the_full_text_that_was_fetched_for_it() {
    let portal = Portal::start().await.unwrap();
    let page = |body: &str| {
        Reply::html(format!(
            "<html><head><title>Tin</title></head><body><main><article><h1>Tin</h1>{body}</article></main></body></html>"
        ))
    };
    portal.serve("/tin/1", page(&Story::long(1, "bón lótsâu")));
    let brief = Story::new(1, &portal.url("")).brief();
    serve(&portal, std::slice::from_ref(&brief));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::add(&app, "so", &portal.url("/rss.xml"), |source| source.fetch_full_text = true).unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!((report.pages.stored, report.pages.failed), (1, 0));
    let row = view::row(&app, "k1x").unwrap();
    assert!(matches!(row.offline, Offline::Full { .. }), "{:?}", row.offline);
    assert_eq!(view::search(&app, "lótsâu").unwrap(), std::slice::from_ref(&row.id));

    serve(&portal, &[Story { title: "Đính chính k1x".into(), ..brief }]);
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();

    let after = view::row(&app, "Đính chính").unwrap();
    assert!(matches!(after.offline, Offline::Full { .. }), "{:?}", after.offline);
    assert!(view::body(&app, &after.id).unwrap().contains("lótsâu"));
    assert_eq!(view::search(&app, "lótsâu").unwrap(), [after.id]);
    assert_eq!(portal.hits("/tin/1"), 1);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_text_of_one_article_is_loaded_when_a_person_asks_and_nothing_else_is() {
    let portal = Portal::start().await.unwrap();
    let page = format!(
        "<html><body><main><article><h1>Tin</h1>{}</article></main></body></html>",
        Story::long(1, "bón lótsâu")
    );
    portal.serve("/tin/1", Reply::status(404));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    let briefs = [1, 2].map(|number| Story::new(number, &portal.url("")).brief());
    serve(&portal, &briefs);
    view::sync(&app).await.unwrap();
    let row = view::row(&app, "k1x").unwrap();
    assert_eq!(row.offline, Offline::Summary);
    assert!(can_be_asked_for(app.store(), &row.id).unwrap());
    let before = portal.requests().len();
    let ask = || async {
        let request = SyncRequest::of(Scope::Text(row.id.clone()));
        let watcher = |event: Progress<'_>| assert!(!matches!(event, Progress::Tidying), "nobody waits for that");
        app.sync().run(&request, &watcher, &CancelToken::new()).await.unwrap()
    };

    let report = ask().await;
    assert_eq!((report.pages.stored, report.pages.failed, report.feeds.len()), (0, 1, 0));
    assert_eq!(view::row(&app, "k1x").unwrap().offline, Offline::Failed(FailReason::NoArticle));

    // What failed a moment ago rests for a refresh, not for a person.
    portal.serve("/tin/1", Reply::html(page));
    let report = ask().await;
    assert_eq!((report.pages.stored, report.pages.failed, report.images), (1, 0, Tally::default()));
    assert!(matches!(view::row(&app, "k1x").unwrap().offline, Offline::Full { .. }));
    assert!(view::body(&app, &row.id).unwrap().contains("lótsâu"));
    assert_eq!(view::search(&app, "lótsâu").unwrap(), std::slice::from_ref(&row.id));
    assert_eq!(view::row(&app, "k2x").unwrap().offline, Offline::Summary);

    // There is no more to load.
    assert!(!can_be_asked_for(app.store(), &row.id).unwrap());
    ask().await;
    assert_eq!((portal.requests().len() - before, portal.hits("/tin/1"), portal.hits("/rss.xml")), (2, 2, 1));
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_on_the_site_of_its_feed_cannot_be_asked_for_and_stays_a_summary() {
    let portal = Portal::start().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let source = stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    serve(&portal, &[story(1).brief(), Story::new(2, &portal.url("")).brief()]);
    view::sync(&app).await.unwrap();
    let [far, near] = ["k1x", "k2x"].map(|title| view::row(&app, title).unwrap());
    assert!(!can_be_asked_for(app.store(), &far.id).unwrap());
    let request = SyncRequest::of(Scope::Text(far.id.clone()));
    let report = app.sync().run(&request, &|_| {}, &CancelToken::new()).await.unwrap();
    assert_eq!((report.pages, report.bytes), (Tally::default(), 0));
    assert_eq!(
        view::row(&app, "k1x").unwrap().offline,
        Offline::Summary,
        "nothing is said of a page that nobody asked"
    );
    // Nor that of a feed which is followed no longer.
    assert!(can_be_asked_for(app.store(), &near.id).unwrap());
    app.store().personal().write(|tx| personal::source::remove(tx, &source, device.clock.now())).unwrap();
    assert!(!can_be_asked_for(app.store(), &near.id).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_starred_article_that_leaves_feed_and_store_is_still_read_offline() {
    let (portal, device, app) = reading(&[story(1), story(2)]).await;
    view::sync(&app).await.unwrap();
    let kept = view::row(&app, "k1x").unwrap();
    view::star(&app, &kept.id).unwrap();
    serve(&portal, &[story(2), story(3)]);
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();
    assert_eq!(view::rows(&app).unwrap().len(), 3, "what leaves a feed stays on the device");

    // Even the loss of content.db takes nothing that is starred.
    let content = app.store().paths().content();
    drop(app);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", content.display()));
    }
    device.network.set(Connectivity::Offline);
    let app = device.open().unwrap();
    assert!(view::body(&app, &kept.id).unwrap().contains("k1x"));
    assert!(view::status(&app, &kept.id).unwrap().is_starred);

    // And what the feed still lists comes back.
    device.network.set(Connectivity::Unmetered);
    view::sync(&app).await.unwrap();
    assert_eq!(view::rows(&app).unwrap().len(), 2);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_of_two_sources_is_one_and_its_full_text_is_not_lost_to_a_summary() {
    let (portal, device, app) = reading(&[story(1)]).await;
    stage::add(&app, "tong-hop", &portal.url("/other.xml"), |_| ()).unwrap();
    let shared = Story { link: Some("https://so.example.vn/tin/1?utm_source=rss".into()), ..story(1).brief() };
    let other = |extra: &[Story]| Reply::feed(rss("Tổng hợp", &[std::slice::from_ref(&shared), extra].concat()));
    portal.serve("/other.xml", other(&[]));
    view::sync(&app).await.unwrap();
    let row = view::row(&app, "k1x").unwrap();
    assert!(matches!(row.offline, Offline::Full { .. }), "{:?}", row.offline);

    // Each feed changes in turn: the shared article is no edit of itself.
    for number in 2..5 {
        portal.serve("/other.xml", other(&[story(number)]));
        serve(&portal, &[story(1), story(number + 10)]);
        device.clock.pass(3600);
        let report = view::sync(&app).await.unwrap();
        for feed in &report.feeds {
            assert!(matches!(feed.outcome, FeedOutcome::Updated { changed: 0, .. }), "{feed:?}");
        }
    }
    let after = view::row(&app, "k1x").unwrap();
    assert_eq!(after.row, row.row);
    assert!(view::body(&app, &row.id).unwrap().contains("Ngày thứ 12"));
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_begins_to_share_one_url_renames_its_articles_and_loses_no_star() {
    let shared = |number: u32| Story { link: Some("https://so.example.vn/tin".into()), ..story(number) };
    let (portal, device, app) = reading(&[shared(1), story(9)]).await;
    view::sync(&app).await.unwrap();
    let old = view::row(&app, "k1x").unwrap();
    view::star(&app, &old.id).unwrap();
    serve(&portal, &[shared(2), shared(1), story(9)]);
    device.clock.pass(3600);

    let report = view::sync(&app).await.unwrap();

    assert_eq!(report.new_articles(), 1, "{report:?}");
    let rows = view::rows(&app).unwrap();
    assert_eq!(rows.len(), 3, "{:?}", rows.iter().map(|row| &row.title).collect::<Vec<_>>());
    let renamed = view::row(&app, "k1x").unwrap();
    assert_ne!(renamed.id, old.id);
    assert!(renamed.is_starred, "the star moved along");
    assert!(!view::row(&app, "k2x").unwrap().is_starred, "and not to its twin");
    // Whoever still holds the old id finds the article.
    assert_eq!(app.store().find(&old.id).unwrap().unwrap().record.data.title, renamed.title);
    wholeness(&app).unwrap();

    // Once shared, always shared: also when the twin has left, and when the feed has moved.
    serve(&portal, &[shared(1), story(9), story(10)]);
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();
    assert_eq!(view::row(&app, "k1x").unwrap().id, renamed.id);
    portal.serve("/moved.xml", Reply::feed(rss("Sở mẫu", &[shared(1), story(9), story(11)])));
    stage::add(&app, "so", &portal.url("/moved.xml"), |_| ()).unwrap();
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();
    assert_eq!(view::row(&app, "k1x").unwrap().id, renamed.id);
    assert_eq!(view::rows(&app).unwrap().len(), 5);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undated_article_that_returns_is_still_read_and_keeps_the_date_of_its_first_sight() {
    let (portal, device, app) = reading(&[story(1).undated(), story(2)]).await;
    view::sync(&app).await.unwrap();
    let first = view::row(&app, "k1x").unwrap();
    app.store().personal().write(|tx| status::mark(tx, &first.id, Mark::Read, app.clock().now())).unwrap();
    for stories in [vec![story(2), story(3)], vec![story(1).undated(), story(3)]] {
        serve(&portal, &stories);
        device.clock.pass(86_400);
        view::sync(&app).await.unwrap();
    }
    let again = view::row(&app, "k1x").unwrap();
    assert!(again.is_read);
    assert_eq!((again.id, again.published), (first.id, first.published));
    assert_eq!(first.published.unix(), 1_710_383_400);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_article_that_comes_late_stands_behind_newer_ones_that_fit_alike() {
    let stories: Vec<Story> = (10..=21).map(story).collect();
    let (portal, device, app) = reading(&stories).await;
    view::sync(&app).await.unwrap();
    let late = Story { date: story(30).date.map(|date| date.plus(-60 * 86_400)), ..story(30) };
    serve(&portal, &[stories, vec![late]].concat());
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();

    let old = view::row(&app, "k30x").unwrap().id;
    let found = view::search(&app, "giống lúa vụ xuân").unwrap();
    assert_eq!((found.len(), found.last()), (13, Some(&old)));
    assert_eq!(view::search(&app, "giống lúa k30x").unwrap()[0], old, "what fits better stands first, however old");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_feed_deletes_nothing() {
    let (portal, device, app) = reading(&[story(1), story(2)]).await;
    view::sync(&app).await.unwrap();
    for reply in [
        Reply::feed(rss("Sở mẫu", &[])),
        Reply::feed(Vec::new()),
        Reply::html("<html><body>Bảo trì</body></html>"),
        Reply::status(404),
        Reply::status(410),
    ] {
        portal.serve("/rss.xml", reply);
        device.clock.pass(86_400);
        view::sync(&app).await.unwrap();
        assert_eq!(view::rows(&app).unwrap().len(), 2);
    }
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_removed_during_its_sync_stays_removed() {
    use app4g_core::store::personal::source;
    use app4g_core::sync::{Progress, SyncRequest};
    let (portal, device, app) = reading(&[story(1)]).await;
    view::sync(&app).await.unwrap();
    portal.serve("/rss.xml", Reply::status(410));
    let id = app4g_core::model::SourceId::new("so");
    for _ in 0..3 {
        device.clock.pass(86_400);
        let remove = |progress: Progress<'_>| {
            if matches!(progress, Progress::FeedDone { .. }) {
                app.store().personal().write(|tx| source::remove(tx, &id, app.clock().now())).unwrap();
            }
        };
        app.sync().run(&SyncRequest::asked(), &remove, &app4g_core::CancelToken::new()).await.unwrap();
        assert_eq!(view::source(&app, &id).unwrap(), None);
        // Added again, to fail until it would be called dead.
        stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_brings_nothing_tidies_nothing() {
    use std::sync::atomic::{AtomicBool, Ordering};

    use app4g_core::sync::{Progress, SyncRequest};
    let (_portal, device, app) = reading(&[story(1)]).await;
    let tidied = AtomicBool::new(false);
    let watch = |progress: Progress<'_>| {
        tidied.fetch_or(matches!(progress, Progress::Tidying), Ordering::SeqCst);
    };
    let cancel = app4g_core::CancelToken::new();
    app.sync().run(&SyncRequest::asked(), &watch, &cancel).await.unwrap();
    assert!(tidied.swap(false, Ordering::SeqCst), "the first sync stored an article");
    device.clock.pass(86_400);
    app.sync().run(&SyncRequest::asked(), &watch, &cancel).await.unwrap();
    assert!(!tidied.load(Ordering::SeqCst), "an index merge would write where nothing came");
}
