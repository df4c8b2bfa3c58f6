//! Schema versions: numbered SQL files, all upgrades in one IMMEDIATE transaction.
//!
//! One runner for both databases. `user_version` is the number of the last file that ran. A newer file is refused and
//! never touched; a phone that kills the app half-way finds the old schema again.
//!
//! How to change a table: add `sql/<database>/NNN_what.sql`, list it in `build.rs` and here, dump the old schema into
//! `tests/fixtures/schemas` when it was released. Released files never change.

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;
use crate::packed::{self, Packed};

/// The files of one database, in order: file `n` (from 1) leads to `user_version` n.
#[derive(Debug)]
pub(super) struct Schema {
    /// File name inside the profile, for errors.
    pub(super) file: &'static str,
    migrations: &'static [&'static Packed],
}

/// `content.db`.
pub(super) const CONTENT: Schema = Schema {
    file: "content.db",
    migrations: &[
        &packed::RECORDS_SQL,
        &packed::SEARCH_SQL,
        &packed::FACETS_SQL,
        &packed::REPOSITORY_SQL,
        &packed::UPKEEP_SQL,
    ],
};

/// `personal.db`.
pub(super) const PERSONAL: Schema = Schema {
    file: "personal.db",
    migrations: &[&packed::PERSONAL_SQL, &packed::PERSONAL_REPOSITORY_SQL, &packed::NEWER_FORMAT_SQL],
};

impl Schema {
    /// The version this build writes.
    pub(super) fn latest(&self) -> u32 {
        u32::try_from(self.migrations.len()).unwrap_or(u32::MAX)
    }

    /// Whether a database of version `found` can be used as it is.
    pub(super) fn is_current(&self, found: u32) -> Result<bool, StoreError> {
        let known = self.latest();
        if found > known { Err(StoreError::TooNew { file: self.file, found, known }) } else { Ok(found == known) }
    }

    /// Brings the database to the latest version; `seed` fills tables of a new one in the same transaction.
    pub(super) fn upgrade(
        &self,
        conn: &mut Connection,
        seed: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read again inside the transaction: another process may have been faster.
        let found = version(&tx, "main")?;
        if self.is_current(found)? {
            return Ok(());
        }
        for sql in self.migrations.iter().skip(found as usize) {
            tx.execute_batch(&sql.text())?;
        }
        tx.pragma_update(None, "user_version", self.latest())?;
        seed(&tx)?;
        tx.commit()?;
        Ok(())
    }
}

/// `user_version` of an attached database; 0 for an empty file.
pub(super) fn version(conn: &Connection, database: &str) -> Result<u32, StoreError> {
    Ok(conn.pragma_query_value(Some(database), "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
