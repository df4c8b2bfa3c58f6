//! The last word may be half typed: longer words that begin like it, those first that stand beside the word before.

use super::draft::{Candidate, Draft};
use super::{Evidence, Origin};
use crate::search::SearchError;
use crate::search::first::first;
use crate::search::index::Term;
use crate::search::index::key::{parse_pair, parse_syllable};

/// Longer words that are looked at, the most frequent first.
const MOST: usize = 24;
/// Keys that are read to find them.
const KEYS: usize = 3_000;

impl Draft<'_> {
    /// Adds longer words for the last one.
    pub(super) fn complete(&mut self) -> Result<(), SearchError> {
        let Some((at, word)) = self.words.iter().enumerate().next_back() else { return Ok(()) };
        let pairs = self.longer_pairs(at)?;
        let mut found: Vec<(Term, Evidence)> = Vec::new();
        for (_, term, _) in &pairs {
            if !found.iter().any(|(known, _)| known == term) {
                found.extend(self.index.words(&term.folded)?.into_iter().filter(|(known, _)| known == term));
            }
        }
        if found.len() < MOST / 2 && word.term.folded.len() > 1 {
            let mut frequent = Frequent::of(MOST - found.len());
            let more = self.index.words_from(&word.term.folded, KEYS, &mut |key, count| {
                let is_new = |term: &Term| is_longer(&word.term, term) && !found.iter().any(|(known, _)| known == term);
                frequent.takes(count, || parse_syllable(key).is_some_and(|term| is_new(&term)))
            })?;
            found.extend(first(more, MOST - found.len(), |a, b| b.1.count.cmp(&a.1.count)));
        }
        let Some(place) = self.places.get_mut(at) else { return Ok(()) };
        let channel = f64::from(self.weights.half_typed);
        for (term, evidence) in found {
            let completed = Candidate { term, origin: Origin::Completion, channel, evidence };
            // What one letter more would repair is half typed rather than a slip.
            match place.all.iter_mut().find(|known| known.term == completed.term) {
                Some(known) if known.channel < channel => *known = completed,
                Some(_) => {}
                None => place.all.push(completed),
            }
        }
        for (from, term, evidence) in pairs {
            if let Some(to) = place.find(&term) {
                place.pairs.push((from, to, evidence));
            }
        }
        Ok(())
    }

    /// Pairs of a candidate of the word before and a longer word, the most frequent first.
    fn longer_pairs(&self, at: usize) -> Result<Vec<(usize, Term, Evidence)>, SearchError> {
        let (Some(word), Some(before)) = (self.words.get(at), at.checked_sub(1)) else { return Ok(Vec::new()) };
        let (Some(typed), Some(place)) = (self.words.get(before), self.places.get(before)) else {
            return Ok(Vec::new());
        };
        if word.breaks {
            return Ok(Vec::new());
        }
        let mut frequent = Frequent::of(MOST);
        let found = self.index.pairs_from(&typed.term.folded, &word.term.folded, KEYS, &mut |key, count| {
            let fits = |(before, second)| place.find(&before).is_some() && is_longer(&word.term, &second);
            frequent.takes(count, || parse_pair(key).is_some_and(fits))
        })?;
        let pairs =
            found.into_iter().filter_map(|((before, second), evidence)| Some((place.find(&before)?, second, evidence)));
        Ok(first(pairs, MOST, |a, b| b.2.count.cmp(&a.2.count)))
    }
}

/// Tells of thousands of keys those that are not among the most frequent, before they are read.
struct Frequent {
    most: usize,
    /// Counts of the most frequent so far, descending.
    counts: Vec<u32>,
}

impl Frequent {
    const fn of(most: usize) -> Self {
        Self { most, counts: Vec::new() }
    }

    /// Whether one with so many documents may be among the most frequent; `fits` is asked only then. Of equally frequent ones
    /// the first stay.
    fn takes(&mut self, count: u32, fits: impl FnOnce() -> bool) -> bool {
        let place = self.counts.partition_point(|known| *known >= count);
        if place >= self.most || !fits() {
            return false;
        }
        self.counts.insert(place, count);
        self.counts.truncate(self.most);
        true
    }
}

/// Whether `found` is longer than what was typed and begins with exactly that, or that was typed without marks.
fn is_longer(typed: &Term, found: &Term) -> bool {
    found.folded != typed.folded
        && (typed.marks.is_empty()
            || matches!((typed.exact(), found.exact()), (Some(typed), Some(found)) if found.starts_with(&typed)))
}
