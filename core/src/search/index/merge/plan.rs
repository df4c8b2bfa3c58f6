//! Which segments to merge next.
//!
//! Tiers by size: eight segments of one tier become one of the next, so a document is rewritten about once for each factor of
//! eight that the index grows, and a search meets at most a few dozen segments. A segment of which a quarter is dead is
//! rewritten alone.

use rusqlite::Connection;

use crate::search::SearchError;

/// Segments of one tier that are merged together.
const FAN_IN: usize = 8;
/// Where tiers begin to be told apart: the first holds everything below eight times as many documents.
const SMALLEST: u32 = 64;

fn tier(docs: u32) -> u32 {
    (docs.max(SMALLEST) / SMALLEST).ilog2() / 3
}

/// The segments worth merging now, the smallest tier first.
pub(super) fn next(conn: &Connection) -> Result<Option<Vec<i64>>, SearchError> {
    let mut statement =
        conn.prepare_cached("SELECT segment, docs, live FROM search_segment WHERE state = 0 ORDER BY segment")?;
    let segments: Vec<(i64, u32, u32)> =
        statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
    for wanted in 0..=tier(u32::MAX) {
        let same: Vec<i64> = segments.iter().filter(|(_, docs, _)| tier(*docs) == wanted).map(|(id, ..)| *id).collect();
        if same.len() >= FAN_IN {
            return Ok(Some(same.into_iter().take(2 * FAN_IN).collect()));
        }
    }
    Ok(segments.iter().find(|(_, docs, live)| (docs - live.min(docs)) * 4 >= *docs).map(|(id, ..)| vec![*id]))
}

/// All live segments.
pub(super) fn live(conn: &Connection) -> Result<Vec<i64>, SearchError> {
    ids(conn, "SELECT segment FROM search_segment WHERE state = 0 ORDER BY segment")
}

/// All live segments with removed documents.
pub(super) fn with_dead(conn: &Connection) -> Result<Vec<i64>, SearchError> {
    ids(conn, "SELECT segment FROM search_segment WHERE state = 0 AND live < docs ORDER BY segment")
}

fn ids(conn: &Connection, sql: &str) -> Result<Vec<i64>, SearchError> {
    let mut statement = conn.prepare(sql)?;
    let ids = statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}
