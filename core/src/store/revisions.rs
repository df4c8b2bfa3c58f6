//! Telling readers of an old version that it was corrected or withdrawn: once, from the change log (decision 9).
//!
//! Sync calls [`Store::follow_revisions`] after its writes; a kill between the two loses nothing, because the cursor in
//! personal.db stays where it was.

use super::content::record;
use super::error::StoreError;
use super::open::Store;
use super::personal::revision_notice::{self, RevisionNotice};
use super::personal::status;
use crate::clock::Timestamp;
use crate::model::ArticleId;
use crate::model::line::open_line;

/// Name of the cursor that follows corrections and withdrawals.
const FOLLOWER: &str = "revisions";

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
        let gather = |doc| self.notice(doc, now, &title_of);
        self.follow(FOLLOWER, gather, |tx, notices| {
            notices.iter().try_fold(0, |told, notice| Ok(told + usize::from(revision_notice::add(tx, notice)?)))
        })
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
        let Some(change) = revision_notice::told(envelope.change.kind) else { return Ok(None) };
        let title = title_of(&envelope.kind, data).unwrap_or_else(|| id.clone());
        let note = envelope.change.note.unwrap_or_default();
        Ok(Some(RevisionNotice { id, rev: envelope.rev, at: now, change: change.to_owned(), title, note }))
    }
}

#[cfg(test)]
mod tests;
