//! Candidates for every word of a query, and which of them stand side by side in what is stored.

use std::collections::BTreeSet;

use super::lattice::{Node, Place};
use super::{Evidence, Index, Origin, habit, keys};
use crate::search::SearchError;
use crate::search::first::first;
use crate::search::index::Term;
use crate::search::query::QueryWord;
use crate::search::rank::Weights;

/// Candidates with other marks that are looked at for one word, the most frequent first.
const MOST_VARIANTS: usize = 16;

/// A word that may be meant, and how likely it is typed as it was.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) term: Term,
    pub(super) origin: Origin,
    pub(super) channel: f64,
    pub(super) evidence: Evidence,
}

/// The candidates of one word, and its pairs with those of the word before.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    /// Candidate of the word before, candidate of this one, and what the index knows of both together.
    pub(super) pairs: Vec<(usize, usize, Evidence)>,
    /// Whether nothing is before.
    pub(super) breaks: bool,
}

/// A query that is being read.
pub(super) struct Draft<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) words: &'a [QueryWord],
    pub(super) weights: &'a Weights,
    /// How likely a word of this query lost its marks.
    pub(super) dropping: f64,
    /// By word.
    pub(super) places: Vec<Candidates>,
}

impl<'a> Draft<'a> {
    /// What the index has with the same letters, and what the keys spell.
    pub(super) fn new(index: &'a Index<'a>, words: &'a [QueryWord], weights: &'a Weights) -> Result<Self, SearchError> {
        let mut places = Vec::with_capacity(words.len());
        for word in words {
            places.push(Candidates::of(index, word)?);
        }
        let dropping = habit::dropping(words, &places);
        for (place, word) in places.iter_mut().zip(words) {
            place.weigh(word, dropping, weights);
        }
        Ok(Self { index, words, weights, dropping, places })
    }

    /// Reads the pairs of all neighbours.
    pub(super) fn link(&mut self) -> Result<(), SearchError> {
        for at in 1..self.words.len() {
            if self.places.get(at).is_none_or(|place| place.breaks) {
                continue;
            }
            for first in self.forms(at - 1) {
                for second in self.forms(at) {
                    self.connect(&first, &second, at)?;
                }
            }
        }
        Ok(())
    }

    /// Adds the pairs of these folded forms whose words are candidates of the word before and of word `at`; says whether
    /// there are any.
    pub(super) fn connect(&mut self, first: &str, second: &str, at: usize) -> Result<bool, SearchError> {
        let found = self.index.pairs(first, second)?;
        let mut places = self.places.iter_mut().skip(at.saturating_sub(1));
        let (Some(before), Some(here)) = (places.next(), places.next()) else { return Ok(false) };
        let known = here.pairs.len();
        let known_pairs =
            found.into_iter().filter_map(|((a, b), evidence)| Some((before.find(&a)?, here.find(&b)?, evidence)));
        let found: Vec<_> = known_pairs.collect();
        here.pairs.extend(found);
        Ok(here.pairs.len() > known)
    }

    /// The folded forms of the candidates of word `at`.
    fn forms(&self, at: usize) -> BTreeSet<String> {
        let all = self.places.get(at).map(|place| place.all.as_slice()).unwrap_or_default();
        let mut forms = BTreeSet::new();
        forms.extend(all.iter().map(|candidate| candidate.term.folded.clone()));
        forms
    }
}

impl Candidates {
    fn of(index: &Index<'_>, word: &QueryWord) -> Result<Self, SearchError> {
        let mut found = index.words(&word.term.folded)?;
        // A word with marks that occurs means itself; one that does not may have lost some.
        if word.is_marked() && found.iter().any(|(term, _)| *term == word.term) {
            found.retain(|(term, _)| *term == word.term);
        }
        let found = first(found, MOST_VARIANTS, |a, b| {
            let typed_first = (a.0 != word.term).cmp(&(b.0 != word.term));
            typed_first.then(b.1.count.cmp(&a.1.count))
        });
        let same = found.into_iter().map(|(term, evidence)| {
            let origin = if term == word.term { Origin::Typed } else { Origin::Marks };
            Candidate { term, origin, channel: 1.0, evidence }
        });
        let mut place = Self { all: same.collect(), pairs: Vec::new(), breaks: word.breaks };
        if !word.is_marked()
            && let Some(spelt) = keys::spelt(&word.term.folded)
        {
            let spelt = Term::spelt(&spelt);
            let found = index.words(&spelt.folded)?.into_iter().filter(|(term, _)| *term == spelt);
            let by_keys =
                found.map(|(term, evidence)| Candidate { term, origin: Origin::Keys, channel: 1.0, evidence });
            place.all.extend(by_keys.filter(|candidate| candidate.term.folded != word.term.folded));
        }
        Ok(place)
    }

    /// Those with the letters that were typed.
    fn same_letters(&self) -> impl Iterator<Item = &Candidate> {
        self.all.iter().filter(|candidate| matches!(candidate.origin, Origin::Typed | Origin::Marks))
    }

    /// Documents with any word of the letters that were typed.
    pub(super) fn count(&self) -> u32 {
        self.same_letters().map(|candidate| candidate.evidence.count).sum()
    }

    /// Documents with those of them that have marks.
    pub(super) fn marked(&self) -> u32 {
        let marked = self.same_letters().filter(|candidate| !candidate.term.marks.is_empty());
        marked.map(|candidate| candidate.evidence.count).sum()
    }

    /// Whether what was typed occurs.
    pub(super) fn has_typed(&self) -> bool {
        self.all.iter().any(|candidate| candidate.origin == Origin::Typed)
    }

    fn weigh(&mut self, word: &QueryWord, dropping: f64, weights: &Weights) {
        for candidate in &mut self.all {
            candidate.channel = match candidate.origin {
                Origin::Typed => 1.0,
                Origin::Keys => f64::from(weights.keys),
                _ if word.is_marked() => f64::from(weights.wrong_marks),
                _ => dropping,
            };
        }
    }

    /// As the lattice sees it.
    pub(super) fn place(&self) -> Place {
        Place {
            nodes: self.all.iter().map(|c| Node { count: c.evidence.count, channel: c.channel }).collect(),
            pairs: self.pairs.iter().map(|(from, to, evidence)| (*from, *to, evidence.count)).collect(),
            breaks: self.breaks,
        }
    }

    /// Which candidate `term` is.
    pub(super) fn find(&self, term: &Term) -> Option<usize> {
        self.all.iter().position(|candidate| candidate.term == *term)
    }
}
