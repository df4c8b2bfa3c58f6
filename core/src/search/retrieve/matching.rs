//! What a match is: the one place that says which scored documents count as found.
//!
//! Results, totals and facet counts all ask here, so that a count always equals the rows behind it. Today any clause that a
//! document answers makes it a match.

use super::resolve::Resolved;

/// Decides on documents of one query.
pub(super) struct Matching {
    /// The least score of a match, in units of 1/65,536.
    least: u32,
}

impl Matching {
    /// For a query with these clauses.
    pub(super) const fn new(_clauses: &[Resolved]) -> Self {
        Self { least: 1 }
    }

    /// Whether a document with this score, of all clauses together, is a match.
    #[inline]
    pub(super) const fn holds(&self, score: u32) -> bool {
        score >= self.least
    }
}
