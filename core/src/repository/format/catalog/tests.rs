//! Tests of the parent module.

use super::*;

fn catalog() -> Catalog {
    let index = Object { sha256: Sha256::of(b"index"), bytes: 100, raw_bytes: 200 };
    let news = Collection { version: 3, count: 7, set_hash: Sha256::of(b"set"), index };
    Catalog { sequence: 9, collections: [("news".to_owned(), news)].into(), ..Catalog::empty(Timestamp::from_unix(0)) }
}

#[test]
fn what_is_written_is_read_and_is_canonical() {
    let bytes = catalog().to_bytes().unwrap();
    assert_eq!(Catalog::parse(&bytes).unwrap(), catalog());
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with(r#"{"collections":{"news":{"count":7,"index":{"bytes":100,"raw_bytes":200,"sha256":""#),
        "{text}"
    );
    assert!(text.ends_with(r#""format":1,"published_at":"1970-01-01T07:00:00+07:00","sequence":9}"#), "{text}");
}

#[test]
fn unknown_fields_are_let_through_and_a_later_format_is_told_from_damage() {
    let text = String::from_utf8(catalog().to_bytes().unwrap()).unwrap();
    let more = text.replacen("{", r#"{"later":{"a":[1]},"#, 1);
    assert_eq!(Catalog::parse(more.as_bytes()).unwrap(), catalog());
    let later = r#"{"format":2,"everything":"else"}"#;
    assert!(matches!(Catalog::parse(later.as_bytes()), Err(FormatError::TooNew(2))));
    assert!(matches!(Catalog::parse(b"{"), Err(FormatError::Json { .. })));
    assert!(matches!(Catalog::parse(b"{}"), Err(FormatError::Rule { .. })));
}

#[test]
fn names_and_bounds_are_checked() {
    let text = String::from_utf8(catalog().to_bytes().unwrap()).unwrap();
    for name in ["../news", "News", "", "tin tức"] {
        let wrong = text.replacen("\"news\"", &format!("{name:?}"), 1);
        assert!(matches!(Catalog::parse(wrong.as_bytes()), Err(FormatError::Rule { .. })), "{name}");
    }
    let bomb = text.replace("\"raw_bytes\":200", "\"raw_bytes\":9000000000");
    assert!(matches!(Catalog::parse(bomb.as_bytes()), Err(FormatError::Frame { .. })));
}
