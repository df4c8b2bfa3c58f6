//! Conditional requests: what is current costs no body, whatever the server's habits.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use app4g_core::net::{NetError, Outcome, Request};
use app4g_tests::portal::{Portal, Reply, client, feed, fetch, fetched, fetches_badly};

const DATE: &str = "Sun, 22 Nov 2026 07:00:00 GMT";

fn again(first: &Request, etag: Option<&str>, last_modified: Option<&str>) -> Request {
    Request { etag: etag.map(str::to_owned), last_modified: last_modified.map(str::to_owned), ..first.clone() }
}

#[tokio::test]
async fn an_etag_goes_back_exactly_as_it_came() {
    for etag in ["\"v1\"", "W/\"weak-1\"", "unquoted", "\"có dấu\"", "\"a,b\"", "\"\""] {
        let portal = Portal::start().await.unwrap();
        portal.serve("/rss.xml", Reply::feed("<rss/>").etag(etag));
        let (client, request) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")));

        let first = fetched(&client, &request).await.unwrap();
        assert_eq!(first.validators.etag.as_deref(), Some(etag));
        let second = fetch(&client, &again(&request, Some(etag), None)).await.unwrap();

        assert!(matches!(second, Outcome::NotModified(_)), "{etag}: {second:?}");
        assert_eq!(portal.requests()[1].header("If-None-Match"), Some(etag));
    }
}

#[tokio::test]
async fn a_date_goes_back_exactly_as_it_came_even_a_strange_one() {
    for date in [DATE, "Sun, 22 Nov 2026 14:00:00 +0700", "2026-11-22"] {
        let portal = Portal::start().await.unwrap();
        portal.serve("/rss.xml", Reply::feed("<rss/>").last_modified(date));
        let (client, request) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")));

        let second = fetch(&client, &again(&request, None, Some(date))).await.unwrap();

        assert!(matches!(second, Outcome::NotModified(_)), "{date}: {second:?}");
        assert_eq!(portal.requests()[0].header("If-Modified-Since"), Some(date));
        assert_eq!(portal.requests()[0].header("If-None-Match"), None);
    }
}

#[tokio::test]
async fn a_304_without_etag_keeps_the_validators_that_were_sent() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss/>").etag("\"v1\"").without_validators_on_304());
    let request = again(&feed(portal.url("/rss.xml")), Some("\"v1\""), Some(DATE));

    let Outcome::NotModified(current) = fetch(&client(|_| ()).unwrap(), &request).await.unwrap() else {
        panic!("a body came");
    };

    assert_eq!(current.validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(current.validators.last_modified.as_deref(), Some(DATE));
}

#[tokio::test]
async fn a_304_nobody_asked_for_is_no_answer() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::raw("HTTP/1.1 304 Not Modified\r\n\r\n"));
    let cause = fetches_badly(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await;
    assert_eq!(cause, Some(NetError::Status { status: 304 }));
}

#[tokio::test]
async fn a_changed_feed_comes_whole_with_its_new_etag() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed("<rss>mới</rss>").etag("\"v2\""));
    let request = again(&feed(portal.url("/rss.xml")), Some("\"v1\""), None);

    let response = fetched(&client(|_| ()).unwrap(), &request).await.unwrap();

    assert_eq!(response.body, "<rss>mới</rss>".as_bytes());
    assert_eq!(response.validators.etag.as_deref(), Some("\"v2\""));
}

#[tokio::test]
async fn conditions_travel_along_a_redirect() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/old", Reply::redirect(302, "/new"));
    portal.serve("/new", Reply::feed("<rss/>").etag("\"v1\""));
    let request = again(&feed(portal.url("/old")), Some("\"v1\""), None);

    let Outcome::NotModified(current) = fetch(&client(|_| ()).unwrap(), &request).await.unwrap() else {
        panic!("a body came");
    };

    assert_eq!(current.redirects.len(), 1);
}

#[tokio::test]
async fn a_server_that_fails_every_other_time_is_read_the_other_times() {
    let portal = Portal::start().await.unwrap();
    let good = || Reply::feed("<rss/>");
    portal.serve_each("/rss.xml", [Reply::status(500), good(), Reply::status(502), good()]);
    let (client, request) = (client(|_| ()).unwrap(), feed(portal.url("/rss.xml")));

    assert_eq!(fetches_badly(&client, &request).await, Some(NetError::Status { status: 500 }));
    assert!(fetched(&client, &request).await.is_some());
    assert_eq!(fetches_badly(&client, &request).await, Some(NetError::Status { status: 502 }));
    assert!(fetched(&client, &request).await.is_some());
}
