//! JSON, whole and broken.

use super::*;

#[test]
fn any_white_space_stands_between_values() {
    let (read, repaired) = read("{\"a\":\u{a0}\"b\",\u{b}\u{2003}\"c\":\u{3000}1\u{a0}}");
    let text = |key: &str| read.get(key).and_then(Value::text);
    assert_eq!((text("a"), text("c"), repaired), (Some("b"), Some("1"), false));
}

/// Without an end if a reader could stand still inside a character.
#[test]
fn white_space_in_odd_places_ends() {
    for odd in ["[\u{a0}", "{\u{a0}:\u{2003}", "{\"a\":\u{a0}\u{a2}\u{a0}:\u{a0}", "\u{85}", "[1\u{a0}\u{a0}2"] {
        read(odd);
    }
}

#[test]
fn whole_json_is_read_as_written() {
    let (value, repaired) = read(r#"{"a": [1, "x\u1ee9\n\ud83d\ude00", null, true], "b": {"c": -1.5e3}}"#);
    assert!(!repaired);
    let list = value.get("a").unwrap().items();
    assert_eq!(list[0], Value::Number("1"));
    assert_eq!(list[1].text(), Some("xứ\n😀"));
    assert_eq!(value.get("b").unwrap().get("c").unwrap().text(), Some("-1.5e3"));
}

#[test]
fn a_cut_off_document_keeps_what_came() {
    let (value, repaired) = read(r#"{"items": [{"id": "1"}, {"id": "2", "title": "Nông ng"#);
    assert!(repaired);
    assert_eq!(value.get("items").unwrap().items().len(), 2);
}

#[test]
fn stray_commas_raw_line_ends_and_junk_are_got_over() {
    let (value, repaired) = read("{\"a\": \"x\ny\", , \"b\": [1,,2,], ?}");
    assert!(repaired);
    assert_eq!(value.get("a").unwrap().text(), Some("x\ny"));
    assert_eq!(value.get("b").unwrap().items().len(), 2);
}

#[test]
fn deep_nesting_ends_without_recursion() {
    let (_, repaired) = read(&"[".repeat(200_000));
    assert!(repaired);
    let (_, repaired) = read(&"{\"a\":".repeat(200_000));
    assert!(repaired);
}
