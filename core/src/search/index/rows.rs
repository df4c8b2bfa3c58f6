//! Rows of `search_row`: byte streams cut so that rows fill the pages of the database, each with a checksum.
//!
//! A segment has three streams: leaves (one leaf a row), posting lists and its document table (both continuous, so that
//! nothing is wasted). A row is `checksum (4 bytes) | payload`; a wrong checksum is [`SearchError::Damaged`].
//!
//! The size is what a 4,096-byte page of a rowid table holds without overflow: 4,061 bytes of record, less its header. Of the
//! 16,384 bytes of a page of content.db four rows leave nothing unused.

use rusqlite::{Connection, OptionalExtension as _};

use crate::search::SearchError;

/// Payload of a full row in bytes.
pub(super) const PAYLOAD: usize = 4_052;

/// Which stream of its segment a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    Leaves,
    Lists,
    Docs,
}

/// The id of a row.
pub(super) const fn row_id(segment: i64, region: Region, number: u32) -> i64 {
    let region = match region {
        Region::Leaves => 0,
        Region::Lists => 1,
        Region::Docs => 2,
    };
    segment << 32 | region << 30 | (number as i64 & 0x3fff_ffff)
}

/// The ids of all rows of a segment: first and last.
pub(super) const fn ids_of(segment: i64) -> (i64, i64) {
    (segment << 32, segment << 32 | 0xffff_ffff)
}

/// Checksum of a payload: four bytes that stand before it.
pub(in crate::search) fn checksum(payload: &[u8]) -> [u8; 4] {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ payload.len() as u64;
    let (words, rest) = payload.as_chunks::<8>();
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    for word in words.iter().chain(std::iter::once(&last)) {
        state = (state ^ u64::from_le_bytes(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        state ^= state >> 32;
    }
    ((state >> 7) as u32).to_le_bytes()
}

/// Writes one row.
pub(super) fn write(conn: &Connection, id: i64, payload: &[u8]) -> Result<(), SearchError> {
    let mut data = Vec::with_capacity(payload.len() + 4);
    data.extend_from_slice(&checksum(payload));
    data.extend_from_slice(payload);
    conn.prepare_cached("INSERT INTO search_row (id, data) VALUES (?1, ?2)")?.execute((id, data))?;
    Ok(())
}

/// The payload of a row whose checksum is right.
pub(in crate::search) fn open(data: &[u8]) -> Result<&[u8], SearchError> {
    match data.split_first_chunk::<4>() {
        Some((sum, payload)) if *sum == checksum(payload) => Ok(payload),
        _ => Err(SearchError::Damaged("row with a wrong checksum")),
    }
}

/// Reads one row. `None` if there is none.
pub(super) fn read(conn: &Connection, id: i64) -> Result<Option<Vec<u8>>, SearchError> {
    conn.prepare_cached("SELECT data FROM search_row WHERE id = ?1")?
        .query_row([id], |row| Ok(open(row.get_ref(0)?.as_blob()?).map(<[u8]>::to_vec)))
        .optional()?
        .transpose()
}

/// Reads `len` bytes at `offset` of a continuous stream.
pub(super) fn read_range(
    conn: &Connection,
    segment: i64,
    region: Region,
    offset: u64,
    len: usize,
) -> Result<Vec<u8>, SearchError> {
    let first = offset / PAYLOAD as u64;
    let mut skip = (offset % PAYLOAD as u64) as usize;
    let last = (offset + len.max(1) as u64 - 1) / PAYLOAD as u64;
    let id = |number: u64| row_id(segment, region, number as u32);
    let mut bytes = Vec::with_capacity(len + 8);
    let mut statement = conn.prepare_cached("SELECT data FROM search_row WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?;
    let mut rows = statement.query((id(first), id(last)))?;
    while let Some(row) = rows.next()? {
        let payload = open(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
        let wanted = payload.get(skip..).unwrap_or_default();
        bytes.extend_from_slice(wanted.get(..len - bytes.len()).unwrap_or(wanted));
        skip = 0;
    }
    if bytes.len() == len { Ok(bytes) } else { Err(SearchError::Damaged("stream shorter than written")) }
}

/// Reads a continuous stream from its beginning to its end: a row that holds many pieces is read once.
pub(super) struct StreamReader<'c> {
    conn: &'c Connection,
    segment: i64,
    region: Region,
    /// Number of the row that is at hand.
    row: Option<u64>,
    payload: Vec<u8>,
}

impl<'c> StreamReader<'c> {
    pub(super) const fn new(conn: &'c Connection, segment: i64, region: Region) -> Self {
        Self { conn, segment, region, row: None, payload: Vec::new() }
    }

    /// Reads `len` bytes at `offset` into `into`, which is cleared first.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] or [`SearchError::Database`].
    pub(super) fn read(&mut self, offset: u64, len: usize, into: &mut Vec<u8>) -> Result<(), SearchError> {
        into.clear();
        let mut number = offset / PAYLOAD as u64;
        let mut skip = (offset % PAYLOAD as u64) as usize;
        while into.len() < len {
            if self.row != Some(number) {
                self.payload = read(self.conn, row_id(self.segment, self.region, number as u32))?
                    .ok_or(SearchError::Damaged("stream shorter than written"))?;
                self.row = Some(number);
            }
            let wanted = self.payload.get(skip..).unwrap_or_default();
            let wanted = wanted.get(..len - into.len()).unwrap_or(wanted);
            if wanted.is_empty() {
                return Err(SearchError::Damaged("stream shorter than written"));
            }
            into.extend_from_slice(wanted);
            number += 1;
            skip = 0;
        }
        Ok(())
    }
}

/// Appends to a continuous stream.
pub(super) struct StreamWriter {
    segment: i64,
    region: Region,
    /// Number of the row that is being filled.
    row: u32,
    buffer: Vec<u8>,
}

impl StreamWriter {
    /// Goes on at row `row`, which does not exist yet.
    pub(super) const fn new(segment: i64, region: Region, row: u32) -> Self {
        Self { segment, region, row, buffer: Vec::new() }
    }

    /// Appends `bytes` and returns the offset at which they stand.
    pub(super) fn append(&mut self, conn: &Connection, bytes: &[u8]) -> Result<u64, SearchError> {
        let offset = u64::from(self.row) * PAYLOAD as u64 + self.buffer.len() as u64;
        self.buffer.extend_from_slice(bytes);
        while self.buffer.len() >= PAYLOAD {
            let rest = self.buffer.split_off(PAYLOAD);
            let full = std::mem::replace(&mut self.buffer, rest);
            self.put(conn, &full)?;
        }
        Ok(offset)
    }

    /// Writes what is left and returns the number of the next free row.
    pub(super) fn close(mut self, conn: &Connection) -> Result<u32, SearchError> {
        if !self.buffer.is_empty() {
            let rest = std::mem::take(&mut self.buffer);
            self.put(conn, &rest)?;
        }
        Ok(self.row)
    }

    fn put(&mut self, conn: &Connection, payload: &[u8]) -> Result<(), SearchError> {
        write(conn, row_id(self.segment, self.region, self.row), payload)?;
        self.row += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
