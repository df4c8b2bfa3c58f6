//! Following `content.change_log` into personal.db: one cursor for each follower (decision 9).
//!
//! Invariant: what a follower writes and how far it came is one transaction, so a kill repeats a step and loses none.

use rusqlite::Transaction;

use super::content::change_log::{self, What};
use super::error::StoreError;
use super::open::Store;
use super::personal::cursor;

/// Entries of the change log taken at once.
const STEP: u32 = 256;

impl Store {
    /// Gathers something for each doc that was added or edited since the last call of `follower`, and writes it. Returns the sum
    /// of what `write` returns.
    pub(super) fn follow<T>(
        &self,
        follower: &str,
        gather: impl Fn(i64) -> Result<Option<T>, StoreError>,
        write: impl Fn(&Transaction<'_>, &[T]) -> Result<usize, StoreError>,
    ) -> Result<usize, StoreError> {
        let mut written = 0;
        loop {
            let at = self.personal().read(|conn| cursor::get(conn, follower))?;
            let changes = self.content().read(|conn| change_log::since(conn, at, STEP))?;
            let Some(last) = changes.last() else {
                return Ok(written);
            };
            let mut gathered = Vec::new();
            for change in changes.iter().filter(|change| change.what != What::Removed) {
                gathered.extend(gather(change.doc)?);
            }
            written += self.personal().write(|tx| {
                let count = write(tx, &gathered)?;
                cursor::set(tx, follower, last.seq)?;
                Ok::<_, StoreError>(count)
            })?;
        }
    }
}
