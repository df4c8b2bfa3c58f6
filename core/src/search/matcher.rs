//! Whether a word of a text is one that was asked for: shared by highlighting, snippets and the check of phrases.

use super::index::Term;
use super::query::{LastWord, Query};
use super::understand::{Meaning, Origin};
use crate::text::fold::{Folded, fold_char};

/// How well a word of the text answers a word of the query; later is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It begins like the half-typed last word.
    Begins,
    /// The same letters with other marks, or what a slip of the finger was taken for.
    OtherMarks,
    /// As typed.
    Exact,
}

#[derive(Clone, Debug)]
struct Wanted {
    term: Term,
    /// What else it was taken for: words with other letters.
    others: Vec<Term>,
    open: bool,
}

/// The words of a query, ready to be found in texts.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    wanted: Vec<Wanted>,
    /// A bit for each ASCII first letter of a folded form; bit 0 for all others.
    first: u128,
}

/// An occurrence of a word of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Which word of the query.
    pub(crate) word: usize,
    pub(crate) closeness: Closeness,
}

impl Matcher {
    /// For the words that `query` ranks by, as typed; excluded words are not among them.
    pub fn new(query: &Query) -> Self {
        Self::of(query, &Meaning::default())
    }

    /// The same with what the words were taken for.
    pub(crate) fn of(query: &Query, meaning: &Meaning) -> Self {
        let mut matcher = Self::default();
        let last = query.words.len().saturating_sub(1);
        for (at, word) in query.words.iter().enumerate() {
            let open = at == last && query.last == LastWord::Open;
            let readings = meaning.words.get(at).map(Vec::as_slice).unwrap_or_default();
            let repaired = readings
                .iter()
                .filter(|reading| reading.weight > 0.0 && matches!(reading.origin, Origin::Keys | Origin::Repair));
            let others: Vec<Term> = repaired.map(|reading| reading.term.clone()).collect();
            match matcher.wanted.iter_mut().find(|wanted| wanted.term == word.term) {
                Some(known) => {
                    known.open |= open;
                    known.others.extend(others);
                }
                None => matcher.wanted.push(Wanted { term: word.term.clone(), others, open }),
            }
        }
        let terms = matcher.wanted.iter().flat_map(|wanted| std::iter::once(&wanted.term).chain(&wanted.others));
        matcher.first = terms.fold(0, |bits, term| bits | bit(term.folded.chars().next()));
        matcher
    }

    /// Number of different words.
    pub(crate) const fn len(&self) -> usize {
        self.wanted.len()
    }

    /// Whether a word of the query was typed with marks.
    pub(crate) fn is_marked(&self, word: usize) -> bool {
        self.wanted.get(word).is_some_and(|wanted| !wanted.term.marks.is_empty())
    }

    /// The word of the query that `raw` answers best.
    pub(crate) fn find(&self, raw: &str) -> Option<Hit> {
        let first = match raw.chars().next().map(fold_char) {
            Some(Folded::Char(c)) => bit(Some(c)),
            Some(Folded::Pair(pair)) => bit(pair.chars().next()),
            _ => return None,
        };
        // i and y may stand for each other inside a syllable, not for a first letter that folds otherwise.
        if self.first & first == 0 && !raw.starts_with(['i', 'y', 'I', 'Y']) {
            return None;
        }
        let term = Term::spelt(raw);
        let hits = (0..).zip(&self.wanted).filter_map(|(word, wanted)| {
            let closeness = if wanted.term == term {
                Closeness::Exact
            } else if wanted.term.folded == term.folded || wanted.others.contains(&term) {
                Closeness::OtherMarks
            } else if wanted.open && term.folded.starts_with(&wanted.term.folded) {
                Closeness::Begins
            } else {
                return None;
            };
            Some(Hit { word, closeness })
        });
        // Of equally close ones the first.
        hits.fold(None, |best: Option<Hit>, hit| match best {
            Some(best) if best.closeness >= hit.closeness => Some(best),
            _ => Some(hit),
        })
    }
}

fn bit(first: Option<char>) -> u128 {
    match first {
        Some(c) if c.is_ascii() && c != '\0' => 1 << u32::from(c),
        _ => 1,
    }
}
