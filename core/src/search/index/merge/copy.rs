//! The work of a merge: terms of all sources in key order, their postings renumbered, into the output.
//!
//! The next terms of all sources wait in a heap, so a term costs the logarithm of the number of sources.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use rusqlite::Connection;

use super::numbering::{GONE, renumbered};
use super::sources_of;
use crate::cancel::CancelToken;
use crate::search::SearchError;
use crate::search::index::block::Posting;
use crate::search::index::leaf::Entry;
use crate::search::index::segment::{SegmentWriter, Terms, read_docs};

/// One source on its way through the merge.
struct Input<'c> {
    segment: i64,
    terms: Terms<'c>,
    /// New ordinal of each old one, or [`GONE`].
    renumbered: Vec<u32>,
}

impl<'c> Input<'c> {
    fn open(conn: &'c Connection, segment: i64, renumbered: Vec<u32>, from: &[u8]) -> Result<Self, SearchError> {
        let terms = Terms::new(conn, segment, from.to_vec()..vec![0xff; 8])?;
        Ok(Self { segment, terms, renumbered })
    }
}

/// The next term of a source; ordered by key, then by source.
struct Head {
    entry: Entry,
    input: usize,
}

impl Head {
    fn of(input: usize, inputs: &mut [Input<'_>]) -> Result<Option<Reverse<Self>>, SearchError> {
        let Some(source) = inputs.get_mut(input) else { return Ok(None) };
        Ok(source.terms.next()?.map(|entry| Reverse(Self { entry, input })))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        self.entry.key.cmp(&other.entry.key).then(self.input.cmp(&other.input))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

/// Copies up to `budget` terms; `true` when the output is complete.
pub(super) fn some(conn: &Connection, output: i64, budget: u32, cancel: &CancelToken) -> Result<bool, SearchError> {
    let (count, leaf, list, last): (u32, u32, u32, Option<Vec<u8>>) = conn.query_row(
        "SELECT docs, next_leaf, next_list, last_key FROM search_segment WHERE segment = ?1",
        [output],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let docs = read_docs(conn, output, count)?;
    // The next key after `last` is `last` and a zero byte.
    let from = last.map_or_else(Vec::new, |mut key| {
        key.push(0);
        key
    });
    let mut inputs = Vec::new();
    let sources = sources_of(conn, output)?;
    for (source, renumbered) in sources.iter().zip(renumbered(&sources, &docs)) {
        inputs.push(Input::open(conn, source.id, renumbered, &from)?);
    }
    let mut writer = SegmentWriter::new(conn, output, &docs, leaf, list);
    let (mut postings, mut block, mut scratch) = (Vec::new(), Vec::new(), Vec::new());
    let mut heads = BinaryHeap::with_capacity(inputs.len());
    for input in 0..inputs.len() {
        heads.extend(Head::of(input, &mut inputs)?);
    }
    let mut last_key: Option<Vec<u8>> = None;
    for done in 0..budget {
        if done % 1024 == 0 {
            cancel.check()?;
        }
        let Some(Reverse(first)) = heads.pop() else { break };
        postings.clear();
        let mut next = Some(first);
        let mut key = Vec::new();
        while let Some(Head { entry, input }) = next {
            if let Some(source) = inputs.get(input) {
                block.clear();
                entry.postings(conn, source.segment, &mut scratch, &mut block)?;
                renumber(&block, &source.renumbered, &mut postings);
            }
            heads.extend(Head::of(input, &mut inputs)?);
            key = entry.key;
            next = match heads.peek() {
                Some(Reverse(head)) if head.entry.key == key => heads.pop().map(|Reverse(head)| head),
                _ => None,
            };
        }
        if !postings.is_sorted_by_key(|posting: &Posting| posting.ordinal) {
            postings.sort_unstable_by_key(|posting| posting.ordinal);
        }
        writer.push(&key, &postings)?;
        last_key = Some(key);
    }
    let complete = heads.is_empty();
    let (leaf, list) = writer.close()?;
    conn.execute(
        "UPDATE search_segment SET next_leaf = ?2, next_list = ?3, last_key = coalesce(?4, last_key) WHERE segment = ?1",
        (output, leaf, list, last_key),
    )?;
    Ok(complete)
}

fn renumber(from: &[Posting], renumbered: &[u32], into: &mut Vec<Posting>) {
    into.extend(from.iter().filter_map(|posting| {
        let ordinal = renumbered.get(posting.ordinal as usize).copied().filter(|ordinal| *ordinal != GONE)?;
        Some(Posting { ordinal, ..*posting })
    }));
}
