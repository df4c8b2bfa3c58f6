//! Codes that no document has any more: forgotten, unless a taxonomy put them there.
//!
//! Called when something is erased and, in idle time, after articles were put away.

use std::collections::HashSet;

use rusqlite::{Connection, Transaction};

use super::{dictionary, rows};
use crate::search::SearchError;

const VALUES: &str = "SELECT code, number, placed, parent FROM facet_value WHERE field = ?1";
const REMOVE: &str = "DELETE FROM facet_value WHERE field = ?1 AND code = ?2";

struct Entry {
    code: String,
    number: i64,
    placed: bool,
    parent: Option<String>,
}

/// Removes codes that nothing needs: no document, no taxonomy, no code below them.
///
/// # Errors
/// [`SearchError::Database`]. A damaged chunk keeps its field's codes: they are built again with it.
pub fn run(tx: &Transaction<'_>) -> Result<(), SearchError> {
    let mut changed = false;
    for field in dictionary::fields(tx)? {
        changed |= one(tx, field)?;
    }
    if changed { rows::raise(tx) } else { Ok(()) }
}

fn one(conn: &Connection, field: u32) -> Result<bool, SearchError> {
    let entries = entries(conn, field)?;
    if entries.is_empty() {
        return Ok(false);
    }
    let chunks = match rows::read_all(conn, field) {
        Err(SearchError::Damaged(_)) => return Ok(false),
        chunks => chunks?,
    };
    let used: HashSet<i64> = chunks.iter().flat_map(|(_, chunk)| chunk.values().iter().copied()).collect();
    let needed = needed(&entries, &used);
    let mut statement = conn.prepare_cached(REMOVE)?;
    let mut removed = false;
    for entry in entries.iter().filter(|entry| !needed.contains(entry.code.as_str())) {
        removed |= statement.execute((field, &entry.code))? > 0;
    }
    Ok(removed)
}

fn entries(conn: &Connection, field: u32) -> Result<Vec<Entry>, SearchError> {
    let mut statement = conn.prepare_cached(VALUES)?;
    let rows = statement.query_map([field], |row| {
        Ok(Entry { code: row.get(0)?, number: row.get(1)?, placed: row.get(2)?, parent: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Codes that are used or placed, and all above them.
fn needed<'a>(entries: &'a [Entry], used: &HashSet<i64>) -> HashSet<&'a str> {
    let parents: std::collections::HashMap<&str, &str> =
        entries.iter().filter_map(|entry| Some((entry.code.as_str(), entry.parent.as_deref()?))).collect();
    let mut needed = HashSet::new();
    for entry in entries.iter().filter(|entry| entry.placed || used.contains(&entry.number)) {
        let mut next = Some(entry.code.as_str());
        while let Some(code) = next.filter(|code| needed.insert(*code)) {
            next = parents.get(code).copied();
        }
    }
    needed
}
