//! From a word as written to a small number, once for each spelling.
//!
//! Words of up to 16 bytes, nearly all, are looked up by their bytes as two integers in an open table: no string is built,
//! compared or hashed for a word seen before. What is new goes through the spelling rules once. The lexicon outlives runs,
//! so that a long index build pays for each spelling once.
//!
//! A term is kept as its key, all keys one behind the other, for a table of strings would take several times the room.

use std::ops::Range;

use super::bits::load;
use super::key::Term;
use crate::search::tokenizer::Word;

/// Above this many terms a lexicon is emptied between two runs, so that rare words do not fill the memory.
const MAX_TERMS: usize = 40_000;

#[derive(Clone, Copy, Default)]
struct Slot {
    low: u64,
    high: u64,
    /// Term + 1; 0 is an empty slot.
    term: u32,
}

/// All spellings seen, with the terms they stand for.
pub(super) struct Lexicon {
    slots: Vec<Slot>,
    used: usize,
    /// Keys of the terms, by number.
    keys: Vec<u8>,
    /// Where the key of each term ends.
    ends: Vec<u32>,
    /// Terms by hash of their keys: term + 1; 0 is an empty slot.
    by_key: Vec<u32>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![Slot::default(); 1 << 15],
            used: 0,
            keys: Vec::new(),
            ends: Vec::new(),
            by_key: vec![0; 1 << 15],
        }
    }

    /// Whether it has grown so large that a new one should be begun.
    pub(super) fn is_full(&self) -> bool {
        self.len() > MAX_TERMS || self.used > 2 * MAX_TERMS
    }

    /// How many terms it has.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The key of the term that has a number.
    pub(super) fn key(&self, number: u32) -> &[u8] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
        let end = self.ends.get(number as usize).copied().unwrap_or(start);
        self.keys.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The number of the term that `word` of `text` spells.
    pub(super) fn number(&mut self, text: &str, word: Word) -> u32 {
        let range = word.range();
        if range.len() > 16 || word.dirty {
            return self.learn(text.get(range).unwrap_or_default());
        }
        if let Some(number) = self.known(text, range.clone()) {
            return number;
        }
        let (low, high) = spelling(text, &range);
        let number = self.learn(text.get(range).unwrap_or_default());
        self.insert(Slot { low, high, term: number + 1 });
        number
    }

    /// The number of the term that was spelt by the same bytes, at most 16, before.
    #[inline]
    pub(super) fn known(&self, text: &str, range: Range<usize>) -> Option<u32> {
        let (low, high) = spelling(text, &range);
        let mask = self.slots.len() - 1;
        let mut at = hash(low, high) as usize & mask;
        loop {
            let slot = self.slots.get(at)?;
            let number = slot.term.checked_sub(1)?;
            if slot.low == low && slot.high == high {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    fn insert(&mut self, slot: Slot) {
        if (self.used + 1) * 2 > self.slots.len() {
            let larger = vec![Slot::default(); self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, larger);
            for slot in old.into_iter().filter(|slot| slot.term != 0) {
                self.place(slot);
            }
        }
        self.used += 1;
        self.place(slot);
    }

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = hash(slot.low, slot.high) as usize & mask;
        while let Some(free) = self.slots.get_mut(at) {
            if free.term == 0 {
                *free = slot;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn learn(&mut self, raw: &str) -> u32 {
        let key = Term::spelt(raw).key();
        let known = self.by_key.get(self.slot_of(&key)).copied().unwrap_or(0);
        if let Some(number) = known.checked_sub(1) {
            return number;
        }
        self.keys.extend_from_slice(&key);
        self.ends.push(self.keys.len() as u32);
        if self.len() * 2 > self.by_key.len() {
            self.by_key = vec![0; self.by_key.len() * 2];
            (0..self.len() as u32 - 1).for_each(|number| self.enter(number));
        }
        let number = self.len() as u32 - 1;
        self.enter(number);
        number
    }

    fn enter(&mut self, number: u32) {
        let at = self.slot_of(self.key(number));
        if let Some(slot) = self.by_key.get_mut(at) {
            *slot = number + 1;
        }
    }

    /// Where in `by_key` a key is, or the free slot where it would be.
    fn slot_of(&self, key: &[u8]) -> usize {
        let mask = self.by_key.len() - 1;
        let mixed = (0..key.len()).step_by(8).fold(0, |mixed, at| hash(load(key, at), mixed));
        let mut at = mixed as usize & mask;
        while let Some(number) = self.by_key.get(at).and_then(|slot| slot.checked_sub(1)) {
            if self.key(number) == key {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }
}

/// The bytes of a word of at most 16, as two integers.
#[inline]
fn spelling(text: &str, range: &Range<usize>) -> (u64, u64) {
    let bytes = text.as_bytes();
    let len = range.len();
    let high = if len > 8 { cut(load(bytes, range.start + 8), len - 8) } else { 0 };
    (cut(load(bytes, range.start), len), high)
}

/// The first `len` (1 ..= 8 counted, more is all) bytes of a loaded word.
#[inline]
const fn cut(value: u64, len: usize) -> u64 {
    if len >= 8 { value } else { value & ((1 << (len * 8)) - 1) }
}

#[inline]
const fn hash(low: u64, high: u64) -> u64 {
    let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests;
