//! A leaf: neighbouring terms with their document counts and short lists, in one row.
//!
//! Entry: `shared suffix-length suffix varint(count · 4 + form) list`. The key is the first `shared` bytes of the key before
//! and the suffix. Form 0: a tiny list follows; 1: `varint(length)` and blocks follow; 2: `varint(offset) varint(length)`
//! say where in the segment's lists the blocks are.

use super::bits::{Reader, put_varint};
use super::block::Posting;
use super::list::{self, Form, List};
use super::rows::{PAYLOAD, Region, read_range};
use crate::search::SearchError;

/// A list of blocks longer than this stands outside its leaf.
pub(super) const INLINE: usize = 320;

const TINY: u32 = 0;
const BLOCKS: u32 = 1;
const ELSEWHERE: u32 = 2;

/// Fills one leaf.
#[derive(Default)]
pub(super) struct LeafBuilder {
    bytes: Vec<u8>,
    first_key: Vec<u8>,
    last_key: Vec<u8>,
    entry: Vec<u8>,
}

/// Where a list goes.
pub(super) enum Placed<'a> {
    /// Into the leaf.
    Inline(Form, &'a [u8]),
    /// To this offset of the segment's lists, so many bytes long.
    Elsewhere(u64, usize),
}

impl LeafBuilder {
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Adds a term if there is room; says whether there was.
    pub(super) fn push(&mut self, key: &[u8], count: usize, list: &Placed<'_>) -> bool {
        let shared =
            if self.is_empty() { 0 } else { key.iter().zip(&self.last_key).take_while(|(a, b)| a == b).count() };
        let suffix = key.get(shared..).unwrap_or_default();
        self.entry.clear();
        self.entry.extend_from_slice(&[shared as u8, suffix.len() as u8]);
        self.entry.extend_from_slice(suffix);
        let head = |form: u32| (count as u64) << 2 | u64::from(form);
        match list {
            Placed::Inline(Form::Tiny, bytes) => {
                put_varint(&mut self.entry, head(TINY));
                self.entry.extend_from_slice(bytes);
            }
            Placed::Inline(Form::Blocks, bytes) => {
                put_varint(&mut self.entry, head(BLOCKS));
                put_varint(&mut self.entry, bytes.len() as u64);
                self.entry.extend_from_slice(bytes);
            }
            Placed::Elsewhere(offset, len) => {
                put_varint(&mut self.entry, head(ELSEWHERE));
                put_varint(&mut self.entry, *offset);
                put_varint(&mut self.entry, *len as u64);
            }
        }
        if self.bytes.len() + self.entry.len() > PAYLOAD {
            return false;
        }
        if self.is_empty() {
            self.first_key = key.to_vec();
        }
        self.bytes.extend_from_slice(&self.entry);
        self.last_key.clear();
        self.last_key.extend_from_slice(key);
        true
    }

    /// First key and payload of the leaf; the builder is empty afterwards.
    pub(super) fn take(&mut self) -> (Vec<u8>, Vec<u8>) {
        self.last_key.clear();
        (std::mem::take(&mut self.first_key), std::mem::take(&mut self.bytes))
    }
}

/// Where the postings of an entry are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Inline(Form, Vec<u8>),
    Elsewhere(u64, usize),
}

/// A term's entry, its list not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Key of the term.
    pub(crate) key: Vec<u8>,
    /// Documents that have it, deleted ones included.
    pub(crate) count: u32,
    source: Source,
}

impl Entry {
    /// An entry that stands in no leaf: its list was made, and ascends. `length_of` gives the code of a body's length.
    pub(crate) fn made(postings: &[Posting], length_of: &dyn Fn(u32) -> u8) -> Self {
        let mut bytes = Vec::new();
        let form = list::encode(&mut bytes, postings, length_of);
        Self { key: Vec::new(), count: postings.len() as u32, source: Source::Inline(form, bytes) }
    }

    /// Reads the list.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] or [`SearchError::Database`].
    pub(crate) fn list(&self, conn: &rusqlite::Connection, segment: i64) -> Result<List, SearchError> {
        match &self.source {
            Source::Inline(form, bytes) => List::read(*form, self.count, bytes.clone()),
            Source::Elsewhere(offset, len) => {
                let bytes = read_range(conn, segment, Region::Lists, *offset, *len)?;
                List::read(Form::Blocks, self.count, bytes)
            }
        }
    }

    /// Appends all postings to `into`.
    ///
    /// # Errors
    /// As for [`Entry::list`].
    pub(crate) fn postings(
        &self,
        conn: &rusqlite::Connection,
        segment: i64,
        scratch: &mut Vec<Posting>,
        into: &mut Vec<Posting>,
    ) -> Result<(), SearchError> {
        self.list(conn, segment)?.decode_all(scratch, into)
    }
}

/// Reads a leaf entry by entry.
pub(super) struct Leaf<'a> {
    reader: Reader<'a>,
    key: Vec<u8>,
}

impl<'a> Leaf<'a> {
    pub(super) const fn new(payload: &'a [u8]) -> Self {
        Self { reader: Reader::new(payload), key: Vec::new() }
    }

    /// The next entry whose key is at least `from`; those before are passed over without being copied.
    pub(super) fn next_from(&mut self, from: &[u8]) -> Result<Option<Entry>, SearchError> {
        while !self.reader.is_empty() {
            let (shared, suffix) = (usize::from(self.reader.byte()?), usize::from(self.reader.byte()?));
            self.key.truncate(shared);
            self.key.extend_from_slice(self.reader.take(suffix)?);
            let head = self.reader.varint()?;
            let count = head >> 2;
            let wanted = self.key.as_slice() >= from;
            let source = match head & 3 {
                TINY => {
                    let mut ahead = self.reader;
                    let len = list::tiny_len(ahead.take(ahead.remaining())?, count)?;
                    self.inline(Form::Tiny, len, wanted)?
                }
                BLOCKS => {
                    let len = self.reader.varint()? as usize;
                    self.inline(Form::Blocks, len, wanted)?
                }
                ELSEWHERE => Source::Elsewhere(u64::from(self.reader.varint()?), self.reader.varint()? as usize),
                _ => return Err(SearchError::Damaged("unknown form of list")),
            };
            if wanted {
                return Ok(Some(Entry { key: self.key.clone(), count, source }));
            }
        }
        Ok(None)
    }

    fn inline(&mut self, form: Form, len: usize, wanted: bool) -> Result<Source, SearchError> {
        let bytes = self.reader.take(len)?;
        Ok(Source::Inline(form, if wanted { bytes.to_vec() } else { Vec::new() }))
    }
}

#[cfg(test)]
mod tests;
