//! Whether a place of a text is one that was asked for: shared by highlighting, snippets and the open article.
//!
//! A word answers a word of the query by its letters; a run of words answers a span of the query by being its other name; a
//! document's number answers the number that was asked for, however both are written.

use super::first_letters::FirstLetters;
use super::index::Term;
use super::query::{LastWord, Query};
use super::retrieve::SoughtNumber;
use super::synonyms::Synonyms;
use super::tokenizer::Words;
use super::understand::{Meaning, Origin};
use crate::extract::DocumentNumber;
use crate::extract::number::Evidence;

/// How well a place of the text answers the query; later is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It begins like the half-typed last word.
    Begins,
    /// The same letters with other marks, or what a slip of the finger was taken for.
    OtherMarks,
    /// A word of another name of what was typed.
    OtherName,
    /// As typed.
    Exact,
    /// The number of a document that was asked for, in whatever spelling.
    Number,
}

#[derive(Clone, Debug)]
struct Wanted {
    term: Term,
    /// What else it was taken for: words with other letters.
    others: Vec<Term>,
    open: bool,
}

/// Another name for some words of the query.
#[derive(Clone, Debug)]
struct OtherName {
    terms: Vec<Term>,
    stands_for: Answers,
}

/// A number that the query asks for.
#[derive(Clone, Debug)]
struct Number {
    sought: SoughtNumber,
    stands_for: Answers,
    evidence: Evidence,
}

/// Which words of the query something answers, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers(u64);

impl Answers {
    const fn word(word: usize) -> Self {
        // A query has no more words than bits (`query::MAX_WORDS`).
        Self(1 << (word % 64))
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, word: usize) -> bool {
        self.0 >> (word % 64) & 1 == 1
    }

    /// Whether all of these are among `others`.
    pub(super) const fn within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// How many of these are not among `others`.
    pub(super) const fn beyond(self, others: Self) -> u32 {
        (self.0 & !others.0).count_ones()
    }

    /// Whether `next` goes on where these end.
    pub(super) const fn leads_to(self, next: Self) -> bool {
        self.0 != 0 && 64 - self.0.leading_zeros() == next.0.trailing_zeros()
    }

    fn words(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |word| self.has(*word))
    }
}

/// What a query looks for, ready to be found in texts.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    wanted: Vec<Wanted>,
    names: Vec<OtherName>,
    numbers: Vec<Number>,
    first: FirstLetters,
}

/// A place of the text that answers words of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Which words of the query.
    pub(super) answers: Answers,
    pub(super) closeness: Closeness,
}

impl Matcher {
    /// For what `query` ranks by, as typed; excluded words are not among it.
    pub fn new(query: &Query) -> Self {
        Self::of(query, &Meaning::default())
    }

    /// The same with what the words were taken for.
    pub(crate) fn of(query: &Query, meaning: &Meaning) -> Self {
        let mut matcher = Self::default();
        let last = query.words.len().saturating_sub(1);
        // The same word twice in a query is one that is wanted.
        let mut answers = Vec::with_capacity(query.words.len());
        for (at, word) in query.words.iter().enumerate() {
            let open = at == last && query.last == LastWord::Open;
            let readings = meaning.words.get(at).map(Vec::as_slice).unwrap_or_default();
            let repaired = readings
                .iter()
                .filter(|reading| reading.weight > 0.0 && matches!(reading.origin, Origin::Keys | Origin::Repair));
            let others: Vec<Term> = repaired.map(|reading| reading.term.clone()).collect();
            let known = matcher.wanted.iter().position(|wanted| wanted.term == word.term);
            let place = known.unwrap_or(matcher.wanted.len());
            match matcher.wanted.get_mut(place) {
                Some(known) => {
                    known.open |= open;
                    known.others.extend(others);
                }
                None => matcher.wanted.push(Wanted { term: word.term.clone(), others, open }),
            }
            answers.push(Answers::word(place));
        }
        let together = |words: &[Answers]| words.iter().fold(Answers::default(), |all, word| all.and(*word));
        for other in Synonyms::shipped().expand(&query.words) {
            let typed = query.words.get(other.words.clone()).unwrap_or_default();
            // The name itself with its marks is the words themselves.
            if !typed.iter().map(|word| &word.term.folded).eq(other.phrase.iter().map(|term| &term.folded)) {
                let stands_for = together(answers.get(other.words).unwrap_or_default());
                matcher.names.push(OtherName { terms: other.phrase, stands_for });
            }
        }
        for asked in &query.numbers {
            let inside = query.words.iter().zip(&answers).filter(|(word, _)| asked.range.contains(&word.range.start));
            let inside: Vec<Answers> = inside.map(|(_, answers)| *answers).collect();
            let sought = SoughtNumber::new(&asked.number);
            matcher.numbers.push(Number { sought, stands_for: together(&inside), evidence: asked.evidence });
        }
        let words = matcher.wanted.iter().flat_map(|wanted| std::iter::once(&wanted.term).chain(&wanted.others));
        let terms = words.chain(matcher.names.iter().filter_map(|name| name.terms.first()));
        matcher.first = terms.fold(FirstLetters::default(), |mut letters, term| {
            letters.add(&term.folded);
            letters
        });
        matcher
    }

    /// Number of different words.
    pub(super) const fn len(&self) -> usize {
        self.wanted.len()
    }

    /// Whether numbers of documents are asked for.
    pub(super) const fn has_numbers(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// Whether any of these words was typed with marks.
    pub(super) fn is_marked(&self, answers: Answers) -> bool {
        answers.words().any(|word| self.wanted.get(word).is_some_and(|wanted| !wanted.term.marks.is_empty()))
    }

    /// What `raw` spells, if a word or a name that is looked for may begin with it.
    pub(super) fn term(&self, raw: &str) -> Option<Term> {
        self.first.may_begin(raw).then(|| Term::spelt(raw))
    }

    /// The word of the query that `term` answers best.
    pub(super) fn word(&self, term: &Term) -> Option<Hit> {
        let hits = (0..).zip(&self.wanted).filter_map(|(word, wanted)| {
            let closeness = if wanted.term == *term {
                Closeness::Exact
            } else if wanted.term.folded == term.folded || wanted.others.contains(term) {
                Closeness::OtherMarks
            } else if wanted.open && term.folded.starts_with(&wanted.term.folded) {
                Closeness::Begins
            } else {
                return None;
            };
            Some(Hit { answers: Answers::word(word), closeness })
        });
        // Of equally close ones the first.
        hits.fold(None, |best: Option<Hit>, hit| match best {
            Some(best) if best.closeness >= hit.closeness => Some(best),
            _ => Some(hit),
        })
    }

    /// Other names that begin with the word `term` of `text`, which `rest` follows: what each stands for, and its words.
    pub(super) fn names<'m>(
        &'m self,
        text: &'m str,
        term: &'m Term,
        rest: &'m Words<'_>,
    ) -> impl Iterator<Item = (Answers, usize)> + 'm {
        let goes_on = |terms: &[Term]| {
            let mut words = rest.clone();
            terms.iter().all(|term| {
                let next = words.next().filter(|word| !word.breaks);
                next.and_then(|word| text.get(word.range())).is_some_and(|raw| Term::spelt(raw) == *term)
            })
        };
        self.names.iter().filter_map(move |name| {
            let (first, more) = name.terms.split_first()?;
            (first == term && goes_on(more)).then_some((name.stands_for, name.terms.len()))
        })
    }

    /// What `number` answers, and whether it was certainly asked for.
    pub(super) fn number(&self, number: &DocumentNumber) -> Option<(Answers, Evidence)> {
        let sought = self.numbers.iter().find(|wanted| wanted.sought.takes(number))?;
        Some((sought.stands_for, sought.evidence))
    }
}
