//! A segment: one sorted, immutable set of posting lists over some documents, and how it is written and read.
//!
//! Writing goes in key order; lists too long for a leaf go to the segment's list stream. Reading finds the leaf of a key by
//! `search_leaf` and walks on from there, since leaves are numbered in key order. Nothing of a segment ever changes but its
//! row in `search_segment`; removals stand in `search_dead`.

use std::ops::Range;
use std::sync::Arc;

use rusqlite::Connection;

use super::bits::{Reader, put_varint};
use super::block::Posting;
use super::directory::Directory;
use super::leaf::{Entry, INLINE, Leaf, LeafBuilder, Placed};
use super::lengths;
use super::list::{self, Form};
use super::rows::{self, Region, StreamWriter, row_id};
use crate::search::SearchError;

/// A document of a segment. Its place in the table is its ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DocEntry {
    /// Row of the record.
    pub(crate) doc: u32,
    /// Length code of the title.
    pub(crate) title: u8,
    /// Length code of the body.
    pub(crate) body: u8,
}

/// What a segment is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is searched.
    Live = 0,
    /// A merge is writing it.
    Building = 1,
    /// Another replaced it; its rows are being deleted.
    Replaced = 2,
}

/// Number of documents and words of some documents.
pub(super) fn totals<'a>(docs: impl Iterator<Item = &'a DocEntry>) -> (i64, i64, i64) {
    docs.fold((0, 0, 0), |(count, title, body), doc| {
        let words = |code: u8| i64::from(lengths::decode(code));
        (count + 1, title + words(doc.title), body + words(doc.body))
    })
}

/// Adds the row and the document table of a new segment, whose documents ascend.
pub(super) fn create(conn: &Connection, state: State, docs: &[DocEntry]) -> Result<i64, SearchError> {
    let (live, title_words, body_words) = totals(docs.iter());
    let (first, last) = (docs.first().map_or(0, |doc| doc.doc), docs.last().map_or(0, |doc| doc.doc));
    conn.prepare_cached(
        "INSERT INTO search_segment (state, docs, live, title_words, body_words, first_doc, last_doc)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((state as i64, live, title_words, body_words, first, last))?;
    let segment = conn.last_insert_rowid();
    let mut bytes = Vec::with_capacity(docs.len() * 3);
    let mut base = 0;
    for doc in docs {
        put_varint(&mut bytes, u64::from(doc.doc - base));
        bytes.extend_from_slice(&[doc.title, doc.body]);
        base = doc.doc;
    }
    let mut stream = StreamWriter::new(segment, Region::Docs, 0);
    stream.append(conn, &bytes)?;
    stream.close(conn)?;
    Ok(segment)
}

/// Reads the document table of a segment of `count` documents.
pub(super) fn read_docs(conn: &Connection, segment: i64, count: u32) -> Result<Vec<DocEntry>, SearchError> {
    let mut bytes = Vec::with_capacity(count as usize * 3);
    for number in 0.. {
        match rows::read(conn, row_id(segment, Region::Docs, number))? {
            Some(row) => bytes.extend_from_slice(&row),
            None => break,
        }
    }
    let (mut reader, mut base, mut docs) = (Reader::new(&bytes), 0_u32, Vec::with_capacity(count as usize));
    while !reader.is_empty() {
        base = base.checked_add(reader.varint()?).ok_or(SearchError::Damaged("document out of range"))?;
        docs.push(DocEntry { doc: base, title: reader.byte()?, body: reader.byte()? });
    }
    if docs.len() == count as usize { Ok(docs) } else { Err(SearchError::Damaged("document table of another length")) }
}

/// The least code of a body's length among the documents of some postings.
pub(crate) fn shortest(docs: &[DocEntry], postings: &[Posting]) -> u8 {
    let lengths = postings.iter().map(|posting| docs.get(posting.ordinal as usize).map_or(0, |doc| doc.body));
    lengths.min().unwrap_or(0)
}

/// Writes the lists of one segment in key order.
pub(super) struct SegmentWriter<'c> {
    conn: &'c Connection,
    segment: i64,
    docs: &'c [DocEntry],
    leaf: LeafBuilder,
    leaves: u32,
    lists: StreamWriter,
    bytes: Vec<u8>,
}

impl<'c> SegmentWriter<'c> {
    /// Goes on with leaf `leaves` and list row `list_row`, which do not exist yet (0 and 0 in a new segment).
    pub(super) fn new(conn: &'c Connection, segment: i64, docs: &'c [DocEntry], leaves: u32, list_row: u32) -> Self {
        let lists = StreamWriter::new(segment, Region::Lists, list_row);
        Self { conn, segment, docs, leaf: LeafBuilder::default(), leaves, lists, bytes: Vec::new() }
    }

    /// Adds a term; its key is larger than all before.
    pub(super) fn push(&mut self, key: &[u8], postings: &[Posting]) -> Result<(), SearchError> {
        if postings.is_empty() {
            return Ok(());
        }
        self.bytes.clear();
        let docs = self.docs;
        let form = list::encode(&mut self.bytes, postings, &|block| shortest(docs, block));
        let placed = if form == Form::Blocks && self.bytes.len() > INLINE {
            Placed::Elsewhere(self.lists.append(self.conn, &self.bytes)?, self.bytes.len())
        } else {
            Placed::Inline(form, &self.bytes)
        };
        if self.leaf.push(key, postings.len(), &placed) {
            return Ok(());
        }
        write_leaf(self.conn, self.segment, &mut self.leaf, &mut self.leaves)?;
        if self.leaf.push(key, postings.len(), &placed) { Ok(()) } else { Err(SearchError::Damaged("key too long")) }
    }

    /// Writes what is left; returns the numbers of the next leaf and the next list row.
    pub(super) fn close(mut self) -> Result<(u32, u32), SearchError> {
        if !self.leaf.is_empty() {
            write_leaf(self.conn, self.segment, &mut self.leaf, &mut self.leaves)?;
        }
        Ok((self.leaves, self.lists.close(self.conn)?))
    }
}

fn write_leaf(conn: &Connection, segment: i64, leaf: &mut LeafBuilder, number: &mut u32) -> Result<(), SearchError> {
    let (first_key, payload) = leaf.written();
    rows::write(conn, row_id(segment, Region::Leaves, *number), payload)?;
    conn.prepare_cached("INSERT INTO search_leaf (segment, first_key, leaf) VALUES (?1, ?2, ?3)")?
        .execute((segment, first_key, *number))?;
    leaf.clear();
    *number += 1;
    Ok(())
}

/// Walks the terms of a segment in key order.
pub(crate) struct Terms<'c> {
    conn: &'c Connection,
    segment: i64,
    directory: &'c Directory,
    /// Place of the next leaf in the directory.
    next: usize,
    /// The present leaf; none before the first.
    leaf: Option<Leaf>,
    range: Range<Vec<u8>>,
}

impl<'c> Terms<'c> {
    /// The terms whose keys lie in `range`; `directory` is that of the segment.
    pub(super) fn within(conn: &'c Connection, segment: i64, directory: &'c Directory, range: Range<Vec<u8>>) -> Self {
        Self { conn, segment, directory, next: directory.place_of(&range.start), leaf: None, range }
    }

    /// Goes to the next term; `false` after the last.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] or [`SearchError::Database`].
    pub(crate) fn advance(&mut self) -> Result<bool, SearchError> {
        let mut found = match &mut self.leaf {
            Some(leaf) => leaf.advance()?,
            None => false,
        };
        while !found {
            let Some(payload) = self.next_payload()? else { return Ok(false) };
            found = self.leaf.insert(Leaf::new(payload)).seek(&self.range.start)?;
        }
        Ok(self.key() < self.range.end.as_slice())
    }

    fn next_payload(&mut self) -> Result<Option<Arc<Vec<u8>>>, SearchError> {
        let Some(leaf) = self.directory.leaf_before(self.next, &self.range.end) else { return Ok(None) };
        self.next += 1;
        if let Some(payload) = self.directory.recent.get(leaf) {
            return Ok(Some(payload));
        }
        let read = rows::read(self.conn, row_id(self.segment, Region::Leaves, leaf))?;
        let payload = Arc::new(read.ok_or(SearchError::Damaged("leaf is missing"))?);
        self.directory.recent.put(leaf, &payload);
        Ok(Some(payload))
    }

    /// The key of the term.
    pub(crate) fn key(&self) -> &[u8] {
        self.leaf.as_ref().map(Leaf::key).unwrap_or_default()
    }

    /// How many documents of the segment have it, deleted ones included.
    pub(crate) fn count(&self) -> u32 {
        self.leaf.as_ref().map_or(0, Leaf::count)
    }

    /// What the segment has of it; `None` before the first term.
    pub(crate) fn entry(&self) -> Option<Entry> {
        self.leaf.as_ref().and_then(Leaf::entry)
    }
}

#[cfg(test)]
mod tests;
