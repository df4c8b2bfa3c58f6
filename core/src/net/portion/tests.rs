//! Which `Content-Range` is believed.

use reqwest::header::HeaderValue;

use super::*;

fn portion(field: &'static str, from: u64) -> Result<Portion, NetError> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_RANGE, HeaderValue::from_static(field));
    Portion::of(&headers, from)
}

#[test]
fn the_range_that_was_asked_for_is_believed() {
    let whole = Portion { start: 500, length: Some(734), of: Some(1234) };
    assert_eq!(portion("bytes 500-1233/1234", 500), Ok(whole));
    assert_eq!(portion("BYTES 500-1233/1234 ", 500), Ok(whole));
    assert_eq!(portion("bytes 500-1233/*", 500), Ok(Portion { of: None, ..whole }));
}

#[test]
fn fewer_bytes_than_asked_are_a_range_too() {
    assert_eq!(portion("bytes 500-599/1234", 500), Ok(Portion { start: 500, length: Some(100), of: Some(1234) }));
}

#[test]
fn another_range_is_garbled() {
    for field in [
        "bytes 0-1233/1234",
        "bytes 501-1233/1234",
        "bytes 500-499/1234",
        "bytes 500-1234/1234",
        "bytes 500-1233",
        "bytes 500-/1234",
        "bytes +500-1233/1234",
        "bytes */1234",
        "items 500-1233/1234",
        "bytes 500-99999999999999999999/*",
        "",
    ] {
        assert_eq!(portion(field, 500), Err(NetError::Garbled), "{field}");
    }
    assert_eq!(portion("bytes 0-18446744073709551615/*", 0), Err(NetError::Garbled));
    assert_eq!(Portion::of(&HeaderMap::new(), 0), Err(NetError::Garbled));
}
