//! A leaf: neighbouring terms with their document counts and short lists, in one row.
//!
//! Entry: `shared suffix-length suffix varint(count · 4 + form) list`. The key is the first `shared` bytes of the key before
//! and the suffix. Form 0: a tiny list follows; 1: `varint(length)` and blocks follow; 2: `varint(offset) varint(length)`
//! say where in the segment's lists the blocks are.

use std::sync::Arc;

use super::bits::{Reader, load, put_varint};
use super::block::Posting;
use super::list::{self, Form, List, Slice};
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
}

/// Where a list is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Placed<'a> {
    /// In the leaf.
    Inline(Form, &'a [u8]),
    /// At this offset of the segment's lists, so many bytes long.
    Elsewhere(u64, usize),
}

impl LeafBuilder {
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Adds a term if there is room; says whether there was. There is none for a key above 255 bytes, which no word has.
    pub(super) fn push(&mut self, key: &[u8], count: usize, list: &Placed<'_>) -> bool {
        let shared = if self.is_empty() { 0 } else { common(key, &self.last_key, 0) };
        let suffix = key.get(shared..).unwrap_or_default();
        if key.len() > usize::from(u8::MAX) {
            return false;
        }
        let before = self.bytes.len();
        let bytes = &mut self.bytes;
        bytes.extend_from_slice(&[shared as u8, suffix.len() as u8]);
        bytes.extend_from_slice(suffix);
        let head = |form: u32| (count as u64) << 2 | u64::from(form);
        match list {
            Placed::Inline(Form::Tiny, list) => {
                put_varint(bytes, head(TINY));
                bytes.extend_from_slice(list);
            }
            Placed::Inline(Form::Blocks, list) => {
                put_varint(bytes, head(BLOCKS));
                put_varint(bytes, list.len() as u64);
                bytes.extend_from_slice(list);
            }
            Placed::Elsewhere(offset, len) => {
                put_varint(bytes, head(ELSEWHERE));
                put_varint(bytes, *offset);
                put_varint(bytes, *len as u64);
            }
        }
        if bytes.len() > PAYLOAD {
            bytes.truncate(before);
            return false;
        }
        if before == 0 {
            self.first_key.clear();
            self.first_key.extend_from_slice(key);
        }
        self.last_key.truncate(shared);
        self.last_key.extend_from_slice(suffix);
        true
    }

    /// First key and payload of the leaf.
    pub(super) fn written(&self) -> (&[u8], &[u8]) {
        (&self.first_key, &self.bytes)
    }

    /// Begins the next leaf.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.last_key.clear();
    }
}

/// Length of what two keys have in common, of which `known` is known.
pub(super) fn common(a: &[u8], b: &[u8], known: usize) -> usize {
    let most = a.len().min(b.len());
    for at in (known..most).step_by(8) {
        // Beyond the end of a key are zeros, which may be alike.
        let differing = load(a, at) ^ load(b, at);
        if differing != 0 {
            return most.min(at + (differing.trailing_zeros() / 8) as usize);
        }
    }
    most
}

/// Where the postings of an entry are.
#[derive(Clone, Debug)]
enum Source {
    Inline(Form, Slice),
    Elsewhere(u64, usize),
}

/// What the index has of one key in one segment, its list not yet read.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Documents that have it, deleted ones included.
    pub(crate) count: u32,
    source: Source,
}

impl Entry {
    /// An entry that stands in no leaf: its list was made, and ascends. `shortest` gives the least code
    /// of a body's length in a block.
    pub(crate) fn made(postings: &[Posting], shortest: list::Shortest<'_>) -> Self {
        let mut bytes = Vec::new();
        let form = list::encode(&mut bytes, postings, shortest);
        Self { count: postings.len() as u32, source: Source::Inline(form, bytes.into()) }
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
                List::read(Form::Blocks, self.count, bytes.into())
            }
        }
    }

    /// Where in the segment's lists its list stands, if it stands there and has at most so many bytes.
    pub(crate) fn elsewhere(&self, most: usize) -> Option<u64> {
        match self.source {
            Source::Elsewhere(offset, len) if len <= most => Some(offset),
            _ => None,
        }
    }

    /// Copies what it shares with its leaf, which need not stay for its sake.
    pub(crate) fn detach(&mut self) {
        if let Source::Inline(_, bytes) = &mut self.source {
            bytes.detach();
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
pub(super) struct Leaf {
    payload: Arc<Vec<u8>>,
    /// Where the next entry begins.
    at: usize,
    /// Of the present entry.
    key: Vec<u8>,
    count: u32,
    source: Option<Source>,
}

impl Leaf {
    /// Before the first entry.
    pub(super) const fn new(payload: Arc<Vec<u8>>) -> Self {
        Self { payload, at: 0, key: Vec::new(), count: 0, source: None }
    }

    /// Goes to the next entry; `false` after the last.
    ///
    /// # Errors
    /// [`SearchError::Damaged`].
    pub(super) fn advance(&mut self) -> Result<bool, SearchError> {
        let mut reader = Reader::new(self.payload.get(self.at..).unwrap_or_default());
        if reader.is_empty() {
            return Ok(false);
        }
        let (count, placed) = next(&mut reader, &mut self.key)?;
        self.at = self.payload.len() - reader.remaining();
        (self.count, self.source) = (count, Some(source(placed, &self.payload, self.at)));
        Ok(true)
    }

    /// From before the first entry to the first whose key is at least `from`; `false` if there is none.
    ///
    /// Keys that are passed over are not put together: the one before is smaller than `from` and begins like its first `same`
    /// bytes. A key that shares more with the one before is smaller for the same reason, one that shares less is larger.
    ///
    /// # Errors
    /// [`SearchError::Damaged`].
    pub(super) fn seek(&mut self, from: &[u8]) -> Result<bool, SearchError> {
        let mut reader = Reader::new(self.payload.as_slice());
        let mut same = 0;
        while !reader.is_empty() {
            let (shared, len) = (usize::from(reader.byte()?), usize::from(reader.byte()?));
            let suffix = reader.take(len)?;
            let (count, form) = count_and_form(&mut reader)?;
            let placed = list_part(&mut reader, count, form)?;
            let wanted = from.get(shared..).unwrap_or_default();
            if shared < same || (shared == same && suffix >= wanted) {
                self.key.clear();
                self.key.extend_from_slice(from.get(..shared).unwrap_or_default());
                self.key.extend_from_slice(suffix);
                self.at = self.payload.len() - reader.remaining();
                (self.count, self.source) = (count, Some(source(placed, &self.payload, self.at)));
                return Ok(true);
            }
            if shared == same {
                same += common(suffix, wanted, 0);
            }
        }
        self.at = self.payload.len();
        Ok(false)
    }

    /// The key of the present entry.
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }

    /// How many documents have it, deleted ones included.
    pub(super) const fn count(&self) -> u32 {
        self.count
    }

    /// The present entry; `None` before the first.
    pub(super) fn entry(&self) -> Option<Entry> {
        Some(Entry { count: self.count, source: self.source.clone()? })
    }
}

/// `end` is where the entry ends, and with it a list that stands in it.
fn source(placed: Placed<'_>, payload: &Arc<Vec<u8>>, end: usize) -> Source {
    match placed {
        Placed::Inline(form, bytes) => Source::Inline(form, Slice::new(payload, end - bytes.len()..end)),
        Placed::Elsewhere(offset, len) => Source::Elsewhere(offset, len),
    }
}

/// Reads an entry where it stands: its number of documents and its list. `key` is that of the entry before (empty at the
/// beginning of a leaf) and becomes that of this one.
fn next<'a>(reader: &mut Reader<'a>, key: &mut Vec<u8>) -> Result<(u32, Placed<'a>), SearchError> {
    let (count, form) = head(reader, key)?;
    Ok((count, list_part(reader, count, form)?))
}

/// The same for who reads the list in any case: a tiny one is read at once into `tiny`, and nothing else is returned.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    key: &mut Vec<u8>,
    tiny: &mut Vec<Posting>,
) -> Result<(u32, Option<Placed<'a>>), SearchError> {
    let (count, form) = head(reader, key)?;
    if form == TINY {
        list::decode_tiny(reader, count as usize, tiny)?;
        return Ok((count, None));
    }
    Ok((count, Some(blocks(reader, form)?)))
}

/// Reads an entry up to its list: number of documents and form.
fn head(reader: &mut Reader<'_>, key: &mut Vec<u8>) -> Result<(u32, u32), SearchError> {
    let (shared, suffix) = (usize::from(reader.byte()?), usize::from(reader.byte()?));
    key.truncate(shared);
    reader.take_into(suffix, key)?;
    count_and_form(reader)
}

fn count_and_form(reader: &mut Reader<'_>) -> Result<(u32, u32), SearchError> {
    let head = reader.varint()?;
    Ok((head >> 2, head & 3))
}

/// The list of an entry, wherever it is.
fn list_part<'a>(reader: &mut Reader<'a>, count: u32, form: u32) -> Result<Placed<'a>, SearchError> {
    if form == TINY {
        let mut ahead = *reader;
        let len = list::tiny_len(ahead.take(ahead.remaining())?, count)?;
        return Ok(Placed::Inline(Form::Tiny, reader.take(len)?));
    }
    blocks(reader, form)
}

/// A list that is not tiny.
fn blocks<'a>(reader: &mut Reader<'a>, form: u32) -> Result<Placed<'a>, SearchError> {
    match form {
        BLOCKS => {
            let len = reader.varint()? as usize;
            Ok(Placed::Inline(Form::Blocks, reader.take(len)?))
        }
        ELSEWHERE => Ok(Placed::Elsewhere(u64::from(reader.varint()?), reader.varint()? as usize)),
        _ => Err(SearchError::Damaged("unknown form of list")),
    }
}

#[cfg(test)]
mod tests;
