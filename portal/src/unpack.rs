//! An object decompressed without knowing who names it: for looking into it, not for trusting it.

use std::io::Read as _;

use app4g_core::repository::format::MAX_RAW;

/// The content of one zstd frame; `None` if it is none, needs another object, or is larger than any object may be.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut raw = Vec::new();
    let mut decoder = zstd::stream::read::Decoder::with_buffer(packed).ok()?.single_frame();
    decoder.by_ref().take(MAX_RAW + 1).read_to_end(&mut raw).ok()?;
    (raw.len() as u64 <= MAX_RAW).then_some(raw)
}
