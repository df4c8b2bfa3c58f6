//! Every line that was ever published: segments are written from them, and deltas start at old ones.

use app4g_core::repository::format::Sha256;
use rusqlite::{Connection, OptionalExtension as _};

use super::{Ledger, LedgerError};

const GET: &str = "SELECT line FROM line WHERE digest = ?1";
const PUT: &str = "INSERT OR IGNORE INTO line (digest, id, rev, line) VALUES (?1, ?2, ?3, ?4)";

impl Ledger {
    /// The line with this hash, without LF.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`]; [`LedgerError::Damaged`] if there is none.
    pub fn line(&self, digest: &Sha256) -> Result<String, LedgerError> {
        let found = self.conn.prepare_cached(GET)?.query_row([digest.0], |row| row.get(0)).optional()?;
        found.ok_or_else(|| LedgerError::Damaged(format!("line {digest} is missing")))
    }
}

pub(super) fn put(conn: &Connection, digest: &Sha256, id: &str, rev: u32, line: &str) -> Result<(), LedgerError> {
    conn.prepare_cached(PUT)?.execute((digest.0, id, rev, line))?;
    Ok(())
}
