//! Lookup, plurals, arguments, and every key the source mentions.
use super::*;
use std::path::Path;

#[test]
fn a_plural_follows_the_language() {
    let one = Message::new("age.minutes").with("n", "1");
    let two = Message::new("age.minutes").with("n", "2");
    assert_eq!(render(&one, Lang::En), "1 minute ago");
    assert_eq!(render(&two, Lang::En), "2 minutes ago");
    assert_eq!(render(&two, Lang::Vi), "2 phút trước");
}

#[test]
fn an_unknown_key_is_shown_and_an_argument_is_not_expanded_twice() {
    assert_eq!(text("no.such.key", &[], Lang::Vi), "no.such.key");
    assert_eq!(fill("{a} {b} {c", &[("a", "{b}"), ("b", "x")]), "{b} x {c");
}

#[test]
fn every_text_is_nfc() {
    use unicode_normalization::is_nfc;
    for at in 0..KEYS.ends.len() {
        for texts in [&VI, &EN] {
            assert!(texts.get(at).is_some_and(is_nfc), "{:?} is not NFC", KEYS.get(at));
        }
        assert_eq!(place(KEYS.get(at).unwrap()), Some(at));
    }
    assert_eq!((KEYS.get(KEYS.ends.len()), place(""), place("zz")), (None, None, None));
}

/// Keys are written as whole literals (`"error.net.timeout"`), so that this test and a reader can find them.
#[test]
fn every_key_the_source_mentions_is_in_the_catalogue() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    let mut pending = vec![root.join("src"), root.join("../cli/src"), root.join("../bindings/src")];
    while let Some(dir) = pending.pop() {
        for file in std::fs::read_dir(dir).unwrap().map(|file| file.unwrap().path()) {
            if file.is_dir() {
                pending.push(file);
            } else if file.extension().is_some_and(|ext| ext == "rs") && !file.ends_with("tests.rs") {
                let source = std::fs::read_to_string(&file).unwrap();
                for call in source.split("Message::new(\"").skip(1).chain(source.split("strings::text(\"").skip(1)) {
                    let key = call.split('"').next().unwrap();
                    if !has(key) {
                        missing.push(format!("{}: {key}", file.display()));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "not in core/strings: {missing:#?}");
}
