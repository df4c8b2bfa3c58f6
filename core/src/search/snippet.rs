//! The piece of a text that shows why it was found.
//!
//! At most 160 characters, cut between words, from the beginning of a sentence where that is near. The place with the most
//! different words of the query wins, neighbours as in the query counting more; of equal places the first. The snippet is the
//! text itself (line breaks and tabs become spaces, byte for byte), so offsets hold for NFD and folded matches alike.

use std::ops::Range;

use super::highlight::{Found, find};
use super::matcher::{Closeness, Matcher};
use super::tokenizer::{Word, words};

/// Longest snippet in characters.
pub const MAX_CHARS: usize = 160;
/// Characters shown before the first match when its sentence begins further away.
const CONTEXT: usize = 40;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What to show, without dots.
    pub text: String,
    /// Where it stands in the text, in bytes.
    pub source: Range<usize>,
    /// What to mark, in bytes of `text`.
    pub highlights: Vec<Range<usize>>,
    /// Whether the sentence began before it.
    pub starts_inside: bool,
    /// Whether the text goes on after it.
    pub ends_inside: bool,
}

/// A word with its place in characters.
#[derive(Clone, Copy)]
struct Placed {
    word: Word,
    start: usize,
    end: usize,
}

/// The best piece of `text` for the query; its beginning if nothing matches. Linear in the text.
pub fn snippet(text: &str, matcher: &Matcher) -> Snippet {
    let placed = place(text);
    let found = find(text, matcher);
    let focus = best(&found, &placed);
    let (first, starts_inside) = focus.map_or((0, false), |focus| beginning(&placed, focus));
    let Some(begin) = placed.get(first) else {
        return cut(text, 0..0, &[], false, !text.is_empty());
    };
    let inside = |placed: &&Placed| placed.end <= begin.start + MAX_CHARS;
    let end = match placed.iter().skip(first).take_while(inside).last() {
        Some(last) => last.word.end,
        // One word longer than a snippet.
        None => text.char_indices().nth(begin.start + MAX_CHARS).map_or(text.len(), |(at, _)| at),
    };
    let room = (begin.start + MAX_CHARS)
        .saturating_sub(placed.iter().find(|p| p.word.end == end).map_or(usize::MAX, |p| p.end));
    let end = end + closing(text, end).min(if room > 0 { 4 } else { 0 });
    cut(text, begin.word.start..end, &found, starts_inside, placed.last().is_some_and(|last| last.word.end > end))
}

fn place(text: &str) -> Vec<Placed> {
    let (mut at, mut chars) = (0, 0);
    let mut count_to = |byte: usize| {
        chars += text.get(at..byte).map_or(0, |piece| piece.chars().count());
        at = byte;
        chars
    };
    words(text)
        .map(|word| {
            let start = count_to(word.start);
            Placed { word, start, end: count_to(word.end) }
        })
        .collect()
}

/// Place of the first word of the best window.
fn best(found: &[Found], placed: &[Placed]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, first) in found.iter().enumerate() {
        let Some(start) = placed.get(first.place).map(|placed| placed.start) else { continue };
        let window = found
            .iter()
            .skip(at)
            .take_while(|next| placed.get(next.place).is_some_and(|placed| placed.end <= start + MAX_CHARS - CONTEXT));
        let (mut seen, mut value, mut previous) = (0_u64, 0, None::<&Found>);
        for next in window {
            let bit = 1_u64 << (next.hit.word % 64);
            if seen & bit == 0 {
                value += if next.hit.closeness == Closeness::Exact { 4 } else { 3 };
            }
            seen |= bit;
            if previous.is_some_and(|p| p.place + 1 == next.place && p.hit.word + 1 == next.hit.word) {
                value += 2;
            }
            previous = Some(next);
        }
        if best.is_none_or(|(_, most)| value > most) {
            best = Some((first.place, value));
        }
    }
    best.map(|(place, _)| place)
}

/// The word to begin with so that `focus` is well inside, and whether that is in the middle of a sentence.
fn beginning(placed: &[Placed], focus: usize) -> (usize, bool) {
    let Some(target) = placed.get(focus).map(|placed| placed.start) else {
        return (0, false);
    };
    let is_start = |at: usize| at == 0 || placed.get(at).is_some_and(|placed| placed.word.breaks);
    let near =
        (0..=focus).rev().take_while(|at| placed.get(*at).is_some_and(|placed| placed.start + CONTEXT * 2 >= target));
    let mut earliest = focus;
    for at in near {
        if is_start(at) {
            return (at, false);
        }
        if placed.get(at).is_some_and(|placed| placed.start + CONTEXT >= target) {
            earliest = at;
        }
    }
    (earliest, true)
}

/// Bytes of sentence-ending punctuation at `end`.
fn closing(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    rest.chars().next().filter(|c| matches!(c, '.' | '!' | '?' | '…')).map_or(0, char::len_utf8)
}

fn cut(text: &str, source: Range<usize>, found: &[Found], starts_inside: bool, ends_inside: bool) -> Snippet {
    let piece = text.get(source.clone()).unwrap_or_default();
    let inside =
        found.iter().map(|found| found.word.range()).filter(|r| r.start >= source.start && r.end <= source.end);
    Snippet {
        text: piece.chars().map(|c| if c.is_ascii_control() { ' ' } else { c }).collect(),
        highlights: inside.map(|range| range.start - source.start..range.end - source.start).collect(),
        source,
        starts_inside,
        ends_inside,
    }
}

#[cfg(test)]
mod tests;
