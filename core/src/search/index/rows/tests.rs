//! A stream cut into rows comes back whichever way it was cut, and one changed byte is noticed.

use super::*;
use crate::search::index::change::tests::database;

#[test]
fn a_stream_comes_back_whichever_way_it_was_cut() {
    let conn = database();
    let bytes: Vec<u8> = (0..20_000_u32).map(|n| (n * 7 % 251) as u8).collect();
    let mut writer = StreamWriter::new(3, Region::Lists, 0);
    for piece in bytes.chunks(997) {
        writer.append(&conn, piece).unwrap();
    }
    assert_eq!(writer.close(&conn).unwrap(), 5);
    for (offset, len) in [(0, 20_000), (0, 1), (4_051, 2), (PAYLOAD, PAYLOAD), (19_990, 10), (8_000, 9_000)] {
        let got = read_range(&conn, 3, Region::Lists, offset as u64, len).unwrap();
        assert_eq!(got, bytes[offset..offset + len]);
    }
    assert!(read_range(&conn, 3, Region::Lists, 19_990, 11).is_err());
    assert!(read_range(&conn, 4, Region::Lists, 0, 1).is_err(), "another segment has other rows");
}

#[test]
fn a_full_row_fills_its_page_and_spills_nothing() {
    let conn = database();
    let mut writer = StreamWriter::new(1 << 20, Region::Lists, 0);
    writer.append(&conn, &vec![7; PAYLOAD * 50]).unwrap();
    writer.close(&conn).unwrap();
    let (pages, overflow): (i64, i64) = conn
        .query_row(
            "SELECT count(*), sum(pagetype = 'overflow') FROM dbstat WHERE name = 'search_row' AND pagetype <> 'internal'",
            (),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((pages, overflow), (50, 0));
}

#[test]
fn one_changed_byte_is_noticed() {
    let conn = database();
    write(&conn, row_id(1, Region::Docs, 0), b"some payload").unwrap();
    conn.execute("UPDATE search_row SET data = CAST(x'0000000000' || substr(data, 6) AS BLOB)", ()).unwrap();
    assert!(matches!(read(&conn, row_id(1, Region::Docs, 0)), Err(SearchError::Damaged(_))));
}
