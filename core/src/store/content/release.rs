//! Table `release`: the newest release whose records are here.
//!
//! personal.db protects against old releases, and may come back from the copy of an earlier day. This row stands beside what
//! would be replaced, so that one of the two must be whole for an older release to be refused.

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::StoreError;

const GET: &str = "SELECT root, sequence FROM release";
const PUT: &str = "INSERT OR REPLACE INTO release (only, root, sequence) VALUES (1, ?1, ?2)";

/// A release by its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Reached {
    /// Version of the root it was verified by.
    pub root: u64,
    /// Its number.
    pub sequence: u64,
}

impl Reached {
    /// Whether `other` may follow. With a new root a department may begin its numbers anew, after it lost them.
    pub const fn may_be_followed_by(self, other: Self) -> bool {
        other.root > self.root || (other.root == self.root && other.sequence >= self.sequence)
    }
}

/// The newest release whose records are here; zeros if none ever was.
///
/// # Errors
/// As any read.
pub fn reached(conn: &Connection) -> Result<Reached, StoreError> {
    let read = |row: &rusqlite::Row<'_>| Ok(Reached { root: row.get(0)?, sequence: row.get(1)? });
    Ok(conn.prepare_cached(GET)?.query_row([], read).optional()?.unwrap_or_default())
}

/// Its records are about to be written.
///
/// # Errors
/// As any write.
pub fn put(conn: &Connection, Reached { root, sequence }: Reached) -> Result<(), StoreError> {
    conn.prepare_cached(PUT)?.execute((root, sequence))?;
    Ok(())
}
