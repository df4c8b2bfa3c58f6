//! Lists come back from their segment, and looking up a term scans no table.

use super::*;
use crate::search::index::change::tests::database;
use crate::search::index::key;

#[test]
fn long_and_short_lists_come_back_from_their_segment() {
    let conn = database();
    let docs: Vec<DocEntry> = (0..5_000).map(|n| DocEntry { doc: n * 2 + 1, title: 3, body: (n % 90) as u8 }).collect();
    let segment = create(&conn, State::Live, &docs).unwrap();
    let mut writer = SegmentWriter::new(&conn, segment, &docs, 0, 0);
    let list = |step: u32| -> Vec<Posting> {
        (0..5_000)
            .step_by(step as usize)
            .map(|ordinal| Posting { ordinal, title: 0, body: 1 + (ordinal % 3) as u8 })
            .collect()
    };
    for step in 1..3_000_u32 {
        writer.push(format!("k{step:05}").as_bytes(), &list(step)).unwrap();
    }
    writer.close().unwrap();
    assert_eq!(read_docs(&conn, segment, 5_000).unwrap(), docs);
    let directory = Directory::read(&conn, segment).unwrap();
    let mut terms = Terms::within(&conn, segment, &directory, b"k00007".to_vec()..b"k01000".to_vec());
    for step in 7..1_000 {
        assert!(terms.advance().unwrap());
        assert_eq!(terms.key(), format!("k{step:05}").as_bytes());
        let entry = terms.entry().unwrap();
        let mut postings = Vec::new();
        entry.postings(&conn, segment, &mut Vec::new(), &mut postings).unwrap();
        assert_eq!(postings, list(step));
    }
    assert!(!terms.advance().unwrap());
}

#[test]
fn the_first_keys_of_all_leaves_are_read_in_order_from_their_index() {
    let conn = database();
    let sql = "EXPLAIN QUERY PLAN SELECT first_key, leaf FROM search_leaf WHERE segment = 1 ORDER BY first_key";
    let plan: String = conn.query_row(sql, (), |row| row.get(3)).unwrap();
    assert!(plan.starts_with("SEARCH") && !plan.contains("TEMP B-TREE"), "{plan}");
    let directory = Directory::read(&conn, 1).unwrap();
    assert!(!Terms::within(&conn, 1, &directory, key::variants("cua")).advance().unwrap());
}

#[test]
fn a_leaf_that_is_missing_is_damage_and_not_an_early_end() {
    let conn = database();
    let docs = [DocEntry { doc: 1, title: 1, body: 1 }];
    let segment = create(&conn, State::Live, &docs).unwrap();
    let mut writer = SegmentWriter::new(&conn, segment, &docs, 0, 0);
    for n in 0..2_000 {
        writer.push(format!("k{n:05}").as_bytes(), &[Posting { ordinal: 0, title: 0, body: 1 }]).unwrap();
    }
    assert!(writer.close().unwrap().0 > 1, "more than one leaf");
    conn.execute("DELETE FROM search_row WHERE id = ?1", [row_id(segment, Region::Leaves, 1)]).unwrap();
    let directory = Directory::read(&conn, segment).unwrap();
    let mut terms = Terms::within(&conn, segment, &directory, b"k".to_vec()..b"l".to_vec());
    let end = std::iter::from_fn(|| Some(terms.advance())).find(|step| !matches!(step, Ok(true)));
    assert!(matches!(end, Some(Err(SearchError::Damaged(_)))));
}
