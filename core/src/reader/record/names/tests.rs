//! Tests of the parent module.

use super::*;
use crate::clock::Timestamp;
use crate::store::{OpenOptions, Store};

fn put(store: &Store, id: &str, kind: &str, title: &str) {
    let line = format!(
        r#"{{"change":{{"kind":"new"}},"data":{{}},"id":"{id}","kind":"{kind}","published":"2026-11-01T08:00:00+07:00","rev":1,"sample":true,"updated":"2026-11-01T08:00:00+07:00"}}"#
    );
    let published = published::prepare(&line, [7; 32], Timestamp::from_unix(0), |_| Some(title.to_owned())).unwrap();
    let writer = store.writer().unwrap();
    writer.write(move |tx| published::put(tx, &published)).unwrap();
    writer.close();
}

#[test]
fn a_unit_has_the_name_of_its_day() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    put(&store, "unit:24", "unit", "Tỉnh Bắc Giang");
    put(&store, "unit:24:2025-07-01", "unit", "Tỉnh Bắc Ninh");
    put(&store, "unit:240:2025-07-01", "unit", "Khác");
    let name = |code: &str, day: &str| {
        let reference = Reference::Unit { code, day: Date::parse(day) };
        store.content().read(|conn| stored(conn, reference)).unwrap()
    };
    assert_eq!(name("24", "2020-01-01").as_deref(), Some("Tỉnh Bắc Giang"));
    assert_eq!(name("24", "2025-07-01").as_deref(), Some("Tỉnh Bắc Ninh"));
    assert_eq!(name("24", "").as_deref(), Some("Tỉnh Bắc Ninh"));
    assert_eq!(name("99", "2025-07-01"), None);
}

#[test]
fn terms_and_records_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    put(&store, "taxonomy:x-chu-de:1:x-y-te", "taxonomy", "Y tế");
    let term = Reference::Term { scheme: "x-chu-de", code: "x-y-te" };
    assert_eq!(store.content().read(|conn| stored(conn, term)).unwrap().as_deref(), Some("Y tế"));
    let record = Reference::Record("taxonomy:x-chu-de:1:x-y-te");
    assert_eq!(store.content().read(|conn| stored(conn, record)).unwrap().as_deref(), Some("Y tế"));
    let other = Reference::Term { scheme: "x-chu-de", code: "y-te" };
    assert_eq!(store.content().read(|conn| stored(conn, other)).unwrap(), None);
}
