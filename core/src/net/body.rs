//! Reads one body: within its bytes, within its time, faster than a trickle, complete.
//!
//! Called by `client` once the head is judged; into memory, or piece by piece into a [`Sink`]. The connection's own framing
//! (Content-Length, chunks) is checked by the HTTP library, which reports a body that ends early; gzip's by `inflate`.

use std::time::Duration;

use hyper::body::Bytes;
use reqwest::header::CONTENT_ENCODING;
use tokio::time::{Instant, timeout_at};

use super::classify;
use super::error::{NetError, Phase};
use super::inflate::{Coding, Inflater};
use super::limits::Limits;
use super::outcome::Validators;
use super::page_watch::PageWatch;
use super::polite::Turn;
use super::portion::Portion;
use super::request::Purpose;
use super::sink::{Sink, Stop};
use super::traffic::Traffic;

/// A body that is about to be read, and its bounds.
pub(super) struct Incoming<'a> {
    pub(super) answer: reqwest::Response,
    pub(super) portion: Portion,
    pub(super) limits: &'a Limits,
    pub(super) deadline: Instant,
    pub(super) purpose: Purpose,
    /// The turn at its host, held until the body is read.
    pub(super) _turn: Turn,
}

/// The whole body, decompressed. What arrived is added to `traffic` piece by piece, also when it fails later.
///
/// # Errors
/// [`NetError::TooLarge`] (at once if the length is announced), [`NetError::TimedOut`], [`NetError::Truncated`],
/// [`NetError::Garbled`], [`NetError::CaptivePortal`].
pub(super) async fn read(incoming: Incoming<'_>, traffic: &mut Traffic) -> Result<Vec<u8>, NetError> {
    let mut inflater = Inflater::new(coding(&incoming)?, incoming.limits.body_bytes);
    let mut source = Source::new(incoming);
    while let Some(piece) = source.next(traffic).await? {
        inflater.push(&piece)?;
    }
    inflater.finish()
}

/// Hands the body to `sink` as it comes; never decompressed.
///
/// # Errors
/// As [`read`]; what the sink says.
pub(super) async fn stream(incoming: Incoming<'_>, sink: &mut dyn Sink, traffic: &mut Traffic) -> Result<(), Stop> {
    if coding(&incoming)? != Coding::Identity {
        return Err(NetError::Garbled.into());
    }
    let (start, length) = (incoming.portion.start, incoming.portion.length);
    let validators = Validators::of(incoming.answer.headers());
    let mut source = Source::new(incoming);
    // The first piece is looked at before what is there already is given up for it.
    let first = source.next(traffic).await?;
    sink.begin(start, &validators).map_err(Stop::Sink)?;
    let mut next = first;
    while let Some(piece) = next {
        sink.take(&piece).map_err(Stop::Sink)?;
        next = source.next(traffic).await?;
    }
    if length.is_some_and(|length| length != source.wire) {
        return Err(NetError::Truncated.into());
    }
    Ok(())
}

fn coding(incoming: &Incoming<'_>) -> Result<Coding, NetError> {
    match incoming.answer.headers().get(CONTENT_ENCODING) {
        // Objects are zstd files, and some servers say so here, by their ending. They are wanted as they are.
        Some(value) if incoming.purpose.is_repository() && value.as_bytes() == b"zstd" => Ok(Coding::Identity),
        Some(value) => Coding::parse(value.to_str().map_err(|_| NetError::Garbled)?),
        None => Ok(Coding::Identity),
    }
}

/// The pieces of a body, each judged.
struct Source<'a> {
    incoming: Incoming<'a>,
    begin: Instant,
    /// Looks out for a web page where none belongs.
    watch: PageWatch,
    /// Bytes of this body so far.
    wire: u64,
}

impl<'a> Source<'a> {
    fn new(incoming: Incoming<'a>) -> Self {
        // The middle of a file may begin with anything.
        let is_watched = incoming.purpose.is_repository() && incoming.portion.start == 0;
        let watch = if is_watched { PageWatch::Looking } else { PageWatch::Over };
        Self { incoming, begin: Instant::now(), watch, wire: 0 }
    }

    /// The next piece; `None` after the last.
    async fn next(&mut self, traffic: &mut Traffic) -> Result<Option<Bytes>, NetError> {
        let Incoming { answer, limits, deadline, portion, .. } = &mut self.incoming;
        // Before the next wait, not after the last piece: what has come is kept.
        if trickles(self.wire, self.begin.elapsed(), limits) {
            return Err(NetError::TimedOut(Phase::TooSlow));
        }
        let too_large = NetError::TooLarge { limit: limits.wire_bytes };
        let passes = |length: u64| portion.start.saturating_add(length) > limits.wire_bytes;
        let announced_too_large = answer.content_length().is_some_and(passes);
        if announced_too_large && !self.watch.is_open() {
            return Err(too_large);
        }
        let silence = Instant::now() + limits.stall;
        let piece = match timeout_at(silence.min(*deadline), answer.chunk()).await {
            Ok(piece) => piece.map_err(|error| classify::body(&error))?,
            Err(_) if silence < *deadline => return Err(NetError::TimedOut(Phase::TooSlow)),
            Err(_) => return Err(NetError::TimedOut(Phase::Whole)),
        };
        let Some(piece) = piece else { return Ok(None) };
        traffic.add_body(piece.len());
        self.wire += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if self.watch.sees_page(&piece) {
            return Err(NetError::CaptivePortal);
        }
        if announced_too_large || passes(self.wire) {
            return Err(too_large);
        }
        Ok(Some(piece))
    }
}

/// Bytes of a redirect's own page worth reading to keep the connection: less than a new handshake costs.
const DRAINED: u64 = 4_000;
/// How long that page may take.
const DRAIN_TIME: Duration = Duration::from_secs(1);

/// Reads away the short page that comes with a redirect, so that the next request may use the same connection. A page that
/// is long, slow or broken is left; dropping it closes the connection.
pub(super) async fn drain(mut response: reqwest::Response, deadline: Instant, traffic: &mut Traffic) {
    if response.content_length().is_none_or(|announced| announced > DRAINED) {
        return;
    }
    let patience = (Instant::now() + DRAIN_TIME).min(deadline);
    while let Ok(Ok(Some(piece))) = timeout_at(patience, response.chunk()).await {
        traffic.add_body(piece.len());
    }
}

/// Whether `wire` bytes in `elapsed` are fewer than the limits want.
fn trickles(wire: u64, elapsed: Duration, limits: &Limits) -> bool {
    elapsed >= limits.rate_after && u128::from(wire) * 1000 < u128::from(limits.min_rate) * elapsed.as_millis()
}
