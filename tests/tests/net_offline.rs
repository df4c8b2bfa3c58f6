//! No network, half a network, somebody else's network, and people who change their mind.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::sync::Arc;
use std::time::Duration;

use app4g_core::error::ErrorKind;
use app4g_core::net::{Connectivity, NetError, Purpose, Request};
use app4g_core::{CancelToken, Error};
use app4g_tests::portal::{Break, FixedNames, Moment, Portal, Reply, client, feed, fetch, fetched, fetches_badly};

const PAGE: &str = "\u{feff} <!DOCTYPE html><html><title>Đăng nhập Wi-Fi</title></html>";

#[tokio::test]
async fn switched_off_means_nothing_is_sent() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>"));
    let (client, request) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")));

    client.network().set(Connectivity::Offline);
    let failure = fetch(&client, &request).await.unwrap_err();
    assert_eq!(failure.cause, NetError::Offline);
    assert_eq!(failure.traffic.total(), 0);
    assert_eq!(portal.connections(), 0);
    assert_eq!(Error::from(failure).kind, ErrorKind::Offline);

    client.network().set(Connectivity::Metered);
    assert!(fetched(&client, &request).await.is_some());
}

#[tokio::test]
async fn switching_off_stops_what_runs_and_holds_nothing_against_the_host() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>").breaking(Break::Stall(Moment::InBody(3))));
    let (client, request) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")));
    let running = tokio::spawn({
        let client = client.clone();
        async move { fetches_badly(&client, &request).await }
    });
    assert!(portal.saw_requests(1).await);

    client.network().set(Connectivity::Offline);

    assert_eq!(running.await.unwrap(), Some(NetError::Offline));
    assert!(portal.saw_clients_leave(1).await);
    assert_eq!(client.backoff(), Vec::new());
}

#[tokio::test]
async fn cancelling_closes_the_socket_whatever_it_waits_for() {
    for moment in [Moment::BeforeHead, Moment::InBody(3)] {
        let portal = Portal::start().await.unwrap();
        portal.serve("/rss.xml", Reply::feed("<rss/>").breaking(Break::Stall(moment)));
        let (client, request, cancel) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")), CancelToken::new());
        let running = tokio::spawn({
            let cancel = cancel.clone();
            async move { client.fetch(&request, &cancel).await.unwrap_err() }
        });
        assert!(portal.saw_requests(1).await);

        cancel.cancel();

        let failure = running.await.unwrap();
        assert_eq!(failure.cause, NetError::Cancelled, "{moment:?}");
        assert!(failure.traffic.sent > 0, "a cancelled request cost something");
        assert!(portal.saw_clients_leave(1).await, "{moment:?}: the socket stayed open");
    }
}

#[tokio::test]
async fn dropping_a_fetch_closes_the_socket() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::endless("x").dripping(1, Duration::from_millis(10)));
    let (client, request) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")));
    let running = tokio::spawn(async move { fetch(&client, &request).await.is_ok() });
    assert!(portal.saw_requests(1).await);
    running.abort();
    assert!(portal.saw_clients_leave(1).await);
}

#[tokio::test]
async fn cancelled_before_it_began_sends_nothing() {
    let portal = Portal::start().await.unwrap();
    let cancel = CancelToken::new();
    cancel.cancel();
    let failure = client(|_| ()).unwrap().fetch(&feed(portal.url("/")), &cancel).await.unwrap_err();
    assert_eq!(failure.cause, NetError::Cancelled);
    assert_eq!(portal.connections(), 0);
}

#[tokio::test]
async fn an_unknown_name_is_a_name_and_many_are_a_network() {
    let client = client(|_| ()).unwrap();
    let mut causes = Vec::new();
    for name in ["a", "b", "c", "d"] {
        causes.extend(fetches_badly(&client, &feed(format!("http://{name}.example/rss"))).await);
    }
    assert_eq!(causes, [NetError::Dns, NetError::Dns, NetError::Offline, NetError::Offline]);
}

#[tokio::test]
async fn a_server_that_answers_proves_the_network() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>"));
    let client = client(|_| ()).unwrap();
    for name in ["a", "b", "c", "d"] {
        assert!(fetched(&client, &feed(portal.url("/rss.xml"))).await.is_some());
        let cause = fetches_badly(&client, &feed(format!("http://{name}.example/rss"))).await;
        assert_eq!(cause, Some(NetError::Dns), "{name}");
    }
}

#[tokio::test]
async fn a_portal_that_comes_back_is_read_again() {
    let mut portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>"));
    let request = feed(portal.url("/rss.xml"));
    assert!(fetched(&client(|_| ()).unwrap(), &request).await.is_some());
    portal.go_offline().await;
    assert_eq!(fetches_badly(&client(|_| ()).unwrap(), &request).await, Some(NetError::Refused));
    portal.go_online().await.unwrap();
    assert!(fetched(&client(|_| ()).unwrap(), &request).await.is_some());
}

#[tokio::test]
async fn a_sign_in_page_of_a_wifi_network_is_not_a_feed() {
    let portal = Portal::start().await.unwrap();
    let names = FixedNames::default()
        .with("so.example.vn", &["127.0.0.1".parse().unwrap()])
        .with("login.wifi.example", &["127.0.0.1".parse().unwrap()]);
    let client = client(|config| config.names = Arc::new(names)).unwrap();
    portal.serve("/login", Reply::html(PAGE));
    portal.serve("/feed-there", Reply::ok("text/html", "<rss><channel/></rss>"));
    let asked = |purpose| Request::new(portal.url_at("so.example.vn", "/rss.xml"), purpose);

    // Said as permanent, as such portals do: the move is reported with the failure and proves nothing.
    portal.serve("/rss.xml", Reply::redirect(301, &portal.url_at("login.wifi.example", "/login")));
    let failure = fetch(&client, &asked(Purpose::Feed)).await.unwrap_err();
    assert_eq!(failure.cause, NetError::CaptivePortal);
    assert_eq!(failure.host, "login.wifi.example");
    assert_eq!(fetches_badly(&client, &asked(Purpose::Image)).await, Some(NetError::CaptivePortal));

    // A page was wanted: this may be one.
    assert!(fetched(&client, &asked(Purpose::Page)).await.is_some());
    // A feed that moved to another site, mislabelled as so many are.
    portal.serve("/rss.xml", Reply::redirect(301, &portal.url_at("login.wifi.example", "/feed-there")));
    assert!(fetched(&client, &asked(Purpose::Feed)).await.is_some());
}

#[tokio::test]
async fn network_authentication_required_is_a_sign_in_page() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::status(511));
    let cause = fetches_badly(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await;
    assert_eq!(cause, Some(NetError::CaptivePortal));
}
