//! What a sync may cost and when it stops: budgets, deadlines, metered networks, people who change their mind.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::sync::Mutex;

use app4g_core::app::App;
use app4g_core::model::{Offline, SourceId};
use app4g_core::net::Connectivity;
use app4g_core::store::content::image;
use app4g_core::sync::{Exhausted, FeedOutcome, Progress, Skip, Stopped, SyncReport, SyncRequest};
use app4g_core::{CancelToken, Error, ErrorKind};
use app4g_tests::portal::{Break, Moment, Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, stage, view, wholeness};

fn story(number: u32, portal: &Portal) -> Story {
    Story::new(number, &portal.url(""))
}

/// Ten sources of one story each.
async fn ten() -> (Portal, Device, App, Vec<SourceId>) {
    let portal = Portal::start().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let ids = (0..10)
        .map(|n| {
            let path = format!("/{n}.xml");
            portal.serve(&path, Reply::feed(rss(&format!("Nguồn {n}"), &[story(n, &portal)])).etag("\"1\""));
            stage::add(&app, &format!("nguon-{n}"), &portal.url(&path), |_| ()).unwrap()
        })
        .collect();
    (portal, device, app, ids)
}

async fn run(app: &App, change: impl FnOnce(&mut SyncRequest)) -> Result<SyncReport, Error> {
    let mut request = SyncRequest::asked();
    change(&mut request);
    app.sync().run(&request, &|_| (), &CancelToken::new()).await
}

fn skipped(report: &SyncReport, wanted: Exhausted) -> Vec<u64> {
    let size = |outcome: &FeedOutcome| match outcome {
        FeedOutcome::Skipped { reason: Skip::Exhausted(why), expected_bytes } if *why == wanted => {
            Some(*expected_bytes)
        }
        _ => None,
    };
    report.feeds.iter().filter_map(|feed| size(&feed.outcome)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_budget_leaves_out_is_named_with_its_size_and_comes_first_next_time() {
    let (portal, device, app, ids) = ten().await;
    let report = run(&app, |request| request.bytes = Some(250_000)).await.unwrap();
    assert_eq!(report.stopped, Some(Stopped::Limit));
    let left_out = skipped(&report, Exhausted::Bytes);
    assert_eq!((left_out.len(), portal.requests().len()), (6, 4));
    assert!(left_out.iter().all(|bytes| *bytes > 1000), "{left_out:?}");
    assert!(report.bytes <= 250_000);
    assert_eq!(report.feeds.len(), ids.len(), "every source is in the report");

    device.clock.pass(3600);
    let report = run(&app, |request| request.bytes = Some(250_000)).await.unwrap();
    let new = report.new_articles();
    assert!(new >= 4, "those left out before come first, got {new}");
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_starts_after_the_deadline_and_the_size_of_what_is_left_is_said() {
    let (portal, device, app, _) = ten().await;
    // The clock jumps beyond the deadline with the first feed that is done.
    let watch = |progress: Progress<'_>| {
        if matches!(progress, Progress::FeedDone { done: 1, .. }) {
            device.clock.pass(100);
        }
    };
    let request = SyncRequest { seconds: Some(60), ..SyncRequest::asked() };
    let report = app.sync().run(&request, &watch, &CancelToken::new()).await.unwrap();
    let left_out = skipped(&report, Exhausted::Deadline);
    assert_eq!(left_out.len() + portal.requests().len(), 10);
    assert!(!left_out.is_empty(), "eight at once, so two at least were not begun");
    assert!(left_out.iter().all(|bytes| *bytes > 0), "{left_out:?}");
    assert_eq!(report.stopped, Some(Stopped::Limit));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_metered_network_has_its_own_limit_and_a_monthly_cap_that_outlives_the_process() {
    let (portal, device, app, _) = ten().await;
    device.network.set(Connectivity::Metered);
    view::set(&app, "monthly_cap", "130000").unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!(skipped(&report, Exhausted::Month).len(), 8);
    let used = report.bytes;
    assert!(
        view::ledger(&app)
            .unwrap()
            .iter()
            .all(|line| line.network == app4g_core::store::personal::ledger::Network::Metered)
    );
    drop(app);
    let app = device.open().unwrap();
    view::set(&app, "monthly_cap", &(used + 60_000).to_string()).unwrap();
    device.clock.pass(3600);
    let asked = portal.requests().len();
    view::sync(&app).await.unwrap();
    assert!(portal.requests().len() - asked < 10, "what was used before counts");
    view::set(&app, "monthly_cap", "0").unwrap();
    device.clock.pass(3600);
    let asked = portal.requests().len();
    let report = view::sync(&app).await.unwrap();
    assert_eq!((portal.requests().len(), report.bytes, report.stopped), (asked, 0, Some(Stopped::Limit)));
    // Another network: the cap does not count there.
    device.network.set(Connectivity::Unmetered);
    assert_eq!(view::sync(&app).await.unwrap().stopped, None);
}

/// A portal with one article whose text shows these images.
async fn illustrated(images: &[(&str, Vec<u8>)]) -> (Portal, Device, App) {
    let portal = Portal::start().await.unwrap();
    let mut text = Story::long(1, "cấy thưa");
    for (path, bytes) in images {
        portal.serve(path, Reply::ok("image/png", bytes.clone()));
        text.push_str(&format!("<p><img src=\"{}\" alt=\"Ảnh\" width=\"600\" height=\"400\"></p>", portal.url(path)));
    }
    portal.serve("/rss.xml", Reply::feed(rss("Sở", &[Story { text: Some(text), ..story(1, &portal) }])).etag("\"1\""));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::add(&app, "so", &portal.url("/rss.xml"), |source| source.allow_images = true).unwrap();
    (portal, device, app)
}

/// A PNG header of 600 × 400 pixels in a file of `size` bytes.
fn png(size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x58\0\0\x01\x90\x08\x02\0\0\0".to_vec();
    bytes.resize(size, 7);
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_saver_loads_text_and_no_image_and_says_what_was_left_out() {
    let (portal, device, app) = illustrated(&[("/a.png", png(900))]).await;
    view::set(&app, "data_saver", "on").unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!((report.new_articles(), portal.hits("/a.png")), (1, 0));
    assert_eq!(report.images.left_out, 1);
    assert!(report.images.left_out_bytes > 0);
    assert!(matches!(view::row(&app, "k1x").unwrap().offline, Offline::Full { .. }));
    view::set(&app, "data_saver", "off").unwrap();
    device.clock.pass(3600);
    let report = view::sync(&app).await.unwrap();
    assert_eq!(report.images.stored, 1);
    assert!(matches!(view::row(&app, "k1x").unwrap().offline, Offline::FullWithImages { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quota_of_images_holds_states_stay_true_and_no_two_articles_push_each_other_out() {
    let images = [("/a.png", png(4_000)), ("/b.png", png(4_000)), ("/c.png", png(4_000))];
    let (portal, device, app) = illustrated(&images).await;
    view::set(&app, "image_quota", "9000").unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!((report.images.stored, report.images.left_out), (2, 1), "{:?}", report.images);
    let used = || app.store().content().read(image::used_bytes).unwrap();
    assert!(used() <= 9_000);
    assert!(matches!(view::row(&app, "k1x").unwrap().offline, Offline::Full { .. }), "one image is missing");
    for _ in 0..3 {
        device.clock.pass(3600);
        view::sync(&app).await.unwrap();
    }
    let hits: usize = images.iter().map(|(path, _)| portal.hits(path)).sum();
    assert!(hits <= 6, "the images that fit stay where they are: {hits} loads");
    wholeness(&app).unwrap();

    // A new article takes the place of the oldest, whose state says so.
    portal.serve("/d.png", Reply::ok("image/png", png(8_000)));
    let text = Story::long(2, "gieo sạ") + &format!("<img src=\"{}\" alt=\"Ảnh\">", portal.url("/d.png"));
    portal.serve("/rss.xml", Reply::feed(rss("Sở", &[Story { text: Some(text), ..story(2, &portal) }])));
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();
    assert!(matches!(view::row(&app, "k2x").unwrap().offline, Offline::FullWithImages { .. }));
    assert!(used() <= 9_000);
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_image_that_is_gone_is_asked_for_once_and_one_that_two_articles_show_is_loaded_once() {
    let (portal, device, app) = illustrated(&[("/a.png", png(900)), ("/b.png", png(900))]).await;
    portal.serve("/b.png", Reply::status(404));
    let img = format!("<img src=\"{}\" alt=\"Ảnh\">", portal.url("/a.png"));
    let other = Story { text: Some(Story::long(2, "gieo sạ") + &img), ..story(2, &portal) };
    portal.serve("/other.xml", Reply::feed(rss("Khác", &[other])).etag("\"2\""));
    stage::add(&app, "khac", &portal.url("/other.xml"), |source| source.allow_images = true).unwrap();
    for _ in 0..2 {
        view::sync(&app).await.unwrap();
        device.clock.pass(3600);
    }
    assert_eq!((portal.hits("/a.png"), portal.hits("/b.png")), (1, 1));
    for word in ["k1x", "k2x"] {
        let row = view::row(&app, word).unwrap();
        assert!(matches!(row.offline, Offline::FullWithImages { .. }), "{word}: {:?}", row.offline);
        assert_eq!(app.store().images(&row.id).unwrap().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_closes_the_socket_keeps_what_is_stored_and_frees_the_profile() {
    let (portal, _device, app, _) = ten().await;
    portal.serve("/9.xml", Reply::feed("<rss>").breaking(Break::Stall(Moment::InBody(3))));
    let cancel = CancelToken::new();
    // Everything but the ninth feed is done before somebody loses patience.
    let watch = {
        let cancel = cancel.clone();
        move |progress: Progress<'_>| {
            if matches!(progress, Progress::FeedDone { done: 9, .. }) {
                cancel.cancel();
            }
        }
    };
    let report = app.sync().run(&SyncRequest::asked(), &watch, &cancel).await.unwrap();
    assert_eq!(report.stopped, Some(Stopped::Cancelled));
    assert!(portal.saw_clients_leave(1).await, "the socket stayed open");
    assert_eq!(view::rows(&app).unwrap().len(), 9);
    wholeness(&app).unwrap();
    let stopped = view::checked(&app, &SourceId::new("nguon-9")).unwrap();
    assert_eq!(stopped, None, "a stopped source did nothing wrong");
    portal.serve("/9.xml", Reply::feed(rss("Nguồn 9", &[story(9, &portal)])));
    assert_eq!(view::sync(&app).await.unwrap().new_articles(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sync_is_busy_at_once_and_a_star_does_not_wait_for_the_first() {
    let (portal, device, app, _) = ten().await;
    view::sync(&app).await.unwrap();
    device.clock.pass(3600);
    portal.serve("/0.xml", Reply::feed("<rss>").breaking(Break::Stall(Moment::BeforeHead)));
    let (asked, cancel) = (portal.requests().len(), CancelToken::new());
    let syncing = tokio::spawn({
        let (app, cancel) = (app.clone(), cancel.clone());
        async move { app.sync().run(&SyncRequest::asked(), &|_| (), &cancel).await }
    });
    assert!(portal.saw_requests(asked + 10).await);

    let second = device.open().unwrap();
    for app in [&app, &second] {
        let error = view::sync(app).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Busy);
        assert!(error.retryable());
        view::said(&error).unwrap();
    }
    let row = view::row(&second, "k3x").unwrap();
    view::star(&second, &row.id).unwrap();
    assert!(view::status(&app, &row.id).unwrap().is_starred);
    assert_eq!(view::search(&second, "k3x").unwrap().first(), Some(&row.id));

    cancel.cancel();
    assert_eq!(syncing.await.unwrap().unwrap().stopped, Some(Stopped::Cancelled));
    portal.serve("/0.xml", Reply::feed(rss("Nguồn 0", &[story(0, &portal)])));
    assert!(view::sync(&second).await.is_ok(), "the lock is free when the report is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_is_told_in_order_and_every_feed_once() {
    let (_portal, _device, app, _) = ten().await;
    let seen = Mutex::new(Vec::new());
    let watch = |progress: Progress<'_>| {
        seen.lock().unwrap().push(match progress {
            Progress::Feeds { total } => format!("feeds {total}"),
            Progress::FeedDone { done, total, .. } => format!("{done}/{total}"),
            Progress::Pages { .. } => "pages".into(),
            Progress::Images { .. } => "images".into(),
            Progress::Repository | Progress::Collection { .. } => "repository".into(),
            Progress::Tidying => "tidying".into(),
        });
    };
    app.sync().run(&SyncRequest::asked(), &watch, &CancelToken::new()).await.unwrap();
    let mut expected = vec!["feeds 10".to_owned()];
    expected.extend((1..=10).map(|done| format!("{done}/10")));
    expected.push("tidying".into());
    assert_eq!(*seen.lock().unwrap(), expected);
}
