//! A database file and its log as numbered pages (SQLite file format §1 and §4), whatever state they are in.
//!
//! Pages of the log stand above those of the file, up to its last complete transaction; a frame whose checksum is wrong
//! ends the log, as it does for SQLite.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::store::error::StoreError;
use crate::store::paths::with_sidecars;

const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Read access to pages 1..=`count`.
pub(super) struct Pages {
    file: File,
    log: Option<File>,
    in_log: HashMap<u32, u64>,
    size: usize,
    count: u32,
}

impl Pages {
    /// `size` is what our databases are created with; the header that says so may be gone. `None` without a file.
    pub(super) fn open(path: &Path, size: u32) -> Result<Option<Self>, StoreError> {
        let [_, log_path, _] = with_sidecars(path);
        let file = match File::open(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let size = size as usize;
        let in_file = file.metadata()?.len().div_ceil(size as u64);
        let mut log = File::open(log_path).ok();
        let in_log = match &mut log {
            Some(log) => frames(log, size)?,
            None => HashMap::new(),
        };
        let highest = in_log.keys().copied().max().unwrap_or(0);
        let count = u32::try_from(in_file).unwrap_or(u32::MAX).max(highest);
        Ok(Some(Self { file, log, in_log, size, count }))
    }

    /// How many pages there are.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Bytes of page `number`, from 1; zeros where the file ends early. `None` outside, or if the disk fails there.
    pub(super) fn page(&mut self, number: u32) -> Option<Vec<u8>> {
        if number == 0 || number > self.count {
            return None;
        }
        let mut bytes = vec![0; self.size];
        let (file, offset) = match (self.in_log.get(&number), &mut self.log) {
            (Some(offset), Some(log)) => (log, *offset),
            _ => (&mut self.file, u64::from(number - 1) * self.size as u64),
        };
        file.seek(SeekFrom::Start(offset)).ok()?;
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match file.read(rest) {
                Ok(0) => break,
                Ok(read) => filled += read,
                // An unreadable sector loses this page, not the file.
                Err(_) => return None,
            }
        }
        Some(bytes)
    }
}

/// Page number → offset of its newest content in the log.
fn frames(log: &mut File, size: usize) -> Result<HashMap<u32, u64>, StoreError> {
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes)?;
    Ok(parse_log(&bytes, size).unwrap_or_default())
}

fn parse_log(bytes: &[u8], size: usize) -> Option<HashMap<u32, u64>> {
    let header = bytes.get(..LOG_HEADER)?;
    let magic = word(header, 0)?;
    if magic & !1 != 0x377f_0682 || word(header, 8)? as usize != size {
        return None;
    }
    let big_endian = magic & 1 == 1;
    let mut sum = checksum((0, 0), header.get(..24)?, big_endian);
    if sum != (word(header, 24)?, word(header, 28)?) {
        return None;
    }
    let salts = header.get(16..24)?;
    let mut committed = HashMap::new();
    let mut pending = Vec::new();
    let mut at = LOG_HEADER;
    while let Some(frame) = bytes.get(at..at + FRAME_HEADER + size) {
        sum = checksum(sum, frame.get(..8)?, big_endian);
        sum = checksum(sum, frame.get(FRAME_HEADER..)?, big_endian);
        if frame.get(8..16)? != salts || sum != (word(frame, 16)?, word(frame, 20)?) {
            break;
        }
        pending.push((word(frame, 0)?, (at + FRAME_HEADER) as u64));
        if word(frame, 4)? != 0 {
            committed.extend(pending.drain(..));
        }
        at += FRAME_HEADER + size;
    }
    Some(committed)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// SQLite's checksum of the log, over pairs of words.
fn checksum(start: (u32, u32), bytes: &[u8], big_endian: bool) -> (u32, u32) {
    let read = |chunk: &[u8]| {
        let word: [u8; 4] = chunk.try_into().unwrap_or_default();
        if big_endian { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
    };
    bytes.chunks_exact(8).fold(start, |(first, second), pair| {
        let (left, right) = pair.split_at(4);
        let first = first.wrapping_add(read(left)).wrapping_add(second);
        (first, second.wrapping_add(read(right)).wrapping_add(first))
    })
}

#[cfg(test)]
mod tests;
