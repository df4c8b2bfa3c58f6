//! Tests of the parent module.

use super::*;
use crate::clock::Timestamp;
use crate::store::content::published;
use crate::store::{OpenOptions, Store};

fn put(store: &Store, id: &str) {
    let kind = id.split(':').next().unwrap();
    let line = format!(
        r#"{{"change":{{"kind":"new"}},"data":{{}},"id":"{id}","kind":"{kind}","published":"2026-11-01T08:00:00+07:00","rev":1,"sample":true,"updated":"2026-11-01T08:00:00+07:00"}}"#
    );
    let published = published::prepare(&line, [7; 32], Timestamp::from_unix(0), |_| None).unwrap();
    let writer = store.writer().unwrap();
    writer.write(move |tx| published::put(tx, &published)).unwrap();
    writer.close();
}

#[test]
fn of_a_code_used_again_the_last_record_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    for id in ["unit:24", "unit:24:2025-07-01", "unit:240", "unit:07:2024-01-01", "unit:99x"] {
        put(&store, id);
    }
    let last = |code: &str| store.content().read(|conn| unit(conn, code)).unwrap();
    assert_eq!(last("24").as_deref(), Some("unit:24:2025-07-01"));
    assert_eq!(last("240").as_deref(), Some("unit:240"));
    assert_eq!(last("07").as_deref(), Some("unit:07:2024-01-01"));
    assert_eq!((last("99"), last("2")), (None, None), "the beginning of a code is another code");
}

#[test]
fn of_a_term_the_last_edition_that_has_it_is_found_however_long_the_list_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    for code in 100..200 {
        put(&store, &format!("taxonomy:list:2008:{code}"));
    }
    for id in ["taxonomy:list:2025:101", "taxonomy:list-more:2030:102", "taxonomy:other:1:777"] {
        put(&store, id);
    }
    let last = |code: &str| store.content().read(|conn| term(conn, "list", code)).unwrap();
    assert_eq!(last("101").as_deref(), Some("taxonomy:list:2025:101"));
    assert_eq!(last("199").as_deref(), Some("taxonomy:list:2008:199"));
    assert_eq!((last("777"), last("10")), (None, None), "of another list; the beginning of a code");
}
