//! Suggestions under the search field: how what was typed may go on, by what is stored.
//!
//! The last word completed, or, where it is complete, the words that follow it most often. Every suggestion finds something.

use super::SearchError;
use super::first::first;
use super::index::Term;
use super::query::{LastWord, Query};
use super::understand::{Index, Meaning, Origin, Reading, phrase, respell};

/// Keys that are read to find what follows a word.
const KEYS: usize = 2_000;
/// Readings of a complete word that are gone on from.
const READINGS: usize = 2;
/// Documents a continuation must stand in: one alone is a sentence of somebody's, no phrase.
const LEAST_DOCS: u32 = 2;

/// At most `most` texts that `query` may become, the likeliest first, none of them what was typed.
///
/// # Errors
/// As any read of the index.
pub(super) fn suggest(
    index: &Index<'_>,
    query: &Query,
    meaning: &Meaning,
    most: usize,
) -> Result<Vec<String>, SearchError> {
    let (Some(readings), Some(at)) = (meaning.words.last(), query.words.len().checked_sub(1)) else {
        return Ok(Vec::new());
    };
    let understood = phrase(query, meaning).understood;
    let mut found: Vec<(f64, String)> = Vec::new();
    let searched = readings.iter().filter(|reading| reading.weight > 0.0);
    let (longer, complete): (Vec<&Reading>, Vec<&Reading>) =
        searched.partition(|reading| reading.origin == Origin::Completion);
    let likelier = |a: &&Reading, b: &&Reading| b.posterior.total_cmp(&a.posterior);
    if query.last == LastWord::Open {
        for reading in first(longer, most + 1, likelier) {
            found.push((reading.posterior, respell(query, meaning, at, reading)));
        }
    }
    for reading in first(complete, READINGS, likelier) {
        let before = respell(query, meaning, at, reading);
        for (share, next) in followers(index, &reading.term, reading.evidence.count)? {
            found.push((reading.posterior * share, format!("{} {next}", before.trim_end())));
        }
    }
    let mut texts: Vec<String> = Vec::new();
    // Some are said twice, one may be what was typed.
    for (_, text) in first(found, 4 * most + 4, |a, b| b.0.total_cmp(&a.0)) {
        if text.trim_end() != query.text.trim_end() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    if understood != query.text && !texts.contains(&understood) {
        texts.insert(0, understood);
    }
    texts.truncate(most);
    Ok(texts)
}

/// Words that stand behind `term`, with their share of its documents.
fn followers(index: &Index<'_>, term: &Term, count: u32) -> Result<Vec<(f64, String)>, SearchError> {
    let pairs = index.pairs_from(&term.folded, "", KEYS, &mut |_, docs| docs >= LEAST_DOCS)?.into_iter();
    let next = pairs.filter(|((first, _), _)| first == term);
    let share = |docs: u32| f64::from(docs) / f64::from(count.max(1));
    Ok(next.filter_map(|((_, second), evidence)| Some((share(evidence.count), second.exact()?))).collect())
}

#[cfg(test)]
mod tests;
