//! What records have in their fields, and trees that do not depend on what comes first.

use std::collections::BTreeMap;

use super::*;
use crate::clock::Timestamp;
use crate::search::facet::kinds::{FIELD, REGION};
use crate::store::content::article::Put;
use crate::store::content::published;
use crate::store::{OpenOptions, Store};

const LISTING: &str = r#""type": "need", "public_code": "BG-1", "status": "open", "trl": 7, "title": "Máy sấy",
    "org": {"id": "x-a", "name": "Công ty A", "unit": "24"}, "regions": ["x-toan-quoc", "07294"],
    "transfer_modes": ["x-gop-von"], "field_codes": [
        {"scheme": "linh-vuc-khcn", "version": "2008", "code": "10202"}, {"scheme": "khac", "version": "1", "code": "9"}]"#;

struct World {
    store: Store,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { store: Store::open(folder.path(), OpenOptions::default()).unwrap().store, _folder: folder }
    }

    /// Stores records and files them one by one, in this order.
    fn put(&self, records: &[(&str, &str, &str)]) {
        let writer = self.store.writer().unwrap();
        for (kind, id, data) in records {
            let line = format!(
                r#"{{"change":{{"kind":"new"}},"data":{{{data}}},"id":"{id}","kind":"{kind}","published":"2026-11-01T08:00:00+07:00","rev":1,"sample":true,"unit":"x-so","updated":"2026-11-01T08:00:00+07:00","valid_until":"2027-11-01T08:00:00+07:00"}}"#
            );
            let line = line.replace('\n', " ");
            let published = published::prepare(&line, [7; 32], Timestamp::from_unix(0), |_| None).unwrap();
            let filed = writer.write(move |tx| -> Result<(), SearchError> {
                let Put::Added { doc } = published::put(tx, &published)? else { return Ok(()) };
                file(tx, &[doc])
            });
            filed.unwrap();
        }
        writer.close();
    }

    /// Codes with those above them.
    fn tree(&self, field: &'static crate::search::facet::Field) -> BTreeMap<String, Option<String>> {
        let read = |conn: &Connection| -> Result<_, SearchError> {
            let number = dictionary::find(conn, field)?.unwrap();
            let mut statement = conn.prepare("SELECT code, parent FROM facet_value WHERE field = ?1")?;
            let rows = statement.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        self.store.content().read(read).unwrap()
    }

    fn values(&self, doc: i64) -> Vec<Given> {
        self.store.content().read(|conn| values_of(conn, doc)).unwrap()
    }
}

#[test]
fn a_listing_has_its_own_fields_and_those_of_all_records() {
    let world = World::new();
    world.put(&[("listing", "a", LISTING)]);
    let (at, until) = ("2026-11-01T08:00:00+07:00", "2027-11-01T08:00:00+07:00");
    let moment = |text| Timestamp::parse_rfc3339(text).unwrap();
    use crate::search::facet::kinds::{LISTING_STATUS, LISTING_TYPE, TRANSFER_MODE, TRL};
    assert_eq!(
        world.values(1),
        [
            Given::code(&KIND, "listing"),
            Given::at(&DATE, moment(at)),
            Given::code(&UNIT, "x-so"),
            Given::at(&VALIDITY, moment(until)),
            Given::code(&LISTING_TYPE, "need"),
            Given::code(&LISTING_STATUS, "open"),
            Given::code(&FIELD, "10202"),
            Given::number(&TRL, 7),
            Given::code(&REGION, "x-toan-quoc"),
            Given::code(&REGION, "07294"),
            Given::code(&TRANSFER_MODE, "x-gop-von"),
        ]
    );
}

#[test]
fn of_a_listing_that_cannot_be_read_its_columns_are_filed_and_of_other_kinds_no_line_is_looked_at() {
    let world = World::new();
    world.put(&[("listing", "a", r#""type": 3"#), ("notice", "b", LISTING)]);
    assert_eq!(world.values(1).len(), 4);
    assert_eq!(world.values(2).len(), 4);
}

#[test]
fn a_code_stands_where_its_latest_record_puts_it_whatever_comes_first() {
    let mut records = vec![
        ("unit", "unit:24", r#""code": "24", "name": {"vi": "Tỉnh cũ"}"#),
        ("unit", "unit:24:2025-07-01", r#""code": "24", "name": {"vi": "Tỉnh mới"}"#),
        ("unit", "unit:213", r#""code": "213", "parent": "unit:24", "name": {"vi": "Huyện"}"#),
        ("unit", "unit:07294", r#""code": "07294", "parent": "unit:213", "name": {"vi": "Xã cũ"}"#),
        ("unit", "unit:07294:2025-07-01", r#""code": "07294", "parent": "unit:24:2025-07-01", "name": {"vi": "Xã"}"#),
        ("listing", "a", LISTING),
        (
            "taxonomy",
            "taxonomy:linh-vuc-khcn:2008:10202",
            r#""scheme": "linh-vuc-khcn", "code": "10202", "parent": "102""#,
        ),
        ("taxonomy", "taxonomy:linh-vuc-khcn:2008:102", r#""scheme": "linh-vuc-khcn", "code": "102", "parent": "9""#),
        ("taxonomy", "taxonomy:linh-vuc-khcn:2025:102", r#""scheme": "linh-vuc-khcn", "code": "102", "parent": "1""#),
        ("taxonomy", "taxonomy:khac:1:7", r#""scheme": "khac", "code": "7", "parent": "1""#),
    ];
    let some = |parent: &str| Some(parent.to_owned());
    for _ in 0..2 {
        let world = World::new();
        world.put(&records);
        let regions = world.tree(&REGION);
        assert_eq!((&regions["07294"], &regions["213"], &regions["24"]), (&some("24"), &some("24"), &None));
        assert_eq!(regions["x-toan-quoc"], None);
        let fields = world.tree(&FIELD);
        assert_eq!((&fields["10202"], &fields["102"], &fields["1"]), (&some("102"), &some("1"), &None));
        assert!(!fields.contains_key("7"), "of another list: {fields:?}");
        records.reverse();
    }
}
