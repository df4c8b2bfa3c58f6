//! Which documents of a segment may be returned at all: not removed, let through by the filter, with every pair of every
//! phrase, without any excluded word.
//!
//! A phrase of two words is its pair; longer ones are a conjunction of pairs here and are verified on the stored text
//! afterwards (decision 7). An excluded phrase of more than two words is left to that step altogether.

use rusqlite::Connection;

use super::resolve::{just, ordinals};
use crate::search::SearchError;
use crate::search::filter::DocSet;
use crate::search::index::key::{pair_variants, variants};
use crate::search::index::{Segment, Term};
use crate::search::query::{Query, Spelling};

/// A set of ordinals of one segment.
pub(super) struct Mask {
    bits: Vec<u64>,
}

impl Mask {
    fn all(count: usize) -> Self {
        Self { bits: vec![u64::MAX; count.div_ceil(64)] }
    }

    /// Whether the ordinal is in it.
    #[inline]
    pub(super) fn has(&self, ordinal: u32) -> bool {
        self.bits.get(ordinal as usize / 64).is_some_and(|word| word >> (ordinal % 64) & 1 == 1)
    }

    fn remove(&mut self, ordinal: u32) {
        if let Some(word) = self.bits.get_mut(ordinal as usize / 64) {
            *word &= !(1 << (ordinal % 64));
        }
    }

    fn keep(&mut self, ordinals: &[u32]) {
        let mut kept = vec![0_u64; self.bits.len()];
        for ordinal in ordinals {
            if let Some(word) = kept.get_mut(*ordinal as usize / 64) {
                *word |= 1 << (ordinal % 64);
            }
        }
        for (word, kept) in self.bits.iter_mut().zip(kept) {
            *word &= kept;
        }
    }
}

/// The documents that may be returned. `None` for all.
pub(super) fn allowed(
    conn: &Connection,
    segment: &Segment,
    query: &Query,
    filter: Option<&DocSet>,
) -> Result<Option<Mask>, SearchError> {
    if segment.dead.is_empty() && filter.is_none() && query.phrases.is_empty() && query.excluded.is_empty() {
        return Ok(None);
    }
    let mut mask = Mask::all(segment.docs.len());
    for ordinal in &segment.dead {
        mask.remove(*ordinal);
    }
    if let Some(filter) = filter {
        for (ordinal, doc) in (0..).zip(&segment.docs) {
            if !filter.contains(doc.doc) {
                mask.remove(ordinal);
            }
        }
    }
    let spelling = query.spelling();
    for phrase in &query.phrases {
        if let [word] = phrase.as_slice() {
            mask.keep(&with_word(conn, segment, word, spelling)?);
        }
        for (first, second) in phrase.iter().zip(phrase.iter().skip(1)) {
            mask.keep(&with_pair(conn, segment, first, second, spelling)?);
        }
    }
    for excluded in &query.excluded {
        let without = match excluded.as_slice() {
            [word] => with_word(conn, segment, word, spelling)?,
            [first, second] => with_pair(conn, segment, first, second, spelling)?,
            _ => Vec::new(),
        };
        without.into_iter().for_each(|ordinal| mask.remove(ordinal));
    }
    Ok(Some(mask))
}

fn with_word(conn: &Connection, segment: &Segment, word: &Term, spelling: Spelling) -> Result<Vec<u32>, SearchError> {
    let range = match spelling {
        Spelling::Exact => just(&word.key()),
        Spelling::Folded => variants(&word.folded),
    };
    ordinals(conn, segment, range)
}

fn with_pair(
    conn: &Connection,
    segment: &Segment,
    first: &Term,
    second: &Term,
    spelling: Spelling,
) -> Result<Vec<u32>, SearchError> {
    let range = match spelling {
        Spelling::Exact => just(&first.key_with(second)),
        Spelling::Folded => pair_variants(&first.folded, &second.folded),
    };
    ordinals(conn, segment, range)
}
