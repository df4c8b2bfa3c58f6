//! Where words and pairs of neighbours occur: put apart by word, then, for one folded form at a time, sorted.
//!
//! An occurrence is packed into 32 bits, `follower document title?`, with follower 0 where the sentence or field ends, else one
//! more than the rank of the word that follows; which part it is in says the word. Parts are in the order of the documents,
//! which is what the lists of words need. For pairs each part is sorted by follower, a small piece of work that stays within the
//! cache, and the parts of all variants of a folded form are read side by side, because keys of pairs have the folded forms of
//! both words before the marks of either.

use super::vocabulary::Vocabulary;
use super::{BREAK, Span, count_places};
use crate::search::index::block::Posting;
use crate::search::index::radix;

/// Up to this size occurrences are sorted by comparing: a pass by digits costs as much as counting to 512.
const SMALL: usize = 256;

/// Behind all folded forms.
const NOBODY: u32 = u32::MAX;

/// Bits that tell `count` things apart.
const fn width(count: usize) -> u32 {
    if count <= 1 { 0 } else { usize::BITS - (count - 1).leading_zeros() }
}

/// Whether occurrences in so many documents, with so many words, can be packed.
pub(super) const fn fits(words: usize, docs: usize) -> bool {
    width(words + 1) + width(docs) < 32
}

/// All occurrences of a run.
pub(super) struct Occurrences {
    /// Bits of a place, `ordinal << 1 | title?`.
    place: u32,
    packed: Vec<u32>,
    /// By rank: where the part of the word ends.
    ends: Vec<u32>,
    pairs: usize,
}

impl Occurrences {
    /// Of `tokens`, in which each term of the lexicon stands as often as `counts` says. `packed` is memory to be used.
    pub(super) fn new(
        words: usize,
        ranks: &[u32],
        counts: &[u32],
        spans: &[Span],
        tokens: &[u32],
        mut packed: Vec<u32>,
    ) -> Self {
        let place = width(spans.len()) + 1;
        let mut ends = vec![0; words];
        for (rank, count) in ranks.iter().zip(counts).filter(|(_, count)| **count > 0) {
            if let Some(slot) = ends.get_mut(*rank as usize) {
                *slot = *count;
            }
        }
        let mut sum = 0;
        for slot in &mut ends {
            sum += std::mem::replace(slot, sum);
        }
        packed.clear();
        packed.resize(tokens.len(), 0);
        let mut pairs = 0;
        each_token(ranks, tokens, spans, |word, follower, at| {
            pairs += usize::from(follower != 0);
            let Some(next) = ends.get_mut(word as usize) else { return };
            if let Some(slot) = packed.get_mut(*next as usize) {
                *slot = follower << place | at;
            }
            *next += 1;
        });
        Self { place, packed, ends, pairs }
    }

    /// The memory, to be used again.
    pub(super) fn into_memory(self) -> Vec<u32> {
        self.packed
    }

    /// Number of words and pairs, repetitions counted.
    pub(super) fn len(&self) -> usize {
        self.packed.len() + self.pairs
    }

    fn part(&self, rank: u32) -> &[u32] {
        let start = rank.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
        let end = self.ends.get(rank as usize).copied().unwrap_or(start);
        self.packed.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Calls `write` with each word in key order and its postings.
    pub(super) fn each_word<E>(&self, mut write: impl FnMut(u32, &[Posting]) -> Result<(), E>) -> Result<(), E> {
        let (mut postings, mask) = (Vec::new(), (1 << self.place) - 1);
        for rank in 0..self.ends.len() as u32 {
            write(rank, count_places(self.part(rank).iter().map(|packed| packed & mask), &mut postings))?;
        }
        Ok(())
    }

    /// Calls `write` with each pair of `words` in key order and its postings.
    pub(super) fn each_pair<E>(
        &self,
        words: &Vocabulary,
        mut write: impl FnMut(u32, u32, &[Posting]) -> Result<(), E>,
    ) -> Result<(), E> {
        let (mut postings, mut list, mut scratch, mut heads) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut first, place) = (0, self.place);
        let follower = |list: &[u32], start: usize, end: usize| {
            let next = list.get(start..end).and_then(<[u32]>::first);
            next.and_then(|packed| words.group((packed >> place) - 1)).unwrap_or(NOBODY)
        };
        while let Some(group) = words.group(first) {
            let mut end = first;
            list.clear();
            heads.clear();
            while words.group(end) == Some(group) {
                let start = list.len();
                // Followers in order; those without one are left out.
                list.extend(self.part(end).iter().copied().filter(|packed| packed >> place != 0));
                let part = list.get_mut(start..).unwrap_or_default();
                if part.len() <= SMALL {
                    part.sort_unstable();
                } else {
                    radix::sort(part, &mut scratch, place, place + width(words.len() + 1));
                }
                heads.push((start, list.len(), follower(&list, start, list.len())));
                end += 1;
            }
            // The variants take turns, a folded form of the follower at a time.
            while let Some(turn) = heads.iter().map(|(.., group)| *group).min().filter(|group| *group != NOBODY) {
                for (rank, (start, end, group)) in (first..).zip(&mut heads) {
                    while *group == turn {
                        let rest = list.get(*start..*end).unwrap_or_default();
                        let pair = rest.first().map_or(0, |packed| packed >> place);
                        let same = rest.iter().take_while(|packed| *packed >> place == pair).count();
                        let places = rest.iter().take(same).map(|packed| packed & ((1 << place) - 1));
                        write(rank, pair - 1, count_places(places, &mut postings))?;
                        *start += same;
                        *group = follower(&list, *start, *end);
                    }
                }
            }
            first = end;
        }
        Ok(())
    }
}

/// Calls `visit` with each word, what stands for the word that follows it in its sentence, and its place, in the order of the
/// documents.
fn each_token(ranks: &[u32], tokens: &[u32], spans: &[Span], mut visit: impl FnMut(u32, u32, u32)) {
    let mut start = 0;
    for (ordinal, span) in (0_u32..).zip(spans) {
        for (from, to, title) in [(start, span.title_end, 1), (span.title_end, span.body_end, 0)] {
            let place = ordinal << 1 | title;
            let mut waiting: Option<u32> = None;
            for token in tokens.get(from..to).unwrap_or_default() {
                let Some(rank) = ranks.get((token & !BREAK) as usize).copied() else { continue };
                if let Some(word) = waiting.replace(rank) {
                    visit(word, if token & BREAK == 0 { rank + 1 } else { 0 }, place);
                }
            }
            if let Some(word) = waiting {
                visit(word, 0, place);
            }
        }
        start = span.body_end;
    }
}
