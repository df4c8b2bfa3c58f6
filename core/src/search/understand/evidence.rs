//! What the index knows of a word or a pair: in how many documents it is, and where its lists are.
//!
//! Document counts are exact: those of removed documents are subtracted by looking at the few blocks that could hold them, so a
//! removed document leaves no trace in any score or guess.

use std::ops::Range;
use std::sync::Arc;

use rusqlite::Connection;

use crate::cancel::CancelToken;
use crate::search::SearchError;
use crate::search::index::key::{self, pair_completions, pair_variants, variants};
use crate::search::index::{Entry, List, Segment, Snapshot, Term, Terms};
use crate::search::known::{Found, Known};

/// A key of the index in all its segments.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    /// Documents that have it, removed ones left out; at least 1.
    pub(crate) count: u32,
    /// By place of the segment in the snapshot.
    entries: Vec<(usize, Entry)>,
}

impl Evidence {
    /// Reads its lists.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn lists(&self, index: &Index<'_>) -> Result<Vec<(usize, Arc<List>)>, SearchError> {
        let mut lists = Vec::with_capacity(self.entries.len());
        for (at, entry) in &self.entries {
            let segment = index.snapshot.segments.get(*at).map_or(0, |segment| segment.id);
            lists.extend(index.snapshot.healthy(index.known.list(index.conn, segment, entry))?.map(|list| (*at, list)));
        }
        Ok(lists)
    }
}

/// Two neighbouring words.
pub(crate) type Pair = (Term, Term);

/// The index at one moment, as a query asks it.
#[derive(Clone, Copy)]
pub(crate) struct Index<'a> {
    /// Inside a read transaction.
    pub(crate) conn: &'a Connection,
    /// Read in the same transaction.
    pub(crate) snapshot: &'a Snapshot,
    /// What was read of it before.
    pub(crate) known: &'a Known,
    /// Stops the work between two reads.
    pub(crate) cancel: &'a CancelToken,
}

/// Says whether a key is wanted that so many documents have; asked in key order.
pub(crate) type Wants<'w> = &'w mut dyn FnMut(&[u8], u32) -> bool;

impl<'a> Index<'a> {
    /// Every word with this folded form, in key order.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn words(&self, folded: &str) -> Result<Vec<(Term, Evidence)>, SearchError> {
        Ok(parsed(&self.all(variants(folded))?, key::parse_syllable))
    }

    /// Wanted words that begin like `prefix`, the word itself among them, in key order, of the first `most` keys.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn words_from(
        &self,
        prefix: &str,
        most: usize,
        wants: Wants<'_>,
    ) -> Result<Vec<(Term, Evidence)>, SearchError> {
        Ok(parsed(&self.range(key::completions(prefix), most, wants)?, key::parse_syllable))
    }

    /// Every pair with these folded forms.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn pairs(&self, first: &str, second: &str) -> Result<Vec<(Pair, Evidence)>, SearchError> {
        Ok(parsed(&self.all(pair_variants(first, second))?, key::parse_pair))
    }

    /// Wanted pairs of a word with this folded form and one that begins like `prefix`, of the first `most` keys.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn pairs_from(
        &self,
        first: &str,
        prefix: &str,
        most: usize,
        wants: Wants<'_>,
    ) -> Result<Vec<(Pair, Evidence)>, SearchError> {
        Ok(parsed(&self.range(pair_completions(first, prefix), most, wants)?, key::parse_pair))
    }

    /// Keys of `range` that `judge` lets through, with what it says of them.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn judged<K>(
        &self,
        range: Range<Vec<u8>>,
        judge: impl Fn(&[u8]) -> Option<K>,
    ) -> Result<Vec<(K, Evidence)>, SearchError> {
        Ok(parsed(&self.range(range, usize::MAX, &mut |key, _| judge(key).is_some())?, judge))
    }

    /// Of entries that were made or looked up one by one, by place of the segment. `None` if no document is left.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn evidence(&self, entries: Vec<(usize, Entry)>) -> Result<Option<Evidence>, SearchError> {
        let mut count = 0;
        for (at, entry) in &entries {
            count += self.snapshot.segments.get(*at).map_or(Ok(0), |segment| self.live_count(segment, entry))?;
        }
        Ok((count > 0).then_some(Evidence { count, entries }))
    }

    /// What is known of all keys of `range`, which its beginning tells from every other range that is asked for here.
    fn all(&self, range: Range<Vec<u8>>) -> Result<Found, SearchError> {
        if let Some(found) = self.known.lookups.get(range.start.as_slice()) {
            return Ok(found);
        }
        let first = range.start.clone();
        let mut found = self.range(range, usize::MAX, &mut |_, _| true)?;
        for (_, evidence) in &mut found {
            evidence.entries.iter_mut().for_each(|(_, entry)| entry.detach());
        }
        let found = Arc::new(found);
        self.known.lookups.put(first, Arc::clone(&found));
        Ok(found)
    }

    /// What is known of the wanted keys of `range`, in key order, of the first `most` keys of each segment.
    fn range(
        &self,
        range: Range<Vec<u8>>,
        most: usize,
        wants: Wants<'_>,
    ) -> Result<Vec<(Vec<u8>, Evidence)>, SearchError> {
        self.cancel.check()?;
        let mut walks = Vec::with_capacity(self.snapshot.segments.len());
        for (at, segment) in self.snapshot.segments.iter().enumerate() {
            let mut walk = Walk { at, segment, terms: segment.terms(self.conn, range.clone())?, left: most };
            if walk.advance(self.snapshot)? {
                walks.push(walk);
            }
        }
        let (mut found, mut key) = (Vec::new(), Vec::new());
        while let Some(least) = walks.iter().map(|walk| walk.terms.key()).min() {
            key.clear();
            key.extend_from_slice(least);
            let (mut count, mut living) = (0, Vec::new());
            for walk in walks.iter().filter(|walk| walk.terms.key() == key) {
                let live = self.snapshot.healthy(self.live_count_at(walk))?.unwrap_or(0);
                if live > 0 {
                    count += live;
                    living.push(walk);
                }
            }
            if count > 0 && wants(&key, count) {
                let entries = living.into_iter().filter_map(|walk| Some((walk.at, walk.terms.entry()?)));
                found.push((key.clone(), Evidence { count, entries: entries.collect() }));
            }
            let mut next = 0;
            while let Some(walk) = walks.get_mut(next) {
                if walk.terms.key() != key || walk.advance(self.snapshot)? {
                    next += 1;
                } else {
                    walks.remove(next);
                }
            }
        }
        Ok(found)
    }

    fn live_count_at(&self, walk: &Walk<'a>) -> Result<u32, SearchError> {
        // Thousands of keys are counted that nobody reads: an entry is made only where something was removed.
        let entry = if walk.segment.dead.is_empty() { None } else { walk.terms.entry() };
        entry.map_or_else(|| Ok(walk.terms.count()), |entry| self.live_count(walk.segment, &entry))
    }

    fn live_count(&self, segment: &Segment, entry: &Entry) -> Result<u32, SearchError> {
        if segment.dead.is_empty() {
            return Ok(entry.count);
        }
        let list = entry.list(self.conn, segment.id)?;
        let mut dead = 0;
        let mut block = Vec::new();
        for (index, skip) in list.blocks().iter().enumerate() {
            let first = segment.dead.partition_point(|ordinal| *ordinal < skip.base);
            if segment.dead.get(first).is_none_or(|ordinal| *ordinal > skip.last) {
                continue;
            }
            list.decode(index, &mut block)?;
            dead += block.iter().filter(|posting| segment.dead.binary_search(&posting.ordinal).is_ok()).count() as u32;
        }
        Ok(entry.count.saturating_sub(dead))
    }
}

/// A segment on the way through a range of keys.
struct Walk<'a> {
    /// Place of the segment in the snapshot.
    at: usize,
    segment: &'a Segment,
    terms: Terms<'a>,
    /// Keys that may still be looked at.
    left: usize,
}

impl Walk<'_> {
    /// Goes to the next key; `false` after the last. What is damaged ends the walk.
    fn advance(&mut self, snapshot: &Snapshot) -> Result<bool, SearchError> {
        let goes_on = self.left > 0 && snapshot.healthy(self.terms.advance())?.unwrap_or(false);
        self.left = self.left.saturating_sub(1);
        Ok(goes_on)
    }
}

/// Those whose key `parse` understands.
fn parsed<K>(found: &[(Vec<u8>, Evidence)], parse: impl Fn(&[u8]) -> Option<K>) -> Vec<(K, Evidence)> {
    found.iter().filter_map(|(key, evidence)| Some((parse(key)?, evidence.clone()))).collect()
}
