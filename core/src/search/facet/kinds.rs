//! The facet fields of every record kind. To add one: `docs/how-to-add-a-facet.md`.
//!
//! A field that two kinds share is one constant, so that a list of both counts it once.

use super::field::{Arity, Band, Field, Shape, Span};
use crate::model::Kind;

/// Spans of days that lists of news offer.
const RECENT: &[Span] = &[
    Span { key: "today", first: 0, last: 0 },
    Span { key: "week", first: -6, last: 0 },
    Span { key: "month", first: -29, last: 0 },
    Span { key: "year", first: -364, last: 0 },
];

/// Spans of days that lists of what ends offer.
const COMING: &[Span] = &[Span { key: "month", first: 0, last: 29 }, Span { key: "quarter", first: 0, last: 89 }];

/// Technology readiness: found out, tried out, ready.
const READINESS: &[Band] =
    &[Band { key: "1-3", from: 1, to: 3 }, Band { key: "4-6", from: 4, to: 6 }, Band { key: "7-9", from: 7, to: 9 }];

/// The list that [`FIELD`] takes its codes from.
pub const FIELD_SCHEME: &str = "linh-vuc-khcn";

/// The list that [`TRANSFER_MODE`] takes its codes from.
pub const TRANSFER_SCHEME: &str = "x-hinh-thuc-chuyen-giao";

/// What sort of record it is.
pub const KIND: Field = Field { key: "kind", shape: Shape::Code, arity: Arity::One };

/// Who shows it; several sources may show one article.
pub const SOURCE: Field = Field { key: "source", shape: Shape::Code, arity: Arity::Many };

/// When it was published, to the second: lists of news are ordered by it.
pub const DATE: Field = Field { key: "date", shape: Shape::Moment(RECENT), arity: Arity::One };

/// The responsible unit, below the units above it once they are known.
pub const UNIT: Field = Field { key: "unit", shape: Shape::Tree, arity: Arity::One };

/// What a listing offers or wants.
pub const LISTING_TYPE: Field = Field { key: "listing_type", shape: Shape::Code, arity: Arity::One };

/// Whether a listing still stands, as its owner says.
pub const LISTING_STATUS: Field = Field { key: "listing_status", shape: Shape::Code, arity: Arity::One };

/// Fields of science, a group below its branch. Codes stand without their edition: the editions of 2008 and 2025 name alike
/// what has one code, and who chooses a field means both.
pub const FIELD: Field = Field { key: "field", shape: Shape::Tree, arity: Arity::Many };

/// Technology readiness level.
pub const TRL: Field = Field { key: "trl", shape: Shape::Number(READINESS), arity: Arity::One };

/// Units where something is wanted or offered, a commune below its province; the whole country is a value of its own.
pub const REGION: Field = Field { key: "region", shape: Shape::Tree, arity: Arity::Many };

/// Ways to transfer a technology.
pub const TRANSFER_MODE: Field = Field { key: "transfer_mode", shape: Shape::Code, arity: Arity::Many };

/// Until when it is valid, to the second: lists are ordered by what ends soonest.
pub const VALIDITY: Field = Field { key: "validity", shape: Shape::Moment(COMING), arity: Arity::One };

/// Every field of every kind, each once.
pub const ALL: &[&Field] =
    &[&KIND, &SOURCE, &DATE, &UNIT, &LISTING_TYPE, &LISTING_STATUS, &FIELD, &TRL, &REGION, &TRANSFER_MODE, &VALIDITY];

/// What the codes of a field are, for whoever says them in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// Words of the catalogue ([`super::label`]), or no codes at all.
    Declared,
    /// Sources that the user follows, and units that publish.
    Sources,
    /// Units.
    Units,
    /// Terms of this list.
    Terms(&'static str),
    /// Words that a field of this kind may have.
    Choices(Kind, &'static str),
}

/// What the codes of a declared field are.
pub fn codes_of(field: &Field) -> Codes {
    match field.key {
        "source" => Codes::Sources,
        "unit" | "region" => Codes::Units,
        "field" => Codes::Terms(FIELD_SCHEME),
        "transfer_mode" => Codes::Terms(TRANSFER_SCHEME),
        "listing_type" => Codes::Choices(Kind::Listing, "type"),
        "listing_status" => Codes::Choices(Kind::Listing, "status"),
        _ => Codes::Declared,
    }
}

/// The fields of a kind, in the order screens show them.
pub const fn fields_of(kind: Kind) -> &'static [&'static Field] {
    match kind {
        Kind::Article => &[&SOURCE, &DATE, &UNIT, &KIND],
        Kind::Listing => {
            &[&LISTING_TYPE, &FIELD, &TRL, &REGION, &TRANSFER_MODE, &LISTING_STATUS, &VALIDITY, &DATE, &UNIT]
        }
        _ => &[&KIND],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_is_declared_once_and_every_declared_field_is_known() {
        let keys: BTreeSet<&str> = ALL.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), ALL.len());
        for kind in [Kind::Article, Kind::Source, Kind::Listing] {
            assert!(fields_of(kind).iter().all(|field| ALL.contains(field)), "{kind:?}");
        }
    }

    #[test]
    fn fields_with_codes_say_what_their_codes_are() {
        let undeclared: Vec<&str> = ALL
            .iter()
            .filter(|field| field.has_codes() && codes_of(field) == Codes::Declared)
            .map(|field| field.key)
            .collect();
        assert_eq!(undeclared, ["kind"], "kinds are words of the catalogue");
        assert!(ALL.iter().filter(|field| !field.has_codes()).all(|field| codes_of(field) == Codes::Declared));
    }
}
