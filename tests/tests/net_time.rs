//! Servers that are slow in every way: each has its limit and its own error, and the socket closes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::time::Duration;

use app4g_core::net::{Limits, NetError, Phase, Request};
use app4g_tests::portal::{Break, Moment, Portal, Reply, client, feed, fetched, fetches_badly};

const SHORT: Duration = Duration::from_millis(250);
/// Long enough never to be the limit that is met.
const LONG: Limits = Limits {
    first_byte: Duration::from_secs(60),
    stall: Duration::from_secs(60),
    whole: Duration::from_secs(60),
    rate_after: Duration::from_secs(60),
    ..Limits::FEED
};

async fn phase(reply: Reply, limits: Limits) -> Phase {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", reply);
    let request = Request { limits, ..feed(portal.url("/rss.xml")) };
    let cause = fetches_badly(&client(|_| ()).unwrap(), &request).await;
    assert!(portal.saw_clients_leave(1).await, "the socket stayed open");
    match cause {
        Some(NetError::TimedOut(phase)) => phase,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_server_that_never_answers_is_left_after_the_first_byte_limit() {
    let silent = Reply::feed("<rss/>").breaking(Break::Stall(Moment::BeforeHead));
    assert_eq!(phase(silent, Limits { first_byte: SHORT, ..LONG }).await, Phase::FirstByte);
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_a_failure_to_connect() {
    // Connections wait in the listener's queue; nobody takes them.
    let deaf = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = client(|config| config.connect = SHORT).unwrap();
    let request = Request { limits: LONG, ..feed(format!("https://{}/", deaf.local_addr().unwrap())) };
    assert_eq!(fetches_badly(&client, &request).await, Some(NetError::TimedOut(Phase::Connect)));
}

#[tokio::test]
async fn silence_inside_a_body_ends_it() {
    let stalled = Reply::feed("<rss></rss>").breaking(Break::Stall(Moment::InBody(5)));
    assert_eq!(phase(stalled, Limits { stall: SHORT, ..LONG }).await, Phase::TooSlow);
}

#[tokio::test]
async fn a_slow_loris_that_never_falls_silent_is_still_too_slow() {
    let trickle = Reply::feed(vec![b'x'; 100_000]).dripping(1, Duration::from_millis(20));
    let limits = Limits { rate_after: SHORT, min_rate: 10_000, ..LONG };
    assert_eq!(phase(trickle, limits).await, Phase::TooSlow);
}

#[tokio::test]
async fn a_body_that_takes_too_long_altogether_ends() {
    let trickle = Reply::feed(vec![b'x'; 100_000]).dripping(1, Duration::from_millis(20));
    assert_eq!(phase(trickle, Limits { whole: SHORT, ..LONG }).await, Phase::Whole);
}

#[tokio::test]
async fn redirects_share_one_limit_of_time() {
    let portal = Portal::start().await.unwrap();
    for step in 0..5 {
        let next = format!("/{}", step + 1);
        portal.serve(&format!("/{step}"), Reply::redirect(302, &next).after(Duration::from_millis(150)));
    }
    let limits = Limits { whole: Duration::from_millis(400), ..LONG };
    let request = Request { limits, ..feed(portal.url("/0")) };
    let cause = fetches_badly(&client(|_| ()).unwrap(), &request).await;
    assert_eq!(cause, Some(NetError::TimedOut(Phase::Whole)));
    assert_eq!(portal.hits("/5"), 0);
}

#[tokio::test]
async fn a_slow_but_steady_server_is_read_to_its_end() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed(vec![b'x'; 50]).dripping(10, Duration::from_millis(50)));
    let request = Request { limits: LONG, ..feed(portal.url("/rss.xml")) };
    assert_eq!(fetched(&client(|_| ()).unwrap(), &request).await.unwrap().body.len(), 50);
}
