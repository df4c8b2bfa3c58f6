//! Scores do not depend on how the index grew, and skipping blocks changes no result.

use proptest::prelude::*;

use rusqlite::Connection;

use super::*;
use crate::cancel::CancelToken;
use crate::search::index::change::tests::{add_all, database};
use crate::search::index::{Snapshot, merge, remove};
use crate::search::known::Known;
use crate::search::understand::understand;

const WORDS: [&str; 12] = ["đường", "dương", "duong", "cửa", "của", "một", "mốt", "sổ", "đỏ", "do", "Hà", "khoa học."];

fn text(seed: u64) -> String {
    let mut state = seed | 1;
    (0..seed % 40 + 1)
        .map(|_| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(99);
            // Small numbers more often, so that some lists are long.
            WORDS[((state >> 33) as usize % 12).min((state >> 50) as usize % 12)]
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn found(conn: &Connection, query: &str, most: usize, pruning: Pruning) -> Found {
    found_among(conn, query, None, most, pruning)
}

fn found_among(conn: &Connection, query: &str, filter: Option<&DocSet>, most: usize, pruning: Pruning) -> Found {
    let (snapshot, cancel, query) = (Snapshot::read(conn).unwrap(), CancelToken::new(), Query::parse(query));
    let index = Index { conn, snapshot: &snapshot, known: &Known::default(), cancel: &cancel };
    let meaning = understand(&index, &query, &Weights::SHIPPED).unwrap();
    let look = Look { query: &query, meaning: &meaning, filter, most, pruning };
    retrieve(&index, &look, &Weights::SHIPPED).unwrap()
}

fn ranked(conn: &Connection, query: &str, most: usize, pruning: Pruning) -> Vec<Ranked> {
    found(conn, query, most, pruning).ranked
}

const QUERIES: [&str; 7] =
    ["đường", "mot cua", "sổ đỏ Hà ", "duong \"một cửa\"", "dương -của", "kho", "đường cửa một sổ đỏ khoa học"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn batches_merges_and_removals_change_no_score(
        seeds in proptest::collection::vec(any::<u64>(), 1..30),
        cut in 1_usize..9,
        extra in proptest::collection::vec(any::<u64>(), 0..6),
    ) {
        let bodies: Vec<String> = seeds.iter().map(|seed| text(*seed)).collect();
        let docs: Vec<(i64, &str, &str)> = (1..).zip(&bodies).map(|(doc, body)| (doc, "Sổ tay", body.as_str())).collect();
        let (mut whole, mut pieces) = (database(), database());
        add_all(&mut whole, &docs);
        for chunk in docs.chunks(cut) {
            add_all(&mut pieces, chunk);
        }
        let passing: Vec<String> = extra.iter().map(|seed| text(*seed)).collect();
        let numbered: Vec<(i64, &str, &str)> = (1_000..).zip(&passing).map(|(doc, body)| (doc, "Của", body.as_str())).collect();
        add_all(&mut pieces, &numbered);
        let tx = pieces.transaction().unwrap();
        remove(&tx, &numbered.iter().map(|doc| doc.0).collect::<Vec<_>>()).unwrap();
        tx.commit().unwrap();
        let answers = |conn: &Connection| QUERIES.map(|query| ranked(conn, query, 50, Pruning::Off));
        let expected = answers(&whole);
        prop_assert_eq!(&answers(&pieces), &expected);
        let tx = pieces.transaction().unwrap();
        merge::all(&tx, &CancelToken::new()).unwrap();
        tx.commit().unwrap();
        prop_assert_eq!(&answers(&pieces), &expected);
    }
}

#[test]
fn leaving_out_what_cannot_matter_changes_nothing() {
    let mut conn = database();
    let bodies: Vec<String> = (0..4_500_u64).map(|n| text(n.wrapping_mul(0x9e37_79b9))).collect();
    let docs: Vec<(i64, &str, &str)> = (1..).zip(&bodies).map(|(doc, body)| (doc, "", body.as_str())).collect();
    add_all(&mut conn, &docs);
    let mut saved = 0;
    for query in QUERIES {
        for most in [1, 10, 100] {
            let expected = ranked(&conn, query, most, Pruning::Off);
            assert_eq!(ranked(&conn, query, most, Pruning::On), expected, "{query}");
            assert!(!expected.is_empty(), "{query}");
        }
        let found = found(&conn, query, 10, Pruning::On);
        saved += usize::from(!found.complete);
    }
    assert!(saved > 0, "pruning was at work at all");
}

#[test]
fn in_many_pieces_with_removals_and_a_filter_nothing_changes_either() {
    let mut conn = database();
    let bodies: Vec<String> = (0..6_000_u64).map(|n| text(n.wrapping_mul(0x9e37_79b9))).collect();
    let titles: Vec<String> = (0..6_000_u64).map(|n| if n % 5 == 0 { text(n) } else { String::new() }).collect();
    let docs: Vec<(i64, &str, &str)> = (1..)
        .zip(titles.iter().zip(&bodies))
        .map(|(doc, (title, body))| (doc, title.as_str(), body.as_str()))
        .collect();
    // One piece of more than one window, and small ones.
    add_all(&mut conn, &docs[..4_500]);
    docs[4_500..].chunks(300).for_each(|piece| add_all(&mut conn, piece));
    let tx = conn.transaction().unwrap();
    remove(&tx, &(1..6_000).step_by(7).collect::<Vec<_>>()).unwrap();
    tx.commit().unwrap();
    let filter: DocSet = (1..6_000).filter(|doc| doc % 3 == 0 || doc % 50 == 1).collect();
    let mut saved = 0;
    for query in QUERIES {
        for filter in [None, Some(&filter)] {
            for most in [1, 20, 300] {
                let all = found_among(&conn, query, filter, most, Pruning::Off);
                let best = found_among(&conn, query, filter, most, Pruning::On);
                assert_eq!(best.ranked, all.ranked, "{query}, {most}");
                assert!(best.matched <= all.matched && best.matched >= best.ranked.len(), "{query}, {most}");
                assert!(!best.complete || best.matched == all.matched, "{query}, {most}");
                saved += usize::from(!best.complete);
            }
        }
    }
    assert!(saved > 20, "pruning was at work: {saved}");
}
