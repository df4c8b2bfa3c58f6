//! One source on its way through a merge: term by term in key order, nothing copied but keys and rows.

use rusqlite::{Connection, OptionalExtension as _};

use super::tournament::Keyed;
use crate::search::SearchError;
use crate::search::index::bits::Reader;
use crate::search::index::block::{self, BLOCK, Posting};
use crate::search::index::leaf::{self, Placed, common};
use crate::search::index::list::{self, Form, List};
use crate::search::index::rows::{self, Region, StreamReader, row_id};

/// Where the list of the term is.
#[derive(Clone, Copy)]
enum Place {
    /// In the leaf, up to where the cursor is: form and length.
    Leaf(Form, usize),
    /// In the list stream: offset and length.
    Stream(u64, usize),
}

/// Stands at a term of a segment.
pub(super) struct Cursor<'c> {
    conn: &'c Connection,
    segment: i64,
    next_leaf: u32,
    leaf: Vec<u8>,
    /// End of the entry in the leaf.
    at: usize,
    key: Vec<u8>,
    ended: bool,
    count: u32,
    place: Place,
    lists: StreamReader<'c>,
    bytes: Vec<u8>,
}

impl Keyed for Cursor<'_> {
    fn key(&self) -> Option<&[u8]> {
        (!self.ended).then_some(&self.key)
    }
}

impl<'c> Cursor<'c> {
    /// At the first term whose key is `from` or larger.
    pub(super) fn open(conn: &'c Connection, segment: i64, from: &[u8]) -> Result<Self, SearchError> {
        let next_leaf: Option<u32> = conn
            .prepare_cached(
                "SELECT leaf FROM search_leaf WHERE segment = ?1 AND first_key <= ?2 ORDER BY first_key DESC LIMIT 1",
            )?
            .query_row((segment, from), |row| row.get(0))
            .optional()?;
        let mut cursor = Self {
            conn,
            segment,
            next_leaf: next_leaf.unwrap_or(0),
            leaf: Vec::new(),
            at: 0,
            key: Vec::new(),
            ended: false,
            count: 0,
            place: Place::Leaf(Form::Tiny, 0),
            lists: StreamReader::new(conn, segment, Region::Lists),
            bytes: Vec::new(),
        };
        cursor.advance()?;
        while cursor.key().is_some_and(|key| key < from) {
            cursor.advance()?;
        }
        Ok(cursor)
    }

    /// Goes to the next term and says how much its key shares with the one before.
    pub(super) fn advance(&mut self) -> Result<usize, SearchError> {
        let before = if self.at == self.leaf.len() {
            let Some(row) = rows::read(self.conn, row_id(self.segment, Region::Leaves, self.next_leaf))? else {
                self.ended = true;
                return Ok(0);
            };
            self.next_leaf += 1;
            (self.leaf, self.at) = (row, 0);
            Some(std::mem::take(&mut self.key))
        } else {
            None
        };
        let mut reader = Reader::new(self.leaf.get(self.at..).unwrap_or_default());
        let told = self.leaf.get(self.at).map_or(0, |shared| usize::from(*shared));
        let (count, placed) = leaf::next(&mut reader, &mut self.key)?;
        self.at = self.leaf.len() - reader.remaining();
        self.count = count;
        self.place = match placed {
            Placed::Inline(form, bytes) => Place::Leaf(form, bytes.len()),
            Placed::Elsewhere(offset, len) => Place::Stream(offset, len),
        };
        Ok(before.map_or(told, |before| common(&before, &self.key)))
    }

    /// Reads the postings of the term into `into`, which is cleared first.
    pub(super) fn postings(&mut self, into: &mut Vec<Posting>, scratch: &mut Vec<Posting>) -> Result<(), SearchError> {
        let count = self.count as usize;
        let (form, bytes) = match self.place {
            Place::Leaf(form, len) => (form, self.leaf.get(self.at - len..self.at).unwrap_or_default()),
            Place::Stream(offset, len) => {
                self.lists.read(offset, len, &mut self.bytes)?;
                (Form::Blocks, self.bytes.as_slice())
            }
        };
        match form {
            Form::Tiny => list::decode_tiny(bytes, count, into),
            Form::Blocks if count <= BLOCK => {
                let mut reader = Reader::new(bytes);
                let last = reader.varint()?;
                block::decode(reader.take(reader.remaining())?, count, 0, last, into).map(|_| ())
            }
            Form::Blocks => {
                into.clear();
                List::read(form, self.count, bytes.to_vec().into())?.decode_all(scratch, into)
            }
        }
    }
}
