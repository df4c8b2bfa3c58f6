//! From a query to ranked documents.
//!
//! Reading order: [`number`], [`synonym`] (what is asked for beside words and pairs) → [`resolve`] (the lists that are there, and
//! what each clause is worth) → [`mask`] (documents that may be returned at all) → [`window`] (scores, a few thousand documents at a time,
//! blocks that cannot matter left out) → [`top`] (the best of them).

mod mask;
mod number;
mod resolve;
mod synonym;
mod top;
mod window;

use super::SearchError;
use super::filter::DocSet;
use super::query::Query;
use super::rank::{Norms, Weights};
use super::understand::{Index, Meaning};

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

/// What is looked for.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    /// As typed: its phrases and exclusions decide what may be returned.
    pub(crate) query: &'a Query,
    /// What its words are taken for.
    pub(crate) meaning: &'a Meaning,
    /// Documents that may be returned; `None` for all.
    pub(crate) filter: Option<&'a DocSet>,
    /// How many of the best.
    pub(crate) most: usize,
    /// Whether the rest may be left out.
    pub(crate) pruning: Pruning,
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

/// Ranks the best documents.
///
/// # Errors
/// [`SearchError::Cancelled`] when `cancel` fires, [`SearchError::Damaged`], [`SearchError::Database`].
pub(crate) fn retrieve(index: &Index<'_>, look: &Look<'_>, weights: &Weights) -> Result<Found, SearchError> {
    let Look { query, meaning, filter, most, pruning } = *look;
    let Index { conn, snapshot, cancel } = *index;
    let clauses = resolve::all(index, query, meaning, weights)?;
    let norms = Norms::new(snapshot, weights);
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
