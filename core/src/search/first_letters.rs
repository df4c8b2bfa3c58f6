//! First letters of the words that are looked for, a bit each: most words of a text are told apart by theirs, without being
//! folded. Both the second look and highlighting go through whole texts with it.

use crate::text::fold::{Folded, fold_char};

/// A bit for each ASCII letter; bit 0 for all others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FirstLetters(u128);

impl FirstLetters {
    /// Adds the first letter of a folded word.
    pub(super) fn add(&mut self, folded: &str) {
        self.0 |= bit(folded.chars().next());
    }

    /// Whether `raw`, a word as it stands in a text, may fold to a word that was added.
    #[inline]
    pub(super) fn may_begin(self, raw: &str) -> bool {
        let first = match raw.chars().next().map(fold_char) {
            Some(Folded::Char(letter)) => bit(Some(letter)),
            Some(Folded::Pair(pair)) => bit(pair.chars().next()),
            _ => return false,
        };
        // i and y may stand for each other.
        self.0 & first != 0 || raw.starts_with(['i', 'y', 'I', 'Y'])
    }
}

const fn bit(first: Option<char>) -> u128 {
    match first {
        Some(letter) if letter.is_ascii() && letter != '\0' => 1 << letter as u32,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_passed_over_only_if_no_wanted_word_begins_like_it() {
        let mut letters = FirstLetters::default();
        letters.add("duong");
        letters.add("жук");
        assert!(letters.may_begin("đường") && letters.may_begin("Dao") && letters.may_begin("Жара"));
        assert!(letters.may_begin("y") && letters.may_begin("I"), "i and y may stand for each other");
        assert!(!letters.may_begin("công") && !letters.may_begin("") && !letters.may_begin("\u{301}"));
    }
}
