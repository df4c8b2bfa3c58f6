//! What a query means: for each word the readings that are searched, with the weight of each.
//!
//! Reading order: [`evidence`] (what the index knows of words and pairs) → [`pasted`] (text from before Unicode) → [`draft`]
//! (candidates for each word) → [`keys`] (typed without an input method), [`repair`] with [`edits`] (slips of the finger),
//! [`complete`] (half-typed) → [`habit`] (does this person type marks?) → [`lattice`] (which candidates fit their neighbours) →
//! this file (candidates in, readings out) → [`phrasing`] (what a screen says: typed, understood, alternatives).
//!
//! Rules that never break: a word typed with marks that occurs in the index is never replaced, only supplemented at a lower
//! weight; what was typed ranks above what was guessed; a candidate is searched only if its posterior asks for it.

mod complete;
mod draft;
mod edits;
mod evidence;
mod habit;
mod keys;
mod lattice;
mod pasted;
mod phrasing;
mod repair;

pub(crate) use evidence::{Evidence, Index};
pub(crate) use pasted::settled;
pub use phrasing::Understood;
pub(crate) use phrasing::{phrase, respell};

use super::SearchError;
use super::index::Term;
use super::query::{LastWord, Query, QueryWord};
use super::rank::{Weights, is_function_word};
use draft::{Candidate, Candidates, Draft};
use lattice::Place;

/// Where a candidate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It was typed.
    Typed,
    /// Typed with other marks, or none.
    Marks,
    /// Typed by the keys of Telex or VNI, with no input method to turn them into letters.
    Keys,
    /// Typed with a slip of the finger.
    Repair,
    /// Half typed.
    Completion,
}

/// A word the query may mean.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) term: Term,
    pub(crate) origin: Origin,
    /// Its share of the evidence, 0 to 1.
    pub(crate) posterior: f64,
    /// What an occurrence counts, 0 to 1; 0 is not searched.
    pub(crate) weight: f32,
    pub(crate) evidence: Evidence,
}

/// Two neighbouring words as the index has them.
#[derive(Clone, Debug)]
pub(crate) struct PairReading {
    /// What an occurrence counts, more than 0.
    pub(crate) weight: f32,
    pub(crate) evidence: Evidence,
}

/// A query, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meaning {
    /// By word of the query.
    pub(crate) words: Vec<Vec<Reading>>,
    /// By word of the query: what it is worth beside its rarity.
    pub(crate) class: Vec<f32>,
    /// By word of the query: what it is together with the word before; empty for the first and after a break.
    pub(crate) pairs: Vec<Vec<PairReading>>,
}

impl Meaning {
    /// What word `at` is worth beside its rarity.
    pub(crate) fn class(&self, at: usize) -> f32 {
        self.class.get(at).copied().unwrap_or(1.0)
    }

    /// The same for word `at` together with the word before: a pair says as much as the stronger of its words.
    pub(crate) fn pair_class(&self, at: usize) -> f32 {
        at.checked_sub(1).map_or(1.0, |before| self.class(at).max(self.class(before)))
    }
}

/// Reads `query` by what the index has.
///
/// # Errors
/// As any read of the index.
pub(crate) fn understand(index: &Index<'_>, query: &Query, weights: &Weights) -> Result<Meaning, SearchError> {
    let mut draft = Draft::new(index, &query.words, weights)?;
    draft.link()?;
    draft.repair()?;
    if query.last == LastWord::Open {
        draft.complete()?;
    }
    let lattice: Vec<Place> = draft.places.iter().map(Candidates::place).collect();
    let posteriors = lattice::posteriors(&lattice, index.snapshot.docs);
    Ok(readings(query, draft.places, &posteriors, draft.dropping, weights))
}

/// Candidates with their posteriors become what is searched.
fn readings(
    query: &Query,
    places: Vec<Candidates>,
    posteriors: &[Vec<f64>],
    dropping: f64,
    weights: &Weights,
) -> Meaning {
    let mut meaning = Meaning::default();
    let mut before: Vec<f32> = Vec::new();
    for (((place, row), word), name) in places.into_iter().zip(posteriors).zip(&query.words).zip(query.names()) {
        let keeps = keeps_typed(word, &place, dropping);
        let best = row.iter().copied().fold(0.0, f64::max);
        let weigh = |candidate: &Candidate, posterior: f64| -> f32 {
            if keeps && candidate.origin == Origin::Typed {
                return 1.0;
            }
            if posterior < f64::from(weights.least_posterior) {
                return 0.0;
            }
            let floor = match candidate.origin {
                Origin::Typed | Origin::Marks if !keeps => weights.marks_left_out,
                Origin::Completion if keeps => weights.longer_word,
                Origin::Completion => weights.completion,
                _ => 0.0,
            };
            let (most, share) = if keeps { (weights.supplement, posterior) } else { (1.0, posterior / best) };
            floor + (most - floor).max(0.0) * share as f32
        };
        let here: Vec<f32> = place.all.iter().zip(row).map(|(candidate, p)| weigh(candidate, *p)).collect();
        let pairs = place.pairs.into_iter().filter_map(|(from, to, evidence)| {
            let weight = before.get(from)? * here.get(to)?;
            (weight > 0.0).then_some(PairReading { weight, evidence })
        });
        meaning.pairs.push(pairs.collect());
        let read = place.all.into_iter().zip(row).zip(&here).map(|((candidate, posterior), weight)| Reading {
            term: candidate.term,
            origin: candidate.origin,
            posterior: *posterior,
            weight: *weight,
            evidence: candidate.evidence,
        });
        let read: Vec<Reading> = read.collect();
        meaning.class.push(if name { weights.name } else { class(&read, weights) });
        meaning.words.push(read);
        before = here;
    }
    meaning
}

/// What a word is worth beside its rarity.
fn class(readings: &[Reading], weights: &Weights) -> f32 {
    let likeliest = readings.iter().max_by(|a, b| a.posterior.total_cmp(&b.posterior));
    let exact = likeliest.and_then(|reading| reading.term.exact());
    if exact.is_some_and(|exact| is_function_word(&exact)) { weights.function_word } else { 1.0 }
}

/// Whether what was typed counts in full whatever fits better: it has marks, or the person types marks and left none out.
fn keeps_typed(word: &QueryWord, place: &Candidates, dropping: f64) -> bool {
    place.has_typed() && (word.is_marked() || dropping < habit::MARKS_MEANT)
}

#[cfg(test)]
mod tests;
