//! What stands in the systems' resources, and that nothing in a text is read as markup or format.
use super::*;
use crate::catalogue::parse;

fn entries(system: &str) -> Vec<Entry> {
    let text = format!("[shell.nav]\nhome = \"H\"\n[shell.system]\n{system}\n");
    parse(&text, &text).unwrap()
}

fn words(text: &str) -> [Piece; 1] {
    [Piece::Words(text.into())]
}

#[test]
fn only_texts_of_the_system_become_resources() {
    let made = android(&entries("app_name = \"App\"\nchannel_urgent = \"Gấp\""), Spoken::Vi).unwrap();
    assert!(
        made.contains("    <string name=\"app_name\">App</string>\n    <string name=\"channel_urgent\">Gấp</string>\n")
    );
    assert!(!made.contains("home"), "{made}");
}

#[test]
fn each_language_gets_its_own() {
    let entries = parse("[shell.system]\na = \"Việt\"", "[shell.system]\na = \"English\"").unwrap();
    assert!(android(&entries, Spoken::Vi).unwrap().contains(">Việt<"));
    assert!(android(&entries, Spoken::En).unwrap().contains(">English<"));
}

#[test]
fn xml_escapes_what_xml_and_android_would_read() {
    assert_eq!(xml(&words("a'b\"c$d\\e&f<g>«h»\n"), &[]), "a\\'b\\\"c$d\\\\e&amp;f&lt;g&gt;«h»\\n");
    assert_eq!(xml(&words("@a @b"), &[]), "\\@a @b");
    assert_eq!(xml(&words("?a"), &[]), "\\?a");
    assert_eq!(xml(&words(" a  b "), &[]), "\\u0020a \\u0020b\\u0020");
}

#[test]
fn a_percent_sign_is_one_with_and_without_arguments() {
    let pieces = [Piece::Argument("b".into()), Piece::Words("% ".into()), Piece::Argument("a".into())];
    assert_eq!(xml(&pieces, &["a".into(), "b".into()]), "%2$s%% %1$s");
    let made = android(&entries("x = \"50 % và 20 %\""), Spoken::Vi).unwrap();
    assert!(made.contains("<string name=\"x\" formatted=\"false\">50 % và 20 %</string>"), "{made}");
}

#[test]
fn ios_has_the_name_and_the_shortcuts() {
    let made =
        ios(&entries("app_name = \"A \\\"b\\\"\"\nchannel_x = \"C\"\nshortcut_search = \"Tìm\""), Spoken::Vi).unwrap();
    assert!(made.contains("\"CFBundleDisplayName\" = \"A \\\"b\\\"\";\n\"shortcut_search\" = \"Tìm\";\n"), "{made}");
    assert!(!made.contains("channel"), "{made}");
}

#[test]
fn what_a_system_could_not_fill_in_is_refused() {
    let forms = entries("x = { one = \"1\", other = \"{n}\" }");
    assert!(android(&forms, Spoken::Vi).unwrap_err().contains("no forms"));
    let argument = entries("shortcut_x = \"{a}\"");
    assert!(ios(&argument, Spoken::Vi).unwrap_err().contains("no argument"));
    assert!(android(&argument, Spoken::Vi).is_ok());
}
