//! What a query means: for each word the readings that are searched, with the weight of each.
//!
//! Reading order: [`evidence`] (what the index knows of words and pairs) → [`edits`] (slips of the finger) → [`habit`] (does this
//! person type marks?) → [`lattice`] (which candidates fit their neighbours) → this file (candidates in, readings out) →
//! [`phrasing`] (what a screen says: typed, understood, alternatives).
//!
//! Rules that never break: a word typed with marks that occurs in the index is never replaced, only supplemented at a lower
//! weight; what was typed ranks above what was guessed; a candidate is searched only if its posterior asks for it.

mod edits;
mod evidence;
mod habit;
mod lattice;
mod phrasing;

pub(crate) use evidence::{Evidence, Index};
pub use phrasing::Understood;
pub(crate) use phrasing::phrase;

use super::SearchError;
use super::index::Term;
use super::query::{LastWord, Query, QueryWord};
use super::rank::{Weights, is_function_word};
use lattice::{Node, Place};

/// Candidates with other marks that are looked at for one word, the most frequent first.
const MOST_VARIANTS: usize = 16;
/// Longer words that are looked at for the last one, the most frequent first.
const MOST_COMPLETIONS: usize = 24;
/// Keys that are read to find them.
const COMPLETION_KEYS: usize = 3_000;
/// Words of a query that are taken for slips of the finger at most.
const MOST_REPAIRS: usize = 3;
/// Shortest word that is taken for one.
const SHORTEST_REPAIR: usize = 3;

/// Where a candidate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It was typed.
    Typed,
    /// Typed with other marks, or none.
    Marks,
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
    let mut places = Vec::with_capacity(query.words.len());
    for word in &query.words {
        places.push(Candidates::of(index, word)?);
    }
    let dropping = habit::dropping(&query.words, &places);
    for (place, word) in places.iter_mut().zip(&query.words) {
        place.weigh(word, dropping, weights);
    }
    link(index, &query.words, &mut places)?;
    repair(index, &query.words, &mut places, dropping, weights)?;
    if query.last == LastWord::Open {
        complete(index, &query.words, &mut places, weights)?;
    }
    let lattice: Vec<Place> = places.iter().map(Candidates::place).collect();
    let posteriors = lattice::posteriors(&lattice, index.snapshot.docs);
    Ok(readings(query, places, &posteriors, dropping, weights))
}

/// A candidate and how likely it is typed as it was.
#[derive(Clone, Debug)]
struct Candidate {
    term: Term,
    origin: Origin,
    channel: f64,
    evidence: Evidence,
}

/// The candidates of one word, and its pairs with those of the word before.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    all: Vec<Candidate>,
    pairs: Vec<(usize, usize, Evidence)>,
    breaks: bool,
}

impl Candidates {
    fn of(index: &Index<'_>, word: &QueryWord) -> Result<Self, SearchError> {
        let mut found = index.words(&word.term.folded)?;
        // A word with marks that occurs means itself; one that does not may have lost some.
        if word.is_marked() && found.iter().any(|(term, _)| *term == word.term) {
            found.retain(|(term, _)| *term == word.term);
        }
        found.sort_by_key(|(term, evidence)| (*term != word.term, std::cmp::Reverse(evidence.count)));
        found.truncate(MOST_VARIANTS);
        let all = found.into_iter().map(|(term, evidence)| {
            let origin = if term == word.term { Origin::Typed } else { Origin::Marks };
            Candidate { term, origin, channel: 1.0, evidence }
        });
        Ok(Self { all: all.collect(), pairs: Vec::new(), breaks: word.breaks })
    }

    /// Documents with any of its candidates.
    pub(super) fn count(&self) -> u32 {
        self.all.iter().map(|candidate| candidate.evidence.count).sum()
    }

    /// Documents with those candidates that have marks.
    pub(super) fn marked(&self) -> u32 {
        let marked = self.all.iter().filter(|candidate| !candidate.term.marks.is_empty());
        marked.map(|candidate| candidate.evidence.count).sum()
    }

    fn has_typed(&self) -> bool {
        self.all.iter().any(|candidate| candidate.origin == Origin::Typed)
    }

    fn weigh(&mut self, word: &QueryWord, dropping: f64, weights: &Weights) {
        for candidate in &mut self.all {
            candidate.channel = match candidate.origin {
                Origin::Typed => 1.0,
                _ if word.is_marked() => f64::from(weights.wrong_marks),
                _ => dropping,
            };
        }
    }

    fn place(&self) -> Place {
        Place {
            nodes: self.all.iter().map(|c| Node { count: c.evidence.count, channel: c.channel }).collect(),
            pairs: self.pairs.iter().map(|(from, to, evidence)| (*from, *to, evidence.count)).collect(),
            breaks: self.breaks,
        }
    }

    fn find(&self, term: &Term) -> Option<usize> {
        self.all.iter().position(|candidate| candidate.term == *term)
    }
}

/// Reads the pairs of all neighbours as typed.
fn link(index: &Index<'_>, words: &[QueryWord], places: &mut [Candidates]) -> Result<(), SearchError> {
    for (at, (first, second)) in words.iter().zip(words.iter().skip(1)).enumerate() {
        if !second.breaks {
            connect(index, &first.term.folded, &second.term.folded, at + 1, places)?;
        }
    }
    Ok(())
}

/// Adds the pairs of these folded forms whose words are candidates of the place before and of place `at`.
fn connect(
    index: &Index<'_>,
    first: &str,
    second: &str,
    at: usize,
    places: &mut [Candidates],
) -> Result<bool, SearchError> {
    let Some((before, here)) = places.split_at_mut_checked(at).and_then(|(a, b)| Some((a.last()?, b.first_mut()?)))
    else {
        return Ok(false);
    };
    let mut any = false;
    for ((a, b), evidence) in index.pairs(first, second)? {
        if let (Some(from), Some(to)) = (before.find(&a), here.find(&b)) {
            here.pairs.push((from, to, evidence));
            any = true;
        }
    }
    Ok(any)
}

/// Adds candidates for words that do not fit their neighbours.
fn repair(
    index: &Index<'_>,
    words: &[QueryWord],
    places: &mut [Candidates],
    dropping: f64,
    weights: &Weights,
) -> Result<(), SearchError> {
    let mut suspects: Vec<(f64, usize)> = (0..words.len())
        .filter(|at| words.get(*at).is_some_and(|word| word.term.folded.len() >= SHORTEST_REPAIR))
        .map(|at| (support(places, at), at))
        .filter(|(support, _)| *support < f64::from(weights.repair_below))
        .collect();
    suspects.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    for (_, at) in suspects.into_iter().take(MOST_REPAIRS) {
        let Some(word) = words.get(at) else { continue };
        let before = at.checked_sub(1).and_then(|before| words.get(before)).filter(|_| !word.breaks);
        let after = words.get(at + 1).filter(|next| !next.breaks);
        for folded in edits::one_edit(&word.term.folded) {
            try_repair(index, word, &folded, before, after, at, places, dropping, weights)?;
        }
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one step of `repair`, which has all of this at hand")]
fn try_repair(
    index: &Index<'_>,
    word: &QueryWord,
    folded: &str,
    before: Option<&QueryWord>,
    after: Option<&QueryWord>,
    at: usize,
    places: &mut [Candidates],
    dropping: f64,
    weights: &Weights,
) -> Result<(), SearchError> {
    let Some(place) = places.get_mut(at) else { return Ok(()) };
    let known = place.all.len();
    let typed = word.term.exact().unwrap_or_default();
    for (term, evidence) in index.words(folded)? {
        let slip = f64::from(weights.slip);
        let channel = if !word.is_marked() {
            if term.marks.is_empty() || is_exact_edit(&typed, &term) { slip } else { slip * dropping }
        } else if is_exact_edit(&typed, &term) {
            slip
        } else {
            continue;
        };
        place.all.push(Candidate { term, origin: Origin::Repair, channel, evidence });
    }
    if place.all.len() == known {
        return Ok(());
    }
    let mut fits = before.is_none() && after.is_none();
    if let Some(before) = before {
        fits |= connect(index, &before.term.folded, folded, at, places)?;
    }
    if let Some(after) = after {
        fits |= connect(index, folded, &after.term.folded, at + 1, places)?;
    }
    if !fits && let Some(place) = places.get_mut(at) {
        place.all.truncate(known);
    }
    Ok(())
}

fn is_exact_edit(typed: &str, term: &Term) -> bool {
    term.exact().is_some_and(|meant| edits::is_one_edit(typed, &meant))
}

/// How often a word stands beside its neighbours, as a share of the rarer of the two: the best of both sides. 0 for an unknown
/// word; more than enough for a word without neighbours that is known.
fn support(places: &[Candidates], at: usize) -> f64 {
    let Some(place) = places.get(at) else { return 0.0 };
    if place.all.is_empty() {
        return 0.0;
    }
    let side = |here: usize| -> Option<f64> {
        let (place, before) = (places.get(here)?, places.get(here.checked_sub(1)?)?);
        if place.breaks || before.all.is_empty() {
            return None;
        }
        let together: u32 = place.pairs.iter().map(|(.., evidence)| evidence.count).sum();
        Some(f64::from(together) / f64::from(place.count().min(before.count()).max(1)))
    };
    match (side(at), side(at + 1).filter(|_| places.get(at + 1).is_some_and(|next| !next.all.is_empty()))) {
        (None, None) => 1.0,
        (left, right) => left.unwrap_or(0.0).max(right.unwrap_or(0.0)),
    }
}

/// Adds longer words for the last one.
fn complete(
    index: &Index<'_>,
    words: &[QueryWord],
    places: &mut [Candidates],
    weights: &Weights,
) -> Result<(), SearchError> {
    let (Some(word), Some(at)) = (words.last(), words.len().checked_sub(1)) else { return Ok(()) };
    let before = at.checked_sub(1).and_then(|before| words.get(before)).filter(|_| !word.breaks);
    let mut pairs: Vec<(usize, Term, Evidence)> = Vec::new();
    if let Some(before) = before {
        for ((first, second), evidence) in index.pairs_from(&before.term.folded, &word.term.folded, COMPLETION_KEYS)? {
            let from = places.get(at - 1).and_then(|place| place.find(&first));
            if let Some(from) = from.filter(|_| is_longer(&word.term, &second)) {
                pairs.push((from, second, evidence));
            }
        }
    }
    pairs.sort_by_key(|(_, _, evidence)| std::cmp::Reverse(evidence.count));
    pairs.truncate(MOST_COMPLETIONS);
    let mut found: Vec<(Term, Evidence)> = Vec::new();
    for (_, term, _) in &pairs {
        if !found.iter().any(|(known, _)| known == term) {
            found.extend(index.words(&term.folded)?.into_iter().filter(|(known, _)| known == term));
        }
    }
    if found.len() < MOST_COMPLETIONS / 2 && word.term.folded.len() > 1 {
        let mut more = index.words_from(&word.term.folded, COMPLETION_KEYS)?;
        more.retain(|(term, _)| is_longer(&word.term, term) && !found.iter().any(|(known, _)| known == term));
        more.sort_by_key(|(_, evidence)| std::cmp::Reverse(evidence.count));
        more.truncate(MOST_COMPLETIONS - found.len());
        found.extend(more);
    }
    let Some(place) = places.get_mut(at) else { return Ok(()) };
    let channel = f64::from(weights.half_typed);
    for (term, evidence) in found {
        place.all.push(Candidate { term, origin: Origin::Completion, channel, evidence });
    }
    for (from, term, evidence) in pairs {
        if let Some(to) = place.find(&term) {
            place.pairs.push((from, to, evidence));
        }
    }
    Ok(())
}

/// Whether `found` is longer than what was typed and begins with exactly that, or that was typed without marks.
fn is_longer(typed: &Term, found: &Term) -> bool {
    found.folded != typed.folded
        && (typed.marks.is_empty()
            || matches!((typed.exact(), found.exact()), (Some(typed), Some(found)) if found.starts_with(&typed)))
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
    for ((place, row), word) in places.into_iter().zip(posteriors).zip(&query.words) {
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
        meaning.class.push(class(&read, weights));
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
