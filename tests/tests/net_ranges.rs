//! Files that are loaded piece by piece and gone on with, and what is special about a repository's files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::io;
use std::time::{Duration, Instant};

use app4g_core::CancelToken;
use app4g_core::net::{
    Client, Limits, NetError, Phase, Politeness, Purpose, Request, Rest, Sink, StreamError, Streamed, Validators,
};
use app4g_tests::portal::{Break, Framing, Moment, Portal, Reply, client, feed, fetched, fetches_badly};

const FILE: &[u8] = b"\x28\xb5\x2f\xfd and thirty-six bytes more of a file";

/// Keeps what comes; full at `room` bytes.
struct Memory {
    bytes: Vec<u8>,
    begun: Option<(u64, Option<String>)>,
    room: usize,
}

impl Memory {
    fn with(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), begun: None, room: usize::MAX }
    }
}

impl Sink for Memory {
    fn begin(&mut self, start: u64, validators: &Validators) -> io::Result<()> {
        self.begun = Some((start, validators.etag.clone()));
        self.bytes.truncate(usize::try_from(start).unwrap());
        Ok(())
    }

    fn take(&mut self, piece: &[u8]) -> io::Result<()> {
        if self.bytes.len() + piece.len() > self.room {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }
}

fn object(url: String, from: usize, etag: Option<&str>) -> Request {
    let rest = (from > 0).then(|| Rest { from: from as u64, etag: etag.map(str::to_owned) });
    let limits = Limits { wire_bytes: FILE.len() as u64, ..Limits::OBJECT };
    Request { rest, limits, ..Request::new(url, Purpose::RepositoryFile) }
}

async fn load(client: &Client, request: &Request, sink: &mut Memory) -> Result<Streamed, StreamError> {
    client.fetch_into(request, sink, &CancelToken::new()).await
}

/// Loads the rest of [`FILE`] from byte `from` on, which `reply` serves.
async fn rest(reply: Reply, from: usize, etag: Option<&str>) -> (Result<Streamed, StreamError>, Memory, Portal) {
    let portal = Portal::start().await.unwrap();
    portal.serve("/o.zst", reply);
    let mut sink = Memory::with(FILE.get(..from).unwrap());
    let request = object(portal.url("/o.zst"), from, etag);
    let ended = load(&client(|_| ()).unwrap(), &request, &mut sink).await;
    (ended, sink, portal)
}

fn cause(ended: Result<Streamed, StreamError>) -> NetError {
    match ended {
        Err(StreamError::Net(failure)) => failure.cause,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_rest_is_asked_for_and_appended_at_every_byte() {
    for from in 0..FILE.len() {
        let (ended, sink, portal) = rest(Reply::file(FILE).etag("\"1\""), from, Some("\"1\"")).await;
        let ended = ended.unwrap();
        assert_eq!((sink.bytes.as_slice(), ended.start), (FILE, from as u64));
        assert_eq!(sink.begun, Some((from as u64, Some("\"1\"".into()))));
        let asked = portal.requests().remove(0);
        let range = (from > 0).then(|| format!("bytes={from}-"));
        assert_eq!(asked.header("Range").map(str::to_owned), range);
        assert_eq!(asked.header("If-Range"), range.as_ref().map(|_| "\"1\""));
    }
}

#[tokio::test]
async fn another_file_by_now_or_a_server_without_ranges_starts_over() {
    for reply in [Reply::file(FILE).etag("\"2\""), Reply::ok("application/zstd", FILE)] {
        let (ended, sink, _) = rest(reply, 20, Some("\"1\"")).await;
        assert_eq!(ended.unwrap().start, 0);
        assert_eq!(sink.bytes, FILE);
    }
}

#[tokio::test]
async fn a_weak_etag_is_not_sent_and_the_hash_decides() {
    let (ended, sink, portal) = rest(Reply::file(FILE).etag("W/\"2\""), 20, Some("W/\"1\"")).await;
    assert_eq!(ended.unwrap().start, 20);
    assert_eq!(sink.bytes, FILE);
    assert_eq!(portal.requests()[0].header("If-Range"), None);
}

#[tokio::test]
async fn a_range_that_was_not_asked_for_is_garbled_and_nothing_is_taken() {
    for range in ["bytes 0-40/41", "bytes 21-40/41", "pages 20-40/41", "bytes 20-19/41"] {
        let (ended, sink, _) = rest(Reply::file(FILE).header("Content-Range", range), 20, None).await;
        assert_eq!(cause(ended), NetError::Garbled, "{range}");
        assert_eq!((sink.bytes.as_slice(), sink.begun), (&FILE[..20], None));
    }
}

#[tokio::test]
async fn beyond_the_end_there_is_nothing_and_what_is_here_stays() {
    let (ended, sink, _) = rest(Reply::file(&FILE[..10]), 20, None).await;
    assert_eq!(cause(ended), NetError::Status { status: 416 });
    assert_eq!(sink.bytes, &FILE[..20]);
}

#[tokio::test]
async fn a_part_that_was_not_asked_for_is_no_answer() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/o.zst", Reply::status(206).header("Content-Range", "bytes 0-10/11"));
    let cause = fetches_badly(&client(|_| ()).unwrap(), &object(portal.url("/o.zst"), 0, None)).await;
    assert_eq!(cause, Some(NetError::Status { status: 206 }));
}

#[tokio::test]
async fn what_came_before_a_break_is_kept_and_gone_on_with() {
    let broken = Reply::file(FILE).breaking(Break::Close(Moment::InBody(15)));
    let (ended, sink, _) = rest(broken, 5, None).await;
    assert_eq!(cause(ended), NetError::Truncated);
    assert_eq!(sink.bytes, &FILE[..20]);
}

#[tokio::test]
async fn a_file_longer_than_allowed_is_refused_with_the_part_counted_in() {
    let longer = [FILE, b"!"].concat();
    let (ended, sink, _) = rest(Reply::file(longer.clone()), 20, None).await;
    assert_eq!(cause(ended), NetError::TooLarge { limit: FILE.len() as u64 });
    assert_eq!(sink.begun, None, "the length was announced");
    let (ended, sink, _) = rest(Reply::file(longer).framed(Framing::Chunked), 0, None).await;
    assert_eq!(cause(ended), NetError::TooLarge { limit: FILE.len() as u64 });
    assert!(sink.bytes.len() <= FILE.len());
    let (ended, sink, _) = rest(Reply::endless(FILE), 0, None).await;
    assert_eq!(cause(ended), NetError::TooLarge { limit: FILE.len() as u64 });
    assert!(sink.bytes.len() <= FILE.len());
}

#[tokio::test]
async fn a_sign_in_page_does_not_take_the_place_of_a_part() {
    let page = format!("<!DOCTYPE html>{}", "đăng nhập ".repeat(1_000));
    for page in [page.clone(), format!("\r\n \u{feff}{page}")] {
        for reply in [Reply::html(page.clone()), Reply::html(page).framed(Framing::Chunked)] {
            let (ended, sink, _) = rest(reply, 20, Some("\"1\"")).await;
            assert_eq!(cause(ended), NetError::CaptivePortal);
            assert_eq!(sink.bytes, &FILE[..20]);
        }
    }
    let portal = Portal::start().await.unwrap();
    portal.serve("/timestamp.json", Reply::html("<html>").gzipped().unwrap());
    let request = Request::new(portal.url("/timestamp.json"), Purpose::RepositoryHead);
    assert_eq!(fetches_badly(&client(|_| ()).unwrap(), &request).await, Some(NetError::CaptivePortal));
}

#[tokio::test]
async fn a_full_sink_is_no_failure_of_the_network() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/o.zst", Reply::file(FILE));
    let mut sink = Memory { room: 20, ..Memory::with(b"") };
    let ended = load(&client(|_| ()).unwrap(), &object(portal.url("/o.zst"), 0, None), &mut sink).await;
    match ended {
        Err(StreamError::Sink { error, traffic }) => {
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            assert!(traffic.received > FILE.len() as u64);
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_trickle_ends_the_load_and_leaves_what_it_brought() {
    let portal = Portal::start().await.unwrap();
    portal.serve("/o.zst", Reply::file(FILE).dripping(1, Duration::from_millis(20)));
    let mut request = object(portal.url("/o.zst"), 0, None);
    request.limits.min_rate = 1_000;
    request.limits.rate_after = Duration::from_millis(100);
    let mut sink = Memory::with(b"");
    let ended = load(&client(|_| ()).unwrap(), &request, &mut sink).await;
    assert_eq!(cause(ended), NetError::TimedOut(Phase::TooSlow));
    assert!(!sink.bytes.is_empty() && FILE.starts_with(&sink.bytes));
}

#[tokio::test]
async fn a_repository_is_asked_for_plain_bytes_and_its_head_past_the_caches() {
    let portal = Portal::start().await.unwrap();
    portal.serve_everything_else(Reply::file(FILE).header("Content-Encoding", "zstd"));
    let client = client(|_| ()).unwrap();
    for (purpose, cache_control) in [(Purpose::RepositoryHead, Some("no-cache")), (Purpose::RepositoryFile, None)] {
        let response = fetched(&client, &Request::new(portal.url("/"), purpose)).await.unwrap();
        assert_eq!(response.body, FILE);
        let asked = portal.requests().pop().unwrap();
        assert_eq!(asked.header("Accept-Encoding"), Some("identity"));
        assert_eq!(asked.header("Cache-Control"), cache_control);
        assert_eq!(asked.header("Accept-Language"), None);
        assert_eq!(response.traffic.sent, asked.bytes as u64);
    }
    // A feed in that form is as garbled as before.
    assert_eq!(fetches_badly(&client, &feed(portal.url("/"))).await, Some(NetError::Garbled));
}

#[tokio::test]
async fn a_file_that_was_packed_on_the_way_is_not_put_down() {
    let (ended, sink, _) = rest(Reply::file(FILE).gzipped().unwrap(), 0, None).await;
    assert!(matches!(cause(ended), NetError::Garbled | NetError::TooLarge { .. }));
    assert_eq!(sink.begun, None);
}

#[tokio::test]
async fn a_repository_is_asked_without_pauses_over_two_connections() {
    let portal = Portal::start().await.unwrap();
    portal.serve_everything_else(Reply::file(FILE).after(Duration::from_millis(20)));
    let manners = Politeness { connections: 2, interval: Duration::from_secs(60) };
    let client = client(|config| config.politeness = manners).unwrap();
    let begin = Instant::now();
    let loads: Vec<_> = (0..8)
        .map(|number| {
            let (client, request) = (client.clone(), object(portal.url(&format!("/{number}")), 0, None));
            tokio::spawn(async move { load(&client, &request, &mut Memory::with(b"")).await.is_ok() })
        })
        .collect();
    for load in loads {
        assert!(load.await.unwrap());
    }
    assert!(begin.elapsed() < Duration::from_secs(60));
    assert!(portal.most_connections() <= 2, "{}", portal.most_connections());
}
