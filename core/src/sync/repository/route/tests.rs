//! Tests of the parent module.

use super::*;
use crate::repository::format::{Object, Sha256};

fn object(seed: u8, bytes: u64) -> Object {
    Object { sha256: Sha256([seed; 32]), bytes, raw_bytes: bytes * 3 }
}

fn segment(seed: u8, bytes: u64) -> SegmentEntry {
    SegmentEntry { object: object(seed, bytes), count: 10 }
}

fn delta(from: u64, to: u64, cost: u64) -> DeltaEntry {
    DeltaEntry { object: object(100, cost), cost, from, to }
}

fn index(deltas: Vec<DeltaEntry>) -> Index {
    Index { version: 9, segments: vec![segment(1, 1000), segment(2, 500)], deltas, ..Index::empty("news") }
}

fn here(version: u64) -> Here {
    Here { version, ..Here::default() }
}

#[test]
fn a_first_load_takes_the_segments() {
    assert_eq!(route(&index(vec![delta(8, 9, 1)]), &here(0)), Route::Segments(vec![segment(1, 1000), segment(2, 500)]));
}

#[test]
fn the_fewer_bytes_win() {
    // Two segments against one delta: a question more.
    let most = 1500 + QUESTION + SCAN;
    assert_eq!(route(&index(vec![delta(8, 9, most)]), &here(8)), Route::Deltas(vec![delta(8, 9, most)]));
    assert!(matches!(route(&index(vec![delta(8, 9, most + 1)]), &here(8)), Route::Segments(_)));
    // A segment that is here whole costs nothing.
    let known = Here { by_segment: HashMap::from([([1; 32], 10)]), ..here(8) };
    assert_eq!(route(&index(vec![delta(8, 9, 501 + SCAN)]), &known), Route::Segments(vec![segment(2, 500)]));
    let partly = Here { by_segment: HashMap::from([([1; 32], 9)]), ..here(8) };
    assert!(matches!(route(&index(vec![delta(8, 9, 501 + SCAN)]), &partly), Route::Deltas(_)));
}

#[test]
fn many_questions_cost_more_than_a_few_bytes() {
    let known = Here { by_segment: HashMap::from([([1; 32], 10)]), ..here(1) };
    let chain = |object_bytes| {
        let step = |from| DeltaEntry { object: object(100, object_bytes), ..delta(from, from + 1, 60) };
        route(&index((1..9).map(step).collect()), &known)
    };
    assert!(
        matches!(chain(60), Route::Deltas(_)),
        "8 questions for 480 bytes, or one for 500 and a look at every record"
    );
    assert!(matches!(chain(30), Route::Segments(_)), "an edit object beside each makes 16");
}

#[test]
fn deltas_are_sure_only_where_no_segment_could_be_cheaper() {
    let sure = |cost| surely_deltas(&index(vec![delta(8, 9, cost)]), 8, 0);
    assert_eq!(sure(500 + SCAN), Some(vec![delta(8, 9, 500 + SCAN)]));
    assert_eq!(sure(501 + SCAN), None);
    let small = index(vec![delta(8, 9, 1)]);
    assert_eq!(surely_deltas(&small, 7, 0), None);
    assert_eq!(surely_deltas(&small, 8, 9), None);
    assert_eq!(surely_deltas(&small, 0, 0), None);
    assert_eq!(surely_deltas(&small, 9, 0), None);
}

#[test]
fn without_deltas_that_lead_here_or_after_a_refusal_the_segments_are_taken() {
    assert!(matches!(route(&index(vec![delta(7, 9, 1)]), &here(8)), Route::Segments(_)));
    let refused = Here { refused: 9, ..here(8) };
    assert!(matches!(route(&index(vec![delta(8, 9, 1)]), &refused), Route::Segments(_)));
    let refused_before = Here { refused: 8, ..here(8) };
    assert!(matches!(route(&index(vec![delta(8, 9, 1)]), &refused_before), Route::Deltas(_)));
}
