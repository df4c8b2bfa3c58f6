//! Telling readers of an old version that it was corrected or withdrawn: once, from the change log (decision 9).
//!
//! Sync calls [`Store::follow_revisions`] after its writes; a kill between the two loses nothing, because the cursor in
//! personal.db stays where it was.

use super::content::{change_log, change_log::What, record};
use super::error::StoreError;
use super::open::Store;
use super::personal::revision_notice::{self, RevisionNotice};
use super::personal::{cursor, status};
use crate::clock::Timestamp;
use crate::model::line::open_line;
use crate::model::{ArticleId, ChangeKind};

/// Name of the cursor that follows corrections and withdrawals.
const FOLLOWER: &str = "revisions";

/// Entries of the change log taken at once.
const STEP: u32 = 256;

impl Store {
    /// Adds a notice for each correction or withdrawal, since the last call, of what the person had read or kept. `title_of`
    /// says how a record (kind and data) is called. Returns how many.
    ///
    /// # Errors
    /// As any read of content.db and write of personal.db.
    pub fn follow_revisions(
        &self,
        now: Timestamp,
        title_of: impl Fn(&str, &str) -> Option<String>,
    ) -> Result<usize, StoreError> {
        let mut told = 0;
        loop {
            let at = self.personal().read(|conn| cursor::get(conn, FOLLOWER))?;
            let changes = self.content().read(|conn| change_log::since(conn, at, STEP))?;
            let Some(last) = changes.last() else {
                return Ok(told);
            };
            let mut notices = Vec::new();
            for change in changes.iter().filter(|change| change.what != What::Removed) {
                notices.extend(self.notice(change.doc, now, &title_of)?);
            }
            told += self.personal().write(|tx| {
                let mut added = 0;
                for notice in &notices {
                    added += usize::from(revision_notice::add(tx, notice)?);
                }
                cursor::set(tx, FOLLOWER, last.seq)?;
                Ok::<_, StoreError>(added)
            })?;
        }
    }

    /// What the person is told about the record that stands as `doc` now, if anything.
    fn notice(
        &self,
        doc: i64,
        now: Timestamp,
        title_of: &impl Fn(&str, &str) -> Option<String>,
    ) -> Result<Option<RevisionNotice>, StoreError> {
        let Some(id) = self.content().read(|conn| record::id_of(conn, doc))? else { return Ok(None) };
        let status = self.personal().read(|conn| status::get(conn, &ArticleId::new(id.clone())))?;
        if !(status.is_read || status.is_starred) {
            return Ok(None);
        }
        let Some(stored) = self.content().read(|conn| record::get_by_doc(conn, doc))? else { return Ok(None) };
        let (envelope, data) = open_line(&stored.line)?;
        let change = match envelope.change.kind {
            ChangeKind::Correct => "correct",
            ChangeKind::Withdraw => "withdraw",
            ChangeKind::New | ChangeKind::Update | ChangeKind::Unknown => return Ok(None),
        };
        let title = title_of(&envelope.kind, data).unwrap_or_else(|| id.clone());
        let note = envelope.change.note.unwrap_or_default();
        Ok(Some(RevisionNotice { id, rev: envelope.rev, at: now, change: change.to_owned(), title, note }))
    }
}

#[cfg(test)]
mod tests;
