//! What a query asks of the index: a clause for each word and each pair of neighbours.
//!
//! A clause is one question with several acceptable answers. All marked variants of a folded form answer the same clause, so
//! that their document counts are pooled and an unmarked word is never taken for a rare exact one.

use std::ops::Range;

use super::number::SoughtNumber;
use super::synonym::{self, SoughtPhrase};
use crate::extract::number::Evidence;
use crate::search::index::Term;
use crate::search::index::key::{self, completions, pair_completions, pair_variants, variants};
use crate::search::query::{LastWord, Query, QueryWord};
use crate::search::rank::weights::{self, NUMBER, NUMBER_PARTIAL, OTHER_MARKS, PAIR};
use crate::search::synonyms::Synonyms;

/// One question to the index.
pub(super) struct Clause {
    /// Weight of its kind.
    pub(super) class: f32,
    /// Its acceptable answers.
    pub(super) sought: Vec<Sought>,
}

/// A word of the query with the weight of its forms with other marks.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    term: Term,
    others: f32,
}

impl Typed {
    fn weight(&self, marks: &[u8]) -> f32 {
        if marks == self.term.marks { 1.0 } else { self.others }
    }
}

/// A range of keys, and what each key in it is worth.
pub(super) enum Sought {
    /// Variants of a word.
    Word(Typed),
    /// Variants of a pair.
    Pair(Typed, Typed),
    /// Longer words that begin like the word.
    Longer(Typed),
    /// Pairs of a word and a longer word.
    PairLonger(Typed, Typed),
    /// Numbers of documents.
    Number(SoughtNumber),
    /// Words in one piece; [`synonym::find`] makes their list, no range of keys is it.
    Phrase(SoughtPhrase),
}

/// What a key is to a clause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Match {
    /// What was typed.
    Exact,
    /// A guess of this weight.
    Guess(f32),
    /// Begins like what was typed.
    Completion(f32),
}

impl Sought {
    /// The keys to look through.
    pub(super) fn range(&self) -> Range<Vec<u8>> {
        match self {
            Self::Word(word) => variants(&word.term.folded),
            Self::Pair(first, second) => pair_variants(&first.term.folded, &second.term.folded),
            Self::Longer(word) => completions(&word.term.folded),
            Self::PairLonger(first, second) => pair_completions(&first.term.folded, &second.term.folded),
            Self::Number(number) => number.range(),
            Self::Phrase(_) => Vec::new()..Vec::new(),
        }
    }

    /// What `key`, which is in the range, is to the clause. `None` if another part of the clause has it.
    pub(super) fn judge(&self, key: &[u8]) -> Option<Match> {
        let guess = |weight: f32| if weight == 1.0 { Match::Exact } else { Match::Guess(weight) };
        match self {
            Self::Word(word) => Some(guess(word.weight(&key::parse_syllable(key)?.marks))),
            Self::Pair(first, second) => {
                let (a, b) = key::parse_pair(key)?;
                Some(guess(first.weight(&a.marks) * second.weight(&b.marks)))
            }
            Self::Longer(word) => {
                let found = key::parse_syllable(key)?;
                (found.folded != word.term.folded).then(|| Match::Completion(begins_like(&word.term, &found)))
            }
            Self::PairLonger(first, second) => {
                let (a, b) = key::parse_pair(key)?;
                let like = begins_like(&second.term, &b);
                (b.folded != second.term.folded).then(|| Match::Completion(first.weight(&a.marks) * like))
            }
            Self::Number(number) => number.judge(key),
            Self::Phrase(_) => None,
        }
    }
}

/// 1 if the word begins with exactly what was typed or was typed without marks, else the weight of other marks.
fn begins_like(typed: &Term, found: &Term) -> f32 {
    if typed.marks.is_empty() {
        return 1.0;
    }
    match (typed.exact(), found.exact()) {
        (Some(typed), Some(found)) if found.starts_with(&typed) => 1.0,
        _ => OTHER_MARKS,
    }
}

/// The clauses of a query; none for an empty one.
pub(super) fn plan(query: &Query) -> Vec<Clause> {
    let left_out = weights::marks_left_out(query.marked_share());
    let typed = |word: &QueryWord| {
        let others = if word.is_marked() { OTHER_MARKS } else { left_out };
        Typed { term: word.term.clone(), others }
    };
    let mut clauses = Vec::new();
    let last = query.words.len().saturating_sub(1);
    let mut previous: Option<&QueryWord> = None;
    for (at, word) in query.words.iter().enumerate() {
        let open = at == last && query.last == LastWord::Open;
        let mut sought = vec![Sought::Word(typed(word))];
        if open {
            sought.push(Sought::Longer(typed(word)));
        }
        clauses.push(Clause { class: 1.0, sought });
        if let Some(first) = previous.filter(|_| !word.breaks) {
            let mut sought = vec![Sought::Pair(typed(first), typed(word))];
            if open {
                sought.push(Sought::PairLonger(typed(first), typed(word)));
            }
            clauses.push(Clause { class: PAIR, sought });
        }
        previous = Some(word);
    }
    clauses.extend(synonym::clauses(query, Synonyms::shipped()));
    clauses.extend(query.numbers.iter().map(|asked| Clause {
        class: if asked.evidence == Evidence::Named { NUMBER } else { NUMBER_PARTIAL },
        sought: vec![Sought::Number(SoughtNumber::new(&asked.number))],
    }));
    clauses
}
