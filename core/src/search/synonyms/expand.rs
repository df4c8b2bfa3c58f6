//! Which words of a query are a name, and what else the thing is called.
//!
//! A word with marks must be the word of the name. A word without marks may stand for one with marks only where nothing in the
//! query has marks (`so do` in a marked query is not sổ đỏ), or where it has no vowel, so that it cannot be a word whose marks
//! were left out (`hdnd`). At each place the longest name counts; names at different places may overlap.

use std::ops::Range;

use super::{Direction, Name, Role, Synonyms};
use crate::search::index::Term;
use crate::search::query::QueryWord;

/// Most expansions of one query; those of earlier words first.
const MAX_EXPANSIONS: usize = 24;
/// What another everyday name of the same thing is worth against the official one.
const SIBLING: f32 = 0.8;
/// What a name of up to two syllables is worth if it was typed without its marks: `so do` is also sơ đồ and số đo. Three
/// syllables in a row are hardly ever another three.
const UNMARKED_SHORT: f32 = 0.4;

/// Another name for some words of a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expansion {
    /// The words it stands for, by place in the query.
    pub(crate) words: Range<usize>,
    /// The other name.
    pub(crate) phrase: Vec<Term>,
    /// How well it stands for them: 0 to 1.
    pub(crate) weight: f32,
}

/// How the words of a query are the words of a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Letter for letter.
    Exact,
    /// But for marks that were left out.
    Unmarked,
}

impl Synonyms {
    /// The other names of what `words` name, by place of the first word; no phrase twice for the same words.
    ///
    /// Linear in the words, times the names that begin with the same word.
    pub(crate) fn expand(&self, words: &[QueryWord]) -> Vec<Expansion> {
        let is_unmarked = !words.iter().any(QueryWord::is_marked);
        let mut expansions = Vec::new();
        for start in 0..words.len() {
            let mut here: Vec<Expansion> = Vec::new();
            for (name, likeness) in self.longest_at(words, start, is_unmarked) {
                let range = start..start + name.words.len();
                for (phrase, weight) in self.others(name, likeness) {
                    match here.iter_mut().find(|known| known.phrase == phrase) {
                        Some(known) => known.weight = known.weight.max(weight),
                        None => here.push(Expansion { words: range.clone(), phrase: phrase.to_vec(), weight }),
                    }
                }
            }
            expansions.extend(here);
            if expansions.len() >= MAX_EXPANSIONS {
                expansions.truncate(MAX_EXPANSIONS);
                break;
            }
        }
        expansions
    }

    /// The longest names that begin with word `start`; several entries may have the same one.
    fn longest_at(&self, words: &[QueryWord], start: usize, is_unmarked: bool) -> Vec<(&Name, Likeness)> {
        let Some(first) = words.get(start) else { return Vec::new() };
        let mut longest: Vec<(&Name, Likeness)> = Vec::new();
        let beginning = self.first.get(&first.term.folded).and_then(|place| self.beginning.get(*place as usize));
        for number in beginning.into_iter().flatten() {
            let Some(name) = self.names.get(*number as usize) else { continue };
            let known = longest.first().map_or(0, |(name, _)| name.words.len());
            if name.words.len() < known {
                continue;
            }
            let Some(likeness) = likeness(words.get(start..).unwrap_or_default(), &name.words, is_unmarked) else {
                continue;
            };
            if name.words.len() > known {
                longest.clear();
            }
            longest.push((name, likeness));
        }
        // What was typed exactly is not taken for something else without marks.
        if longest.iter().any(|(_, likeness)| *likeness == Likeness::Exact) {
            longest.retain(|(_, likeness)| *likeness == Likeness::Exact);
        }
        longest
    }

    /// What else `name` is called, with weights.
    fn others<'a>(&'a self, name: &'a Name, likeness: Likeness) -> Vec<(&'a [Term], f32)> {
        let Some(entry) = self.entries.get(name.entry as usize) else { return Vec::new() };
        let factor = match likeness {
            Likeness::Unmarked if name.words.len() <= 2 && name.words.iter().all(|word| has_vowel(&word.folded)) => {
                UNMARKED_SHORT
            }
            Likeness::Exact | Likeness::Unmarked => 1.0,
        };
        let mut others = Vec::new();
        if likeness == Likeness::Unmarked {
            others.push((name.words.as_slice(), factor));
        }
        for other in entry.members.iter().filter_map(|number| self.names.get(*number as usize)) {
            let share = match (name.role, other.role) {
                _ if other.words == name.words || overlap(&other.words, &name.words) => continue,
                (Role::Name, Role::Official) => 1.0,
                _ if entry.direction == Direction::OneWay => continue,
                (Role::Official, Role::Name) => 1.0,
                (Role::Name, Role::Name) | (Role::Official, Role::Official) => SIBLING,
            };
            others.push((other.words.as_slice(), entry.weight * share * factor));
        }
        others
    }
}

/// How `words` begin with the words of a name, in one piece.
fn likeness(words: &[QueryWord], name: &[Term], is_unmarked: bool) -> Option<Likeness> {
    let words = words.get(..name.len())?;
    if words.iter().skip(1).any(|word| word.breaks) {
        return None;
    }
    words.iter().zip(name).try_fold(Likeness::Exact, |so_far, (word, wanted)| {
        if word.term == *wanted {
            return Some(so_far);
        }
        let may_lack_marks = is_unmarked || !has_vowel(&wanted.folded);
        let is_long = has_vowel(&wanted.folded) || wanted.folded.len() > 2;
        let same = !word.is_marked() && word.term.folded == wanted.folded;
        (same && may_lack_marks && is_long).then_some(Likeness::Unmarked)
    })
}

fn has_vowel(folded: &str) -> bool {
    folded.bytes().any(|letter| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

/// Whether one is a part of the other, so that each text with the longer one has the shorter one too.
pub(super) fn overlap(one: &[Term], other: &[Term]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.windows(short.len().max(1)).any(|window| window == short)
}

#[cfg(test)]
mod tests;
