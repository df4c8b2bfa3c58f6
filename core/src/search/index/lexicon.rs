//! From a word as written to a small number, once for each spelling.
//!
//! Words of up to 16 bytes, nearly all, are looked up by their bytes as two integers in an open table: no string is built,
//! compared or hashed for a word seen before. What is new goes through the spelling rules once. The lexicon outlives runs,
//! so that a long index build pays for each spelling once.

use std::collections::HashMap;
use std::sync::Arc;

use super::bits::load;
use super::key::Term;
use crate::search::tokenizer::Word;

/// Above this many terms a lexicon is emptied between two runs, so that rare words do not fill the memory.
const MAX_TERMS: usize = 40_000;

/// Slots that are looked at first; 48 kB.
const RECENT: usize = 1 << 11;

#[derive(Clone, Copy, Default)]
struct Slot {
    low: u64,
    high: u64,
    /// Term + 1; 0 is an empty slot.
    term: u32,
}

/// Where a term stands among its kin: which folded form, and which variant of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kin {
    pub(super) group: u32,
    pub(super) variant: u32,
}

/// All spellings seen, with the terms they stand for.
pub(super) struct Lexicon {
    slots: Vec<Slot>,
    /// Copies of slots by hash, the last one used of each: what nearly all text consists of stays within the cache.
    recent: Vec<Slot>,
    used: usize,
    long: HashMap<Box<str>, u32>,
    by_term: HashMap<Arc<Term>, u32>,
    groups: HashMap<String, u32>,
    variants_of: Vec<u32>,
    terms: Vec<Arc<Term>>,
    kin: Vec<Kin>,
    most_variants: u32,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![Slot::default(); 1 << 15],
            recent: vec![Slot::default(); RECENT],
            used: 0,
            long: HashMap::new(),
            by_term: HashMap::new(),
            groups: HashMap::new(),
            variants_of: Vec::new(),
            terms: Vec::new(),
            kin: Vec::new(),
            most_variants: 1,
        }
    }

    /// Whether it has grown so large that a new one should be begun.
    pub(super) fn is_full(&self) -> bool {
        self.terms.len() > MAX_TERMS || self.used + self.long.len() > 2 * MAX_TERMS
    }

    /// The term of a number that [`Lexicon::number`] gave.
    pub(super) fn term(&self, number: u32) -> Option<&Arc<Term>> {
        self.terms.get(number as usize)
    }

    /// All terms, by number.
    pub(super) fn terms(&self) -> &[Arc<Term>] {
        &self.terms
    }

    /// Number of folded forms and largest number of variants of one.
    pub(super) fn extent(&self) -> (u32, u32) {
        (self.variants_of.len() as u32, self.most_variants)
    }

    /// The kin of each term, by number.
    pub(super) fn kin(&self) -> &[Kin] {
        &self.kin
    }

    /// The number of the term that `word` of `text` spells.
    #[inline]
    pub(super) fn number(&mut self, text: &str, word: Word) -> u32 {
        let len = word.end - word.start;
        if len > 16 || word.dirty {
            return self.long_number(text, word);
        }
        let bytes = text.as_bytes();
        let low = cut(load(bytes, word.start), len);
        let high = if len > 8 { cut(load(bytes, word.start + 8), len - 8) } else { 0 };
        let hash = hash(low, high) as usize;
        if let Some(slot) = self.recent.get(hash % RECENT)
            && slot.low == low
            && slot.high == high
            && slot.term != 0
        {
            return slot.term - 1;
        }
        let slot = self.slot(text, word, (low, high), hash);
        if let Some(recent) = self.recent.get_mut(hash % RECENT) {
            *recent = slot;
        }
        slot.term - 1
    }

    fn slot(&mut self, text: &str, word: Word, (low, high): (u64, u64), hash: usize) -> Slot {
        let mask = self.slots.len() - 1;
        let mut at = hash & mask;
        while let Some(slot) = self.slots.get(at) {
            if slot.low == low && slot.high == high && slot.term != 0 {
                return *slot;
            }
            if slot.term == 0 {
                break;
            }
            at = (at + 1) & mask;
        }
        let slot = Slot { low, high, term: self.learn(text.get(word.range()).unwrap_or_default()) + 1 };
        self.insert(slot);
        slot
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
    fn long_number(&mut self, text: &str, word: Word) -> u32 {
        let raw = text.get(word.range()).unwrap_or_default();
        if let Some(number) = self.long.get(raw) {
            return *number;
        }
        let number = self.learn(raw);
        self.long.insert(raw.into(), number);
        number
    }

    #[cold]
    fn learn(&mut self, raw: &str) -> u32 {
        let term = Term::spelt(raw);
        if let Some(number) = self.by_term.get(&term) {
            return *number;
        }
        let next_group = self.variants_of.len() as u32;
        let group = *self.groups.entry(term.folded.clone()).or_insert(next_group);
        if group == next_group {
            self.variants_of.push(0);
        }
        let mut variant = 0;
        if let Some(count) = self.variants_of.get_mut(group as usize) {
            variant = *count;
            *count += 1;
            self.most_variants = self.most_variants.max(*count);
        }
        let number = self.terms.len() as u32;
        self.kin.push(Kin { group, variant });
        let term = Arc::new(term);
        self.terms.push(Arc::clone(&term));
        self.by_term.insert(term, number);
        number
    }
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
