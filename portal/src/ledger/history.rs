//! What changed in a collection since an earlier version of it: the records that a delta may touch.

use std::collections::HashMap;

use app4g_core::repository::format::Sha256;
use rusqlite::OptionalExtension as _;

use super::{Ledger, LedgerError};

const TOUCHED: &str = "SELECT id FROM stay WHERE collection = ?1 AND since > ?2
    UNION SELECT id FROM stay WHERE collection = ?1 AND until > ?2";
const THEN: &str =
    "SELECT digest FROM stay WHERE collection = ?1 AND id = ?2 AND since <= ?3 AND (until IS NULL OR until > ?3)";
const STAYS: &str = "SELECT since, until FROM stay WHERE collection = ?1 AND id = ?2 AND digest <> ?3";

impl Ledger {
    /// Ids that entered, left or were edited after version `base`, up to the newest one that is entered.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn touched_since(&self, collection: &str, base: u64) -> Result<Vec<String>, LedgerError> {
        let mut statement = self.conn.prepare_cached(TOUCHED)?;
        let rows = statement.query_map((collection, base), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The lines that version `base` had of `ids`; ids that were not in it are left out.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn digests_at<'a>(
        &self,
        collection: &str,
        base: u64,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<HashMap<&'a str, Sha256>, LedgerError> {
        let mut statement = self.conn.prepare_cached(THEN)?;
        let mut found = HashMap::new();
        for id in ids {
            let digest = statement.query_row((collection, id, base), |row| row.get(0)).optional()?;
            found.extend(digest.map(|digest| (id, Sha256(digest))));
        }
        Ok(found)
    }

    /// From which version on, and until before which, a collection held each line of `id` but the `newest`, as far back as deltas
    /// reach.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn stays(&self, collection: &str, id: &str, newest: &Sha256) -> Result<Vec<(u64, Option<u64>)>, LedgerError> {
        let mut statement = self.conn.prepare_cached(STAYS)?;
        let rows = statement.query_map((collection, id, newest.0), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
