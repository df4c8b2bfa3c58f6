//! Redirects: followed within reason, reported hop by hop.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use app4g_core::net::{AddressProblem, Limits, Move, NetError, Purpose, Reach, Request, UrlProblem, permanent_target};
use app4g_tests::portal::{Portal, Reply, client, feed, fetch, fetched, fetches_badly};

#[tokio::test]
async fn a_chain_is_followed_and_every_hop_reported() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/a", Reply::redirect(301, "/b"));
    portal.serve("/b", Reply::redirect(308, &portal.url("/c")));
    portal.serve("/c", Reply::redirect(302, "d?x=1#top"));
    portal.serve("/d", Reply::feed("<rss/>"));

    let response = fetched(&client(|_| ()).unwrap(), &feed(portal.url("/a"))).await.unwrap();

    assert_eq!(response.final_url.as_str(), portal.url("/d?x=1"));
    let kinds: Vec<_> = response.redirects.iter().map(|hop| hop.kind).collect();
    assert_eq!(kinds, [Move::Permanent, Move::Permanent, Move::Temporary]);
    assert_eq!(permanent_target(&response.redirects).unwrap().as_str(), portal.url("/c"));
}

#[tokio::test]
async fn no_referrer_is_told_and_no_cookie_kept() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/a", Reply::redirect(302, "/b").header("Set-Cookie", "who=me; Path=/"));
    portal.serve("/b", Reply::feed("<rss/>").header("Set-Cookie", "who=me; Path=/"));
    let client = client(|_| ()).unwrap();
    for _ in 0..2 {
        fetched(&client, &feed(portal.url("/a"))).await.unwrap();
    }
    assert_eq!(portal.requests().len(), 4);
    for request in portal.requests() {
        assert_eq!(request.header("Referer"), None);
        assert_eq!(request.header("Cookie"), None);
    }
}

#[tokio::test]
async fn a_loop_is_noticed_at_its_first_return() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/a", Reply::redirect(302, "/b"));
    portal.serve("/b", Reply::redirect(301, "/a"));
    portal.serve("/self", Reply::redirect(302, "/self"));
    let client = client(|_| ()).unwrap();
    assert_eq!(fetches_badly(&client, &feed(portal.url("/a"))).await, Some(NetError::RedirectLoop));
    assert_eq!(fetches_badly(&client, &feed(portal.url("/self"))).await, Some(NetError::RedirectLoop));
    assert_eq!(portal.requests().len(), 3);
}

#[tokio::test]
async fn an_endless_chain_ends_at_the_limit() {
    let portal = Portal::start().await.unwrap();
    for step in 0..20 {
        portal.serve(&format!("/{step}"), Reply::redirect(307, &format!("/{}", step + 1)));
    }
    let failure = fetch(&client(|_| ()).unwrap(), &feed(portal.url("/0"))).await.unwrap_err();
    assert_eq!(failure.cause, NetError::TooManyRedirects);
    assert_eq!(portal.requests().len(), Limits::FEED.redirects + 1);
    assert_eq!(failure.redirects.len(), Limits::FEED.redirects);
}

#[tokio::test]
async fn a_redirect_that_leads_nowhere_is_said_so() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/none", Reply::status(302));
    portal.serve("/broken", Reply::redirect(302, "http://[::"));
    portal.serve("/file", Reply::redirect(302, "file:///etc/passwd"));
    let client = client(|_| ()).unwrap();
    assert_eq!(fetches_badly(&client, &feed(portal.url("/none"))).await, Some(NetError::BadRedirect));
    assert_eq!(fetches_badly(&client, &feed(portal.url("/broken"))).await, Some(NetError::BadRedirect));
    let file = fetches_badly(&client, &feed(portal.url("/file"))).await;
    assert_eq!(file, Some(NetError::Url(UrlProblem::Scheme)));
}

#[tokio::test]
async fn full_text_stays_on_the_feed_s_own_site() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/out", Reply::redirect(302, "http://elsewhere.example/bai-viet"));
    portal.serve("/in", Reply::html("<p>Bài viết</p>"));
    let client = client(|_| ()).unwrap();
    let page = |path: &str, site: &str| Request {
        reach: Reach::SiteOf(site.into()),
        ..Request::new(portal.url(path), Purpose::Page)
    };

    assert!(fetched(&client, &page("/in", "127.0.0.1")).await.is_some());
    let other = Some(NetError::Address(AddressProblem::OtherSite));
    assert_eq!(fetches_badly(&client, &page("/out", "127.0.0.1")).await, other);
    assert_eq!(fetches_badly(&client, &page("/in", "example.gov.vn")).await, other);
    assert_eq!(portal.requests().len(), 2);
}
