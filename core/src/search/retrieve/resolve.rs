//! From clauses to the lists that are there.
//!
//! Document counts are exact: those of removed documents are subtracted by looking at the few blocks that could hold them,
//! so a removed document leaves no trace in any score.

use std::collections::BTreeMap;
use std::ops::Range;

use rusqlite::Connection;

use super::clause::{Clause, Match, Sought};
use super::synonym;
use crate::cancel::CancelToken;
use crate::search::SearchError;
use crate::search::index::{Entry, List, Segment, Snapshot, Terms};
use crate::search::rank::weights::{COMPLETION, LONGER_WORD, MAX_COMPLETIONS};
use crate::search::rank::{Worth, idf};

/// One form of a clause: what its occurrences count, and its list in each segment that has it.
pub(super) struct Form {
    /// `None` for the form that was typed.
    pub(super) guess: Option<f32>,
    /// By place of the segment in the snapshot.
    pub(super) lists: Vec<(usize, List)>,
}

/// A clause with its lists.
pub(super) struct Resolved {
    pub(super) worth: Worth,
    pub(super) forms: Vec<Form>,
}

/// A key with its entries in all segments.
pub(super) struct Candidate {
    pub(super) found: Match,
    pub(super) entries: Vec<(usize, Entry)>,
    /// Documents that have it, removed ones left out.
    pub(super) count: u32,
}

/// Reads the lists of all clauses; a clause that nothing answers is left out.
pub(super) fn all(
    conn: &Connection,
    snapshot: &Snapshot,
    clauses: Vec<Clause>,
    cancel: &CancelToken,
) -> Result<Vec<Resolved>, SearchError> {
    let mut resolved = Vec::with_capacity(clauses.len());
    for clause in clauses {
        cancel.check()?;
        resolved.extend(one(conn, snapshot, &clause)?);
    }
    Ok(resolved)
}

fn one(conn: &Connection, snapshot: &Snapshot, clause: &Clause) -> Result<Option<Resolved>, SearchError> {
    let mut candidates = Vec::new();
    for sought in &clause.sought {
        let found = match sought {
            Sought::Phrase(phrase) => synonym::find(conn, snapshot, phrase)?,
            keys => find(conn, snapshot, keys)?,
        };
        candidates.extend(found.into_values().filter(|candidate| candidate.count > 0));
    }
    let complete = keep_best_completions(&mut candidates);
    let (mut forms, mut count, mut guess) = (Vec::new(), 0.0, 0.0_f32);
    for candidate in candidates {
        let weight = match candidate.found {
            Match::Exact => None,
            Match::Guess(weight) => Some(weight),
            Match::Completion(weight) => Some(weight * complete),
        };
        count += weight.unwrap_or(1.0) * candidate.count as f32;
        guess = guess.max(weight.unwrap_or_default());
        let lists = candidate
            .entries
            .iter()
            .map(|(at, entry)| Ok((*at, entry.list(conn, segment_id(snapshot, *at))?)))
            .collect::<Result<_, SearchError>>()?;
        forms.push(Form { guess: weight, lists });
    }
    let weight = clause.class * idf(snapshot.docs, count);
    Ok((!forms.is_empty()).then_some(Resolved { worth: Worth { weight, guess }, forms }))
}

fn segment_id(snapshot: &Snapshot, at: usize) -> i64 {
    snapshot.segments.get(at).map_or(0, |segment| segment.id)
}

/// Keeps the most frequent completions and returns what they weigh: little if what was typed is a word itself.
fn keep_best_completions(candidates: &mut Vec<Candidate>) -> f32 {
    let is_word = candidates.iter().any(|candidate| !matches!(candidate.found, Match::Completion(_)));
    let mut counts: Vec<u32> = candidates
        .iter()
        .filter(|candidate| matches!(candidate.found, Match::Completion(_)))
        .map(|candidate| candidate.count)
        .collect();
    if counts.len() > MAX_COMPLETIONS {
        counts.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
        let least = counts.get(MAX_COMPLETIONS - 1).copied().unwrap_or_default();
        let mut room = MAX_COMPLETIONS;
        candidates.retain(|candidate| {
            let kept = !matches!(candidate.found, Match::Completion(_)) || (candidate.count >= least && room > 0);
            if kept && matches!(candidate.found, Match::Completion(_)) {
                room -= 1;
            }
            kept
        });
    }
    if is_word { LONGER_WORD } else { COMPLETION }
}

fn find(conn: &Connection, snapshot: &Snapshot, sought: &Sought) -> Result<BTreeMap<Vec<u8>, Candidate>, SearchError> {
    let mut candidates = BTreeMap::new();
    for (at, segment) in snapshot.segments.iter().enumerate() {
        let mut terms = Terms::new(conn, segment.id, sought.range())?;
        while let Some(entry) = terms.next()? {
            let Some(found) = sought.judge(&entry.key) else { continue };
            let count = live_count(conn, segment, &entry)?;
            let candidate = candidates.entry(entry.key.clone()).or_insert_with(|| Candidate {
                found,
                entries: Vec::new(),
                count: 0,
            });
            candidate.count += count;
            candidate.entries.push((at, entry));
        }
    }
    Ok(candidates)
}

pub(super) fn live_count(conn: &Connection, segment: &Segment, entry: &Entry) -> Result<u32, SearchError> {
    if segment.dead.is_empty() {
        return Ok(entry.count);
    }
    let list = entry.list(conn, segment.id)?;
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

/// The documents of a segment that have any of the keys in `range`, as ordinals in ascending order.
pub(super) fn ordinals(conn: &Connection, segment: i64, range: Range<Vec<u8>>) -> Result<Vec<u32>, SearchError> {
    let mut terms = Terms::new(conn, segment, range)?;
    let (mut postings, mut scratch) = (Vec::new(), Vec::new());
    while let Some(entry) = terms.next()? {
        entry.postings(conn, segment, &mut scratch, &mut postings)?;
    }
    let mut ordinals: Vec<u32> = postings.into_iter().map(|posting| posting.ordinal).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    Ok(ordinals)
}

/// The range that holds one key only.
pub(super) fn just(key: &[u8]) -> Range<Vec<u8>> {
    let mut end = key.to_vec();
    end.push(0);
    key.to_vec()..end
}
