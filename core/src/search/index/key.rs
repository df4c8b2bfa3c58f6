//! Keys of terms: all marked variants of one folded form stand side by side.
//!
//! - syllable: `01 folded 00 marks`
//! - bigram: `02 folded₁ 01 folded₂ 00 marks₁ 00 marks₂`
//!
//! `marks` says how the exact form differs from the folded one, a byte for each marked letter: bits 5–7 count the unmarked
//! letters before it, bits 0–4 are `quality · 6 + tone`. `tiếng` is `tieng` and one byte. 0x1E announces a letter no
//! Vietnamese mark explains (its UTF-8 follows), 0x1F seven more unmarked letters, 0xFF a whole word that is not its folded
//! form letter by letter. No byte is 00 or 01 where a separator could be meant.
//!
//! Invariant: keys are never edited in place; a change of spelling rules is a change of the index format.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{compose, is_combining_mark};

use crate::text::fold::forms_into;

/// First byte of the key of one word.
pub(crate) const SYLLABLE: u8 = 1;
/// First byte of the key of two neighbouring words.
pub(crate) const BIGRAM: u8 = 2;
/// Between the folded forms of a pair.
pub(super) const JOIN: u8 = 1;
/// Ends folded forms, and the marks of the first word of a pair.
pub(super) const END: u8 = 0;
/// Longest folded form in bytes; what is longer is cut, so that a key fits its leaf.
pub(crate) const MAX_FOLDED: usize = 40;
/// Longest marks in bytes; a word that needs more is known by its folded form only.
const MAX_MARKS: usize = 40;

const OTHER_LETTER: u8 = 0x1e;
const SEVEN: u8 = 0x1f;
const WHOLE: u8 = 0xff;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const QUALITIES: [char; 3] = ['\u{302}', '\u{306}', '\u{31b}'];
const STROKE: u8 = 4;

/// A word as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Term {
    /// Without marks.
    pub(crate) folded: String,
    /// How its exact form differs; empty for an unmarked word.
    pub(crate) marks: Vec<u8>,
}

impl Term {
    /// The term that a word as written spells; invisible characters count for nothing.
    pub(crate) fn spelt(raw: &str) -> Self {
        let visible: String = raw.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).collect();
        let (mut exact, mut folded) = (String::new(), String::new());
        forms_into(&visible, &mut exact, &mut folded);
        Self::new(&exact, &folded)
    }

    /// From the canonical exact form and its folded form.
    pub(crate) fn new(exact: &str, folded: &str) -> Self {
        let mut short = folded.to_owned();
        while short.len() > MAX_FOLDED {
            short.pop();
        }
        let mut marks = if short.len() == folded.len() { marks(exact, folded) } else { Vec::new() };
        if marks.len() > MAX_MARKS {
            marks.clear();
        }
        Self { folded: short, marks }
    }

    /// The exact form. `None` if the marks are damaged.
    pub(crate) fn exact(&self) -> Option<String> {
        if let Some((&WHOLE, word)) = self.marks.split_first() {
            return std::str::from_utf8(word).ok().map(str::to_owned);
        }
        let mut out = String::new();
        let mut letters = self.folded.chars();
        let mut marks = self.marks.as_slice();
        while let Some((&mark, rest)) = marks.split_first() {
            marks = rest;
            if mark == SEVEN {
                out.extend(letters.by_ref().take(7));
                continue;
            }
            out.extend(letters.by_ref().take(usize::from(mark >> 5)));
            let base = letters.next()?;
            if mark & 0x1f == OTHER_LETTER {
                let len = marks.utf8_chunks().next()?.valid().chars().next()?.len_utf8();
                let (letter, rest) = marks.split_at_checked(len)?;
                out.push_str(std::str::from_utf8(letter).ok()?);
                marks = rest;
            } else {
                out.push(marked(base, mark & 0x1f)?);
            }
        }
        out.extend(letters);
        Some(out)
    }

    /// The key of this word alone.
    pub(crate) fn key(&self) -> Vec<u8> {
        let mut key = Vec::new();
        self.key_into(&mut key);
        key
    }

    /// The key of this word followed by `next`.
    pub(crate) fn key_with(&self, next: &Self) -> Vec<u8> {
        let mut key = Vec::new();
        self.key_with_into(next, &mut key);
        key
    }

    /// Puts the key of this word alone into `key` instead of what is there.
    pub(crate) fn key_into(&self, key: &mut Vec<u8>) {
        key.clear();
        push_folded(key, &self.folded);
        key.extend_from_slice(&self.marks);
    }

    /// Puts the key of this word followed by `next` into `key` instead of what is there.
    pub(crate) fn key_with_into(&self, next: &Self, key: &mut Vec<u8>) {
        key.clear();
        push_pair(key, &self.folded, &next.folded);
        key.extend_from_slice(&self.marks);
        key.push(END);
        key.extend_from_slice(&next.marks);
    }
}

fn push_folded(key: &mut Vec<u8>, folded: &str) {
    key.push(SYLLABLE);
    key.extend_from_slice(folded.as_bytes());
    key.push(END);
}

fn push_pair(key: &mut Vec<u8>, first: &str, second: &str) {
    key.push(BIGRAM);
    key.extend_from_slice(first.as_bytes());
    key.push(JOIN);
    key.extend_from_slice(second.as_bytes());
    key.push(END);
}

fn folded_key(folded: &str) -> Vec<u8> {
    let mut key = Vec::new();
    push_folded(&mut key, folded);
    key
}

fn folded_pair(first: &str, second: &str) -> Vec<u8> {
    let mut key = Vec::new();
    push_pair(&mut key, first, second);
    key
}

fn open_ended(mut key: Vec<u8>) -> Range<Vec<u8>> {
    let start = key.clone();
    // No key has 0xff right after a folded form or an END but one in escape form, and that is longer.
    key.extend_from_slice(&[0xff; 8]);
    start..key
}

/// The keys of all variants of `folded`.
pub(crate) fn variants(folded: &str) -> Range<Vec<u8>> {
    open_ended(folded_key(folded))
}

/// The keys of all words whose folded form begins with `prefix`.
pub(crate) fn completions(prefix: &str) -> Range<Vec<u8>> {
    let mut key = folded_key(prefix);
    key.pop();
    open_ended(key)
}

/// The keys of all variants of the pair `first second`.
pub(crate) fn pair_variants(first: &str, second: &str) -> Range<Vec<u8>> {
    open_ended(folded_pair(first, second))
}

/// The keys of all pairs of `first` and a word that begins with `prefix`.
pub(crate) fn pair_completions(first: &str, prefix: &str) -> Range<Vec<u8>> {
    let mut key = folded_pair(first, prefix);
    key.pop();
    open_ended(key)
}

/// Reads a key of one word. `None` for other keys.
pub(crate) fn parse_syllable(key: &[u8]) -> Option<Term> {
    let (folded, marks) = split(key.strip_prefix(&[SYLLABLE])?, END)?;
    Some(Term { folded: std::str::from_utf8(folded).ok()?.to_owned(), marks: marks.to_vec() })
}

/// The folded form of a key of one word. `None` for other keys.
pub(crate) fn folded_of(key: &[u8]) -> Option<&str> {
    let (folded, _) = split(key.strip_prefix(&[SYLLABLE])?, END)?;
    std::str::from_utf8(folded).ok()
}

/// Reads a key of two words. `None` for other keys.
pub(crate) fn parse_pair(key: &[u8]) -> Option<(Term, Term)> {
    let (first, rest) = split(key.strip_prefix(&[BIGRAM])?, JOIN)?;
    let (second, marks) = split(rest, END)?;
    let (first_marks, second_marks) = split(marks, END)?;
    let term = |folded: &[u8], marks: &[u8]| {
        Some(Term { folded: std::str::from_utf8(folded).ok()?.to_owned(), marks: marks.to_vec() })
    };
    Some((term(first, first_marks)?, term(second, second_marks)?))
}

fn split(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = bytes.iter().position(|byte| *byte == at)?;
    Some((bytes.get(..place)?, bytes.get(place + 1..)?))
}

fn marks(exact: &str, folded: &str) -> Vec<u8> {
    if exact == folded {
        return Vec::new();
    }
    if exact.chars().count() != folded.chars().count() {
        return std::iter::once(WHOLE).chain(exact.bytes()).collect();
    }
    let (mut marks, mut gap) = (Vec::new(), 0_u8);
    for (letter, base) in exact.chars().zip(folded.chars()) {
        if letter == base {
            gap += 1;
            if gap == 7 {
                marks.push(SEVEN);
                gap = 0;
            }
            continue;
        }
        match code(letter, base) {
            Some(code) => marks.push(gap << 5 | code),
            None => {
                marks.push(gap << 5 | OTHER_LETTER);
                marks.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        gap = 0;
    }
    marks
}

fn code(letter: char, base: char) -> Option<u8> {
    if (letter, base) == ('đ', 'd') {
        return Some(STROKE * 6);
    }
    let (mut quality, mut tone, mut bare) = (0, 0, None);
    for part in std::iter::once(letter).nfd() {
        if let Some(at) = TONES.iter().position(|mark| *mark == part) {
            tone = at as u8 + 1;
        } else if let Some(at) = QUALITIES.iter().position(|mark| *mark == part) {
            quality = at as u8 + 1;
        } else if bare.replace(part).is_some() {
            return None;
        }
    }
    let code = quality * 6 + tone;
    // Read back before it is trusted: two marks in an unusual order must not become another letter.
    (bare == Some(base) && marked(base, code) == Some(letter)).then_some(code)
}

fn marked(base: char, code: u8) -> Option<char> {
    if code == STROKE * 6 {
        return (base == 'd').then_some('đ');
    }
    let quality = match code / 6 {
        0 => None,
        quality => Some(*QUALITIES.get(usize::from(quality) - 1)?),
    };
    let tone = match code % 6 {
        0 => None,
        tone => Some(*TONES.get(usize::from(tone) - 1)?),
    };
    match (quality, tone) {
        (None, None) => Some(base),
        (Some(mark), None) | (None, Some(mark)) => compose(base, mark),
        // Unicode composes ậ from ạ and the hat, ấ from â and the acute.
        (Some(quality), Some(tone)) => compose(base, quality)
            .and_then(|letter| compose(letter, tone))
            .or_else(|| compose(compose(base, tone)?, quality)),
    }
}

#[cfg(test)]
mod tests;
