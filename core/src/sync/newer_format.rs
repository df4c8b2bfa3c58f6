//! A release in a format that this version cannot read: what is stored stays, and the person is asked once to update the app
//! (decision 27).
//!
//! `release` asks when a server's answer is dealt with. The number of the format is kept until a whole release can be read
//! again, so that `status` goes on saying it ([`super::standing`]).
//!
//! Pure.

use std::error::Error as _;

use super::progress::{CollectionOutcome, RepositoryOutcome, RepositoryReport};
use crate::error::{Error, ErrorKind};
use crate::repository::format::FormatError;
use crate::repository::trust::TrustError;

/// Takes what was told before out of a report, `known` being the format the person was asked for; returns what to keep.
pub(super) fn ask_once(report: &mut RepositoryReport, known: u32) -> u32 {
    let mut found = 0;
    let mut is_old = |error: &Error| {
        let format = needed(error).unwrap_or_default();
        found = found.max(format);
        (1..=known).contains(&format)
    };
    if let RepositoryOutcome::Failed(error) = &report.outcome
        && is_old(error)
    {
        report.outcome = RepositoryOutcome::NeedsUpdate;
    }
    for collection in &mut report.collections {
        if let CollectionOutcome::Failed(error) = &collection.outcome
            && is_old(error)
        {
            collection.outcome = CollectionOutcome::NeedsUpdate;
        }
    }
    match found {
        0 if is_whole(report) => 0,
        found => found.max(known),
    }
}

/// Whether a release was verified and every collection brought: nothing of it was unreadable.
fn is_whole(report: &RepositoryReport) -> bool {
    let is_here = |outcome: &CollectionOutcome| {
        matches!(outcome, CollectionOutcome::Unchanged | CollectionOutcome::Updated { .. })
    };
    matches!(report.outcome, RepositoryOutcome::Unchanged | RepositoryOutcome::Verified { .. })
        && report.collections.iter().all(|collection| is_here(&collection.outcome))
}

/// The format that a failure says is needed.
fn needed(error: &Error) -> Option<u32> {
    if error.kind != ErrorKind::TooNew {
        return None;
    }
    let cause = error.source()?;
    match (cause.downcast_ref(), cause.downcast_ref()) {
        (Some(TrustError::TooNew(format)), _) | (_, Some(FormatError::TooNew(format))) => Some(*format),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
