//! Data that are built into the library and packed there: read as a whole, once, by whoever needs them first.
//!
//! `build.rs` deflates them. The catalogue unpacks its texts, search its names, the store its syllables, its dictionary and its
//! schemas, `text` the names of HTML's characters, `reader` what abbreviations stand for.

use flate2::{Decompress, FlushDecompress};

/// Packed data.
#[derive(Debug)]
pub(crate) struct Packed {
    bytes: &'static [u8],
    len: usize,
}

include!(concat!(env!("OUT_DIR"), "/packed.rs"));

impl Packed {
    /// The data. Whoever calls keeps them.
    pub(crate) fn data(&self) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.len);
        // What the build packed can be unpacked: a test does.
        let _ = Decompress::new(false).decompress_vec(self.bytes, &mut data, FlushDecompress::Finish);
        data
    }

    /// The same as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.data()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
