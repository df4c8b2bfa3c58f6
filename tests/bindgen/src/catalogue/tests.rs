//! What of the catalogue is taken, under which names, and what is refused.
use super::*;

fn words(text: &str) -> Piece {
    Piece::Words(text.into())
}

fn argument(name: &str) -> Piece {
    Piece::Argument(name.into())
}

#[test]
fn only_texts_of_shells_are_taken_sorted_and_named() {
    let text = "[shell.nav]\nsaved_items = \"b\"\nhome = \"a\"\n[a11y]\nunread = \"c\"\n[screen]\nhome = \"d\"\n";
    let entries = parse(text, text).unwrap();
    let names: Vec<_> = entries.iter().map(|entry| (entry.key.as_str(), entry.name.as_str())).collect();
    let expected =
        [("a11y.unread", "a11yUnread"), ("shell.nav.home", "navHome"), ("shell.nav.saved_items", "navSavedItems")];
    assert_eq!(names, expected);
}

#[test]
fn arguments_are_sorted_however_the_words_stand() {
    let vi = "[shell]\nload = \"{total} trong {done}\"\n";
    let en = "[shell]\nload = \"{done} of {total}\"\n";
    let entries = parse(vi, en).unwrap();
    assert_eq!(entries[0].arguments, ["done", "total"]);
    assert_eq!(entries[0].en.other, [argument("done"), words(" of "), argument("total")]);
}

#[test]
fn a_plural_in_one_language_asks_for_the_number_in_both() {
    let vi = "[shell]\nkept = \"Đã lưu\"\n";
    let en = "[shell]\nkept = { one = \"One kept\", other = \"Several kept\" }\n";
    let entries = parse(vi, en).unwrap();
    assert_eq!(entries[0].arguments, ["n"]);
    assert_eq!((entries[0].vi.one.as_ref(), entries[0].en.one.as_ref()), (None, Some(&vec![words("One kept")])));
}

#[test]
fn a_section_with_an_entry_called_other_is_no_plural() {
    let text = "[shell.sort]\nother = \"x\"\nnewest = \"y\"\n";
    let keys: Vec<_> = parse(text, text).unwrap().into_iter().map(|entry| entry.key).collect();
    assert_eq!(keys, ["shell.sort.newest", "shell.sort.other"]);
}

#[test]
fn an_open_brace_is_a_brace() {
    assert_eq!(pieces("a {b} {c"), [words("a "), argument("b"), words(" {c")]);
    assert_eq!(pieces(""), []);
}

#[test]
fn what_the_languages_do_not_share_is_refused() {
    let refused = |vi: &str, en: &str| parse(vi, en).unwrap_err();
    assert_eq!(refused("[shell]\na = \"x\"", ""), "`shell.a` is not in en.toml");
    assert_eq!(refused("", "[shell]\na = \"x\""), "`shell.a` is not in vi.toml");
    let other = refused("[shell]\na = \"{x}\"", "[shell]\na = \"{y}\"");
    assert_eq!(other, "`shell.a` has other arguments in vi.toml than in en.toml");
}

#[test]
fn two_keys_of_one_name_are_refused() {
    let text = "[shell]\nnav_home = \"x\"\n[shell.nav]\nhome = \"y\"\n";
    assert_eq!(parse(text, text).unwrap_err(), "`shell.nav_home` and `shell.nav.home` would both be called navHome");
}
