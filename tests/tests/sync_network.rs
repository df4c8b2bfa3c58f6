//! The network as it is: broken servers beside good ones, moves, pauses, somebody else's Wi-Fi, private addresses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::net::{IpAddr, Ipv4Addr};

use app4g_core::ErrorKind;
use app4g_core::model::{SourceId, SourceState};
use app4g_core::net::{AddressPolicy, Connectivity};
use app4g_core::sync::{FeedOutcome, Scope, Skip, Stopped, SyncRequest};
use app4g_tests::portal::{Break, FixedNames, Framing, Identity, Moment, Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, stage, view, wholeness};

const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn story(number: u32) -> Story {
    Story::new(number, "https://so.example.vn")
}

fn good(number: u32) -> Reply {
    Reply::feed(rss("Sở mẫu", &[story(number)]))
}

#[tokio::test(flavor = "multi_thread")]
async fn one_broken_source_never_stops_the_others_and_each_says_what_is_wrong() {
    let feed = rss("Hỏng", &[story(50)]);
    let half = feed.len() / 2;
    let text = |body: &str| Reply::feed(body.to_owned());
    let faults = [
        ("cat-ngang", text(&feed).framed(Framing::Declared(feed.len() as u64 + 500)), Some("error.net.truncated")),
        ("dut-giua-chung", text(&feed).breaking(Break::Reset(Moment::InBody(half))), None),
        ("dong-som", text(&feed).breaking(Break::Close(Moment::BeforeHead)), Some("error.net.reset")),
        ("vo-tan", Reply::endless("<item><title>x</title></item>".repeat(2000)), Some("error.net.too_large")),
        ("bom-gzip", Reply::gzip_bomb(50_000_000).unwrap(), Some("error.net.too_large")),
        ("vong-tron", Reply::redirect(302, "/vong-tron"), Some("error.net.redirect_loop")),
        ("loi-500", Reply::status(500), Some("error.net.server_error")),
        ("cam", Reply::status(403), Some("error.net.forbidden")),
        ("mat", Reply::status(404), Some("error.net.not_found")),
        ("het", Reply::status(410), Some("error.net.gone")),
        ("khong-phai-http", Reply::raw("xin chào\r\n\r\n"), Some("error.net.garbled")),
        ("trang-web", Reply::html("<!DOCTYPE html><html><body><p>Chào</p></body></html>"), None),
        ("rong", Reply::feed(Vec::new()), Some("error.feed.empty")),
        ("nhi-phan", Reply::feed(vec![0_u8, 159, 146, 150]), None),
        ("304-khong-etag", Reply::status(304), None),
    ];
    let portal = Portal::start().await.unwrap();
    portal.serve("/tot.xml", good(1).etag("\"1\""));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::add(&app, "tot", &portal.url("/tot.xml"), |_| ()).unwrap();
    for (name, reply, _) in &faults {
        portal.serve(&format!("/{name}"), reply.clone());
        stage::add(&app, name, &portal.url(&format!("/{name}")), |_| ()).unwrap();
    }
    stage::add(&app, "khong-ten", "http://khong.example.vn/rss", |_| ()).unwrap();
    stage::add(&app, "tu-choi", "http://127.0.0.1:9/rss", |_| ()).unwrap();

    let report = view::sync(&app).await.unwrap();

    assert!(matches!(view::outcome(&report, &SourceId::new("tot")), Some(FeedOutcome::Updated { new: 1, .. })));
    for (name, _, key) in &faults {
        let id = SourceId::new(*name);
        let error = view::failure(&report, &id);
        if let Some(key) = key {
            let found = error.unwrap_or_else(|| panic!("{name}: {:?}", view::outcome(&report, &id)));
            assert_eq!(found.message.key, *key, "{name}");
            assert_eq!(view::checked(&app, &id).unwrap().unwrap().failures, 1, "{name}");
        }
    }
    for (feed, error) in report.failures() {
        view::said(error).unwrap_or_else(|missing| panic!("{}: {missing}", feed.name));
    }
    assert!(view::failure(&report, &SourceId::new("trang-web")).is_some());
    assert_eq!(view::failure(&report, &SourceId::new("khong-ten")).unwrap().message.key, "error.net.dns");
    assert_eq!(view::failure(&report, &SourceId::new("tu-choi")).unwrap().message.key, "error.net.refused");
    assert_eq!(report.stopped, None);
    assert!(report.failures().count() >= 14, "{report:?}");
    wholeness(&app).unwrap();

    // A good source stays good in such company.
    device.clock.pass(3600);
    let again = view::sync(&app).await.unwrap();
    assert!(matches!(view::outcome(&again, &SourceId::new("tot")), Some(FeedOutcome::Unchanged)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_cannot_prove_who_it_is_fails_alone() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/tot.xml", good(1));
    let expired = Portal::start_tls(Identity::expired("127.0.0.1").unwrap()).await.unwrap();
    expired.serve("/rss.xml", good(2));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let tot = stage::add(&app, "tot", &portal.url("/tot.xml"), |_| ()).unwrap();
    let tls = stage::add(&app, "tls", &expired.url("/rss.xml"), |_| ()).unwrap();
    let report = view::sync(&app).await.unwrap();
    assert!(matches!(view::outcome(&report, &tot), Some(FeedOutcome::Updated { new: 1, .. })));
    let error = view::failure(&report, &tls).unwrap();
    assert!(error.message.key.starts_with("error.net.tls_"), "{error}");
    view::said(error).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_on_a_resting_host_is_not_blamed_for_its_neighbour() {
    let portal = Portal::start().await.unwrap();
    portal.serve_everything_else(Reply::busy(503, "600"));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let ids: Vec<SourceId> = (0..20)
        .map(|n| stage::add(&app, &format!("nguon-{n:02}"), &portal.url(&format!("/{n}.xml")), |_| ()).unwrap())
        .collect();
    let request = SyncRequest { scope: Scope::Due, bytes: None, seconds: None };
    let report = app.sync().run(&request, &|_| (), &app4g_core::CancelToken::new()).await.unwrap();
    let asked = portal.requests().len();
    assert!(asked < 20, "the host was left alone after it asked for a pause");
    let blamed = ids.iter().filter(|id| view::checked(&app, id).unwrap().is_some()).count();
    assert_eq!(blamed, asked);
    let resting = |id: &SourceId| {
        matches!(view::outcome(&report, id), Some(FeedOutcome::Skipped { reason: Skip::Resting(_), .. }))
    };
    assert_eq!(ids.iter().filter(|id| resting(id)).count(), 20 - asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn retry_after_is_respected_by_the_next_process_too() {
    let portal = Portal::start().await.unwrap();
    portal.serve_each("/rss.xml", [Reply::busy(429, "1800"), good(1)]);
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let id = stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!(view::failure(&report, &id).unwrap().message.key, "error.net.busy");
    drop(app);

    let app = device.open().unwrap();
    device.clock.pass(1700);
    let report = view::sync(&app).await.unwrap();
    let until = device_start().plus(1800);
    match view::outcome(&report, &id) {
        Some(FeedOutcome::Skipped { reason: Skip::Resting(at), .. }) => assert_eq!(*at, until),
        other => panic!("{other:?}"),
    }
    assert_eq!(report.next_wanted, Some(device_start().plus(3600)).max(Some(until)));
    assert_eq!(portal.hits("/rss.xml"), 1);

    device.clock.pass(101);
    let report = view::sync(&app).await.unwrap();
    assert!(matches!(view::outcome(&report, &id), Some(FeedOutcome::Updated { new: 1, .. })), "{report:?}");
    // It answered: nothing is held against it any more.
    assert_eq!(view::checked(&app, &id).unwrap().unwrap().failures, 0);
    let hosts = app.store().personal().read(app4g_core::store::personal::host_state::all).unwrap();
    assert!(hosts.iter().all(|(_, state)| state.failures == 0), "{hosts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_back_off_stops_the_background_and_no_person_also_after_a_restart() {
    let portal = Portal::start().await.unwrap();
    portal.serve_each("/rss.xml", [Reply::status(503), Reply::status(503), good(1)]);
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let id = stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    for failures in 1..=2 {
        view::sync(&app).await.unwrap();
        assert_eq!(view::checked(&app, &id).unwrap().unwrap().failures, failures, "a person may insist");
    }
    drop(app);

    let app = device.open().unwrap();
    let due = SyncRequest { scope: Scope::Due, bytes: None, seconds: None };
    let report = app.sync().run(&due, &|_| (), &app4g_core::CancelToken::new()).await.unwrap();
    let outcome = view::outcome(&report, &id);
    assert!(matches!(outcome, Some(FeedOutcome::Skipped { reason: Skip::Resting(_), .. })), "{outcome:?}");
    assert_eq!(portal.hits("/rss.xml"), 2, "the background keeps to the pause");

    let one = SyncRequest { scope: Scope::One(id.clone()), ..due };
    let report = app.sync().run(&one, &|_| (), &app4g_core::CancelToken::new()).await.unwrap();
    assert!(matches!(view::outcome(&report, &id), Some(FeedOutcome::Updated { new: 1, .. })), "{report:?}");
}

fn device_start() -> app4g_core::Timestamp {
    app4g_core::Timestamp::from_unix(1_710_383_400)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permanent_move_is_believed_after_two_proofs_a_day_apart() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/cu.xml", good(1));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let (old, new) = (portal.url("/cu.xml"), portal.url("/moi.xml"));
    let id = stage::add(&app, "so", &old, |_| ()).unwrap();
    view::sync(&app).await.unwrap();
    portal.serve("/cu.xml", Reply::redirect(301, &new));
    portal.serve("/moi.xml", good(1).etag("\"m\""));
    let url = || view::source(&app, &id).unwrap().unwrap().url;

    for hours in [1, 12, 10] {
        device.clock.pass(hours * 3600);
        view::sync(&app).await.unwrap();
        assert_eq!(url(), old, "after {hours} more hours");
    }
    // One answer from the old address forgets the proof.
    portal.serve("/cu.xml", good(1));
    device.clock.pass(3 * 3600);
    view::sync(&app).await.unwrap();
    portal.serve("/cu.xml", Reply::redirect(308, &new));
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();
    assert_eq!(url(), old, "the first proof of a new count");
    device.clock.pass(24 * 3600);
    view::sync(&app).await.unwrap();
    assert_eq!(url(), new);
    let source = view::source(&app, &id).unwrap().unwrap();
    assert_eq!((source.former_urls, source.state), (vec![old], SourceState::Moved));
    let before = portal.hits("/cu.xml");
    device.clock.pass(3600);
    view::sync(&app).await.unwrap();
    assert_eq!(portal.hits("/cu.xml"), before, "the new address is asked directly");
    assert_eq!(view::rows(&app).unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_redirect_moves_nothing_however_often_it_is_seen() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/cu.xml", Reply::redirect(302, "/moi.xml"));
    portal.serve("/moi.xml", good(1));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let id = stage::add(&app, "so", &portal.url("/cu.xml"), |_| ()).unwrap();
    for _ in 0..3 {
        view::sync(&app).await.unwrap();
        device.clock.pass(2 * 86_400);
    }
    assert_eq!(view::source(&app, &id).unwrap().unwrap().url, portal.url("/cu.xml"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_captive_portal_moves_and_destroys_nothing() {
    let portal = Portal::start().await.unwrap();
    let mut device = Device::new().unwrap();
    device.names = FixedNames::default().with("so.example.vn", &[LOCAL]).with("wifi.example", &[LOCAL]);
    portal.serve("/rss.xml", good(1).etag("\"1\""));
    let app = device.open().unwrap();
    let url = portal.url_at("so.example.vn", "/rss.xml");
    let id = stage::add(&app, "so", &url, |_| ()).unwrap();
    view::sync(&app).await.unwrap();
    portal.serve("/login", Reply::html("<!DOCTYPE html><html><title>Đăng nhập</title></html>"));
    portal.serve("/rss-gia", Reply::feed(rss("Mạng miễn phí", &[story(77)])));
    for target in ["/login", "/rss-gia"] {
        portal.serve("/rss.xml", Reply::redirect(301, &portal.url_at("wifi.example", target)));
        for _ in 0..3 {
            device.clock.pass(2 * 86_400);
            let report = view::sync(&app).await.unwrap();
            if target == "/login" {
                let error = view::failure(&report, &id).unwrap();
                assert_eq!(error.message.key, "error.net.captive_portal");
                view::said(error).unwrap();
                assert_eq!(view::checked(&app, &id).unwrap().unwrap().failures, 0, "no fault of the source");
            } else {
                // Somebody else's feed: nothing of it is taken over, so that it can never vouch for itself.
                let error = view::failure(&report, &id).unwrap();
                assert_eq!(error.message.key, "error.sync.stranger");
                view::said(error).unwrap();
                assert!(view::search(&app, "k77x").unwrap().is_empty());
            }
        }
    }
    let source = view::source(&app, &id).unwrap().unwrap();
    assert_eq!((source.url, source.state, source.former_urls), (url, SourceState::Ok, Vec::new()));
    assert!(view::row(&app, "k1x").is_ok());
    wholeness(&app).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn by_default_no_private_address_is_asked_neither_at_first_nor_behind_a_redirect() {
    let portal = Portal::start().await.unwrap();
    portal.serve_everything_else(good(1));
    let mut device = Device::new().unwrap();
    device.addresses = AddressPolicy::default();
    let app = device.open().unwrap();
    let id = stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    let report = view::sync(&app).await.unwrap();
    let error = view::failure(&report, &id).unwrap();
    assert!(error.message.key.starts_with("error.net.address_"), "{error}");
    view::said(error).unwrap();
    assert_eq!(portal.connections(), 0);
    // Behind a redirect the rule holds for what is loopback only by name, too.
    let mut device = Device::new().unwrap();
    device.names = FixedNames::default().with("trong.example.vn", &["192.168.1.1".parse().unwrap()]);
    let app = device.open().unwrap();
    portal.serve("/r", Reply::redirect(302, &portal.url_at("trong.example.vn", "/rss.xml")));
    let id = stage::add(&app, "so", &portal.url("/r"), |_| ()).unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!(view::failure(&report, &id).unwrap().message.key, "error.net.address_not_public");
    assert_eq!(portal.requests().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_is_a_state_in_which_nothing_fails() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", good(1));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let id = stage::add(&app, "so", &portal.url("/rss.xml"), |source| source.fetch_full_text = true).unwrap();
    view::sync(&app).await.unwrap();
    device.network.set(Connectivity::Offline);
    device.clock.pass(7200);
    let asked = portal.connections();
    let report = view::sync(&app).await.unwrap();
    assert_eq!(report.stopped, Some(Stopped::Offline));
    assert_eq!((report.failures().count(), report.bytes), (0, 0));
    assert!(matches!(view::outcome(&report, &id), Some(FeedOutcome::Skipped { reason: Skip::Offline, .. })));
    assert_eq!(view::checked(&app, &id).unwrap().unwrap().checked, device_start(), "the age stays honest");
    assert_eq!(portal.connections(), asked);
    assert!(view::body(&app, &view::row(&app, "k1x").unwrap().id).unwrap().contains("k1x"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_goes_away_during_a_sync_fails_nobody() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", good(1).breaking(Break::Stall(Moment::InBody(10))));
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    let id = stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    let syncing = tokio::spawn({
        let app = app.clone();
        async move { view::sync(&app).await }
    });
    assert!(portal.saw_requests(1).await);
    device.network.set(Connectivity::Offline);
    let report = syncing.await.unwrap().unwrap();
    assert_eq!(report.stopped, Some(Stopped::Offline));
    assert_eq!(view::checked(&app, &id).unwrap(), None, "nobody can say anything about the source");
    assert!(report.failures().all(|(_, error)| error.kind == ErrorKind::Offline));
    assert!(
        view::ledger(&app).unwrap().iter().map(|line| line.sent).sum::<u64>() > 0,
        "what was sent is accounted for"
    );
}
