//! One source on its way through a merge: term by term in key order, nothing copied but keys and rows.

use rusqlite::{Connection, OptionalExtension as _};

use super::tournament::Keyed;
use crate::search::SearchError;
use crate::search::index::bits::Reader;
use crate::search::index::block::Posting;
use crate::search::index::leaf::{self, Placed, common};
use crate::search::index::list;
use crate::search::index::rows::{self, Region, StreamReader, row_id};

/// Where the list of the term is.
#[derive(Clone, Copy)]
enum Place {
    /// It is read: a tiny one.
    Read,
    /// In the leaf, up to where the cursor is: its length.
    Leaf(usize),
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
    list: Vec<Posting>,
    block: Vec<Posting>,
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
            place: Place::Read,
            lists: StreamReader::new(conn, segment, Region::Lists),
            bytes: Vec::new(),
            list: Vec::new(),
            block: Vec::new(),
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
        let (count, placed) = leaf::read(&mut reader, &mut self.key, &mut self.list)?;
        self.at = self.leaf.len() - reader.remaining();
        self.count = count;
        self.place = match placed {
            None => Place::Read,
            Some(Placed::Inline(_, bytes)) => Place::Leaf(bytes.len()),
            Some(Placed::Elsewhere(offset, len)) => Place::Stream(offset, len),
        };
        Ok(before.map_or(told, |before| common(&before, &self.key, 0)))
    }

    /// The postings of the term.
    pub(super) fn postings(&mut self) -> Result<&[Posting], SearchError> {
        let bytes = match self.place {
            Place::Read => return Ok(&self.list),
            Place::Leaf(len) => self.leaf.get(self.at - len..self.at).unwrap_or_default(),
            Place::Stream(offset, len) => {
                self.lists.read(offset, len, &mut self.bytes)?;
                self.bytes.as_slice()
            }
        };
        list::decode_blocks(bytes, self.count, &mut self.block, &mut self.list)?;
        Ok(&self.list)
    }
}
