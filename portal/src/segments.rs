//! Which segment holds a record (decision 24).
//!
//! Pure. A record is assigned when it enters its collection and stays through edits and withdrawals; new ones go to the newest
//! segment until it is full; a drop only shrinks. So a release rewrites few segments, and all others keep their object.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use app4g_core::Timestamp;
use app4g_core::repository::format::{MAX_RAW, MAX_SEGMENT_RECORDS, SEGMENT_FULL, Sha256};

use crate::ledger::holding::{Held, Member};
use crate::plan::Change;

/// A collection after a change.
#[derive(Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Its records by id.
    pub members: HashMap<String, Member>,
    /// Segments to be written again; those that hold nothing any more are not among them.
    pub touched: BTreeSet<u64>,
    /// All segments, the higher the newer.
    pub numbers: BTreeSet<u64>,
}

/// Records and raw bytes of a segment.
#[derive(Clone, Copy, Default)]
struct Fill {
    count: u64,
    raw: u64,
}

/// Applies `change` to what was held. `bytes` and `published` tell the length of a line and the first date of a record.
pub fn assign(
    held: Option<&Held>,
    change: &Change,
    bytes: impl Fn(&Sha256) -> u64,
    published: impl Fn(&str) -> Timestamp,
) -> Assigned {
    let mut members = held.map(|held| held.members.clone()).unwrap_or_default();
    let mut fills: BTreeMap<u64, Fill> = BTreeMap::new();
    for (number, segment) in held.into_iter().flat_map(|held| &held.segments) {
        fills.insert(*number, Fill { count: segment.count, raw: segment.object.raw_bytes });
    }
    let mut touched = BTreeSet::new();
    for id in &change.drop {
        if let Some(member) = members.remove(id) {
            take_out(&mut fills, &member);
            touched.insert(member.segment);
        }
    }
    let mut entering: Vec<(&String, Sha256, u64)> = Vec::new();
    let mut edited: Vec<&String> = Vec::new();
    for (id, digest) in &change.put {
        let bytes = bytes(digest);
        let Some(member) = members.get_mut(id) else {
            entering.push((id, *digest, bytes));
            continue;
        };
        take_out(&mut fills, member);
        *member = Member { digest: *digest, bytes, segment: member.segment };
        put_in(&mut fills, member);
        touched.insert(member.segment);
        edited.push(id);
    }
    // Edits that made a segment larger than any object may be: the longest of them enter anew.
    edited.sort_by_key(|id| (Reverse(members.get(*id).map_or(0, |member| member.bytes)), *id));
    for id in edited {
        let is_over = |member: &&Member| fills.get(&member.segment).is_some_and(|fill| fill.raw > MAX_RAW);
        if let Some(member) = members.get(id).filter(is_over).copied() {
            take_out(&mut fills, &member);
            members.remove(id);
            entering.push((id, member.digest, member.bytes));
        }
    }
    entering.sort_by_key(|(id, ..)| (published(id), *id));
    let mut newest = fills.keys().next_back().copied().unwrap_or_default();
    for (id, digest, bytes) in entering {
        let has_room = |fill: &Fill| fill.count < MAX_SEGMENT_RECORDS && fill.raw < SEGMENT_FULL;
        if !fills.get(&newest).is_some_and(has_room) {
            newest += 1;
        }
        let member = Member { digest, bytes, segment: newest };
        put_in(&mut fills, &member);
        touched.insert(newest);
        members.insert(id.clone(), member);
    }
    fills.retain(|_, fill| fill.count > 0);
    touched.retain(|number| fills.contains_key(number));
    Assigned { members, touched, numbers: fills.into_keys().collect() }
}

fn take_out(fills: &mut BTreeMap<u64, Fill>, member: &Member) {
    if let Some(fill) = fills.get_mut(&member.segment) {
        fill.count = fill.count.saturating_sub(1);
        fill.raw = fill.raw.saturating_sub(member.bytes + 1);
    }
}

fn put_in(fills: &mut BTreeMap<u64, Fill>, member: &Member) {
    let fill = fills.entry(member.segment).or_default();
    fill.count += 1;
    fill.raw += member.bytes + 1;
}

/// The records of the segments `numbers`, each in its order: first published first, newest at the top, then by id.
pub fn order<'a>(
    members: &'a HashMap<String, Member>,
    numbers: &BTreeSet<u64>,
    published: impl Fn(&str) -> Timestamp,
) -> BTreeMap<u64, Vec<(&'a str, Sha256)>> {
    let mut segments: BTreeMap<u64, Vec<_>> = BTreeMap::new();
    for (id, member) in members.iter().filter(|(_, member)| numbers.contains(&member.segment)) {
        segments.entry(member.segment).or_default().push((Reverse(published(id)), id.as_str(), member.digest));
    }
    let sorted = segments.into_iter().map(|(number, mut records)| {
        records.sort_unstable();
        (number, records.into_iter().map(|(_, id, digest)| (id, digest)).collect())
    });
    sorted.collect()
}

#[cfg(test)]
mod tests;
