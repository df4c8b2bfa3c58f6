//! The best documents so far.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A document with its score. Ordered by score, then by number: of equal ones the newer is the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ranked {
    /// In units of 1/65,536.
    pub(crate) score: u32,
    /// Number of the document.
    pub(crate) doc: u32,
}

/// Keeps the `most` best.
pub(super) struct Top {
    most: usize,
    heap: BinaryHeap<Reverse<Ranked>>,
    seen: usize,
    /// A score that as many documents are known to have.
    floor: u32,
}

impl Top {
    pub(super) fn new(most: usize) -> Self {
        Self { most, heap: BinaryHeap::with_capacity(most.min(1_024) + 1), seen: 0, floor: 0 }
    }

    /// Says that `most` documents to come score `floor` and more.
    pub(super) fn raise_floor(&mut self, floor: u32) {
        self.floor = self.floor.max(floor);
    }

    /// A document scoring less than this is not among the best.
    pub(super) fn threshold(&self) -> u32 {
        match self.heap.peek() {
            Some(Reverse(worst)) if self.heap.len() >= self.most => worst.score.max(self.floor),
            _ => self.floor,
        }
    }

    pub(super) fn offer(&mut self, ranked: Ranked) {
        self.seen += 1;
        if self.heap.len() < self.most {
            self.heap.push(Reverse(ranked));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked > worst.0
        {
            worst.0 = ranked;
        }
    }

    /// How many were offered.
    pub(super) const fn seen(&self) -> usize {
        self.seen
    }

    /// The best, best first.
    pub(super) fn into_sorted(self) -> Vec<Ranked> {
        self.heap.into_sorted_vec().into_iter().map(|Reverse(ranked)| ranked).collect()
    }
}
