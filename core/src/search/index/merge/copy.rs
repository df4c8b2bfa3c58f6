//! The work of a merge: terms of all sources in key order, their postings renumbered, into the output.

use rusqlite::Connection;

use super::cursor::Cursor;
use super::numbering::renumbered;
use super::sources_of;
use super::tournament::{Keyed, Tournament};
use crate::cancel::CancelToken;
use crate::search::SearchError;
use crate::search::index::block::Posting;
use crate::search::index::segment::{SegmentWriter, read_docs};

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
    let sources = sources_of(conn, output)?;
    let renumbered = renumbered(&sources, &docs);
    let mut cursors = Vec::with_capacity(sources.len());
    for source in &sources {
        cursors.push(Cursor::open(conn, source.id, &from)?);
    }
    drop(sources);
    let mut tournament = Tournament::new(&cursors);
    let mut writer = SegmentWriter::new(conn, output, &docs, leaf, list);
    let (mut key, mut postings) = (Vec::new(), Vec::new());
    let (mut complete, mut copied) = (false, 0);
    while copied < budget {
        if copied % 1024 == 0 {
            cancel.check()?;
        }
        let Some((mut winner, _)) = tournament.winner() else {
            complete = true;
            break;
        };
        key.clear();
        key.extend_from_slice(cursors.get(winner).and_then(Keyed::key).unwrap_or_default());
        postings.clear();
        let mut sorted = true;
        while let Some(cursor) = cursors.get_mut(winner) {
            if let Some(numbers) = renumbered.get(winner) {
                sorted &= numbers.renumber(cursor.postings()?, &mut postings)?;
            }
            let shared = cursor.advance()?;
            tournament.replay(&cursors, shared);
            // The same key again if it shares all of it and has no more.
            match tournament.winner() {
                Some((next, shared))
                    if shared == key.len()
                        && cursors.get(next).is_some_and(|cursor| cursor.key().map_or(0, <[u8]>::len) == shared) =>
                {
                    winner = next
                }
                _ => break,
            }
        }
        if !sorted {
            postings.sort_unstable_by_key(|posting: &Posting| posting.ordinal);
            if !postings.is_sorted_by(|a, b| a.ordinal < b.ordinal) {
                return Err(SearchError::Damaged("term twice in a segment"));
            }
        }
        writer.push(&key, &postings)?;
        copied += 1;
    }
    let (leaf, list) = writer.close()?;
    let last_key = (copied > 0).then_some(key);
    conn.execute(
        "UPDATE search_segment SET next_leaf = ?2, next_list = ?3, last_key = coalesce(?4, last_key) WHERE segment = ?1",
        (output, leaf, list, last_key),
    )?;
    Ok(complete)
}
