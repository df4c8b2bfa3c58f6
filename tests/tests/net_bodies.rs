//! Bodies that are cut, padded, endless, packed or mislabelled: a damaged body is an error, never a short one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use app4g_core::net::{Limits, NetError, Request};
use app4g_tests::portal::{Break, Framing, Moment, Portal, Reply, client, feed, fetch, fetched, fetches_badly};

const BODY: &str = "<rss><channel><title>Đổi mới sáng tạo</title></channel></rss>";

async fn cause_of(reply: Reply) -> Option<NetError> {
    cause_within(reply, Limits::FEED).await
}

async fn cause_within(reply: Reply, limits: Limits) -> Option<NetError> {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", reply);
    let request = Request { limits, ..feed(portal.url("/rss.xml")) };
    fetches_badly(&client(|_| ()).unwrap(), &request).await
}

async fn body_of(reply: Reply) -> Vec<u8> {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", reply);
    fetched(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await.unwrap().body
}

#[tokio::test]
async fn every_framing_brings_the_same_body() {
    for framing in [Framing::Length, Framing::Chunked, Framing::UntilClose] {
        assert_eq!(body_of(Reply::feed(BODY).framed(framing)).await, BODY.as_bytes(), "{framing:?}");
        let packed = Reply::feed(BODY).gzipped().unwrap().framed(framing);
        assert_eq!(body_of(packed).await, BODY.as_bytes(), "gzip, {framing:?}");
    }
}

#[tokio::test]
async fn an_empty_body_is_an_empty_body() {
    assert_eq!(body_of(Reply::feed("")).await, b"");
}

#[tokio::test]
async fn a_body_shorter_than_its_length_is_truncated() {
    assert_eq!(cause_of(Reply::feed(BODY).framed(Framing::Declared(10_000))).await, Some(NetError::Truncated));
    let cut = Reply::feed(BODY).breaking(Break::Close(Moment::InBody(20)));
    assert_eq!(cause_of(cut).await, Some(NetError::Truncated));
}

#[tokio::test]
async fn a_body_longer_than_its_length_does_not_leak_into_the_next_answer() {
    let portal = Portal::start().await.unwrap();
    let smuggled = format!("{BODY}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
    let length = u64::try_from(BODY.len()).unwrap();
    portal.serve("/rss.xml", Reply::feed(smuggled).framed(Framing::Declared(length)));
    portal.serve("/other.xml", Reply::feed("<good/>"));
    let client = client(|_| ()).unwrap();

    let first = fetched(&client, &feed(portal.url("/rss.xml"))).await.unwrap();
    assert_eq!(first.body, BODY.as_bytes());
    for _ in 0..5 {
        let second = fetched(&client, &feed(portal.url("/other.xml"))).await.unwrap();
        assert_eq!(second.body, b"<good/>");
    }
}

#[tokio::test]
async fn chunks_that_end_without_an_end_are_truncated() {
    let cut = Reply::feed(BODY).framed(Framing::Chunked).breaking(Break::Close(Moment::InBody(20)));
    assert_eq!(cause_of(cut).await, Some(NetError::Truncated));
}

#[tokio::test]
async fn gzip_that_ends_early_is_truncated_even_where_the_framing_cannot_tell() {
    let cut = Reply::feed(BODY).gzipped().unwrap().framed(Framing::UntilClose);
    let cut = cut.breaking(Break::Close(Moment::InBody(30)));
    assert_eq!(cause_of(cut).await, Some(NetError::Truncated));
}

#[tokio::test]
async fn a_reset_in_the_body_is_truncated_and_one_before_the_answer_is_a_reset() {
    let in_body = Reply::feed(BODY).breaking(Break::Reset(Moment::InBody(20)));
    assert_eq!(cause_of(in_body).await, Some(NetError::Truncated));
    let before = Reply::feed(BODY).breaking(Break::Reset(Moment::BeforeHead));
    assert_eq!(cause_of(before).await, Some(NetError::Reset));
    let closed = Reply::feed(BODY).breaking(Break::Close(Moment::BeforeHead));
    assert_eq!(cause_of(closed).await, Some(NetError::Reset));
}

#[tokio::test]
async fn an_endless_body_stops_at_the_limit_and_the_socket_closes() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::endless(vec![b'x'; 10_000]));
    let request = Request { limits: Limits { wire_bytes: 300_000, ..Limits::FEED }, ..feed(portal.url("/rss.xml")) };

    let failure = fetch(&client(|_| ()).unwrap(), &request).await.unwrap_err();

    assert_eq!(failure.cause, NetError::TooLarge { limit: 300_000 });
    assert!(failure.traffic.received > 300_000 && failure.traffic.received < 900_000, "{:?}", failure.traffic);
    assert!(portal.saw_clients_leave(1).await);
}

#[tokio::test]
async fn a_body_announced_too_large_is_not_even_begun() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed(vec![b'x'; 500_000]));
    let request = Request { limits: Limits { wire_bytes: 499_999, ..Limits::FEED }, ..feed(portal.url("/rss.xml")) };

    let failure = fetch(&client(|_| ()).unwrap(), &request).await.unwrap_err();

    assert_eq!(failure.cause, NetError::TooLarge { limit: 499_999 });
    assert!(failure.traffic.received < 1_000, "{:?}", failure.traffic);
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_taken() {
    let limits = Limits { wire_bytes: 5_000, body_bytes: 5_000, ..Limits::FEED };
    assert_eq!(cause_within(Reply::feed(vec![b'x'; 5_000]), limits).await, None);
}

#[tokio::test]
async fn a_gzip_bomb_stops_at_the_limit_after_decompression() {
    let limits = Limits { body_bytes: 1_000_000, ..Limits::FEED };
    let cause = cause_within(Reply::gzip_bomb(50_000_000).unwrap(), limits).await;
    assert_eq!(cause, Some(NetError::TooLarge { limit: 1_000_000 }));
}

#[tokio::test]
async fn plain_text_that_claims_to_be_gzip_is_read() {
    assert_eq!(body_of(Reply::feed(BODY).header("Content-Encoding", "gzip")).await, BODY.as_bytes());
}

#[tokio::test]
async fn a_packing_nobody_asked_for_is_garbled() {
    let reply = Reply::feed(BODY).header("Content-Encoding", "br");
    assert_eq!(cause_of(reply).await, Some(NetError::Garbled));
}

#[tokio::test]
async fn a_wrong_charset_is_handed_on_as_it_is_and_so_are_the_bytes() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::ok("application/rss+xml; charset=iso-8859-1", BODY));
    let response = fetched(&client(|_| ()).unwrap(), &feed(portal.url("/rss.xml"))).await.unwrap();
    assert_eq!(response.content_type.as_deref(), Some("application/rss+xml; charset=iso-8859-1"));
    assert_eq!(response.body, BODY.as_bytes());
}

#[tokio::test]
async fn html_where_a_feed_was_expected_is_left_to_the_parser() {
    let html = "<!DOCTYPE html><title>Bảo trì</title>";
    assert_eq!(body_of(Reply::html(html)).await, html.as_bytes());
}

#[tokio::test]
async fn what_is_no_http_is_garbled() {
    for nonsense in ["SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"] {
        assert_eq!(cause_of(Reply::raw(nonsense)).await, Some(NetError::Garbled), "{nonsense:?}");
    }
}

#[tokio::test]
async fn two_lengths_that_disagree_are_garbled() {
    let reply = Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\n<rss/>");
    assert_eq!(cause_of(reply).await, Some(NetError::Garbled));
}

#[tokio::test]
async fn a_head_without_end_is_refused() {
    let endless_head = format!("HTTP/1.1 200 OK\r\n{}", "X-Filler: abcdefghijklmnopqrstuvwxyz\r\n".repeat(100_000));
    let cause = cause_of(Reply::raw(endless_head)).await;
    assert!(matches!(cause, Some(NetError::Garbled | NetError::Reset)), "{cause:?}");
}
