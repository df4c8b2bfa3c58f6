//! The syllables that have a number, most frequent first.
//!
//! `dictionary/syllables.txt` holds them, one a line; `app4g-train-dictionary` counts them in our own text.
//!
//! Invariant: a number means the same syllable for ever, because it is on disks: after a release lines are only added at the
//! end, and a test holds what stands there.

use std::sync::{LazyLock, OnceLock};

use super::letters;
use crate::packed;

/// The file.
static SPELLINGS: LazyLock<String> = LazyLock::new(|| packed::SYLLABLES.text());

/// Longer words are spelled: `nghiêng` has seven letters.
const LONGEST: usize = 8;

/// Odd, with its bits well spread: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A run of letters, packed into one number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    key: u64,
    letters: usize,
}

impl Word {
    /// Adds the byte of a letter.
    pub(super) fn push(&mut self, letter: u8) {
        self.key = (self.key << 8) | u64::from(letter);
        self.letters += 1;
    }

    /// How many letters it has.
    pub(super) const fn letters(self) -> usize {
        self.letters
    }
}

/// A table from words to numbers and back.
pub(super) struct Syllables {
    spellings: Vec<&'static str>,
    /// Open addressing, at most half full; a key of 0 is an empty slot, no word has it.
    slots: Vec<(u64, u16)>,
    shift: u32,
}

/// The table of this app.
pub(super) fn shipped() -> &'static Syllables {
    static TABLE: OnceLock<Syllables> = OnceLock::new();
    TABLE.get_or_init(|| Syllables::new(SPELLINGS.lines().collect()))
}

impl Syllables {
    fn new(spellings: Vec<&'static str>) -> Self {
        let size = (spellings.len() * 2).next_power_of_two().max(2);
        let shift = u64::BITS - size.trailing_zeros();
        let mut table = Self { spellings: Vec::new(), slots: vec![(0, 0); size], shift };
        for (number, spelling) in (0_u16..).zip(&spellings) {
            let mut word = Word::default();
            for letter in spelling.chars() {
                word.push(letters::byte_of(letter).unwrap_or(letter as u8));
            }
            let slot = table.slot_of(word.key);
            if let Some(slot) = table.slots.get_mut(slot) {
                *slot = (word.key, number);
            }
        }
        table.spellings = spellings;
        table
    }

    /// Where `key` stands or would stand.
    fn slot_of(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key.wrapping_mul(SPREAD) >> self.shift) as usize;
        while self.slots.get(slot).is_some_and(|(there, _)| *there != 0 && *there != key) {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The number of a word; `None` if it must be spelled.
    pub(super) fn number_of(&self, word: Word) -> Option<u16> {
        if word.letters < 2 || word.letters > LONGEST {
            return None;
        }
        self.slots.get(self.slot_of(word.key)).filter(|(key, _)| *key != 0).map(|(_, number)| *number)
    }

    /// The spelling of a number; `None` if this app knows none.
    pub(super) fn spelling(&self, number: u16) -> Option<&'static str> {
        self.spellings.get(usize::from(number)).copied()
    }
}

#[cfg(test)]
mod tests;
