//! Where words and pairs of neighbours occur: put apart by the folded form of the word, each part sorted by itself.
//!
//! A part is small, so that sorting it stays within the cache; and which part an occurrence is in says its folded form, which
//! needs no bits of its own. The rest is packed as `follower variant₁ variant₂ document title?`, the order of keys; follower is
//! 0 where the sentence or field ends, else one more than the place of the folded form that follows.

use super::{BREAK, Order, Span, count_places};
use crate::search::index::block::Posting;
use crate::search::index::lexicon::Kin;
use crate::search::index::radix;

/// Parts up to this size are sorted by comparing: a pass by digits costs as much as counting to 512.
const SMALL: usize = 256;

/// How many bits each part of a packed occurrence takes.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    follower: u32,
    variant: u32,
    place: u32,
}

impl Layout {
    pub(super) const fn new(groups: u32, variants: u32, docs: usize) -> Self {
        Self { follower: width(groups + 1), variant: width(variants), place: width(docs as u32) + 1 }
    }

    pub(super) const fn bits(self) -> u32 {
        self.follower + 2 * self.variant + self.place
    }

    const fn pack(self, word: Kin, next: Option<Kin>, place: u32) -> u64 {
        let (follower, second) = match next {
            Some(next) => (next.group as u64 + 1, next.variant as u64),
            None => (0, 0),
        };
        ((follower << self.variant | word.variant as u64) << self.variant | second) << self.place | place as u64
    }

    const fn place(self, packed: u64) -> u32 {
        (packed & ((1 << self.place) - 1)) as u32
    }

    /// Variants of the word and of the one that follows it.
    const fn variants(self, packed: u64) -> (u32, u32) {
        let (pair, mask) = (packed >> self.place, (1 << self.variant) - 1);
        ((pair >> self.variant & mask) as u32, (pair & mask) as u32)
    }

    const fn follower(self, packed: u64) -> u64 {
        packed >> (self.place + 2 * self.variant)
    }
}

/// Bits that tell `count` things apart.
const fn width(count: u32) -> u32 {
    if count <= 1 { 0 } else { 32 - (count - 1).leading_zeros() }
}

/// All occurrences of a run, sorted.
pub(super) struct Occurrences {
    layout: Layout,
    memory: Memory,
    /// By term in key order: its folded form and variant, and where its places end.
    words: Vec<(Kin, u32)>,
    /// By folded form in order: where its part of the packed occurrences ends.
    ends: Vec<u32>,
    pairs: usize,
}

/// What takes room; kept between runs, for fresh memory costs as much as sorting what is put there.
#[derive(Default)]
pub(super) struct Memory {
    /// The words of the documents as numbers of the lexicon, later places (`ordinal << 1 | title?`) by word.
    pub(super) tokens: Vec<u32>,
    packed: Vec<u64>,
}

impl Occurrences {
    /// Of the tokens in `memory`, in which each term of the lexicon stands as often as `counts` says.
    pub(super) fn new(order: &Order, layout: Layout, counts: &[u32], spans: &[Span], mut memory: Memory) -> Self {
        let Memory { tokens, packed } = &mut memory;
        let (mut words, mut next, mut end) = (Vec::with_capacity(order.sorted.len()), Vec::new(), 0);
        for number in &order.sorted {
            let number = *number as usize;
            let kin = order.places.get(number).copied().unwrap_or(Kin { group: 0, variant: 0 });
            if next.len() == kin.group as usize {
                next.push(end);
            }
            words.push((kin, end));
            end += counts.get(number).copied().unwrap_or_default();
        }
        packed.clear();
        packed.resize(tokens.len(), 0);
        let mut pairs = 0;
        each_token(order, tokens, spans, |word, follower, place| {
            pairs += usize::from(follower.is_some());
            let Some(next) = next.get_mut(word.group as usize) else { return };
            if let Some(slot) = packed.get_mut(*next as usize) {
                *slot = layout.pack(word, follower, place);
            }
            *next += 1;
        });
        let (mut scratch, mut start) = (Vec::new(), 0);
        for (group, end) in (0_usize..).zip(&next) {
            let part = packed.get_mut(start..*end as usize).unwrap_or_default();
            let first = order.starts.get(group).map_or(0, |first| *first as usize);
            let words = words.get_mut(first..).unwrap_or_default();
            // Still in the order of the documents.
            for occurrence in part.iter() {
                let Some((_, next)) = words.get_mut(layout.variants(*occurrence).0 as usize) else { continue };
                if let Some(slot) = tokens.get_mut(*next as usize) {
                    *slot = layout.place(*occurrence);
                }
                *next += 1;
            }
            if part.len() <= SMALL {
                part.sort_unstable();
            } else {
                radix::sort(part, &mut scratch, layout.place, layout.bits());
            }
            start = *end as usize;
        }
        Self { layout, memory, words, ends: next, pairs }
    }

    /// The memory, to be used again.
    pub(super) fn into_memory(self) -> Memory {
        self.memory
    }

    /// Number of words and pairs, repetitions counted.
    pub(super) fn len(&self) -> usize {
        self.memory.packed.len() + self.pairs
    }

    /// Calls `write` with each word in key order and its postings.
    pub(super) fn each_word<E>(&self, mut write: impl FnMut(Kin, &[Posting]) -> Result<(), E>) -> Result<(), E> {
        let (mut postings, mut start) = (Vec::new(), 0);
        for (word, end) in &self.words {
            let places = self.memory.tokens.get(start..*end as usize).unwrap_or_default();
            count_places(places.iter().copied(), &mut postings);
            write(*word, &postings)?;
            start = *end as usize;
        }
        Ok(())
    }

    /// Calls `write` with each pair in key order and its postings.
    pub(super) fn each_pair<E>(&self, mut write: impl FnMut(Kin, Kin, &[Posting]) -> Result<(), E>) -> Result<(), E> {
        let layout = self.layout;
        let (mut postings, mut start) = (Vec::new(), 0);
        for (group, end) in (0..).zip(&self.ends) {
            let part = self.memory.packed.get(start..*end as usize).unwrap_or_default();
            start = *end as usize;
            for same in part.chunk_by(|a, b| a >> layout.place == b >> layout.place) {
                let Some(packed) = same.first().copied() else { continue };
                let Some(follower) = layout.follower(packed).checked_sub(1) else { continue };
                let (first, second) = layout.variants(packed);
                count_places(same.iter().map(|packed| layout.place(*packed)), &mut postings);
                let (first, second) = (Kin { group, variant: first }, Kin { group: follower as u32, variant: second });
                write(first, second, &postings)?;
            }
        }
        Ok(())
    }
}

/// Calls `visit` with each word, the word that follows it in its sentence and its place, in the order of the documents.
fn each_token(order: &Order, tokens: &[u32], spans: &[Span], mut visit: impl FnMut(Kin, Option<Kin>, u32)) {
    let mut start = 0;
    for (ordinal, span) in (0_u32..).zip(spans) {
        for (from, to, title) in [(start, span.title_end, 1), (span.title_end, span.body_end, 0)] {
            let place = ordinal << 1 | title;
            let mut waiting: Option<Kin> = None;
            for token in tokens.get(from..to).unwrap_or_default() {
                let Some(kin) = order.places.get((token & !BREAK) as usize).copied() else { continue };
                if let Some(word) = waiting.replace(kin) {
                    visit(word, (token & BREAK == 0).then_some(kin), place);
                }
            }
            if let Some(word) = waiting {
                visit(word, None, place);
            }
        }
        start = span.body_end;
    }
}
