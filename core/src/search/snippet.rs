//! The piece of a text that shows why it was found.
//!
//! At most 160 characters, from the beginning of a sentence where that is near, to the end of one where that is near, else cut
//! between words; never inside what a reader sees as one character ([`cut`]). The place with the most different words of the
//! query wins, neighbours as in the query counting more; of equal places the first. The snippet is the text itself (line breaks
//! and tabs become spaces, byte for byte), so offsets hold for NFD, folded matches and other names alike.

mod cut;

use std::ops::Range;

use super::highlight::{Found, find};
use super::matcher::{Answers, Closeness, Matcher};
use super::tokenizer::{Word, words};
use cut::whole;

/// Longest snippet in characters.
pub const MAX_CHARS: usize = 160;
/// Characters shown before the first match when its sentence begins further away; most that are left out to end with a
/// sentence.
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
    // A text without words, of emoji or signs, is shown from its first character.
    let start = placed.get(first).map_or(0, |begin| whole(text, 0..begin.word.start));
    let rest = text.get(start..).unwrap_or_default();
    let limit = rest.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| start + at);
    let end = match ending(&placed, first, limit, &found) {
        Some(end) => end + closing(text, end).min(limit - end),
        // No words, or one that is longer than a snippet.
        None => limit,
    };
    let end = whole(text, start..end);
    let ends_inside = placed.last().map_or(text.len(), |last| last.word.end) > end;
    let inside = found.iter().map(|found| &found.range).filter(|range| range.start >= start && range.end <= end);
    let piece = text.get(start..end).unwrap_or_default();
    Snippet {
        text: piece.chars().map(|c| if c.is_ascii_control() { ' ' } else { c }).collect(),
        highlights: inside.map(|range| range.start - start..range.end - start).collect(),
        source: start..end,
        starts_inside,
        ends_inside,
    }
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
    let mut best: Option<(usize, u32)> = None;
    for (at, first) in found.iter().enumerate() {
        let Some(start) = placed.get(first.place).map(|placed| placed.start) else { continue };
        let window = found
            .iter()
            .skip(at)
            .take_while(|next| placed.get(next.last).is_some_and(|placed| placed.end <= start + MAX_CHARS - CONTEXT));
        let (mut seen, mut value, mut previous) = (Answers::default(), 0, None::<&Found>);
        for next in window {
            let answers = next.hit.answers;
            value += answers.beyond(seen) * if next.hit.closeness >= Closeness::Exact { 4 } else { 3 };
            seen = seen.and(answers);
            if previous.is_some_and(|p| p.last + 1 == next.place && p.hit.answers.leads_to(answers)) {
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

/// Where to end a piece that begins with word `first` and may go as far as byte `limit`: with the last word that fits, or with
/// a sentence shortly before it if nothing that was found is lost. `None` if no word fits.
fn ending(placed: &[Placed], first: usize, limit: usize, found: &[Found]) -> Option<usize> {
    let from = placed.get(first..).unwrap_or_default();
    let fitting = from.get(..from.partition_point(|placed| placed.word.end <= limit)).unwrap_or_default();
    let last = fitting.last()?;
    let needed = found.iter().rev().find(|found| found.range.end <= last.word.end).map_or(0, |found| found.range.end);
    let ends_sentence = |at: usize| from.get(at + 1).is_none_or(|next| next.word.breaks);
    let near = (0..fitting.len()).rev().map_while(|at| fitting.get(at).map(|placed| (at, placed)));
    let mut near = near.take_while(|(_, placed)| placed.end + CONTEXT >= last.end && placed.word.end >= needed);
    let sentence = near.find(|(at, _)| ends_sentence(*at)).map(|(_, placed)| placed);
    Some(sentence.unwrap_or(last).word.end)
}

/// Bytes of sentence-ending punctuation at `end`.
fn closing(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    rest.chars().next().filter(|c| matches!(c, '.' | '!' | '?' | '…')).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests;
