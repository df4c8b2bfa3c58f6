//! Tests of the parent module.

use super::*;

fn memory() -> Memory {
    let note = |id: &str, is_sample| Note {
        piece: Sha256::of(id.as_bytes()),
        line: Sha256::of(b"line"),
        id: id.to_owned(),
        is_sample,
        number: "24/2025/QĐ-UBND".to_owned(),
        code: String::new(),
    };
    let key = |kind| Key { kind, defaults: Sha256::default(), file: Sha256::of(b"file") };
    let page = |is_whole| Page { is_whole, notes: vec![note("a", true), note("b", false)] };
    let pages = [(key(Kind::Article), page(true)), (key(Kind::Document), page(false))];
    Memory { context: Sha256::of(b"units"), pages: HashMap::from(pages) }
}

#[test]
fn what_was_saved_is_loaded() {
    let dir = tempfile::tempdir().unwrap();
    assert!(Memory::load(dir.path()).is_empty());
    memory().save(dir.path()).unwrap();
    assert_eq!(Memory::load(dir.path()), memory());
}

#[test]
fn the_memory_of_another_program_is_none() {
    let text = memory().text("0.1.0 7 8 9");
    assert_eq!(parse(&text, "0.1.0 7 8 9"), Some(memory()));
    assert_eq!(parse(&text, "0.1.0 7 8 10"), None);
    assert_eq!(parse(&text.replace("memory 1", "memory 2"), "0.1.0 7 8 9"), None);
}

#[test]
fn a_memory_that_is_cut_off_or_changed_anywhere_is_none() {
    let text = memory().text("p");
    for end in 0..text.len() {
        assert_eq!(text.get(..end).and_then(|cut| parse(cut, "p")), None, "cut at {end}");
    }
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        assert_eq!(String::from_utf8(bytes).ok().and_then(|text| parse(&text, "p")), None, "changed at {at}");
    }
}
