//! Letters that would end a literal, begin an expression or vanish.
use super::*;

const HARD: &str = "a'b\"c$d\\e%f&g«h»\n{i";

fn words(text: &str) -> [Piece; 1] {
    [Piece::Words(text.into())]
}

#[test]
fn kotlin_escapes_what_it_would_read() {
    assert_eq!(Language::Kotlin.literal(&words(HARD)), r#""a'b\"c\$d\\e%f&g«h»\n{i""#);
    assert_eq!(Language::Kotlin.literal(&words("$done ${done} \u{7}")), r#""\$done \${done} \u0007""#);
}

#[test]
fn swift_escapes_what_it_would_read() {
    assert_eq!(Language::Swift.literal(&words(HARD)), r#""a'b\"c$d\\e%f&g«h»\n{i""#);
    assert_eq!(Language::Swift.literal(&words("\\(done) \u{7}")), r#""\\(done) \u{7}""#);
}

#[test]
fn arguments_stay_expressions() {
    let pieces = [Piece::Argument("done".into()), Piece::Words("/".into()), Piece::Argument("in".into())];
    assert_eq!(Language::Kotlin.literal(&pieces), "\"${done}/${`in`}\"");
    assert_eq!(Language::Swift.literal(&pieces), "\"\\(done)/\\(`in`)\"");
}

#[test]
fn each_language_has_its_own_reserved_words() {
    assert_eq!((Language::Kotlin.name("when"), Language::Swift.name("when")), ("`when`".into(), "when".into()));
    assert_eq!(
        (Language::Kotlin.name("default"), Language::Swift.name("default")),
        ("default".into(), "`default`".into())
    );
}

#[test]
fn names_are_joined_in_camel_case() {
    assert_eq!(camel("nav.saved_items"), "navSavedItems");
    assert_eq!(camel("let-go"), "letGo");
    assert_eq!(camel("a11y.on"), "a11yOn");
    assert_eq!(camel("_x"), "x");
}
