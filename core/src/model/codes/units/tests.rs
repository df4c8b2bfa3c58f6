//! Units before and after 1/7/2025, and laws that hold for any history.
use proptest::prelude::*;

use super::*;
use crate::model::kinds::unit::{Successor, unit_id};
use crate::model::kinds::{Certainty, Labels};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn unit(code: &str, name: &str, span: (&str, &str), successors: &[(&str, Succession)]) -> (String, Unit) {
    let (valid_from, valid_to) = (Date::parse(span.0), Date::parse(span.1));
    let successor = |(to, relation): &(&str, Succession)| Successor {
        to: (*to).to_owned(),
        relation: *relation,
        date: valid_to.map(Date::next),
    };
    let unit = Unit {
        code: code.into(),
        name: Labels { vi: name.into(), en: None },
        short: name.split_once(' ').map(|(_, short)| short.to_owned()),
        kind: "xa".into(),
        parent: None,
        valid_from,
        valid_to,
        successors: successors.iter().map(successor).collect(),
        addresses: vec![],
        phones: vec![],
        hours: None,
        certainty: Certainty::Official,
        basis: None,
    };
    (unit_id(code, valid_from), unit)
}

fn bac_giang() -> Units {
    Units::new([
        unit("24", "Tỉnh Bắc Giang", ("", "2025-06-30"), &[("unit:24:2025-07-01", Succession::Merged)]),
        unit("24", "Tỉnh Bắc Ninh", ("2025-07-01", ""), &[]),
        unit(
            "219",
            "Huyện Lục Ngạn",
            ("", "2025-06-30"),
            &[("unit:07525:2025-07-01", Succession::Part), ("unit:07534:2025-07-01", Succession::Part)],
        ),
        unit("07525", "Phường Chũ", ("2025-07-01", ""), &[]),
        unit("07534", "Xã Kiên Lao", ("2025-07-01", ""), &[]),
    ])
}

#[test]
fn a_code_that_was_used_again_means_what_it_meant_on_the_day() {
    let units = bac_giang();
    assert_eq!(units.at("24", day("2025-06-30")).unwrap().1.name.vi, "Tỉnh Bắc Giang");
    assert_eq!(units.at("24", day("2025-07-01")).unwrap().1.name.vi, "Tỉnh Bắc Ninh");
    assert!(units.at("219", day("2025-07-01")).is_none());
    assert_eq!(units.with_code("24").count(), 2);
}

#[test]
fn a_district_of_yesterday_reaches_the_units_of_today() {
    let units = bac_giang();
    let (id, _) = units.named("huyện lục ngạn")[0];
    let names: Vec<&str> =
        units.became(id, day("2026-11-23")).iter().map(|became| became.unit.name.vi.as_str()).collect();
    assert_eq!(names, ["Phường Chũ", "Xã Kiên Lao"]);
    assert_eq!(units.became(id, day("2020-01-01"))[0].relation, Succession::Exact);
    assert_eq!(units.came_from("unit:07525:2025-07-01").collect::<Vec<_>>(), ["unit:219"]);
}

#[test]
fn a_chain_is_as_weak_as_its_weakest_step_and_may_go_in_circles() {
    let units = Units::new([
        unit("1", "Xã A", ("", "2019-12-31"), &[("unit:2:2020-01-01", Succession::Part)]),
        unit(
            "2",
            "Xã B",
            ("2020-01-01", "2025-06-30"),
            &[("unit:3:2025-07-01", Succession::Exact), ("unit:1", Succession::Exact)],
        ),
        unit("3", "Xã C", ("2025-07-01", ""), &[]),
    ]);
    let became = units.became("unit:1", day("2026-01-01"));
    assert_eq!(
        became.iter().map(|b| (b.id, b.relation)).collect::<Vec<_>>(),
        [("unit:3:2025-07-01", Succession::Part)]
    );
    assert_eq!(units.became("unit:9", day("2026-01-01")), []);
}

#[test]
fn two_units_with_one_code_at_one_time_are_told() {
    let units = Units::new([
        unit("24", "Tỉnh Bắc Giang", ("", "2025-07-01"), &[]),
        unit("24", "Tỉnh Bắc Ninh", ("2025-07-01", ""), &[]),
    ]);
    assert_eq!(units.overlaps(), [("unit:24", "unit:24:2025-07-01")]);
    assert_eq!(bac_giang().overlaps(), []);
}

/// A history: `layers` of units, each ended by the next; every unit goes over into some of the next layer.
fn histories() -> impl Strategy<Value = Vec<Vec<Vec<usize>>>> {
    proptest::collection::vec(proptest::collection::vec(proptest::collection::vec(0..4_usize, 1..4), 1..5), 1..5)
}

fn built(layers: &[Vec<Vec<usize>>]) -> Units {
    let year = |layer: usize| format!("{}-01-01", 2000 + layer);
    let end = |layer: usize| format!("{}-12-31", 2000 + layer);
    let mut records = Vec::new();
    for (layer, units) in layers.iter().enumerate() {
        let next = layers.get(layer + 1);
        for (at, successors) in units.iter().enumerate() {
            let ids: Vec<String> = next
                .into_iter()
                .flat_map(|next| {
                    successors.iter().map(|to| format!("unit:{}-{}:{}", layer + 1, to % next.len(), year(layer + 1)))
                })
                .collect();
            let successors: Vec<(&str, Succession)> = ids.iter().map(|id| (id.as_str(), Succession::Part)).collect();
            let last = if next.is_some() { end(layer) } else { String::new() };
            records.push(unit(&format!("{layer}-{at}"), "Xã X", (&year(layer), &last), &successors));
        }
    }
    Units::new(records)
}

proptest! {
    #[test]
    fn what_a_unit_became_holds_on_the_day_and_goes_back_to_it(layers in histories(), ask in 0..5_usize) {
        let units = built(&layers);
        prop_assert_eq!(units.overlaps(), []);
        let last = layers.len() - 1;
        let today = day(&format!("{}-06-01", 2000 + last));
        let first = format!("unit:0-{}:2000-01-01", ask % layers[0].len());
        let became = units.became(&first, today);
        prop_assert!(!became.is_empty(), "nothing is lost");
        for found in became {
            prop_assert!(span(found.unit).contains(today));
            let mut back: Vec<&str> = vec![found.id];
            for _ in 0..last {
                back = back.iter().flat_map(|id| units.came_from(id)).collect();
            }
            prop_assert!(back.contains(&first.as_str()), "{} is not made of {first}", found.id);
        }
    }
}
