//! Numbers of documents that a query asks for, and how well a number of the index answers.
//!
//! What the query leaves out, any answer may have; what it says must not be contradicted. A citation that leaves out what
//! the query says (`NĐ 76/2018`, `kế hoạch 128` without a year) is a guess.

use std::ops::Range;

use super::resolve::Clause;
use crate::extract::DocumentNumber;
use crate::extract::number::Evidence;
use crate::search::SearchError;
use crate::search::index::numbers::{self, Parts};
use crate::search::query::Query;
use crate::search::rank::Weights;
use crate::search::understand::Index;
use crate::text::fold::fold;

/// A clause for each number that the query asks for.
pub(super) fn clauses(index: &Index<'_>, query: &Query, weights: &Weights) -> Result<Vec<Clause>, SearchError> {
    let clause = |(number, evidence): (&DocumentNumber, Evidence)| {
        let sought = SoughtNumber::new(number);
        let class = if evidence == Evidence::Named { weights.number } else { weights.number_partial };
        Ok(Clause { class, answers: index.judged(sought.range(), |key| sought.judge(key, weights))? })
    };
    query.numbers.iter().map(|asked| (&asked.number, asked.evidence)).map(clause).collect()
}

/// A number that is looked for.
#[derive(Clone, Debug)]
pub(crate) struct SoughtNumber {
    range: Range<Vec<u8>>,
    year: Option<String>,
    kind: String,
    body: String,
}

impl SoughtNumber {
    pub(crate) fn new(number: &DocumentNumber) -> Self {
        Self {
            range: numbers::range(number),
            year: number.year().map(|year| year.to_string()),
            kind: fold(number.kind().unwrap_or_default()),
            body: fold(number.body().unwrap_or_default()),
        }
    }

    /// The keys to look through.
    pub(super) fn range(&self) -> Range<Vec<u8>> {
        self.range.clone()
    }

    /// Whether `found` is what was asked for, or may be.
    pub(crate) fn takes(&self, found: &DocumentNumber) -> bool {
        let key = numbers::key(found);
        self.range.contains(&key) && self.judge(&key, &Weights::SHIPPED).is_some()
    }

    /// What `key`, which is in the range, counts; 1 if it is what was asked for. `None` if it is another document's number.
    pub(super) fn judge(&self, key: &[u8], weights: &Weights) -> Option<f32> {
        let Parts { year, kind, body } = numbers::parse(key)?;
        let mut weight = 1.0;
        if self.year.as_deref().is_some_and(|asked| asked != year) {
            if !year.is_empty() {
                return None;
            }
            weight *= weights.number_without_year;
        }
        let asked_symbol = !self.kind.is_empty() || !self.body.is_empty();
        if asked_symbol && kind.is_empty() && body.is_empty() {
            // `số 111/2008`: the text does not say of what kind. Without a year that would be any number.
            weight *= (!year.is_empty() && weight == 1.0).then_some(weights.number_without_symbol)?;
        } else if asked_symbol {
            if !self.kind.is_empty() && self.kind != kind {
                return None;
            }
            if !self.body.is_empty() && !same_issuer(&self.body, body) {
                // Left out by the text, or half typed by the person.
                let may_be = body.is_empty() || body.starts_with(&self.body);
                weight *= may_be.then_some(weights.number_without_symbol)?;
            }
        }
        Some(weight)
    }
}

/// `qh` is the National Assembly of any term.
fn same_issuer(asked: &str, found: &str) -> bool {
    asked == found
        || (matches!(asked, "qh" | "ubtvqh")
            && found.strip_prefix(asked).is_some_and(|term| term.bytes().all(|digit| digit.is_ascii_digit())))
}

#[cfg(test)]
mod tests;
