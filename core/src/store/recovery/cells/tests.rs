//! Reading rows from raw pages finds every row SQL sees, and noise yields no more than noise.

use proptest::prelude::*;
use rusqlite::Connection;

use super::*;

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::Integer),
        (0i64..300).prop_map(Value::Integer),
        "[a-zà-ỹ ]{0,40}".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..3000).prop_map(Value::Blob),
    ]
}

fn all(path: &std::path::Path, size: u32) -> Vec<Row> {
    let mut pages = Pages::open(path, size).unwrap().unwrap();
    (1..=pages.count()).flat_map(|number| rows(&mut pages, number)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_row_that_sql_sees_is_found_with_and_without_rowid(
        table in prop::collection::vec((value(), value()), 1..60),
        names in prop::collection::btree_map("[a-z]{1,90}", value(), 1..200),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(
            "PRAGMA page_size = 1024; PRAGMA auto_vacuum = INCREMENTAL;
             CREATE TABLE t (n INTEGER PRIMARY KEY, a, b);
             CREATE TABLE w (k TEXT PRIMARY KEY, x INTEGER, y, z) WITHOUT ROWID;",
        ).unwrap();
        conn.execute_batch("BEGIN").unwrap();
        for (a, b) in &table {
            conn.execute("INSERT INTO t (a, b) VALUES (?1, ?2)", (a, b)).unwrap();
        }
        for (key, value) in &names {
            conn.execute("INSERT INTO w VALUES (?1, 7, 'y', ?2)", (key, value)).unwrap();
        }
        conn.execute_batch("COMMIT").unwrap();
        drop(conn);
        let rows = all(&path, 1024);
        for (at, (a, b)) in table.iter().enumerate() {
            let expected = Row {
                rowid: Some(i64::try_from(at).unwrap() + 1),
                values: vec![Value::Null, a.clone(), b.clone()],
            };
            prop_assert!(rows.contains(&expected), "row {at} of t");
        }
        for (key, value) in &names {
            let expected = vec![Value::Text(key.clone()), Value::Integer(7), Value::Text("y".into()), value.clone()];
            prop_assert!(rows.iter().any(|row| row.rowid.is_none() && row.values == expected), "{key} of w");
        }
    }

    #[test]
    fn noise_is_never_more_than_noise(page in prop::collection::vec(any::<u8>(), 4096), kind in 0u8..3) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut page = page;
        page[0] = [TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR][usize::from(kind)];
        std::fs::write(&path, page).unwrap();
        for row in all(&path, 4096) {
            prop_assert!(row.values.len() <= 4096);
        }
    }
}

#[test]
fn an_overflow_chain_that_bites_its_tail_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    // A leaf whose one cell claims 5000 bytes and continues on page 1, which is itself.
    let mut page = vec![0_u8; 1024];
    page[0] = TABLE_LEAF;
    page[4] = 1;
    page[8..10].copy_from_slice(&20_u16.to_be_bytes());
    page[20..23].copy_from_slice(&[0xa7, 0x08, 1]);
    let local = local_bytes(1024, TABLE_LEAF, 5000);
    page[23 + local..27 + local].copy_from_slice(&2_u32.to_be_bytes());
    let mut file = vec![0_u8; 1024];
    file.extend(&page);
    std::fs::write(&path, file).unwrap();
    assert!(all(&path, 1024).len() <= 1);
}
