//! Where the words of a text are, in bytes of the original.
//!
//! A word is a run of letters and digits with their combining marks; everything else separates. Vietnamese writes each
//! syllable apart, so words are syllables. `128/KH-UBND` is three words, `5G` and `14h30` are one each; search, snippets and
//! speech join what they need.
//!
//! Invariants: `text.get(word.range()) == Some(word.text)` for NFC and NFD input alike; words come in order and never overlap;
//! each begins with a letter or digit. Linear, no allocation.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::is_invisible;

/// A word and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word<'a> {
    /// As written in the original.
    pub text: &'a str,
    /// Byte offset of its first byte.
    pub start: usize,
}

impl Word<'_> {
    /// Byte offset behind its last byte.
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Its bytes in the original.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Whether it consists of digits only.
    pub fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The words of `text`, in order.
pub const fn words(text: &str) -> Words<'_> {
    Words { rest: text, offset: 0 }
}

/// Iterator of [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    rest: &'a str,
    offset: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let from = self.rest.find(is_word_start)?;
        let (_, tail) = self.rest.split_at_checked(from)?;
        let (text, rest) = tail.split_at_checked(length(tail))?;
        let start = self.offset + from;
        self.offset = start + text.len();
        self.rest = rest;
        Some(Word { text, start })
    }
}

impl std::iter::FusedIterator for Words<'_> {}

/// Bytes of the word at the beginning of `tail`. Invisible characters (soft hyphens, joiners) belong to a word only if it
/// goes on behind them.
fn length(tail: &str) -> usize {
    let mut end = 0;
    for (at, c) in tail.char_indices() {
        if is_word_start(c) || is_mark(c) {
            end = at + c.len_utf8();
        } else if !is_invisible(c) {
            break;
        }
    }
    end
}

/// Letters and digits. Latin and common punctuation are decided by range, the rest by the Unicode tables.
fn is_word_start(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
        '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{206f}' => false,
        // `is_alphanumeric` also takes some combining marks (Indic vowel signs); a word cannot begin with one.
        _ => c.is_alphanumeric() && !is_combining_mark(c),
    }
}

/// Combining marks, which never begin a word but belong to the one before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') || (c > '\u{36f}' && is_combining_mark(c))
}

#[cfg(test)]
mod tests;
