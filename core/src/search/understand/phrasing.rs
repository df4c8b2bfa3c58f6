//! What a screen says about a query: what was typed, how it was understood, and one tap to something else.

use super::{Meaning, Origin, Reading};
use crate::search::first::first;
use crate::search::query::{Extent, Query, QueryWord};
use crate::search::rank::is_function_word;

/// From this posterior on another reading than the typed one is shown as what was meant.
const CERTAIN: f64 = 0.5;
/// The same for a slip of the finger or a wrong mark: to be told of one that was none annoys.
const CERTAIN_SLIP: f64 = 0.8;
/// From this posterior on a reading that was not chosen is offered.
const POSSIBLE: f64 = 0.1;
/// Alternatives that are offered at most.
const MOST_ALTERNATIVES: usize = 3;

/// A query as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// What was typed.
    pub typed: String,
    /// What it was taken for; equal to `typed` if it was taken as it stands.
    pub understood: String,
    /// Other things it may mean, the likeliest first.
    pub alternatives: Vec<String>,
    /// Whether all of it was looked for.
    pub extent: Extent,
}

impl Understood {
    /// Whether something else than what was typed is shown.
    pub fn differs(&self) -> bool {
        self.typed != self.understood
    }
}

/// Says how `query` was read.
pub(crate) fn phrase(query: &Query, meaning: &Meaning) -> Understood {
    let text = query.text.as_str();
    let chosen = replacements(query, meaning);
    let understood = spell(text, query, &chosen);
    let mut others: Vec<(f64, String)> = Vec::new();
    for (at, readings) in meaning.words.iter().enumerate() {
        for reading in readings.iter().filter(|reading| reading.posterior >= POSSIBLE) {
            let mut swapped = chosen.clone();
            if let Some(slot) = swapped.get_mut(at) {
                *slot = Some(reading);
            }
            let other = spell(text, query, &swapped);
            if other != understood && !others.iter().any(|(_, known)| *known == other) {
                others.push((reading.posterior, other));
            }
        }
    }
    let likeliest = first(others, MOST_ALTERNATIVES, |a, b| b.0.total_cmp(&a.0));
    let alternatives = likeliest.into_iter().map(|(_, text)| text).collect();
    Understood { typed: query.typed.clone(), understood, alternatives, extent: query.extent }
}

/// What was typed, understood, with word `at` read as `reading`.
pub(crate) fn respell(query: &Query, meaning: &Meaning, at: usize, reading: &Reading) -> String {
    let mut chosen = replacements(query, meaning);
    if let Some(slot) = chosen.get_mut(at) {
        *slot = Some(reading);
    }
    spell(&query.text, query, &chosen)
}

/// By word: the reading that takes its place on the screen, if one does.
fn replacements<'m>(query: &Query, meaning: &'m Meaning) -> Vec<Option<&'m Reading>> {
    let types_marks = query.words.iter().any(QueryWord::is_marked);
    let words = meaning.words.iter().zip(&query.words).zip(query.names());
    words
        .map(|((readings, word), name)| {
            // By somebody who types marks a name without any is meant so.
            let meant = name && types_marks && !word.is_marked();
            if meant { None } else { replacement(readings, word, name) }
        })
        .collect()
}

/// The reading that takes the place of what was typed, if one does. A name is spelt as its bearer likes, and a word of grammar
/// is one wherever it stands: what else they may be is offered, not taken for granted.
fn replacement<'m>(readings: &'m [Reading], word: &QueryWord, name: bool) -> Option<&'m Reading> {
    let kept = readings.iter().any(|reading| reading.origin == Origin::Typed && reading.weight >= 1.0);
    let best =
        readings.iter().max_by(|a, b| a.posterior.partial_cmp(&b.posterior).unwrap_or(std::cmp::Ordering::Equal))?;
    let certain = match best.origin {
        Origin::Typed => return None,
        Origin::Repair | Origin::Completion if name => return None,
        Origin::Repair => CERTAIN_SLIP,
        Origin::Marks if word.is_marked() => CERTAIN_SLIP,
        _ => CERTAIN,
    };
    let grammar = word.is_marked() && word.term.exact().is_some_and(|exact| is_function_word(&exact));
    (!kept && !grammar && best.posterior >= certain).then_some(best)
}

/// `typed` with these readings in the places of their words, everything between them as it was.
fn spell(typed: &str, query: &Query, chosen: &[Option<&Reading>]) -> String {
    let mut out = String::with_capacity(typed.len() + 8);
    let mut from = 0;
    for (word, reading) in query.words.iter().zip(chosen) {
        let Some(exact) = reading.and_then(|reading| reading.term.exact()) else { continue };
        if word.range.start < from {
            continue;
        }
        out.push_str(typed.get(from..word.range.start).unwrap_or_default());
        let raw = typed.get(word.range.clone()).unwrap_or_default();
        out.push_str(&in_case_of(raw, &exact));
        from = word.range.end;
    }
    out.push_str(typed.get(from..).unwrap_or_default());
    out
}

/// `word` with capitals where `raw` has them: all, the first, or none.
fn in_case_of(raw: &str, word: &str) -> String {
    let letters = || raw.chars().filter(|letter| letter.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return word.to_uppercase();
    }
    if raw.chars().next().is_some_and(char::is_uppercase) {
        let mut rest = word.chars();
        return rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default();
    }
    word.to_owned()
}
