//! Tests of the parent module.

use super::*;
use crate::repository::format::Sha256;

fn object(seed: u64, bytes: u64) -> Object {
    Object { sha256: Sha256::of(&seed.to_le_bytes()), bytes, raw_bytes: bytes * 3 }
}

fn index(version: u64) -> Index {
    let deltas = (1..=version)
        .flat_map(|to| bases_of(to).map(move |from| (from, to)))
        .filter(|(from, _)| *from > 0)
        .map(|(from, to)| DeltaEntry { object: object(from * 1000 + to, 10), cost: 10, from, to })
        .collect();
    let segments = vec![SegmentEntry { object: object(1, 100), count: 5 }];
    Index { version, segments, deltas, ..Index::empty("news") }
}

fn entry(version: u64) -> Collection {
    Collection { version, count: 5, set_hash: Sha256::of(b""), index: object(0, 10) }
}

#[test]
fn deltas_lead_to_a_version_from_one_four_sixteen_and_sixty_four_before() {
    assert_eq!(bases_of(7).collect::<Vec<_>>(), [6]);
    assert_eq!(bases_of(8).collect::<Vec<_>>(), [7, 4]);
    assert_eq!(bases_of(64).collect::<Vec<_>>(), [63, 60, 48, 0]);
    assert_eq!(bases_of(1).collect::<Vec<_>>(), [0]);
}

#[test]
fn a_chain_takes_the_longest_steps_that_start_at_what_is_there() {
    let chain = |version, from| {
        let index = index(version);
        index.chain(from).map(|chain| chain.iter().map(|delta| (delta.from, delta.to)).collect::<Vec<_>>())
    };
    assert_eq!(chain(9, 9), Some(vec![]));
    assert_eq!(chain(9, 3), Some(vec![(3, 4), (4, 8), (8, 9)]));
    assert_eq!(chain(40, 14), Some(vec![(14, 15), (15, 16), (16, 32), (32, 36), (36, 40)]));
    assert_eq!(chain(9, 0), None);
    assert_eq!(chain(9, 12), None);
}

#[test]
fn what_is_written_is_read() {
    let bytes = index(5).to_bytes().unwrap();
    assert_eq!(Index::parse(&bytes, "news", &entry(5)).unwrap(), index(5));
}

#[test]
fn an_index_that_does_not_fit_the_catalog_is_refused() {
    let parse = |index: &Index, entry: &Collection| Index::parse(&index.to_bytes().unwrap(), "news", entry);
    assert!(Index::parse(&index(5).to_bytes().unwrap(), "listings", &entry(5)).is_err());
    assert!(parse(&index(5), &entry(6)).is_err());
    assert!(parse(&index(5), &Collection { count: 6, ..entry(5) }).is_err());
    let mut wrong = index(5);
    wrong.deltas[0].from = 9;
    assert!(parse(&wrong, &entry(5)).is_err());
    let mut wrong = index(5);
    wrong.segments[0].count = 1_001;
    assert!(parse(&wrong, &Collection { count: 1_001, ..entry(5) }).is_err());
}
