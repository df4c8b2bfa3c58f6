//! Editions of a classification, and laws of crossings.
use proptest::prelude::*;

use super::*;
use crate::model::kinds::Labels;
use crate::model::kinds::taxonomy::Crossing;

fn code(version: &str, code: &str) -> Code {
    Code { scheme: "linh-vuc-khcn".into(), version: version.into(), code: code.into() }
}

fn term(version: &str, code: &str, span: (&str, &str), crosswalk: &[(&str, &str, Correspondence)]) -> Taxonomy {
    let crossing = |(version, code, relation): &(&str, &str, Correspondence)| Crossing {
        scheme: "linh-vuc-khcn".into(),
        version: (*version).into(),
        code: (*code).into(),
        relation: *relation,
        date: None,
        certainty: Certainty::Inferred,
    };
    Taxonomy {
        scheme: "linh-vuc-khcn".into(),
        version: version.into(),
        code: code.into(),
        labels: Labels { vi: format!("Lĩnh vực {code}"), en: None },
        parent: None,
        valid_from: Date::parse(span.0),
        valid_to: Date::parse(span.1),
        crosswalk: crosswalk.iter().map(crossing).collect(),
        certainty: Certainty::Official,
        basis: None,
    }
}

const OLD: (&str, &str) = ("", "2025-12-14");
const NEW: (&str, &str) = ("2025-12-15", "");

fn fields() -> Terms {
    Terms::new([
        term(
            "2008",
            "402",
            OLD,
            &[("2025", "402", Correspondence::SameCode), ("2025", "403", Correspondence::Narrower)],
        ),
        term("2008", "404", OLD, &[]),
        term("2025", "402", NEW, &[]),
        term("2025", "403", NEW, &[("2008", "404", Correspondence::Exact)]),
    ])
}

#[test]
fn a_bare_code_is_of_the_edition_of_its_day() {
    let terms = fields();
    let version =
        |day: &str| terms.at("linh-vuc-khcn", "402", Date::parse(day).unwrap()).map(|term| term.version.clone());
    assert_eq!(version("2025-12-14").as_deref(), Some("2008"));
    assert_eq!(version("2025-12-15").as_deref(), Some("2025"));
    assert!(terms.at("khac", "402", Date::parse("2026-01-01").unwrap()).is_none());
    assert_eq!(terms.overlaps(), []);
}

#[test]
fn crossings_are_found_from_both_sides_and_what_says_most_comes_first() {
    let terms = fields();
    let crossed = |from: &Code, version: &str| -> Vec<(String, Relation)> {
        terms.translate(from, version).into_iter().map(|crossed| (crossed.code.code, crossed.relation)).collect()
    };
    assert_eq!(
        crossed(&code("2008", "402"), "2025"),
        [("402".into(), Relation::SameCode), ("403".into(), Relation::Narrower)]
    );
    assert_eq!(
        crossed(&code("2025", "403"), "2008"),
        [("404".into(), Relation::Exact), ("402".into(), Relation::Broader)]
    );
    assert_eq!(crossed(&code("2008", "404"), "2025"), [("403".into(), Relation::Exact)]);
    assert_eq!(crossed(&code("2025", "402"), "2025"), [("402".into(), Relation::Exact)]);
    assert!(terms.translate(&code("2008", "402"), "2025")[0].doubtful);
}

#[test]
fn one_code_in_two_editions_at_one_time_is_told() {
    let terms = Terms::new([term("2008", "402", ("", ""), &[]), term("2025", "402", NEW, &[])]);
    assert_eq!(terms.overlaps(), [(code("2008", "402"), code("2025", "402"))]);
}

fn relations() -> impl Strategy<Value = Correspondence> {
    prop_oneof![
        Just(Correspondence::Exact),
        Just(Correspondence::SameCode),
        Just(Correspondence::Narrower),
        Just(Correspondence::Broader),
        Just(Correspondence::Part),
    ]
}

proptest! {
    #[test]
    fn a_crossing_seen_from_the_other_side_is_its_inverse(
        crossings in proptest::collection::vec((0..6_u8, 0..6_u8, relations()), 0..30),
    ) {
        let crosswalk = |at: u8| -> Vec<(String, Correspondence)> {
            let own = crossings.iter().filter(|(from, _, _)| *from == at);
            own.map(|(_, to, relation)| (to.to_string(), *relation)).collect()
        };
        let old = (0..6).map(|at| {
            let own = crosswalk(at);
            let own: Vec<(&str, &str, Correspondence)> = own.iter().map(|(to, how)| ("2025", to.as_str(), *how)).collect();
            term("2008", &at.to_string(), OLD, &own)
        });
        let new = (0..6_u8).map(|at| term("2025", &at.to_string(), NEW, &[]));
        let terms = Terms::new(old.chain(new));
        for at in 0..6_u8 {
            let there = code("2008", &at.to_string());
            for crossed in terms.translate(&there, "2025") {
                let back = terms.translate(&crossed.code, "2008");
                prop_assert!(back.iter().any(|back| back.code == there), "{there:?} is lost on the way back");
                let strengths: Vec<Relation> = back.iter().map(|back| back.relation).collect();
                prop_assert!(strengths.is_sorted());
            }
            prop_assert_eq!(terms.translate(&there, "2008").len(), 1);
        }
        for relation in [Relation::Exact, Relation::SameCode, Relation::Narrower, Relation::Broader, Relation::Part] {
            prop_assert_eq!(relation.inverse().inverse(), relation);
        }
    }
}
