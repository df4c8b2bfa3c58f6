//! What holds for every kind: table and type agree, names are in order.
use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::check::{Strangers, check};
use super::field::{Field, Shape};
use super::*;

mod between;
mod example;

use example::{example, of_shape};

#[test]
fn type_and_table_of_every_kind_agree() {
    for definition in DEFINITIONS {
        let (kind, example) = (definition.kind, example(definition.fields));
        assert_eq!(check(&example, definition.fields, Strangers::Refused), [], "{kind:?}");
        // Nothing of the table is lost, added or refused by the type.
        let written = definition.rewritten(&example).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
        assert_eq!(written, example, "{kind:?}");
        assert!(definition.text(&example).is_some_and(|text| !text.title.is_empty()), "{kind:?}");
    }
}

#[test]
fn a_record_of_the_required_fields_alone_can_be_read() {
    for definition in DEFINITIONS {
        let mut data = example(definition.fields);
        let required: BTreeSet<&str> = definition
            .fields
            .iter()
            .filter(|field| field.need == field::Need::Required)
            .map(|field| field.name)
            .collect();
        data.as_object_mut().unwrap().retain(|name, _| required.contains(name.as_str()));
        let text = definition.text(&data);
        assert!(
            text.is_some() && definition.rewritten(&data).is_ok(),
            "{:?} needs more than its table says",
            definition.kind
        );
        for name in required {
            let mut less = data.clone();
            less.as_object_mut().unwrap().remove(name);
            assert!(!definition.is_readable(&less), "{:?} can do without {name}", definition.kind);
        }
    }
}

#[test]
fn what_a_later_version_adds_does_not_keep_a_reader_from_the_rest() {
    for definition in DEFINITIONS {
        let mut data = example(definition.fields);
        data.as_object_mut().unwrap().insert("of_tomorrow".into(), json!({"deep": [1, "x"]}));
        assert!(definition.is_readable(&data), "{:?}", definition.kind);
        assert!(definition.text(&data).is_some(), "{:?}", definition.kind);
        let said = definition.check(&data, &envelope::Stated::default());
        assert!(said.iter().any(|problem| problem.field == "of_tomorrow"), "{:?}: {said:?}", definition.kind);
    }
}

#[test]
fn kinds_stand_in_the_order_of_their_definitions_and_are_found_by_name() {
    for (at, kind) in Kind::ALL.into_iter().enumerate() {
        assert_eq!(DEFINITIONS[at].kind, kind);
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        assert_eq!(by_name(kind.as_str()).map(|known| known.kind), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    assert!(by_name("listing_private").is_none());
}

#[test]
fn no_two_kinds_share_a_folder_and_every_body_is_a_field() {
    let folders: BTreeSet<&str> = DEFINITIONS.iter().map(|known| known.folder).collect();
    assert_eq!(folders.len(), DEFINITIONS.len());
    for known in DEFINITIONS {
        if let Some(body) = known.body {
            assert!(matches!(field::named(known.fields, body), Some(Field { shape: Shape::Body { .. }, .. })));
        }
    }
}

#[test]
fn a_wrong_type_is_refused_for_every_field_of_every_kind() {
    for definition in DEFINITIONS {
        for field in definition.fields {
            for wrong in [json!(1.5), json!({"x": []}), json!([[1]]), json!("\u{1}"), json!("")] {
                let mut data = example(definition.fields);
                data[field.name] = wrong.clone();
                let said = definition.check(&data, &envelope::Stated::default());
                let is_told = said.iter().any(|problem| problem.field.starts_with(field.name));
                assert!(is_told, "{:?}.{} takes {wrong}", definition.kind, field.name);
            }
        }
    }
}

#[test]
fn examples_of_shapes_are_of_their_shape() {
    assert_eq!(of_shape(&Shape::Year), Value::from(2026));
}
