//! Where in a text the words of a query stand: for titles, for the open article, and for snippets.
//!
//! Offsets are bytes of the text as it was handed in (NFC or NFD), on character boundaries, ascending, never overlapping.
//! What was typed with marks is highlighted with other marks only in a text that does not have it as typed; what was typed
//! without marks is highlighted with any.

use std::ops::Range;

use super::matcher::{Closeness, Hit, Matcher};
use super::tokenizer::{Word, words};

/// A word to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// How well it answers the query.
    pub closeness: Closeness,
}

/// A word of the text that answers the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) word: Word,
    /// Its place among the words of the text.
    pub(super) place: usize,
    pub(super) hit: Hit,
}

/// The words of `text` that should be marked, in order. Linear in the text.
pub fn highlight(text: &str, matcher: &Matcher) -> Vec<Highlight> {
    let found = find(text, matcher);
    found.into_iter().map(|f| Highlight { range: f.word.range(), closeness: f.hit.closeness }).collect()
}

/// The words of `text` that answer the query, those outdone by closer ones left out.
pub(super) fn find(text: &str, matcher: &Matcher) -> Vec<Found> {
    let mut found = Vec::new();
    let mut best = vec![Closeness::Begins; matcher.len()];
    for (place, word) in words(text).enumerate() {
        let Some(hit) = text.get(word.range()).and_then(|raw| matcher.find(raw)) else { continue };
        if let Some(best) = best.get_mut(hit.word) {
            *best = hit.closeness.max(*best);
        }
        found.push(Found { word, place, hit });
    }
    found.retain(|found| {
        let best = best.get(found.hit.word).copied().unwrap_or(Closeness::Begins);
        let needed = if matcher.is_marked(found.hit.word) { best } else { best.min(Closeness::OtherMarks) };
        found.hit.closeness >= needed
    });
    found
}

#[cfg(test)]
mod tests;
