//! Manners: few connections, pauses, and a server's wish to be left alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app4g_core::Timestamp;
use app4g_core::clock::{Clock, FixedClock};
use app4g_core::net::{NetError, Phase, Politeness, Request, USER_AGENT, Urgency};
use app4g_tests::portal::{Break, Moment, Portal, Reply, client, feed, fetch, fetched, fetches_badly};

/// 2026-11-22T07:00:00Z.
const NOW: Timestamp = Timestamp::from_unix(1_795_330_800);

fn at(now: Timestamp) -> Arc<dyn Clock> {
    Arc::new(FixedClock(now))
}

#[tokio::test]
async fn we_say_who_we_are_and_what_we_want() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>"));
    fetched(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await.unwrap();
    let request = portal.requests().remove(0);
    assert_eq!(request.header("User-Agent"), Some(USER_AGENT));
    assert!(USER_AGENT.starts_with("App4G/"));
    assert_eq!(request.header("Accept-Encoding"), Some("gzip"));
    assert!(request.header("Accept").unwrap().starts_with("application/rss+xml"));
    let names: BTreeSet<_> = request.headers.iter().map(|(name, _)| name.to_lowercase()).collect();
    let allowed = ["accept", "accept-encoding", "accept-language", "host", "user-agent"].map(str::to_owned);
    assert_eq!(names, BTreeSet::from(allowed));
}

#[tokio::test]
async fn a_host_sees_at_most_two_connections_and_a_pause_between_requests() {
    let portal = Portal::start().await.unwrap();
    portal.serve_everything_else(Reply::feed("<rss/>").after(Duration::from_millis(300)));
    let interval = Duration::from_millis(50);
    let client = client(|config| config.politeness = Politeness { connections: 2, interval }).unwrap();
    let begin = Instant::now();
    let fetches: Vec<_> = (0..6)
        .map(|number| {
            let (client, request) = (client.clone(), feed(portal.url(&format!("/{number}"))));
            tokio::spawn(async move { fetched(&client, &request).await.is_some() })
        })
        .collect();
    for fetch in fetches {
        assert!(fetch.await.unwrap());
    }
    // Three rounds of two: never faster, however fast the machine is.
    assert!(begin.elapsed() >= Duration::from_millis(900), "{:?}", begin.elapsed());
    assert!(portal.most_connections() <= 2, "{}", portal.most_connections());
}

#[tokio::test]
async fn one_connection_is_used_again() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>").etag("\"1\""));
    let client = client(|_| ()).unwrap();
    for _ in 0..5 {
        fetched(&client, &feed(portal.url("/rss.xml"))).await.unwrap();
    }
    assert_eq!(portal.connections(), 1);
}

#[tokio::test]
async fn retry_after_is_obeyed_in_both_forms() {
    for (status, wish, seconds) in
        [(429, "120", 120), (503, "Sun, 22 Nov 2026 07:02:00 GMT", 120), (503, "999999999", 86_400)]
    {
        let portal = Portal::start().await.unwrap();
        portal.serve("/rss.xml", Reply::busy(status, wish));
        let (client, request) = (client(|config| config.clock = at(NOW)).unwrap(), feed(portal.url("/rss.xml")));

        let first = fetches_badly(&client, &request).await;
        assert!(matches!(first, Some(NetError::Busy { retry_after: Some(_), .. })), "{wish}: {first:?}");
        assert_eq!(fetches_badly(&client, &request).await, Some(NetError::BackingOff { seconds }), "{wish}");
        assert_eq!(portal.hits("/rss.xml"), 1);
    }
}

#[tokio::test]
async fn a_back_off_survives_a_restart_and_ends() {
    let portal = Portal::start().await.unwrap();
    portal.serve_each("/rss.xml", [Reply::busy(503, "600"), Reply::feed("<rss/>")]);
    let request = feed(portal.url("/rss.xml"));
    let before = client(|config| config.clock = at(NOW)).unwrap();
    assert!(fetches_badly(&before, &request).await.is_some());
    let stored = before.backoff();
    assert_eq!(stored.len(), 1);

    let soon = client(|config| config.clock = at(NOW.plus(599))).unwrap();
    soon.restore_backoff(stored.clone());
    assert_eq!(fetches_badly(&soon, &request).await, Some(NetError::BackingOff { seconds: 1 }));

    let later = client(|config| config.clock = at(NOW.plus(600))).unwrap();
    later.restore_backoff(stored);
    assert!(fetched(&later, &request).await.is_some());
    assert_eq!(later.backoff(), Vec::new(), "an answer forgives everything");
}

#[tokio::test]
async fn a_clock_that_jumps_holds_nobody_back() {
    let portal = Portal::start().await.unwrap();
    portal.serve_each("/rss.xml", [Reply::busy(503, "600"), Reply::feed("<rss/>")]);
    let request = feed(portal.url("/rss.xml"));
    let in_2100 = client(|config| config.clock = at(Timestamp::from_unix(4_102_444_800))).unwrap();
    assert!(fetches_badly(&in_2100, &request).await.is_some());

    let in_1970 = client(|config| config.clock = at(Timestamp::from_unix(0))).unwrap();
    in_1970.restore_backoff(in_2100.backoff());

    assert!(fetched(&in_1970, &request).await.is_some());
}

#[tokio::test]
async fn a_person_overrules_our_caution_but_not_the_server_s_wish() {
    let portal = Portal::start().await.unwrap();
    portal.serve_each("/rss.xml", [Reply::status(503), Reply::busy(503, "600"), Reply::feed("<rss/>")]);
    let client = client(|config| config.clock = at(NOW)).unwrap();
    let polled = feed(portal.url("/rss.xml"));
    let asked = Request { urgency: Urgency::Asked, ..polled.clone() };

    assert!(matches!(fetches_badly(&client, &polled).await, Some(NetError::Busy { retry_after: None, .. })));
    assert!(matches!(fetches_badly(&client, &polled).await, Some(NetError::BackingOff { .. })));
    assert!(matches!(fetches_badly(&client, &asked).await, Some(NetError::Busy { retry_after: Some(_), .. })));
    assert_eq!(fetches_badly(&client, &asked).await, Some(NetError::BackingOff { seconds: 600 }));
    client.restore_backoff(client.backoff());
    assert_eq!(fetches_badly(&client, &asked).await, Some(NetError::BackingOff { seconds: 600 }));
    assert_eq!(portal.hits("/rss.xml"), 2);
}

#[tokio::test]
async fn a_redirect_with_a_page_of_its_own_keeps_the_connection() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/a", Reply::html("<a href=/b>Đã chuyển</a>").redirecting(301, "/b"));
    portal.serve("/b", Reply::feed("<rss/>"));
    fetched(&client(|_| ()).unwrap(), &feed(portal.url("/a"))).await.unwrap();
    assert_eq!(portal.connections(), 1);
}

#[tokio::test]
async fn one_broken_feed_does_not_stop_the_others_of_its_host() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/good.xml", Reply::feed("<rss/>"));
    portal.serve("/404.xml", Reply::status(404));
    portal.serve("/410.xml", Reply::status(410));
    portal.serve("/403.xml", Reply::status(403));
    portal.serve("/500.xml", Reply::status(500));
    portal.serve("/cut.xml", Reply::feed("<rss/>").breaking(Break::Close(Moment::InBody(2))));
    let client = client(|_| ()).unwrap();
    let mut causes = Vec::new();
    for path in ["/404.xml", "/410.xml", "/403.xml", "/500.xml", "/cut.xml"] {
        causes.extend(fetches_badly(&client, &feed(portal.url(path))).await);
        assert!(fetched(&client, &feed(portal.url("/good.xml"))).await.is_some(), "after {path}");
    }
    let expected = [
        NetError::NotFound,
        NetError::Gone,
        NetError::Forbidden { status: 403 },
        NetError::Status { status: 500 },
        NetError::Truncated,
    ];
    assert_eq!(causes, expected);
}

#[tokio::test]
async fn a_host_that_refuses_is_left_alone_for_a_while() {
    let mut portal = Portal::start().await.unwrap();
    portal.go_offline().await;
    let (client, request) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")));
    assert_eq!(fetches_badly(&client, &request).await, Some(NetError::Refused));
    assert!(matches!(fetches_badly(&client, &request).await, Some(NetError::BackingOff { seconds: 1..=36 })));
}

#[tokio::test]
async fn what_a_plain_fetch_sends_is_counted_to_the_byte() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/a", Reply::redirect(302, "/b?x=%C3%A0"));
    portal.serve("/b", Reply::feed("<rss/>").etag("\"1\""));
    let request = Request { etag: Some("\"0\"".into()), ..feed(portal.url("/a")) };

    let response = fetched(&client(|_| ()).unwrap(), &request).await.unwrap();

    let sent: usize = portal.requests().iter().map(|request| request.bytes).sum();
    assert_eq!(response.traffic.sent, u64::try_from(sent).unwrap());
    assert!(response.traffic.received > 100 && response.traffic.received < 400, "{:?}", response.traffic);
}

#[tokio::test]
async fn a_packed_body_is_counted_as_it_came_over_the_wire() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed(vec![b' '; 1_000_000]).gzipped().unwrap());
    let response = fetched(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await.unwrap();
    assert_eq!(response.body.len(), 1_000_000);
    assert!(response.traffic.received < 3_000, "{:?}", response.traffic);
}

#[tokio::test]
async fn a_failure_costs_traffic_too() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed(vec![b'x'; 5_000]).breaking(Break::Close(Moment::InBody(4_000))));
    let failure = fetch(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await.unwrap_err();
    assert_eq!(failure.cause, NetError::Truncated);
    assert!(failure.traffic.received >= 4_000 && failure.traffic.sent > 100, "{:?}", failure.traffic);
    assert!(!matches!(failure.cause, NetError::TimedOut(Phase::Whole)));
}
