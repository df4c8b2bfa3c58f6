//! From a query to ranked documents.
//!
//! Reading order: [`clause`] (what the query asks for, as ranges of keys), [`number`] (the same for numbers of
//! documents), [`synonym`] (for other names) → [`resolve`] (the lists that are there, and what each
//! clause is worth) → [`mask`] (documents that may be returned at all) → [`window`] (scores, a few thousand documents at a
//! time, blocks that cannot matter left out) → [`top`] (the best of them).

mod clause;
mod mask;
mod number;
mod resolve;
mod synonym;
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
    let clauses = resolve::all(conn, snapshot, clause::plan(query), cancel)?;
    let norms = Norms::new(snapshot);
    let mut top = Top::new(most);
    let mut complete = true;
    for (at, segment) in snapshot.segments.iter().enumerate() {
        cancel.check()?;
        let allowed = mask::allowed(conn, segment, query, filter)?;
        let mut scan = window::Scan::new(segment, allowed.as_ref(), &norms, &clauses, at);
        complete &= scan.run(&mut top, pruning, cancel)?;
    }
    let matched = top.seen();
    Ok(Found { ranked: top.into_sorted(), matched, complete })
}

#[cfg(test)]
mod tests;
