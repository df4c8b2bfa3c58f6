//! The algorithm, and its agreement with another implementation on every rule.
use super::*;

#[test]
fn rules_wildcards_exceptions_and_names_without_a_rule() {
    let cases = [
        ("gov.vn", None),
        ("bacninh.gov.vn", Some("bacninh.gov.vn")),
        ("a.skhcn.bacninh.gov.vn", Some("bacninh.gov.vn")),
        ("bacninh.vn", None),
        ("www.example.com", Some("example.com")),
        ("com", None),
        // `*.ck` and `!www.ck`.
        ("anything.ck", None),
        ("b.anything.ck", Some("b.anything.ck")),
        ("www.ck", Some("www.ck")),
        ("a.www.ck", Some("www.ck")),
        ("a.b.no-such-top", Some("b.no-such-top")),
        ("no-such-top", None),
        ("one.github.io", Some("one.github.io")),
        ("", None),
        ("a..com", None),
        ("xn--55qx5d.cn", None),
    ];
    for (host, expected) in cases {
        assert_eq!(registrable(host), expected, "{host}");
    }
}

#[test]
fn it_agrees_with_the_crate_psl_on_nearly_every_rule() {
    let mut other = Vec::new();
    for rule in RULES.iter() {
        let name = rule.trim_start_matches(['!', '*']).trim_start_matches('.');
        for host in [name.to_owned(), format!("one.{name}"), format!("two.one.{name}"), format!("three.two.one.{name}")]
        {
            if registrable(&host) != psl::domain_str(&host) {
                other.push(host);
            }
        }
    }
    // The two are of different days; a fault in the algorithm would differ in thousands.
    assert!(other.len() < RULES.len() / 50, "{} differ: {:?}", other.len(), other.iter().take(20).collect::<Vec<_>>());
}

#[test]
fn the_rules_are_sorted_and_all_there() {
    assert!(RULES.len() > 9_000 && RULES.is_sorted());
    assert!(has("gov.vn") && has("com.vn") && !has("GOV.VN"));
}
