//! From what a query means to the lists that are there, and what each clause is worth.
//!
//! A clause is one question with several acceptable answers: all readings of a word answer the same clause, so that their
//! document counts are pooled and an unmarked word is never taken for a rare exact one.

use std::ops::Range;
use std::sync::Arc;

use rusqlite::Connection;

use super::{number, synonym};
use crate::search::SearchError;
use crate::search::index::{List, Segment};
use crate::search::query::Query;
use crate::search::rank::{Weights, Worth, idf};
use crate::search::synonyms::Synonyms;
use crate::search::understand::{Evidence, Index, Meaning};

/// One form of a clause: what its occurrences count, and its list in each segment that has it.
pub(super) struct Form {
    /// `None` for a form that counts in full.
    pub(super) guess: Option<f32>,
    /// By place of the segment in the snapshot.
    pub(super) lists: Vec<(usize, Arc<List>)>,
}

/// A clause with its lists.
pub(super) struct Resolved {
    pub(super) worth: Worth,
    pub(super) forms: Vec<Form>,
    /// At least so many documents answer it.
    pub(super) documents: u32,
}

/// One question beside those of words and pairs.
pub(super) struct Clause {
    /// Weight of its kind.
    pub(super) class: f32,
    /// What answers it, with what an occurrence counts.
    pub(super) answers: Vec<(f32, Evidence)>,
}

/// Reads the lists of all clauses: one for each word, each pair of neighbours, each span with other names and each number of
/// a document. What nothing answers is left out.
pub(super) fn all(
    index: &Index<'_>,
    query: &Query,
    meaning: &Meaning,
    weights: &Weights,
) -> Result<Vec<Resolved>, SearchError> {
    let mut resolved = Vec::with_capacity(meaning.words.len() * 2);
    for (at, (readings, pairs)) in meaning.words.iter().zip(&meaning.pairs).enumerate() {
        index.cancel.check()?;
        let words = readings.iter().map(|reading| (reading.weight, &reading.evidence));
        resolved.extend(one(index, words, meaning.class(at), weights)?);
        let pairs = pairs.iter().map(|pair| (pair.weight, &pair.evidence));
        resolved.extend(one(index, pairs, weights.pair * meaning.pair_class(at), weights)?);
    }
    let names = synonym::clauses(index, query, Synonyms::shipped(), weights)?;
    for clause in names.into_iter().chain(number::clauses(index, query, weights)?) {
        let answers = clause.answers.iter().map(|(weight, evidence)| (*weight, evidence));
        resolved.extend(one(index, answers, clause.class, weights)?);
    }
    Ok(resolved)
}

fn one<'m>(
    index: &Index<'_>,
    answers: impl Iterator<Item = (f32, &'m Evidence)>,
    class: f32,
    weights: &Weights,
) -> Result<Option<Resolved>, SearchError> {
    let (mut forms, mut count, mut guess, mut documents) = (Vec::new(), 0.0, 0.0_f32, 0);
    for (weight, evidence) in answers.filter(|(weight, _)| *weight > 0.0) {
        count += weight * evidence.count as f32;
        documents = documents.max(evidence.count);
        let guessed = (weight < 1.0).then_some(weight);
        guess = guess.max(guessed.unwrap_or_default());
        forms.push(Form { guess: guessed, lists: evidence.lists(index)? });
    }
    let weight = class * idf(index.snapshot.docs, count);
    let worth = Worth { weight, guess, k1: weights.k1, delta: weights.delta };
    Ok((!forms.is_empty()).then_some(Resolved { worth, forms, documents }))
}

/// The documents of a segment that have any of the keys in `range`, as ordinals in ascending order.
pub(super) fn ordinals(conn: &Connection, segment: &Segment, range: Range<Vec<u8>>) -> Result<Vec<u32>, SearchError> {
    let mut terms = segment.terms(conn, range)?;
    let (mut postings, mut scratch) = (Vec::new(), Vec::new());
    while terms.advance()? {
        if let Some(entry) = terms.entry() {
            entry.postings(conn, segment.id, &mut scratch, &mut postings)?;
        }
    }
    let mut ordinals: Vec<u32> = postings.into_iter().map(|posting| posting.ordinal).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    Ok(ordinals)
}

/// The range that holds one key only.
pub(super) fn just(key: &[u8]) -> Range<Vec<u8>> {
    let mut end = key.to_vec();
    end.push(0);
    key.to_vec()..end
}
