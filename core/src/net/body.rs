//! Reads one body: within its bytes, within its time, faster than a trickle, complete.
//!
//! Called by `client` once the head is judged. The connection's own framing (Content-Length, chunks) is checked by the
//! HTTP library, which reports a body that ends early; gzip's by `inflate`.

use std::time::Duration;

use reqwest::header::CONTENT_ENCODING;
use tokio::time::{Instant, timeout_at};

use super::classify;
use super::error::{NetError, Phase};
use super::inflate::{Coding, Inflater};
use super::limits::Limits;
use super::traffic::Traffic;

/// The whole body, decompressed. What arrived is added to `traffic` piece by piece, also when it fails later.
///
/// # Errors
/// [`NetError::TooLarge`] (at once if the length is announced), [`NetError::TimedOut`], [`NetError::Truncated`],
/// [`NetError::Garbled`].
pub(super) async fn read(
    mut response: reqwest::Response,
    limits: &Limits,
    deadline: Instant,
    traffic: &mut Traffic,
) -> Result<Vec<u8>, NetError> {
    if response.content_length().is_some_and(|announced| announced > limits.wire_bytes) {
        return Err(NetError::TooLarge { limit: limits.wire_bytes });
    }
    let coding = match response.headers().get(CONTENT_ENCODING) {
        Some(value) => Coding::parse(value.to_str().map_err(|_| NetError::Garbled)?)?,
        None => Coding::Identity,
    };
    let mut inflater = Inflater::new(coding, limits.body_bytes);
    let (begin, mut wire) = (Instant::now(), 0_u64);
    loop {
        let silence = Instant::now() + limits.stall;
        let piece = match timeout_at(silence.min(deadline), response.chunk()).await {
            Ok(piece) => piece.map_err(|error| classify::body(&error))?,
            Err(_) if silence < deadline => return Err(NetError::TimedOut(Phase::TooSlow)),
            Err(_) => return Err(NetError::TimedOut(Phase::Whole)),
        };
        let Some(piece) = piece else {
            return inflater.finish();
        };
        traffic.add_body(piece.len());
        wire += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if wire > limits.wire_bytes {
            return Err(NetError::TooLarge { limit: limits.wire_bytes });
        }
        inflater.push(&piece)?;
        if trickles(wire, begin.elapsed(), limits) {
            return Err(NetError::TimedOut(Phase::TooSlow));
        }
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
