//! Known contrasts, the committed pairs, and a pair that fades.
use super::*;
use crate::tokens::parse;

fn committed() -> Tokens {
    parse(include_str!("../../../../../bindings/design/tokens.toml")).unwrap()
}

#[test]
fn contrast_is_computed_as_wcag_does() {
    assert!((contrast(0xFFFF_FFFF, 0xFF00_0000) - 21.0).abs() < 1e-9);
    assert!((contrast(0xFF77_7777, 0xFFFF_FFFF) - 4.478).abs() < 1e-3, "the known grey that just fails");
    assert_eq!(contrast(0xFF12_3456, 0xFF12_3456), 1.0);
}

#[test]
fn every_pair_is_legible_in_both_themes() {
    let faint = faint(&committed());
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn a_pair_that_fades_is_found() {
    let mut tokens = committed();
    tokens.dark.insert("ink_soft".into(), 0xFF55_5555);
    assert!(faint(&tokens).iter().any(|found| found.starts_with("dark: ink_soft on ground")));
    assert!(!faint(&tokens).iter().any(|found| found.starts_with("light")));
}
