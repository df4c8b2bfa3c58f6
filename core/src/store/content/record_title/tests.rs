//! Tests of the parent module.

use super::*;
use crate::store::fixtures::{self, NOW};

fn title(conn: &Connection, doc: i64, published: i64, valid_until: Option<i64>) -> Result<(), StoreError> {
    let title = format!("Số {doc}");
    add(conn, &NewTitle { kind: "notice", published, doc, id: &title, sample: false, valid_until, title: &title })
}

#[test]
fn a_list_is_newest_first_without_what_is_over() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    writer
        .write(|tx| {
            title(tx, 1, 100, None)?;
            title(tx, 2, 300, Some(NOW.unix() - 1))?;
            title(tx, 3, 200, Some(NOW.unix()))
        })
        .unwrap();
    let docs = |after| {
        let page = store.content().read(|conn| page(conn, "notice", after, NOW, 10)).unwrap();
        page.iter().map(|row| row.doc).collect::<Vec<_>>()
    };
    assert_eq!(docs(None), [3, 1]);
    assert_eq!(docs(Some((Timestamp::from_unix(200), 3))), [1]);
    let plan: String = store
        .content()
        .read(|conn| {
            Ok::<_, StoreError>(conn.query_row(
                &format!("EXPLAIN QUERY PLAN {PAGE}"),
                ("notice", 1, 1, 1, 1),
                |row| row.get(3),
            )?)
        })
        .unwrap();
    assert!(plan.starts_with("SEARCH record_title USING PRIMARY KEY (kind=?"), "{plan}");
}
