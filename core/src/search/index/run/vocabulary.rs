//! The words that occur in a run, in key order, with their keys side by side.

use crate::search::index::bits::{load, put_short};
use crate::search::index::key::{BIGRAM, END, JOIN};
use crate::search::index::lexicon::Lexicon;

#[derive(Clone, Copy)]
struct Entry {
    /// Where its key begins.
    start: u32,
    /// Length of the folded form.
    folded: u8,
    /// Length of the key.
    len: u8,
}

impl Entry {
    /// Where the marks begin in the key.
    const fn marks(self) -> usize {
        self.folded as usize + 2
    }
}

/// Words by *rank*, their place in key order.
pub(super) struct Vocabulary {
    keys: Vec<u8>,
    entries: Vec<Entry>,
    /// By rank: how many folded forms are before its own.
    groups: Vec<u32>,
}

impl Vocabulary {
    /// Of the terms of `lexicon` that `counts` has more than none of; also the rank of each term by its number.
    pub(super) fn new(lexicon: &Lexicon, counts: &[u32]) -> (Self, Vec<u32>) {
        let occurring = (0_u32..).zip(counts).filter(|(_, count)| **count > 0);
        // The first eight bytes behind the first, as a number that sorts as they do.
        let mut sorted: Vec<(u64, u32)> =
            occurring.map(|(number, _)| (load(lexicon.key(number), 1).swap_bytes(), number)).collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| lexicon.key(a.1).cmp(lexicon.key(b.1))));
        let mut ranks = vec![0; counts.len()];
        let mut words = Self { keys: Vec::new(), entries: Vec::with_capacity(sorted.len()), groups: Vec::new() };
        for (rank, (_, number)) in (0_u32..).zip(&sorted) {
            let key = lexicon.key(*number);
            let folded = key.iter().position(|byte| *byte == END).unwrap_or(key.len()) - 1;
            let group = match rank.checked_sub(1) {
                Some(before) => {
                    let same = words.folded(before) == key.get(1..folded + 2);
                    words.group(before).unwrap_or(0) + u32::from(!same)
                }
                None => 0,
            };
            words.groups.push(group);
            words.entries.push(Entry { start: words.keys.len() as u32, folded: folded as u8, len: key.len() as u8 });
            words.keys.extend_from_slice(key);
            if let Some(slot) = ranks.get_mut(*number as usize) {
                *slot = rank;
            }
        }
        (words, ranks)
    }

    /// How many words.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many folded forms are before that of the word of a rank.
    pub(super) fn group(&self, rank: u32) -> Option<u32> {
        self.groups.get(rank as usize).copied()
    }

    /// The keys from that of a word on, and what is known of it.
    fn at(&self, rank: u32) -> Option<(&[u8], Entry)> {
        let entry = *self.entries.get(rank as usize)?;
        Some((self.keys.get(entry.start as usize..)?, entry))
    }

    /// The key of a word.
    pub(super) fn key(&self, rank: u32) -> &[u8] {
        self.at(rank).and_then(|(keys, entry)| keys.get(..usize::from(entry.len))).unwrap_or_default()
    }

    /// Its folded form and what ends it.
    fn folded(&self, rank: u32) -> Option<&[u8]> {
        self.at(rank).and_then(|(keys, entry)| keys.get(1..entry.marks()))
    }

    /// Puts what the keys of all pairs with this first folded form begin with into `key`.
    pub(super) fn begin_pair(&self, first: u32, key: &mut Vec<u8>) {
        key.clear();
        key.push(BIGRAM);
        key.extend_from_slice(self.folded(first).unwrap_or_default());
        if let Some(end) = key.last_mut() {
            *end = JOIN;
        }
    }

    /// Appends the rest of the key of the pair.
    pub(super) fn end_pair(&self, first: u32, second: u32, key: &mut Vec<u8>) {
        let (Some((before, first)), Some((after, second))) = (self.at(first), self.at(second)) else { return };
        let mut put =
            |keys: &[u8], from: usize, to: usize| put_short(key, keys.get(from..).unwrap_or_default(), to - from);
        put(after, 1, second.marks());
        put(before, first.marks(), first.len.into());
        put(&[END], 0, 1);
        put(after, second.marks(), second.len.into());
    }
}
