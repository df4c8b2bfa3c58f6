//! From bytes on the wire to bytes of the body, piece by piece, within a limit.
//!
//! Only gzip is asked for, so only gzip is understood (with `x-gzip`, RFC 9110 §8.4.1.3). A server that says gzip and sends
//! plain bytes is believed by its bytes. Called by `body`.
//!
//! Invariant: the output never exceeds the limit, whatever the input promises: a bomb stops at the first byte too many.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use super::error::NetError;

/// First two bytes of every gzip member (RFC 1952 §2.3.1).
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// How the body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// As it is.
    Identity,
    /// gzip, one member or several.
    Gzip,
}

impl Coding {
    /// Reads `Content-Encoding`.
    ///
    /// # Errors
    /// [`NetError::Garbled`] for a coding nobody asked for.
    pub(super) fn parse(value: &str) -> Result<Self, NetError> {
        let mut coding = Self::Identity;
        for name in value.split(',').map(|name| name.trim().to_ascii_lowercase()) {
            match name.as_str() {
                "" | "identity" => {}
                "gzip" | "x-gzip" if coding == Self::Identity => coding = Self::Gzip,
                _ => return Err(NetError::Garbled),
            }
        }
        Ok(coding)
    }
}

/// Collects a body.
pub(super) struct Inflater(State);

enum State {
    Plain(Bounded),
    /// Says gzip; not enough bytes yet to see whether it is.
    Unknown {
        start: Vec<u8>,
        limit: u64,
    },
    Gzip(Box<MultiGzDecoder<Bounded>>),
}

impl Inflater {
    /// For a body of at most `limit` bytes.
    pub(super) fn new(coding: Coding, limit: u64) -> Self {
        Self(match coding {
            Coding::Identity => State::Plain(Bounded::new(limit)),
            Coding::Gzip => State::Unknown { start: Vec::new(), limit },
        })
    }

    /// Takes the next bytes from the wire.
    ///
    /// # Errors
    /// [`NetError::TooLarge`], or [`NetError::Garbled`] for damaged gzip.
    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), NetError> {
        if let State::Unknown { start, limit } = &mut self.0 {
            start.extend_from_slice(piece);
            if start.len() < GZIP_MAGIC.len() {
                return Ok(());
            }
            let (start, bounded) = (std::mem::take(start), Bounded::new(*limit));
            self.0 = if start.starts_with(&GZIP_MAGIC) {
                State::Gzip(Box::new(MultiGzDecoder::new(bounded)))
            } else {
                State::Plain(bounded)
            };
            return self.push(&start);
        }
        match &mut self.0 {
            State::Plain(out) => out.write_all(piece).map_err(|error| cause(&error, out.limit)),
            State::Gzip(decoder) => {
                let limit = decoder.get_ref().limit;
                decoder.write_all(piece).map_err(|error| cause(&error, limit))
            }
            State::Unknown { .. } => Ok(()),
        }
    }

    /// The whole body, after the last byte from the wire.
    ///
    /// # Errors
    /// [`NetError::Truncated`] if gzip ends before its end.
    pub(super) fn finish(self) -> Result<Vec<u8>, NetError> {
        match self.0 {
            State::Plain(out) => Ok(out.bytes),
            State::Unknown { start, .. } => Ok(start),
            State::Gzip(decoder) => {
                let limit = decoder.get_ref().limit;
                decoder.finish().map(|out| out.bytes).map_err(|error| match cause(&error, limit) {
                    NetError::Garbled => NetError::Truncated,
                    other => other,
                })
            }
        }
    }
}

/// A growing buffer that refuses to pass its limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: u64,
}

impl Bounded {
    fn new(limit: u64) -> Self {
        Self { bytes: Vec::new(), limit }
    }
}

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let after = u64::try_from(self.bytes.len().saturating_add(piece.len())).unwrap_or(u64::MAX);
        if after > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn cause(error: &io::Error, limit: u64) -> NetError {
    match error.kind() {
        io::ErrorKind::FileTooLarge => NetError::TooLarge { limit },
        io::ErrorKind::UnexpectedEof => NetError::Truncated,
        _ => NetError::Garbled,
    }
}

#[cfg(test)]
mod tests;
