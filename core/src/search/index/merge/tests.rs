//! The law of the index: merged in any order equals rebuilt; a cancelled step loses nothing; an erased word is gone.

use proptest::prelude::*;

use super::*;
use crate::search::index::block::Posting;
use crate::search::index::change::tests::{add_all, database};
use crate::search::index::change::{erase, remove};
use crate::search::index::rows;
use crate::search::index::snapshot::Snapshot;

const WORDS: [&str; 8] = ["đường", "dương", "cửa", "của", "Hà", "Nội", "sổ.", "đỏ"];

fn body(seed: u64) -> String {
    (0..seed % 9 + 1).map(|n| WORDS[(seed.wrapping_mul(n + 3) >> 3) as usize % 8]).collect::<Vec<_>>().join(" ")
}

/// Every posting of the live index by key and document number.
fn contents(conn: &Connection) -> Vec<(Vec<u8>, u32, u8, u8)> {
    let mut all = Vec::new();
    for segment in &Snapshot::read(conn).unwrap().segments {
        let mut terms = segment.terms(conn, Vec::new()..vec![0xff; 8]).unwrap();
        while terms.advance().unwrap() {
            let (key, entry) = (terms.key().to_vec(), terms.entry().unwrap());
            let mut postings: Vec<Posting> = Vec::new();
            entry.postings(conn, segment.id, &mut Vec::new(), &mut postings).unwrap();
            assert_eq!(postings.len(), entry.count as usize);
            for posting in postings.iter().filter(|p| segment.dead.binary_search(&p.ordinal).is_err()) {
                let doc = segment.docs[posting.ordinal as usize].doc;
                all.push((key.clone(), doc, posting.title, posting.body));
            }
        }
    }
    all.sort();
    all
}

fn in_tx<T>(conn: &mut Connection, work: impl FnOnce(&Transaction<'_>) -> T) -> T {
    let tx = conn.transaction().unwrap();
    let result = work(&tx);
    tx.commit().unwrap();
    result
}

fn segments(conn: &Connection) -> i64 {
    conn.query_row("SELECT count(*) FROM search_segment", (), |row| row.get(0)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn however_documents_came_and_went_the_merged_index_is_the_rebuilt_one(
        batches in proptest::collection::vec(proptest::collection::vec((1_i64..40, any::<u64>()), 1..6), 1..12),
        removed in proptest::collection::vec(1_i64..40, 0..12),
        terms in 1_u32..9,
    ) {
        let (mut grown, mut rebuilt) = (database(), database());
        let mut last = std::collections::BTreeMap::new();
        for batch in &batches {
            let docs: Vec<_> = batch.iter().map(|(doc, seed)| (*doc, body(*seed))).collect();
            let borrowed: Vec<_> = docs.iter().map(|(doc, text)| (*doc, "Sổ", text.as_str())).collect();
            add_all(&mut grown, &borrowed);
            last.extend(docs);
        }
        // Removals fall into the middle of a merge.
        let budget = Budget { terms, rows: 3 };
        in_tx(&mut grown, |tx| step(tx, budget, &CancelToken::new())).unwrap();
        in_tx(&mut grown, |tx| remove(tx, &removed)).unwrap();
        last.retain(|doc, _| !removed.contains(doc));
        let rows: Vec<_> = last.iter().map(|(doc, text)| (*doc, "Sổ", text.as_str())).collect();
        add_all(&mut rebuilt, &rows);
        let expected = contents(&rebuilt);
        prop_assert_eq!(&contents(&grown), &expected);
        while in_tx(&mut grown, |tx| step(tx, budget, &CancelToken::new())).unwrap() == Progress::More {
            prop_assert_eq!(&contents(&grown), &expected);
        }
        in_tx(&mut grown, |tx| all(tx, &CancelToken::new())).unwrap();
        prop_assert_eq!(&contents(&grown), &expected);
        prop_assert!(segments(&grown) <= 1);
        let (a, b) = (Snapshot::read(&grown).unwrap(), Snapshot::read(&rebuilt).unwrap());
        prop_assert_eq!((a.docs, a.mean_title, a.mean_body), (b.docs, b.mean_title, b.mean_body));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_merge_of_damaged_rows_is_refused_or_done_but_never_panics(
        row in 0_usize..6,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut conn = database();
        let long = "cửa ".repeat(40);
        for start in [1, 200] {
            let docs: Vec<_> = (start..start + 150).map(|doc| (doc, body(doc as u64 * 977) + &long)).collect();
            let borrowed: Vec<_> = docs.iter().map(|(doc, text)| (*doc, "Sổ", text.as_str())).collect();
            add_all(&mut conn, &borrowed);
        }
        let ids: Vec<i64> = conn
            .prepare("SELECT id FROM search_row ORDER BY id").unwrap()
            .query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let id = ids[row % ids.len()];
        let mut payload = rows::read(&conn, id).unwrap().unwrap();
        for (at, byte) in changes {
            let at = at.index(payload.len());
            payload[at] = byte;
        }
        conn.execute("DELETE FROM search_row WHERE id = ?1", [id]).unwrap();
        rows::write(&conn, id, &payload).unwrap();
        let tx = conn.transaction().unwrap();
        match all(&tx, &CancelToken::new()) {
            Ok(()) | Err(SearchError::Damaged(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn a_cancelled_step_loses_nothing_and_the_next_goes_on() {
    let mut conn = database();
    for doc in 1..=9 {
        add_all(&mut conn, &[(doc, "", &body(doc as u64 * 977))]);
    }
    let before = contents(&conn);
    let budget = Budget { terms: 3, rows: 5 };
    in_tx(&mut conn, |tx| step(tx, budget, &CancelToken::new())).unwrap();
    let cancelled = CancelToken::new();
    cancelled.cancel();
    let tx = conn.transaction().unwrap();
    assert!(matches!(step(&tx, budget, &cancelled), Err(SearchError::Cancelled(_))));
    drop(tx);
    let mut steps = 0;
    while in_tx(&mut conn, |tx| step(tx, budget, &CancelToken::new())).unwrap() == Progress::More {
        steps += 1;
    }
    assert!(steps > 5, "the budget cuts the work into pieces");
    assert_eq!(contents(&conn), before);
    assert_eq!(segments(&conn), 1);
}

#[test]
fn an_erased_document_leaves_no_word_in_the_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("index.db");
    let mut conn = Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA secure_delete = ON;").unwrap();
    conn.execute_batch(include_str!("../../../store/sql/content/002_search.sql")).unwrap();
    add_all(&mut conn, &[(1, "", "giữ lại dòng này"), (2, "Zxqvmarker", "xoá hẳn zxqvmarker khỏi máy")]);
    let found = |path: &std::path::Path| std::fs::read(path).unwrap().windows(10).any(|window| window == b"zxqvmarker");
    assert!(found(&path), "the marker can be found at all");
    in_tx(&mut conn, |tx| erase(tx, &[2], &CancelToken::new())).unwrap();
    assert!(!found(&path));
    assert_eq!(Snapshot::read(&conn).unwrap().docs, 1);
    assert!(contents(&conn).iter().all(|(_, doc, ..)| *doc == 1));
}
