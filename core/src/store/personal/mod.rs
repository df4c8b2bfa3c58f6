//! `personal.db`: what only this person has. Short transactions, from any process and any thread (decision 12).
//!
//! Reading order: [`status`] and [`alias`] → [`saved`] → [`source`], [`redirect`] → [`setting`] → [`ledger`],
//! [`host_state`], [`check`] (what sync remembers) → [`cursor`].
//!
//! Invariant: a state's `changed` never falls, even when the clock does: see [`later`].

pub mod alias;
pub mod check;
pub mod cursor;
pub mod host_state;
pub mod ledger;
pub mod redirect;
pub mod revision_notice;
pub mod saved;
pub mod setting;
pub mod source;
pub mod status;
pub mod trust;

use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::connection::{self, Role};
use super::damage;
use super::error::StoreError;
use super::paths::ProfilePaths;
use crate::clock::Timestamp;

enum Slot {
    Unopened,
    Open(Box<Connection>),
    Closed,
}

/// One connection, opened when first needed.
pub struct Personal {
    paths: ProfilePaths,
    slot: Mutex<Slot>,
}

impl Personal {
    pub(super) fn new(paths: ProfilePaths) -> Self {
        Self { paths, slot: Mutex::new(Slot::Unopened) }
    }

    /// Runs `read`.
    ///
    /// # Errors
    /// What `read` returns, [`StoreError::Closed`] after `close` or `pause`, or why the file could not be opened.
    pub fn read<T, E>(&self, read: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        let mut slot = self.lock();
        damage::noted(&self.paths, read(self.opened(&mut slot)?))
    }

    /// Runs `write` in one IMMEDIATE transaction, committed if it returns `Ok`. Keep it short: others wait.
    ///
    /// # Errors
    /// What `write` returns (nothing is changed then), [`StoreError::Busy`] if another process writes for 5 s, or why it
    /// could not be committed.
    pub fn write<T, E>(&self, write: impl FnOnce(&Transaction<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        let mut slot = self.lock();
        let conn = self.opened(&mut slot)?;
        let run = || -> Result<T, E> {
            let tx = begin(conn)?;
            let value = write(&tx)?;
            tx.commit().map_err(StoreError::from)?;
            Ok(value)
        };
        damage::noted(&self.paths, run())
    }

    /// Runs `work` on the connection outside a transaction: checkpoints, copies.
    pub(super) fn outside_transaction<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut slot = self.lock();
        work(self.opened(&mut slot)?)
    }

    /// Closes the connection; later calls answer [`StoreError::Closed`].
    pub(super) fn close(&self) {
        *self.lock() = Slot::Closed;
    }

    /// Lets a closed connection open again.
    pub(super) fn reopen(&self) {
        let mut slot = self.lock();
        if matches!(*slot, Slot::Closed) {
            *slot = Slot::Unopened;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened<'slot>(&self, slot: &'slot mut Slot) -> Result<&'slot mut Connection, StoreError> {
        if matches!(slot, Slot::Unopened) {
            *slot = Slot::Open(Box::new(connection::open(&self.paths, Role::Personal)?));
        }
        match slot {
            Slot::Open(conn) => Ok(conn),
            Slot::Unopened | Slot::Closed => Err(StoreError::Closed),
        }
    }
}

fn begin(conn: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    Ok(conn.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// The moment of a change for merging: `now`, but always after the change before it.
///
/// A clock that was once in 2100 must not make every later change lose against the one made then.
pub(super) fn later(previous: i64, now: Timestamp) -> i64 {
    if now.unix() > previous { now.unix() } else { previous.saturating_add(1) }
}

#[cfg(test)]
mod tests;
