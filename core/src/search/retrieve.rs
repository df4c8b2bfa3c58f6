//! From a query to ranked documents.
//!
//! Reading order: [`clause`] (what the query asks for, as ranges of keys) → [`resolve`] (the lists that are there, and what each
//! clause is worth) → [`matching`] (what a match is at all) → [`mask`] (documents that may be returned at all) → [`window`] (scores, a few thousand documents at a
//! time, blocks that cannot matter left out) → [`top`] (the best of them).

mod clause;
mod mask;
mod matching;
mod resolve;
mod top;
mod window;

use rusqlite::Connection;

use super::SearchError;
use super::filter::DocSet;
use super::index::Snapshot;
use super::query::Query;
use super::rank::Norms;
use crate::cancel::CancelToken;

pub(crate) use top::Ranked;
use top::Top;

/// Whether documents that cannot come among the best may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pruning {
    /// Leave them out: the same best documents, sooner.
    On,
    /// Score everything: counts are exact; the reference for tests.
    Off,
}

/// Sees every document that matches and may be returned, each once, in no order.
pub(crate) trait Observer {
    /// `false` takes the document out of the results.
    fn see(&mut self, doc: u32) -> bool;
}

/// What was found.
pub(crate) struct Found {
    /// The best, best first; of equal ones the newer first.
    pub(crate) ranked: Vec<Ranked>,
    /// Documents that were seen to match.
    pub(crate) matched: usize,
    /// Whether `matched` is all of them.
    pub(crate) complete: bool,
}

/// Ranks the `most` best documents for `query`.
///
/// # Errors
/// [`SearchError::Cancelled`] when `cancel` fires, [`SearchError::Damaged`], [`SearchError::Database`].
pub(crate) fn retrieve(
    conn: &Connection,
    snapshot: &Snapshot,
    query: &Query,
    filter: Option<&DocSet>,
    most: usize,
    pruning: Pruning,
    cancel: &CancelToken,
) -> Result<Found, SearchError> {
    ranked(conn, snapshot, query, filter, Top::new(most), Seen::Nobody(pruning), cancel)
}

/// The same without pruning, of the documents that the observer keeps: it sees every match.
///
/// # Errors
/// As [`retrieve`].
pub(crate) fn retrieve_observed(
    conn: &Connection,
    snapshot: &Snapshot,
    query: &Query,
    filter: Option<&DocSet>,
    most: usize,
    observer: &mut dyn Observer,
    cancel: &CancelToken,
) -> Result<Found, SearchError> {
    ranked(conn, snapshot, query, filter, Top::new(most), Seen::By(observer), cancel)
}

/// Who sees matches besides the best.
enum Seen<'o> {
    Nobody(Pruning),
    By(&'o mut dyn Observer),
}

fn ranked(
    conn: &Connection,
    snapshot: &Snapshot,
    query: &Query,
    filter: Option<&DocSet>,
    mut top: Top,
    seen: Seen<'_>,
    cancel: &CancelToken,
) -> Result<Found, SearchError> {
    let (pruning, mut observer) = match seen {
        Seen::Nobody(pruning) => (pruning, None),
        Seen::By(observer) => (Pruning::Off, Some(observer)),
    };
    let clauses = resolve::all(conn, snapshot, clause::plan(query), cancel)?;
    let matching = matching::Matching::new(&clauses);
    let norms = Norms::new(snapshot);
    let mut complete = true;
    for (at, segment) in snapshot.segments.iter().enumerate() {
        cancel.check()?;
        let allowed = mask::allowed(conn, segment, query, filter)?;
        let mut scan = window::Scan::new(segment, allowed.as_ref(), &norms, &clauses, at);
        let observer = observer.as_deref_mut();
        let mut sink = window::Sink { top: &mut top, matching: &matching, observer };
        complete &= scan.run(&mut sink, pruning, cancel)?;
    }
    let matched = top.seen();
    Ok(Found { ranked: top.into_sorted(), matched, complete })
}

#[cfg(test)]
mod tests;
