//! Folded forms that are looked for, tested against words as they stand in a text without folding these into a string.
//!
//! A Bloom filter with one bit a form: it never says no to a word that folds to one of them, and rarely yes to another. The
//! second look goes through whole texts with it.

use crate::text::fold::{Folded, fold_char, folds_alone};

/// Bits of the filter: with 40 forms in it, one word of 25 passes wrongly.
const BITS: u32 = 1_024;
/// Bytes of a folded form after which it is not told apart: an index key may have cut it there.
const TOLD_APART: usize = 32;

/// A set of folded forms.
#[derive(Clone, Debug)]
pub(super) struct FoldedSet([u64; BITS as usize / 64]);

impl Default for FoldedSet {
    fn default() -> Self {
        Self([0; BITS as usize / 64])
    }
}

impl FoldedSet {
    /// Adds a folded form.
    pub(super) fn add(&mut self, folded: &str) {
        let mut form = Form::default();
        folded.chars().for_each(|letter| form.push(letter));
        let bit = form.bit();
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Whether `raw`, a word as it stands in a text, may fold to a form that was added.
    #[inline]
    pub(super) fn may_have(&self, raw: &str) -> bool {
        let mut form = Form::default();
        for letter in raw.chars() {
            // What its neighbours decide is folded as a whole, by others.
            if !folds_alone(letter) {
                return true;
            }
            match fold_char(letter) {
                // Signs are no part of a form.
                Folded::Char(letter) if !letter.is_alphanumeric() => {}
                Folded::Char(letter) => form.push(letter),
                Folded::Pair(pair) => pair.chars().for_each(|letter| form.push(letter)),
                Folded::Nothing => {}
            }
        }
        let bit = form.bit();
        self.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

/// The letters of a folded form, mixed.
#[derive(Default)]
struct Form {
    mixed: u32,
    bytes: usize,
}

impl Form {
    #[inline]
    fn push(&mut self, letter: char) {
        if self.bytes < TOLD_APART {
            // i and y may stand for each other.
            let letter = if letter == 'y' { 'i' } else { letter };
            self.mixed = (self.mixed.rotate_left(5) ^ letter as u32).wrapping_mul(0x9e37_79b9);
        }
        self.bytes += letter.len_utf8();
    }

    const fn bit(&self) -> usize {
        (self.mixed >> (32 - BITS.ilog2())) as usize
    }
}

#[cfg(test)]
mod tests;
