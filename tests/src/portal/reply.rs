//! One scripted answer: what is said, how it is framed, how fast it comes and where it breaks.
//!
//! Built by tests from a named start (`Reply::feed`, `Reply::redirect` …) and a few changes; sent by `connection`.

use std::io::{self, Write};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What follows the head.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Bytes(Vec<u8>),
    /// This piece again and again until the client has enough.
    Endless(Vec<u8>),
    /// No HTTP at all: these bytes instead of head and body.
    Raw(Vec<u8>),
}

/// How the end of the body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// A right Content-Length.
    Length,
    /// A Content-Length that says this, whatever the body is.
    Declared(u64),
    /// Chunked transfer coding.
    Chunked,
    /// By closing the connection, as HTTP/1.0 did.
    UntilClose,
}

/// How fast the body comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As fast as the client reads.
    AtOnce,
    /// `piece` bytes, a pause, `piece` bytes …
    Drip {
        /// Bytes at a time.
        piece: usize,
        /// Pause after each.
        every: Duration,
    },
}

/// When an answer breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// After the request was read, before a byte of the answer.
    BeforeHead,
    /// After this many bytes of body.
    InBody(usize),
}

/// How an answer breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The connection is closed in good order (FIN).
    Close(Moment),
    /// The connection is reset (RST).
    Reset(Moment),
    /// Nothing more comes, and the connection stays open until the client goes.
    Stall(Moment),
}

impl Break {
    pub(super) fn moment(self) -> Moment {
        match self {
            Self::Close(moment) | Self::Reset(moment) | Self::Stall(moment) => moment,
        }
    }
}

/// One answer. Cheap to change, cloned for every request that gets it.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
    pub(super) framing: Framing,
    pub(super) pace: Pace,
    pub(super) delay: Duration,
    pub(super) breaks: Option<Break>,
    pub(super) says_validators_on_304: bool,
    pub(super) knows_ranges: bool,
}

impl Reply {
    /// 200 with a body of this type.
    pub fn ok(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::of(200, Body::Bytes(body.into())).header("Content-Type", content_type)
    }

    /// 200 with an RSS document.
    pub fn feed(body: impl Into<Vec<u8>>) -> Self {
        Self::ok("application/rss+xml; charset=utf-8", body)
    }

    /// 200 with a file, or the part of it that was asked for: 206, and 416 beyond its end, as static servers answer.
    pub fn file(body: impl Into<Vec<u8>>) -> Self {
        let mut reply = Self::ok("application/octet-stream", body).header("Accept-Ranges", "bytes");
        reply.knows_ranges = true;
        reply
    }

    /// 206 with `bytes` of a file of `length` bytes, from byte `from` on, whatever was asked for.
    pub fn part(bytes: impl Into<Vec<u8>>, from: usize, length: usize) -> Self {
        let bytes = bytes.into();
        let range = format!("bytes {from}-{}/{length}", (from + bytes.len()).saturating_sub(1));
        Self::of(206, Body::Bytes(bytes)).header("Content-Range", &range)
    }

    /// 200 with a web page.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::ok("text/html; charset=utf-8", body)
    }

    /// A status with a short text.
    pub fn status(status: u16) -> Self {
        Self::of(status, Body::Bytes(format!("status {status}\n").into_bytes())).header("Content-Type", "text/plain")
    }

    /// A redirect: 301, 302, 303, 307 or 308.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::of(status, Body::Bytes(Vec::new())).header("Location", location)
    }

    /// 429 or 503 with a `Retry-After` of either form.
    pub fn busy(status: u16, retry_after: &str) -> Self {
        Self::status(status).header("Retry-After", retry_after)
    }

    /// 200 with a feed that never ends.
    pub fn endless(piece: impl Into<Vec<u8>>) -> Self {
        Self::of(200, Body::Endless(piece.into()))
            .header("Content-Type", "application/rss+xml")
            .framed(Framing::Chunked)
    }

    /// These bytes, whatever HTTP says, then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::of(0, Body::Raw(bytes.into()))
    }

    /// 200 with `size` zero bytes, gzipped: about a thousandth on the wire.
    ///
    /// # Errors
    /// None that memory does not raise.
    pub fn gzip_bomb(size: usize) -> io::Result<Self> {
        Self::feed(vec![0; size]).gzipped()
    }

    fn of(status: u16, body: Body) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body,
            framing: Framing::Length,
            pace: Pace::AtOnce,
            delay: Duration::ZERO,
            breaks: None,
            says_validators_on_304: true,
            knows_ranges: false,
        }
    }

    /// The same body, but as the page of a redirect.
    #[must_use]
    pub fn redirecting(mut self, status: u16, location: &str) -> Self {
        self.status = status;
        self.header("Location", location)
    }

    /// One more header field, replacing one of the same name.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(present, _)| !present.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With an ETag; the same one in `If-None-Match` gets 304.
    #[must_use]
    pub fn etag(self, etag: &str) -> Self {
        self.header("ETag", etag)
    }

    /// With a Last-Modified; the same one in `If-Modified-Since` gets 304.
    #[must_use]
    pub fn last_modified(self, date: &str) -> Self {
        self.header("Last-Modified", date)
    }

    /// A 304 of this reply names no validators, as some servers do.
    #[must_use]
    pub fn without_validators_on_304(mut self) -> Self {
        self.says_validators_on_304 = false;
        self
    }

    /// The body gzipped, and said so.
    ///
    /// # Errors
    /// None that memory does not raise.
    pub fn gzipped(mut self) -> io::Result<Self> {
        if let Body::Bytes(bytes) = &self.body {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes)?;
            self.body = Body::Bytes(encoder.finish()?);
        }
        Ok(self.header("Content-Encoding", "gzip"))
    }

    /// Another framing.
    #[must_use]
    pub fn framed(mut self, framing: Framing) -> Self {
        self.framing = framing;
        self
    }

    /// `piece` bytes of body, then a pause of `every`, and so on.
    #[must_use]
    pub fn dripping(mut self, piece: usize, every: Duration) -> Self {
        self.pace = Pace::Drip { piece: piece.max(1), every };
        self
    }

    /// The head comes this much later.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The answer breaks.
    #[must_use]
    pub fn breaking(mut self, breaks: Break) -> Self {
        self.breaks = Some(breaks);
        self
    }

    /// A header field of this reply.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(present, _)| present.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
