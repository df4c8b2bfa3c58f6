//! Which bytes of a file an answer holds: all of them, or what was asked for and no other (RFC 9110 §14.4).
//!
//! A server may ignore a range and send everything, which is an answer 200; it may send fewer bytes than asked, which is
//! asked on. One that sends other bytes than it was asked for would damage what is here already. Pure; caller: `exchange`.

use reqwest::header::{CONTENT_RANGE, HeaderMap};

use super::error::NetError;

/// The bytes of a file that a body holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Portion {
    /// Where in the file the body begins.
    pub(super) start: u64,
    /// Length of the body; `None` where only the framing tells.
    pub(super) length: Option<u64>,
    /// Length of the whole file, if the answer says so.
    pub(super) of: Option<u64>,
}

impl Portion {
    /// The whole file.
    pub(super) const WHOLE: Self = Self { start: 0, length: None, of: None };

    /// Reads `Content-Range` of an answer 206 to a request for the bytes from `from` on.
    ///
    /// # Errors
    /// [`NetError::Garbled`] if it is missing, no range of bytes, or another one than was asked for.
    pub(super) fn of(headers: &HeaderMap, from: u64) -> Result<Self, NetError> {
        let field = headers.get(CONTENT_RANGE).and_then(|value| value.to_str().ok());
        field.and_then(parse).filter(|portion| portion.start == from).ok_or(NetError::Garbled)
    }
}

/// `bytes 0-499/1234` or `bytes 0-499/*`.
fn parse(field: &str) -> Option<Portion> {
    let (unit, range) = field.trim().split_once(' ')?;
    let (bytes, of) = range.trim().split_once('/')?;
    let (first, last) = bytes.split_once('-')?;
    let (first, last) = (number(first)?, number(last)?);
    let of = if of == "*" { None } else { Some(number(of)?) };
    let fits = first <= last && of.is_none_or(|of| last < of);
    let length = last.checked_sub(first)?.checked_add(1)?;
    (unit.eq_ignore_ascii_case("bytes") && fits).then_some(Portion { start: first, length: Some(length), of })
}

/// Digits only: `parse` alone would take a sign.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests;
