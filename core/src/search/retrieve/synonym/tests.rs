//! A list made of pairs is the list of the documents that have all of them, removed and merged documents included.

use proptest::prelude::*;

use super::*;
use crate::cancel::CancelToken;
use crate::search::index::change::tests::{add_all, database};
use crate::search::index::{Snapshot, merge, remove};
use crate::search::known::Known;
use crate::search::retrieve::{Look, Pruning, retrieve};
use crate::search::understand::understand;

fn ranked(conn: &Connection, query: &str, pruning: Pruning) -> Vec<u32> {
    let (snapshot, cancel, query) = (Snapshot::read(conn).unwrap(), CancelToken::new(), Query::parse(query));
    let index = Index { conn, snapshot: &snapshot, known: &Known::default(), cancel: &cancel };
    let meaning = understand(&index, &query, &Weights::SHIPPED).unwrap();
    let look = Look { query: &query, meaning: &meaning, filter: None, most: 50, pruning };
    let found = retrieve(&index, &look, &Weights::SHIPPED).unwrap();
    found.ranked.iter().map(|ranked| ranked.doc).collect()
}

fn library() -> Connection {
    let mut conn = database();
    add_all(
        &mut conn,
        &[
            (1, "Cấp giấy chứng nhận quyền sử dụng đất", "Trình tự cấp giấy chứng nhận quyền sử dụng đất lần đầu."),
            (2, "Sổ đỏ trao tận tay", "Người dân nhận sổ đỏ."),
            (3, "Hoa phượng đỏ", "Hoa đỏ bên sổ, giấy tốt."),
            (4, "Lễ hội vải thiều", "Năm nay được mùa."),
        ],
    );
    // Words are common, names are rare.
    let common: Vec<(i64, &str, &str)> =
        (100..160).map(|doc| (doc, "Chuyện làng", ["Trời đỏ dần", "Sổ đã cũ"][doc as usize % 2])).collect();
    add_all(&mut conn, &common);
    conn
}

#[test]
fn an_everyday_name_finds_the_official_one_below_itself_and_above_stray_words() {
    let conn = library();
    assert_eq!(ranked(&conn, "sổ đỏ", Pruning::On)[..3], [2, 1, 3]);
    assert_eq!(ranked(&conn, "giấy chứng nhận quyền sử dụng đất", Pruning::On)[..2], [1, 2]);
    assert!(ranked(&conn, "so do", Pruning::On).contains(&1));
    assert!(!ranked(&conn, "số do", Pruning::On).contains(&1), "with another mark it is no name");
}

#[test]
fn a_removed_document_is_not_found_by_another_name() {
    let mut conn = library();
    let tx = conn.transaction().unwrap();
    remove(&tx, &[1]).unwrap();
    tx.commit().unwrap();
    assert_eq!(ranked(&conn, "sổ đỏ", Pruning::On)[..2], [2, 3]);
    assert!(!ranked(&conn, "sổ đỏ", Pruning::Off).contains(&1));
}

const PIECES: [&str; 8] = ["ủy ban nhân dân", "ủy ban", "ban nhân", "nhân dân", "UBND", "xã.", "ubnd tỉnh", "dân ủy"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_made_list_has_each_document_with_every_pair(
        bodies in proptest::collection::vec(proptest::collection::vec(0_usize..8, 0..6), 1..300),
        cut in 20_usize..200,
    ) {
        let bodies: Vec<String> =
            bodies.iter().map(|body| body.iter().map(|at| PIECES[*at]).collect::<Vec<_>>().join(" ; ")).collect();
        let docs: Vec<(i64, &str, &str)> = (1..).zip(&bodies).map(|(doc, body)| (doc, "", body.as_str())).collect();
        let mut conn = database();
        for chunk in docs.chunks(cut) {
            add_all(&mut conn, chunk);
        }
        let phrase: Vec<Term> = Query::parse("ủy ban nhân dân").words.into_iter().map(|word| word.term).collect();
        let count = |conn: &Connection| {
            let (snapshot, cancel) = (Snapshot::read(conn).unwrap(), CancelToken::new());
            let index = Index { conn, snapshot: &snapshot, known: &Known::default(), cancel: &cancel };
            evidence(&index, &phrase).unwrap().map_or(0, |evidence| evidence.count)
        };
        let has_all = |body: &str| ["ủy ban", "ban nhân", "nhân dân"].iter().all(|pair| body.contains(pair));
        let expected = bodies.iter().filter(|body| has_all(body)).count() as u32;
        prop_assert_eq!(count(&conn), expected);
        let pruned = ranked(&conn, "ubnd xã", Pruning::On);
        prop_assert_eq!(&pruned, &ranked(&conn, "ubnd xã", Pruning::Off));
        let tx = conn.transaction().unwrap();
        merge::all(&tx, &CancelToken::new()).unwrap();
        tx.commit().unwrap();
        prop_assert_eq!(count(&conn), expected);
        prop_assert_eq!(ranked(&conn, "ubnd xã", Pruning::On), pruned);
    }
}
