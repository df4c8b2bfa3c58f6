//! Data that are built into the library and packed there: read as a whole, once, by whoever needs them first.
//!
//! `build.rs` deflates them. The catalogue unpacks its texts, search its names, the store its syllables.

use flate2::{Decompress, FlushDecompress};

/// Packed text.
pub(crate) struct Packed {
    bytes: &'static [u8],
    len: usize,
}

include!(concat!(env!("OUT_DIR"), "/packed.rs"));

impl Packed {
    /// The text. Whoever calls keeps it.
    pub(crate) fn unpack(&self) -> String {
        let mut text = Vec::with_capacity(self.len);
        // What the build packed can be unpacked: a test does.
        let _ = Decompress::new(false).decompress_vec(self.bytes, &mut text, FlushDecompress::Finish);
        String::from_utf8(text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
