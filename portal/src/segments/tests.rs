//! Tests of the parent module.

use super::*;
use app4g_core::repository::format::{Collection, Object, SegmentEntry};
use proptest::prelude::*;

/// A line's length stands in the first bytes of its made-up hash.
fn digest(id: u64, edit: u64, bytes: u64) -> Sha256 {
    let mut digest = Sha256::of(&[id.to_le_bytes(), edit.to_le_bytes()].concat());
    digest.0[..8].copy_from_slice(&bytes.to_le_bytes());
    digest
}

fn bytes(digest: &Sha256) -> u64 {
    u64::from_le_bytes(digest.0[..8].try_into().unwrap())
}

fn published(id: &str) -> Timestamp {
    Timestamp::from_unix(id.parse().unwrap())
}

fn id(id: u64) -> String {
    format!("{id:06}")
}

fn held(assigned: &Assigned) -> Held {
    let object = |raw| Object { sha256: Sha256::default(), bytes: 1, raw_bytes: raw };
    let mut segments: BTreeMap<u64, SegmentEntry> = BTreeMap::new();
    for member in assigned.members.values() {
        let entry = segments.entry(member.segment).or_insert(SegmentEntry { object: object(0), count: 0 });
        entry.count += 1;
        entry.object.raw_bytes += member.bytes + 1;
    }
    Held {
        entry: Collection { version: 1, count: 0, set_hash: Sha256::default(), index: object(0) },
        highest: 1,
        segments,
        deltas: vec![],
        members: assigned.members.clone(),
        versions: BTreeSet::new(),
    }
}

fn put(ids: impl Iterator<Item = u64>, edit: u64, bytes: u64) -> Change {
    Change { put: ids.map(|n| (id(n), digest(n, edit, bytes))).collect(), drop: BTreeSet::new() }
}

fn drop(ids: impl Iterator<Item = u64>) -> Change {
    Change { put: BTreeMap::new(), drop: ids.map(id).collect() }
}

fn apply(before: Option<&Assigned>, change: &Change) -> Assigned {
    assign(before.map(held).as_ref(), change, bytes, published)
}

#[test]
fn a_thousand_records_fill_a_segment_and_the_newest_are_in_the_newest() {
    let first = apply(None, &put(0..2_500, 0, 100));
    assert_eq!(first.numbers, BTreeSet::from([1, 2, 3]));
    assert_eq!(first.members[&id(0)].segment, 1);
    assert_eq!(first.members[&id(2_499)].segment, 3);
    let order = order(&first.members, &BTreeSet::from([3]), published);
    assert_eq!(order[&3].first().unwrap().0, id(2_499));
    assert_eq!(order[&3].len(), 500);
}

#[test]
fn four_mebibytes_fill_a_segment_too() {
    let first = apply(None, &put(0..5, 0, 2 << 20));
    assert_eq!(first.numbers.len(), 3);
    assert!(held(&first).segments.values().all(|segment| segment.object.raw_bytes <= MAX_RAW));
}

#[test]
fn an_edit_stays_where_it_is_and_touches_nothing_else() {
    let first = apply(None, &put(0..2_500, 0, 100));
    let second = apply(Some(&first), &put(7..8, 1, 120));
    assert_eq!(second.touched, BTreeSet::from([1]));
    assert_eq!(second.members[&id(7)].segment, 1);
    let third = apply(Some(&second), &put(2_500..2_600, 0, 100));
    assert_eq!(third.touched, BTreeSet::from([3]));
}

#[test]
fn drops_shrink_and_an_emptied_segment_vanishes() {
    let first = apply(None, &put(0..2_500, 0, 100));
    let second = apply(Some(&first), &drop(0..999));
    assert_eq!((second.touched, second.numbers.len()), (BTreeSet::from([1]), 3));
    let third = apply(Some(&first), &drop(0..1_000));
    assert_eq!((third.touched.len(), third.numbers), (0, BTreeSet::from([2, 3])));
}

#[test]
fn edits_that_would_burst_a_segment_enter_anew() {
    let first = apply(None, &put(0..1_000, 0, 4_000));
    let second = apply(Some(&first), &put(0..3, 1, 2 << 20));
    assert!(held(&second).segments.values().all(|segment| segment.object.raw_bytes <= MAX_RAW));
    assert_eq!(second.members.len(), 1_000);
}

proptest! {
    /// After any history: every record is in exactly one listed segment, no segment is over its bounds, and records that
    /// neither entered nor burst out kept theirs.
    #[test]
    fn assignments_hold_their_bounds(
        steps in prop::collection::vec((0_u64..3_000, 1_u64..1_500, 0_u8..3, 1_u64..200_000), 1..8),
    ) {
        let mut now: Option<Assigned> = None;
        for (step, (from, many, what, bytes)) in (1..).zip(steps) {
            let ids = from..from + many;
            let change = if what == 0 { drop(ids) } else { put(ids, step, bytes) };
            let next = apply(now.as_ref(), &change);
            let held = held(&next);
            let listed: BTreeSet<u64> = held.segments.keys().copied().collect();
            prop_assert_eq!(&listed, &next.numbers);
            for segment in held.segments.values() {
                prop_assert!(segment.count <= MAX_SEGMENT_RECORDS && segment.object.raw_bytes <= MAX_RAW);
            }
            for (id, member) in now.iter().flat_map(|before| &before.members) {
                let is_changed = change.put.contains_key(id) || change.drop.contains(id);
                prop_assert!(is_changed || next.members[id] == *member);
            }
            now = Some(next);
        }
    }
}
