//! Result files are read, anything else is an error with a place.

use super::Json;

#[test]
fn counts_are_found_by_path_and_absent_ones_are_zero() {
    let json = Json::parse(r#"{"total": {"n": 37, "lenient": 36.0}, "rows": [{"ok": true}, null]}"#).unwrap();
    assert!((json.number(&["total", "n"]) - 37.0).abs() < f64::EPSILON);
    assert!(json.number(&["total", "strict"]).abs() < f64::EPSILON);
    assert_eq!(json.at(&["rows", "n"]), None);
}

#[test]
fn escapes_and_vietnamese_letters_come_back_as_text() {
    let json = Json::parse("\"\\u1ea5 \\n \\\" đường\"").unwrap();
    assert_eq!(json, Json::Text("ấ \n \" đường".into()));
}

#[test]
fn empty_lists_and_maps_are_values() {
    assert_eq!(Json::parse("[]").unwrap(), Json::List(vec![]));
    assert_eq!(Json::parse(" { } ").unwrap().at(&["x"]), None);
}

#[test]
fn broken_texts_are_errors_not_panics() {
    for broken in ["", "{", "[1,", "{\"a\" 1}", "\"abc", "\"\\u12", "tru", "1 2", "--", "{\"a\":}"] {
        assert!(Json::parse(broken).is_err(), "{broken:?} was read");
    }
    assert!(Json::parse(&"[".repeat(100_000)).is_err());
}
