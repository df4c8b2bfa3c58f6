//! Numbers are given once, trees have no cycles, and a field declared in another form starts anew.

use super::*;
use crate::search::facet::change::tests::{assert_searches, database};
use crate::search::facet::field::{Arity, Shape};

static UNIT: Field = Field { key: "unit", shape: Shape::Tree, arity: Arity::One };
static FLAT_UNIT: Field = Field { key: "unit", shape: Shape::Code, arity: Arity::One };

fn upwards(conn: &Connection, code: &str) -> Vec<String> {
    let names = Names::read(conn, find(conn, &UNIT).unwrap().unwrap()).unwrap();
    let above = |number: &u32| names.get(*number as usize).unwrap().parent;
    let numbers = std::iter::successors(names.number(code), above);
    numbers.map(|number| names.get(number as usize).unwrap().code.clone()).collect()
}

#[test]
fn a_path_puts_each_code_below_the_one_before() {
    let conn = database();
    let field = find_or_add(&conn, &UNIT).unwrap();
    let path = Value::Path(["province", "district", "commune"].map(String::from).to_vec());
    let number = Numbers::default().of(&conn, field, &path).unwrap();
    assert_eq!(number, Numbers::default().of(&conn, field, &Value::Code("commune".into())).unwrap());
    assert_eq!(upwards(&conn, "commune"), ["commune", "district", "province"]);
}

#[test]
fn a_taxonomy_moves_a_code_and_never_makes_a_cycle() {
    let conn = database();
    assert_eq!(place(&conn, &UNIT, "commune", Some("district")).unwrap(), Placed::There);
    assert_eq!(place(&conn, &UNIT, "district", Some("province")).unwrap(), Placed::There);
    for (code, parent) in [("province", "commune"), ("district", "district")] {
        assert_eq!(place(&conn, &UNIT, code, Some(parent)).unwrap(), Placed::Refused, "{code} below {parent}");
    }
    assert_eq!(upwards(&conn, "commune"), ["commune", "district", "province"]);
    assert_eq!(place(&conn, &UNIT, "commune", Some("city")).unwrap(), Placed::There);
    assert_eq!(upwards(&conn, "commune"), ["commune", "city"]);
    assert_eq!(place(&conn, &UNIT, "commune", None).unwrap(), Placed::There);
    assert_eq!(upwards(&conn, "commune"), ["commune"]);
}

#[test]
fn a_tree_is_never_deeper_than_it_may_be() {
    let conn = database();
    let refused: Vec<usize> = (1..40_usize)
        .filter(|level| {
            let (code, parent) = (level.to_string(), (level - 1).to_string());
            place(&conn, &UNIT, &code, Some(&parent)).unwrap() == Placed::Refused
        })
        .collect();
    assert_eq!(refused, [MAX_LEVELS, 2 * MAX_LEVELS], "what is refused stays at the top");
}

#[test]
fn a_field_in_another_form_is_thrown_away_and_to_be_built_again() {
    let conn = database();
    place(&conn, &UNIT, "commune", Some("district")).unwrap();
    assert!(find(&conn, &FLAT_UNIT).unwrap().is_none());
    assert!(rows::state(&conn).unwrap().is_built);
    let field = find_or_add(&conn, &FLAT_UNIT).unwrap();
    assert_eq!(Names::read(&conn, field).unwrap().len(), 0);
    assert!(!rows::state(&conn).unwrap().is_built);
}

#[test]
fn a_number_that_was_never_given_is_damage() {
    let conn = database();
    place(&conn, &UNIT, "commune", None).unwrap();
    conn.execute("UPDATE facet_value SET number = 4000000000", ()).unwrap();
    let field = find(&conn, &UNIT).unwrap().unwrap();
    assert!(matches!(Names::read(&conn, field), Err(SearchError::Damaged(_))));
}

#[test]
fn no_dictionary_is_read_by_a_scan() {
    assert_searches(&[FIND_FIELD, FIND, PARENT, NUMBERS, ALL]);
}
