//! Lines as stored: coded by syllables ([`super::coding`]), then zstd with a dictionary trained on our own text.
//!
//! The dictionary is worth a third of the bytes, because an article alone is too short to learn from. It is stored in
//! `content.db` beside the lines too, so that a later app with another dictionary reads what an earlier one wrote.
//! `cargo run -p app4g-tests --bin app4g-train-dictionary` makes the file again.
//!
//! Saved articles in `personal.db` are compressed without it: they must stay readable whatever happens to the rest.

use std::cell::RefCell;
use std::sync::OnceLock;

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest as _, Sha256};
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::{CParameter, DParameter};

use super::coding;
use super::error::StoreError;
use crate::packed::ARTICLES;

/// Number of the dictionary that new lines use.
pub(super) const CURRENT: i64 = 1;

/// Measured on 3 kB articles: with this dictionary smaller and no slower than levels 2 and 3; three times the time of this
/// level wins 4 % (`docs/measurements.md`).
const LEVEL: i32 = 4;

/// For `personal.db`, where no dictionary helps and few articles are written.
const LEVEL_ALONE: i32 = 12;

/// No line is longer (decision 6 allows 2 MiB; extracted pages stay below by the reader's limits).
const MAX_LINE: usize = 8 << 20;

/// The first 8 bytes of SHA-256: tells equal content of one id from changed content, nothing more.
pub(super) fn digest(bytes: &[u8]) -> i64 {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    hash.first_chunk().map_or(0, |head| i64::from_be_bytes(*head))
}

fn encoder() -> &'static EncoderDictionary<'static> {
    static PREPARED: OnceLock<EncoderDictionary<'static>> = OnceLock::new();
    PREPARED.get_or_init(|| EncoderDictionary::copy(&ARTICLES.data(), LEVEL))
}

fn decoder() -> &'static DecoderDictionary<'static> {
    static PREPARED: OnceLock<DecoderDictionary<'static>> = OnceLock::new();
    PREPARED.get_or_init(|| DecoderDictionary::copy(&ARTICLES.data()))
}

thread_local! {
    // A context is 1 MB of tables: one per thread that writes, not one per article.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

fn new_compressor() -> std::io::Result<Compressor<'static>> {
    let mut compressor = Compressor::with_prepared_dictionary(encoder())?;
    // The checksum finds a flipped bit that is still valid JSON. The row names the dictionary, the frame need not.
    compressor.set_parameter(CParameter::ChecksumFlag(true))?;
    compressor.set_parameter(CParameter::DictIdFlag(false))?;
    Ok(compressor)
}

/// Packs a line with the current dictionary.
///
/// # Errors
/// [`StoreError::Io`] if zstd has no memory for its tables.
pub fn pack(line: &str) -> Result<Vec<u8>, StoreError> {
    compress(&coding::encode(line))
}

/// The same, and whether the packed form can be read again.
///
/// # Errors
/// As [`pack`].
pub(super) fn pack_and_check(line: &str) -> Result<(Vec<u8>, bool), StoreError> {
    let bytes = coding::encode(line);
    let packed = compress(&bytes)?;
    // That what is coded is the line again is true of every text (tests of `coding`); what zstd made is looked at.
    let is_sound = decompress(&packed).is_some_and(|again| again == bytes);
    Ok((packed, is_sound))
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(new_compressor()?),
        };
        Ok(compressor.compress(bytes)?)
    })
}

/// Unpacks the line of row `row`, which was packed with dictionary `dictionary`.
///
/// # Errors
/// [`StoreError::Damaged`] if the bytes are not what was written.
pub(super) fn unpack(conn: &Connection, dictionary: i64, packed: &[u8], row: i64) -> Result<String, StoreError> {
    if dictionary == CURRENT {
        return unpack_current(packed).ok_or_else(|| StoreError::contradiction("line", row));
    }
    let bytes: Option<Vec<u8>> = conn
        .prepare_cached("SELECT bytes FROM dictionary WHERE id = ?1")?
        .query_row([dictionary], |row| row.get(0))
        .optional()?;
    let unpacked = bytes
        .and_then(|bytes| Decompressor::with_dictionary(&bytes).ok())
        .and_then(|mut decompressor| decompressor.decompress(packed, capacity(packed)?).ok())
        .and_then(|bytes| coding::decode(&bytes, MAX_LINE));
    unpacked.ok_or_else(|| StoreError::contradiction("line", row))
}

/// Unpacks what [`pack`] made; `None` if it is anything else.
pub(super) fn unpack_current(packed: &[u8]) -> Option<String> {
    coding::decode(&decompress(packed)?, MAX_LINE)
}

fn decompress(packed: &[u8]) -> Option<Vec<u8>> {
    let capacity = capacity(packed)?;
    DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            None => {
                let mut new = Decompressor::with_prepared_dictionary(decoder()).ok()?;
                new.set_parameter(DParameter::WindowLogMax(23)).ok()?;
                slot.insert(new)
            }
        };
        decompressor.decompress(packed, capacity).ok()
    })
}

/// Packs for `personal.db`: no dictionary needed to read it.
pub(super) fn pack_alone(line: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut compressor = Compressor::new(LEVEL_ALONE)?;
    compressor.set_parameter(CParameter::ChecksumFlag(true))?;
    Ok(compressor.compress(line)?)
}

/// Unpacks what [`pack_alone`] made; `None` if it is anything else.
pub(super) fn unpack_alone(packed: &[u8]) -> Option<Vec<u8>> {
    let capacity = capacity(packed)?;
    Decompressor::new().ok()?.decompress(packed, capacity).ok()
}

/// The size the frame declares, if it is one we could have written.
fn capacity(packed: &[u8]) -> Option<usize> {
    let declared = zstd::zstd_safe::get_frame_content_size(packed).ok()??;
    usize::try_from(declared).ok().filter(|size| *size <= MAX_LINE)
}

/// Puts the current dictionary into a new `content.db`.
pub(super) fn seed(conn: &Connection) -> Result<(), StoreError> {
    conn.execute("INSERT OR IGNORE INTO dictionary (id, bytes) VALUES (?1, ?2)", (CURRENT, ARTICLES.data()))?;
    Ok(())
}

#[cfg(test)]
mod tests;
