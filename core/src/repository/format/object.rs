//! An object: one immutable file, named by its SHA-256, compressed as exactly one zstd frame (decisions 21 and 26).
//!
//! Invariant: [`decode`] allocates no more than the object's `raw_bytes`, and only after hash, size and frame header were
//! found to be what was announced.

use serde::{Deserialize, Serialize};
use zstd::zstd_safe::{self, CCtx, CParameter, DCtx, DParameter};

use super::digest::Sha256;
use super::error::FormatError;
use super::{MAX_RAW, WINDOW_LOG};

/// Names an object. In JSON it stands alone or flattened into an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Object {
    /// Hash of the compressed file.
    pub sha256: Sha256,
    /// Size of the compressed file.
    pub bytes: u64,
    /// Size after decompression, with every LF.
    pub raw_bytes: u64,
}

impl Object {
    /// Path below the repository's root: `objects/<aa>/<sha256>.zst`.
    pub fn path(&self) -> String {
        path_of(&self.sha256)
    }

    /// Whether it may be loaded at all.
    ///
    /// # Errors
    /// [`FormatError::Frame`] if it announces more than any object may have, or no bytes.
    pub fn check_bounds(&self) -> Result<(), FormatError> {
        let wrong = |cause| FormatError::Frame { object: self.sha256, cause };
        if self.raw_bytes > MAX_RAW {
            return Err(wrong("announces more raw bytes than any object may have"));
        }
        // Incompressible content grows by a header and by three bytes a block of 128 kB.
        if self.bytes == 0 || self.bytes > self.raw_bytes + self.raw_bytes / 32 + 1_024 {
            return Err(wrong("announces an impossible size"));
        }
        Ok(())
    }
}

/// Path of an object below the repository's root.
pub fn path_of(sha256: &Sha256) -> String {
    let name = sha256.to_string();
    let beginning = name.get(..2).unwrap_or_default();
    format!("objects/{beginning}/{name}.zst")
}

/// Compresses `raw` as the format wants it: one frame, content size, no dictionary id, window of at most 8 MiB; with `prefix` as
/// raw content before it and the content's checksum, because a wrong prefix decodes silently otherwise.
///
/// # Errors
/// [`FormatError::Memory`] if zstd has no memory for its tables; [`FormatError::Rule`] for a level above 19.
pub fn encode(raw: &[u8], prefix: Option<&[u8]>, level: i32) -> Result<(Object, Vec<u8>), FormatError> {
    if level > 19 {
        return Err(FormatError::Rule { what: "object", rule: "the level is at most 19" });
    }
    let mut packed = Vec::with_capacity(zstd_safe::compress_bound(raw.len()));
    let compressed = (|| {
        let mut context = CCtx::create();
        context.set_parameter(CParameter::CompressionLevel(level))?;
        context.set_parameter(CParameter::ContentSizeFlag(true))?;
        context.set_parameter(CParameter::DictIdFlag(false))?;
        context.set_parameter(CParameter::ChecksumFlag(prefix.is_some()))?;
        if let Some(prefix) = prefix {
            // The window must reach back over everything, or the end of the new lines cannot see their beginnings.
            let reach = (prefix.len() + raw.len()).next_power_of_two().ilog2().clamp(10, WINDOW_LOG);
            context.set_parameter(CParameter::WindowLog(reach))?;
            context.ref_prefix(prefix)?;
        }
        context.compress2(&mut packed, raw)
    })();
    compressed.map_err(|_| FormatError::Memory)?;
    let object = Object { sha256: Sha256::of(&packed), bytes: packed.len() as u64, raw_bytes: raw.len() as u64 };
    Ok((object, packed))
}

/// Checks and decompresses the bytes of `object`; `prefix` as it was compressed with.
///
/// # Errors
/// [`FormatError::Hash`], [`FormatError::Frame`]; [`FormatError::Memory`].
pub fn decode(object: &Object, packed: &[u8], prefix: Option<&[u8]>) -> Result<Vec<u8>, FormatError> {
    object.check_bounds()?;
    if packed.len() as u64 != object.bytes || Sha256::of(packed) != object.sha256 {
        return Err(FormatError::Hash { expected: object.sha256 });
    }
    let wrong = |cause| FormatError::Frame { object: object.sha256, cause };
    check_frame(packed, object.raw_bytes, prefix.is_some()).map_err(wrong)?;
    let size = usize::try_from(object.raw_bytes).map_err(|_| FormatError::Memory)?;
    let mut raw = Vec::with_capacity(size);
    let mut context = DCtx::try_create().ok_or(FormatError::Memory)?;
    context.set_parameter(DParameter::WindowLogMax(WINDOW_LOG)).map_err(|_| FormatError::Memory)?;
    if let Some(prefix) = prefix {
        context.ref_prefix(prefix).map_err(|_| FormatError::Memory)?;
    }
    context.decompress(&mut raw, packed).map_err(|_| wrong("is damaged inside, or its base is another"))?;
    if raw.len() as u64 != object.raw_bytes {
        return Err(wrong("has another size than announced"));
    }
    Ok(raw)
}

/// Looks at the frame's header before anything is decoded (RFC 8878, 3.1.1): a standard frame, its content size as announced,
/// no dictionary, a window of at most 8 MiB, and nothing after the frame.
fn check_frame(packed: &[u8], raw_bytes: u64, needs_checksum: bool) -> Result<(), &'static str> {
    const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
    let (Some(magic), Some(descriptor)) = (packed.get(..4), packed.get(4).copied()) else {
        return Err("is no zstd frame");
    };
    if magic != MAGIC {
        return Err("is no zstd frame");
    }
    let is_single_segment = descriptor & 0x20 != 0;
    if descriptor & 0x03 != 0 {
        return Err("wants a dictionary");
    }
    if needs_checksum && descriptor & 0x04 == 0 {
        return Err("has a base and no checksum");
    }
    if !is_single_segment {
        let window = packed.get(5).copied().ok_or("is cut off")?;
        let log = u32::from(window >> 3) + 10;
        let is_too_wide = log > WINDOW_LOG || (log == WINDOW_LOG && window & 7 != 0);
        if is_too_wide {
            return Err("wants a window above 8 MiB");
        }
    }
    match zstd_safe::get_frame_content_size(packed) {
        Ok(Some(size)) if size == raw_bytes => {}
        Ok(None) => return Err("does not say its content size"),
        Ok(Some(_)) => return Err("has another content size than announced"),
        Err(_) => return Err("is no zstd frame"),
    }
    match zstd_safe::find_frame_compressed_size(packed) {
        Ok(size) if size == packed.len() => Ok(()),
        Ok(_) => Err("has bytes after its frame"),
        Err(_) => Err("is cut off"),
    }
}

#[cfg(test)]
mod tests;
