//! Members as a shell calls them: properties, functions, forms.
use super::*;
use crate::catalogue::parse;

fn entries(vi: &str, en: &str) -> Vec<Entry> {
    parse(&format!("[shell.nav]\n{vi}\n"), &format!("[shell.nav]\n{en}\n")).unwrap()
}

#[test]
fn a_text_is_a_property() {
    let entries = entries("home = \"Trang chủ\"", "home = \"Home\"");
    let kotlin = kotlin(&entries);
    assert!(kotlin.contains("    val navHome: String get() = if (isVi) \"Trang chủ\" else \"Home\"\n"), "{kotlin}");
    let swift = swift(&entries);
    let member = "    public var navHome: String {\n        isVi ? \"Trang chủ\" : \"Home\"\n    }\n";
    assert!(swift.contains(member), "{swift}");
}

#[test]
fn a_text_with_arguments_is_a_function() {
    let entries = entries("load = \"{total} có {done}\"", "load = \"{done} of {total}\"");
    let kotlin = kotlin(&entries);
    assert!(kotlin.contains("    fun navLoad(done: String, total: String): String =\n"), "{kotlin}");
    assert!(kotlin.contains("if (isVi) \"${total} có ${done}\" else \"${done} of ${total}\"\n"), "{kotlin}");
    let swift = swift(&entries);
    assert!(swift.contains("    public func navLoad(done: String, total: String) -> String {\n"), "{swift}");
    assert!(swift.contains("isVi ? \"\\(total) có \\(done)\" : \"\\(done) of \\(total)\"\n"), "{swift}");
}

#[test]
fn the_form_for_one_is_chosen_where_the_language_has_it() {
    let entries = entries("kept = \"{n} bài\"", "kept = { one = \"1 article\", other = \"{n} articles\" }");
    let kotlin = kotlin(&entries);
    let text = "if (isVi) \"${n} bài\" else (if (n == \"1\") \"1 article\" else \"${n} articles\")";
    assert!(kotlin.contains("fun navKept(n: String): String") && kotlin.contains(text), "{kotlin}");
    let swift = swift(&entries);
    let text = "isVi ? \"\\(n) bài\" : (n == \"1\" ? \"1 article\" : \"\\(n) articles\")";
    assert!(swift.contains("func navKept(n: String) -> String") && swift.contains(text), "{swift}");
    assert_eq!(kotlin.matches("\"1\"").count(), 1, "Vietnamese has one form");
}

#[test]
fn what_is_made_is_the_same_each_time_and_sorted() {
    let text = "z = \"1\"\na = \"2\"\nm = \"3\"";
    let made = kotlin(&entries(text, text));
    assert_eq!(made, kotlin(&entries(text, text)));
    let at = |name: &str| made.find(name).unwrap();
    assert!(at("navA:") < at("navM:") && at("navM:") < at("navZ:"));
}
