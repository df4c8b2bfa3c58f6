//! Where in a text the words of a query stand: for titles, for the open article, and for snippets.
//!
//! Offsets are bytes of the text as it was handed in (NFC or NFD), on character boundaries, ascending, never overlapping.
//! What was typed with marks is highlighted with other marks only in a text that has it neither as typed nor by another name;
//! what was typed without marks is highlighted with any. Where the number of a document stands that was asked for, its digits
//! alone are nothing.

use std::ops::Range;

use super::matcher::{Answers, Closeness, Hit, Matcher};
use super::tokenizer::words;
use crate::extract::number::{self, Evidence};

/// A place to be marked: a word, or the number of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// How well it answers the query.
    pub closeness: Closeness,
}

/// A place of the text that answers the query.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// The place of its first word among the words of the text.
    pub(super) place: usize,
    /// That of its last.
    pub(super) last: usize,
    pub(super) hit: Hit,
}

/// The places of `text` that should be marked, in order. Linear in the text.
pub fn highlight(text: &str, matcher: &Matcher) -> Vec<Highlight> {
    let found = find(text, matcher);
    found.into_iter().map(|f| Highlight { range: f.range, closeness: f.hit.closeness }).collect()
}

/// The places of `text` that answer the query, those outdone by closer ones left out.
pub(super) fn find(text: &str, matcher: &Matcher) -> Vec<Found> {
    let mut seen = Seen::new(matcher);
    let mut found: Vec<Found> = Vec::new();
    let mut numbers = seen.numbers(text).into_iter().peekable();
    // Names under way: what they stand for, and their last word.
    let mut names: Vec<(Answers, usize)> = Vec::new();
    let mut rest = words(text);
    let mut place = 0;
    while let Some(word) = rest.next() {
        while numbers.next_if(|(range, _)| range.end <= word.start).is_some() {}
        if let Some((range, hit)) = numbers.peek().filter(|(range, _)| range.start < word.end) {
            match found.last_mut().filter(|last| last.range == *range) {
                Some(last) => last.last = place,
                None => found.push(Found { range: range.clone(), place, last: place, hit: *hit }),
            }
        } else {
            let term = text.get(word.range()).and_then(|raw| matcher.term(raw));
            if let Some(term) = &term {
                let begun = matcher.names(text, term, &rest);
                names.extend(begun.map(|(answers, length)| (answers, place + length - 1)));
            }
            names.retain(|(_, last)| *last >= place);
            let name = names.iter().fold(Answers::default(), |all, (answers, _)| all.and(*answers));
            let by_name = (!names.is_empty()).then_some(Hit { answers: name, closeness: Closeness::OtherName });
            let by_word = term.and_then(|term| matcher.word(&term));
            if let Some(hit) = closer(by_word, by_name) {
                seen.note(hit);
                found.push(Found { range: word.range(), place, last: place, hit });
            }
        }
        place += 1;
    }
    found.retain(|found| seen.keeps(found.hit));
    found
}

fn closer(one: Option<Hit>, other: Option<Hit>) -> Option<Hit> {
    match (one, other) {
        (Some(one), Some(other)) if other.closeness > one.closeness => Some(other),
        (one, other) => one.or(other),
    }
}

/// How well each word of the query was answered so far.
struct Seen<'m> {
    matcher: &'m Matcher,
    /// By word.
    best: Vec<Closeness>,
    /// Words of numbers that stand in the text.
    numbered: Answers,
}

impl<'m> Seen<'m> {
    fn new(matcher: &'m Matcher) -> Self {
        Self { matcher, best: vec![Closeness::Begins; matcher.len()], numbered: Answers::default() }
    }

    /// The numbers of documents in `text` that were asked for.
    fn numbers(&mut self, text: &str) -> Vec<(Range<usize>, Hit)> {
        let found = if self.matcher.has_numbers() { number::find(text) } else { Vec::new() };
        let asked = found.into_iter().filter_map(|found| {
            let (answers, evidence) = self.matcher.number(&found.number)?;
            if evidence == Evidence::Named {
                self.numbered = self.numbered.and(answers);
            }
            Some((found.range, Hit { answers, closeness: Closeness::Number }))
        });
        asked.collect()
    }

    fn note(&mut self, hit: Hit) {
        for (word, best) in self.best.iter_mut().enumerate() {
            if hit.answers.has(word) {
                *best = hit.closeness.max(*best);
            }
        }
    }

    fn keeps(&self, hit: Hit) -> bool {
        if hit.closeness == Closeness::Number {
            return true;
        }
        if hit.answers.within(self.numbered) {
            return false;
        }
        let least = if self.matcher.is_marked(hit.answers) { Closeness::OtherName } else { Closeness::OtherMarks };
        let best = (0..).zip(&self.best).filter(|(word, _)| hit.answers.has(*word)).map(|(_, best)| *best).min();
        let best = best.unwrap_or(Closeness::Begins);
        hit.closeness >= best.min(least)
    }
}

#[cfg(test)]
mod tests;
