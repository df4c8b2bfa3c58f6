//! From a query to ranked documents.
//!
//! Reading order: [`number`], [`synonym`] (what is asked for beside words and pairs) → [`resolve`] (the lists that are there, and
//! what each clause is worth) → [`matching`] (what a match is at all) → [`mask`] (documents that may be returned at all) →
//! [`cursor`] (a clause on its way through its lists) → [`prime`] (a score that the best reach) → [`window`] (scores, a few
//! thousand documents at a time, blocks that cannot matter left out) → [`top`] (the best of them).

mod cursor;
mod mask;
mod matching;
mod number;
mod prime;
mod resolve;
mod synonym;
mod top;
mod window;

use super::SearchError;
use super::filter::DocSet;
use super::query::Query;
use super::rank::{Norms, Weights};
use super::understand::{Index, Meaning};

pub(crate) use number::SoughtNumber;
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

/// Sees every document that matches and may be returned, each once, in no order.
pub(crate) trait Observer {
    /// `false` takes the document out of the results.
    fn see(&mut self, doc: u32) -> bool;

    /// Whether it orders what it sees itself, so that nobody else need.
    fn keeps_order(&self) -> bool;
}

/// What was found.
pub(crate) struct Found {
    /// The best, best first; of equal ones the newer first.
    pub(crate) ranked: Vec<Ranked>,
    /// Documents that are known to match.
    pub(crate) matched: usize,
    /// Whether `matched` is all of them.
    pub(crate) complete: bool,
}

/// Ranks the best documents.
///
/// # Errors
/// [`SearchError::Cancelled`] when `cancel` fires, [`SearchError::Damaged`], [`SearchError::Database`].
pub(crate) fn retrieve(index: &Index<'_>, look: &Look<'_>, weights: &Weights) -> Result<Found, SearchError> {
    ranked(index, look, weights, None)
}

/// The same without pruning, of the documents that the observer keeps: it sees every match.
///
/// # Errors
/// As [`retrieve`].
pub(crate) fn retrieve_observed(
    index: &Index<'_>,
    look: &Look<'_>,
    weights: &Weights,
    observer: &mut dyn Observer,
) -> Result<Found, SearchError> {
    ranked(index, &Look { pruning: Pruning::Off, ..*look }, weights, Some(observer))
}

fn ranked(
    index: &Index<'_>,
    look: &Look<'_>,
    weights: &Weights,
    mut observer: Option<&mut dyn Observer>,
) -> Result<Found, SearchError> {
    let Look { query, meaning, filter, most, pruning } = *look;
    let Index { conn, snapshot, cancel, .. } = *index;
    let clauses = resolve::all(index, query, meaning, weights)?;
    let matching = matching::Matching::new(&clauses);
    let norms = Norms::new(snapshot, weights);
    let mut masks = Vec::with_capacity(snapshot.segments.len());
    for segment in &snapshot.segments {
        cancel.check()?;
        masks.push(mask::allowed(conn, segment, query, filter)?);
    }
    let segments = snapshot.segments.iter().zip(&masks).enumerate();
    let mut scans: Vec<_> =
        segments.map(|(at, (segment, mask))| window::Scan::new(segment, mask.as_ref(), &norms, &clauses, at)).collect();
    let (mut top, mut board, mut complete) = (Top::new(most), window::Board::new(), true);
    if pruning == Pruning::On {
        top.raise_floor(prime::threshold(&mut scans, &mut board, &matching, most, cancel)?);
    }
    for scan in &mut scans {
        let mut sink = window::Sink { top: &mut top, matching: &matching, observer: observer.as_deref_mut() };
        complete &= scan.run(&mut board, &mut sink, pruning, cancel)?;
    }
    let mut matched = top.seen();
    if !complete && filter.is_none() && query.phrases.is_empty() && query.excluded.is_empty() && !snapshot.is_damaged()
    {
        // Every document of a clause is a match; few of them were seen.
        let known = clauses.iter().map(|clause| clause.documents as usize).max();
        matched = matched.max(known.unwrap_or(0));
    }
    Ok(Found { ranked: top.into_sorted(), matched, complete })
}

#[cfg(test)]
mod tests;
