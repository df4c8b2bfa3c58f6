//! Reading stored lines again when the app knows more kinds, or reads one in another way, than the version that stored them.
//!
//! Called by `app` at every opening, which costs one read of one row when nothing is to be done. In batches, each one
//! transaction with how far it came, so a kill loses one batch and the next opening goes on.
//!
//! Invariant: lines are never changed; each is read once for each set of kinds.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};

use super::error::SyncError;
use super::feed_job::index_texts;
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::model::kinds::forms;
use crate::search::stored::text_of_line;
use crate::store::content::{known_kind, published, record};
use crate::store::{Store, StoreError};

/// Records in one transaction.
const STEP: u32 = 500;

/// Whether lines are to be read again.
///
/// # Errors
/// As any read.
pub fn is_due(conn: &Connection) -> Result<bool, StoreError> {
    Ok(known_kind::get(conn)?.kinds != forms())
}

/// Reads them; blocking. Returns how many were.
///
/// # Errors
/// `Busy` while another process writes; [`SyncError::Cancelled`] between two batches; as any write.
pub fn run(store: &Store, now: Timestamp, cancel: &CancelToken) -> Result<usize, SyncError> {
    if !store.content().read(is_due)? {
        return Ok(0);
    }
    let writer = store.writer()?;
    let read = (|| {
        let mut count = 0;
        loop {
            cancel.check()?;
            match writer.write(move |tx| batch(tx, now))? {
                Some(read) => count += read,
                None => return Ok(count),
            }
        }
    })();
    writer.close();
    read
}

/// The next batch; `None` if it was the last one before. Returns how many lines were read.
fn batch(tx: &Transaction<'_>, now: Timestamp) -> Result<Option<usize>, SyncError> {
    let (known, target) = (known_kind::get(tx)?, forms());
    // Of another update that was not finished either: its lines were read by other forms.
    let after = if known.target.as_ref() == Some(&target) { known.after } else { 0 };
    let docs = known_kind::docs_after(tx, after, STEP)?;
    let Some((last, _)) = docs.last() else {
        known_kind::finish(tx, &target)?;
        return Ok(None);
    };
    let changed = changed(&known.kinds, &target);
    let (mut old, mut texts) = (Vec::new(), Vec::new());
    for (doc, _) in docs.iter().filter(|(_, kind)| changed.contains(kind.as_str())) {
        let relisted = match published::relist(tx, *doc, now) {
            Ok(Some(relisted)) => relisted,
            Ok(None) => continue,
            // Recovery sees to a damaged line.
            Err(StoreError::Damaged(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        old.push(*doc);
        let stored = record::get_by_doc(tx, relisted)?;
        texts.extend(stored.as_ref().and_then(text_of_line).map(|text| (relisted, text)));
    }
    index_texts(tx, &old, &texts)?;
    known_kind::reach(tx, &target, *last)?;
    Ok(Some(old.len()))
}

/// Names of kinds that have another form in `now` than `before`, or none there.
fn changed<'n>(before: &str, now: &'n str) -> BTreeSet<&'n str> {
    let before: BTreeSet<&str> = before.split(' ').collect();
    let changed = now.split(' ').filter(|form| !before.contains(form));
    changed.filter_map(|form| form.split_once('=')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests;
