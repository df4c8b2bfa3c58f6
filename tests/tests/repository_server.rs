//! A repository on a web server: what is asked, what each answer means, what it cost.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use app4g_core::net::{NetError, Urgency};
use app4g_core::repository::carrier::{Carried, Carrier, CarrierError, Server};
use app4g_core::{CancelToken, ErrorKind};
use app4g_tests::portal::{Break, Framing, Moment, Portal, Reply, client};

const TIMESTAMP: &str = "metadata/timestamp.json";
const BODY: &[u8] = br#"{"signatures":[],"signed":{}}"#;

fn server(portal: &Portal) -> Server {
    Server::new(client(|_| ()).unwrap(), &portal.url("/kho"), Urgency::Asked).unwrap()
}

async fn load(server: &Server, path: &str, etag: Option<&str>) -> Result<Carried, CarrierError> {
    server.load(path, 1_000, etag, &CancelToken::new()).await
}

/// What `reply` at the timestamp's place comes to.
async fn answered(reply: Reply) -> Result<Carried, CarrierError> {
    let portal = Portal::start().await.unwrap();
    portal.serve("/kho/metadata/timestamp.json", reply);
    load(&server(&portal), TIMESTAMP, None).await
}

fn kind(loaded: Result<Carried, CarrierError>) -> ErrorKind {
    match loaded {
        Err(CarrierError::Failed(error)) => error.kind,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_did_not_change_costs_one_small_request() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/kho/metadata/timestamp.json", Reply::file(BODY).etag("\"65f-1\""));
    let server = server(&portal);
    let first = load(&server, TIMESTAMP, None).await.unwrap();
    assert_eq!(first, Carried::Bytes { bytes: BODY.to_vec(), etag: Some("\"65f-1\"".into()) });
    let before = server.spent();
    assert_eq!(load(&server, TIMESTAMP, Some("\"65f-1\"")).await.unwrap(), Carried::Unchanged);
    let (spent, asked) = (server.spent(), portal.requests());
    assert_eq!(spent.requests, 2);
    assert_eq!(spent.traffic.sent - before.traffic.sent, asked[1].bytes as u64);
    assert!(spent.traffic.received - before.traffic.received < 200);
    assert_eq!(asked[1].header("If-None-Match"), Some("\"65f-1\""));
    assert_eq!(asked[1].header("Cache-Control"), Some("no-cache"));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_missing_and_not_a_failure() {
    for status in [403, 404, 410] {
        assert!(matches!(answered(Reply::status(status)).await, Err(CarrierError::Missing)), "{status}");
    }
    let portal = Portal::start().await.unwrap();
    let server = server(&portal);
    assert!(matches!(load(&server, "../secret", None).await, Err(CarrierError::Missing)));
    assert_eq!((portal.requests().len(), server.spent().requests), (0, 0));
}

#[tokio::test]
async fn more_than_was_allowed_is_too_large_however_it_comes() {
    let long = vec![b'{'; 1_001];
    for reply in [Reply::file(long.clone()), Reply::file(long).framed(Framing::Chunked), Reply::endless("{{{")] {
        assert!(matches!(answered(reply).await, Err(CarrierError::TooLarge { limit: 1_000 })));
    }
}

#[tokio::test]
async fn a_cut_answer_is_an_error_and_never_a_short_file() {
    for breaks in [Break::Close(Moment::InBody(9)), Break::Reset(Moment::InBody(9)), Break::Close(Moment::BeforeHead)] {
        assert_eq!(kind(answered(Reply::file(BODY).breaking(breaks)).await), ErrorKind::ServerUnavailable);
    }
}

#[tokio::test]
async fn a_sign_in_page_means_no_network() {
    for reply in [
        Reply::html("<!DOCTYPE html><title>Wi-Fi</title>"),
        Reply::html("\n\n <html>"),
        Reply::html("x".repeat(5)).header("Content-Type", "application/json").redirecting(302, "http://login.example/"),
        Reply::redirect(302, "https://wifi.example.net/login?to=kho"),
        Reply::redirect(307, "http://10.0.0.1/"),
        Reply::redirect(301, "ftp://login.example/"),
        Reply::status(511),
        Reply::html(format!("<!doctype html>{}", "đăng nhập ".repeat(2_000))),
        Reply::html(format!("<!doctype html>{}", "đăng nhập ".repeat(2_000))).framed(Framing::Chunked),
        Reply::html("<!doctype html><html>").gzipped().unwrap(),
    ] {
        assert_eq!(kind(answered(reply).await), ErrorKind::Offline);
    }
}

#[tokio::test]
async fn a_redirect_within_the_site_is_followed_and_counted() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/kho/metadata/timestamp.json", Reply::redirect(302, "/kho-2/timestamp.json"));
    portal.serve("/kho-2/timestamp.json", Reply::file(BODY));
    let server = server(&portal);
    assert!(matches!(load(&server, TIMESTAMP, None).await, Ok(Carried::Bytes { bytes, .. }) if bytes == BODY));
    assert_eq!(server.spent().requests, 2);
}

#[tokio::test]
async fn a_server_that_fails_or_is_away_is_told_from_no_network_and_from_a_cancel() {
    assert_eq!(kind(answered(Reply::status(500)).await), ErrorKind::ServerUnavailable);
    assert_eq!(kind(answered(Reply::busy(503, "10")).await), ErrorKind::ServerUnavailable);
    let mut portal = Portal::start().await.unwrap();
    let server = server(&portal);
    portal.go_offline().await;
    assert_eq!(kind(load(&server, TIMESTAMP, None).await), ErrorKind::ServerUnavailable);
    assert_eq!(server.spent().requests, 0, "nothing was sent");
    let cancel = CancelToken::new();
    cancel.cancel();
    assert_eq!(kind(server.load(TIMESTAMP, 9, None, &cancel).await), ErrorKind::Cancelled);
    let network = app4g_core::net::Network::new(app4g_core::net::Connectivity::Offline);
    let off = client(|config| config.network = network).unwrap();
    let server = Server::new(off, &portal.url("/kho"), Urgency::Asked).unwrap();
    assert_eq!(kind(load(&server, TIMESTAMP, None).await), ErrorKind::Offline);
    assert_ne!(NetError::Offline.kind(), NetError::Refused.kind());
}
