//! The work of a merge: terms of all sources in key order, their postings renumbered, into the output.

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
    head: Option<Entry>,
    /// New ordinal of each old one, or [`GONE`].
    renumbered: Vec<u32>,
}

impl<'c> Input<'c> {
    fn open(conn: &'c Connection, segment: i64, renumbered: Vec<u32>, from: &[u8]) -> Result<Self, SearchError> {
        let mut terms = Terms::new(conn, segment, from.to_vec()..vec![0xff; 8])?;
        let head = terms.next()?;
        Ok(Self { segment, terms, head, renumbered })
    }
}

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
    let mut last_key = None;
    let mut complete = false;
    for done in 0..budget {
        if done % 1024 == 0 {
            cancel.check()?;
        }
        let Some(key) = inputs.iter().filter_map(|input| input.head.as_ref()).map(|head| &head.key).min().cloned()
        else {
            complete = true;
            break;
        };
        postings.clear();
        for input in &mut inputs {
            if input.head.as_ref().is_some_and(|head| head.key == key)
                && let Some(entry) = input.head.take()
            {
                block.clear();
                entry.postings(conn, input.segment, &mut scratch, &mut block)?;
                renumber(&block, &input.renumbered, &mut postings);
                input.head = input.terms.next()?;
            }
        }
        if !postings.is_sorted_by_key(|posting: &Posting| posting.ordinal) {
            postings.sort_unstable_by_key(|posting| posting.ordinal);
        }
        writer.push(&key, &postings)?;
        last_key = Some(key);
    }
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
