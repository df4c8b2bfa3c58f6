//! SHA-256 as the format writes it, and the hash of a whole collection (decision 26).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest as _;

/// A SHA-256; lower hex in JSON and in paths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Reads 64 lower hex digits; `None` for anything else.
    pub fn parse(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        decode_hex(hex, &mut bytes).then_some(Self(bytes))
    }

    /// The first 8 bytes, which stand for the line in a manifest's `base` and in `record.digest`.
    pub fn short(&self) -> [u8; 8] {
        let mut short = [0; 8];
        for (to, from) in short.iter_mut().zip(self.0) {
            *to = from;
        }
        short
    }

    /// [`Sha256::short`] as 16 lower hex digits.
    pub fn short_hex(&self) -> String {
        hex(&self.short())
    }
}

/// Lower hex digits of `bytes`.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

/// Reads exactly as many lower hex digits as fill `bytes`; whether it could.
pub fn decode_hex(text: &str, bytes: &mut [u8]) -> bool {
    let digits = text.as_bytes();
    if digits.len() != bytes.len() * 2 {
        return false;
    }
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    for (byte, pair) in bytes.iter_mut().zip(digits.as_chunks::<2>().0) {
        let (Some(high), Some(low)) = (value(pair[0]), value(pair[1])) else { return false };
        *byte = high << 4 | low;
    }
    true
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no SHA-256 in lower hex"))
    }
}

/// Collects the digests of a collection's lines; the order of [`SetHash::add`] does not matter.
#[derive(Clone, Debug, Default)]
pub struct SetHash(Vec<[u8; 32]>);

impl SetHash {
    /// Nothing collected; room for `count` digests.
    pub fn with_capacity(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// One record's digest: withdrawn, expired and unknown kinds count, dropped ones do not.
    pub fn add(&mut self, digest: Sha256) {
        self.0.push(digest.0);
    }

    /// SHA-256 over the digests, sorted bytewise; of nothing, if there are none.
    pub fn finish(mut self) -> Sha256 {
        // Digests that begin alike are rare: most comparisons end in a register.
        self.0.sort_unstable_by(|a, b| head(a).cmp(&head(b)).then_with(|| a.cmp(b)));
        let mut hash = sha2::Sha256::new();
        for digest in &self.0 {
            hash.update(digest);
        }
        Sha256(hash.finalize().into())
    }
}

/// The first 8 bytes, which compare as the bytes do.
fn head(digest: &[u8; 32]) -> u64 {
    digest.first_chunk().map_or(0, |head| u64::from_be_bytes(*head))
}

#[cfg(test)]
mod tests;
