//! What the index knows of a word or a pair: in how many documents it is, and where its lists are.
//!
//! Document counts are exact: those of removed documents are subtracted by looking at the few blocks that could hold them, so a
//! removed document leaves no trace in any score or guess.

use std::ops::Range;

use rusqlite::Connection;

use crate::cancel::CancelToken;
use crate::search::SearchError;
use crate::search::index::key::{self, pair_completions, pair_variants, variants};
use crate::search::index::{Entry, List, Segment, Snapshot, Term};

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
    pub(crate) fn lists(&self, index: &Index<'_>) -> Result<Vec<(usize, List)>, SearchError> {
        let mut lists = Vec::with_capacity(self.entries.len());
        for (at, entry) in &self.entries {
            let segment = index.snapshot.segments.get(*at).map_or(0, |segment| segment.id);
            lists.extend(index.snapshot.healthy(entry.list(index.conn, segment))?.map(|list| (*at, list)));
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
    /// Stops the work between two reads.
    pub(crate) cancel: &'a CancelToken,
}

impl Index<'_> {
    /// Every word with this folded form, in key order.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn words(&self, folded: &str) -> Result<Vec<(Term, Evidence)>, SearchError> {
        self.range(variants(folded), usize::MAX, key::parse_syllable)
    }

    /// Words that begin like `prefix`, the word itself among them, in key order, of the first `most` keys.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn words_from(&self, prefix: &str, most: usize) -> Result<Vec<(Term, Evidence)>, SearchError> {
        self.range(key::completions(prefix), most, key::parse_syllable)
    }

    /// Every pair with these folded forms.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn pairs(&self, first: &str, second: &str) -> Result<Vec<(Pair, Evidence)>, SearchError> {
        self.range(pair_variants(first, second), usize::MAX, key::parse_pair)
    }

    /// Pairs of a word with this folded form and one that begins like `prefix`, of the first `most` keys.
    ///
    /// # Errors
    /// As any read of the index.
    pub(crate) fn pairs_from(
        &self,
        first: &str,
        prefix: &str,
        most: usize,
    ) -> Result<Vec<(Pair, Evidence)>, SearchError> {
        self.range(pair_completions(first, prefix), most, key::parse_pair)
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
        self.range(range, usize::MAX, judge)
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

    fn range<K>(
        &self,
        range: Range<Vec<u8>>,
        most: usize,
        parse: impl Fn(&[u8]) -> Option<K>,
    ) -> Result<Vec<(K, Evidence)>, SearchError> {
        let keys = self.keys(range, most)?.into_iter();
        Ok(keys.filter_map(|(key, evidence)| Some((parse(&key)?, evidence))).collect())
    }

    /// The first `most` keys of `range` in each segment, ascending.
    fn keys(&self, range: Range<Vec<u8>>, most: usize) -> Result<Vec<(Vec<u8>, Evidence)>, SearchError> {
        self.cancel.check()?;
        let mut found: Vec<(u32, usize, Entry)> = Vec::new();
        for (at, segment) in self.snapshot.segments.iter().enumerate() {
            let mut terms = segment.terms(self.conn, range.clone())?;
            let mut seen = 0;
            while let Some(entry) = self.snapshot.healthy(terms.next())?.flatten() {
                seen += 1;
                if seen > most {
                    break;
                }
                let count = self.snapshot.healthy(self.live_count(segment, &entry))?.unwrap_or(0);
                if count > 0 {
                    found.push((count, at, entry));
                }
            }
        }
        // Each segment's keys ascend already; of equal ones the segments stay in their order.
        found.sort_by(|(.., a), (.., b)| a.key.cmp(&b.key));
        let mut all: Vec<(Vec<u8>, Evidence)> = Vec::new();
        let mut found = found.into_iter().peekable();
        while let Some((count, at, mut entry)) = found.next() {
            let key = std::mem::take(&mut entry.key);
            let mut evidence = Evidence { count, entries: vec![(at, entry)] };
            while let Some((count, at, mut entry)) = found.next_if(|(.., next)| next.key == key) {
                entry.key = Vec::new();
                evidence.count += count;
                evidence.entries.push((at, entry));
            }
            all.push((key, evidence));
        }
        Ok(all)
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
