//! The facet fields of every record kind. To add one: `docs/how-to-add-a-facet.md`.
//!
//! A field that two kinds share is one constant, so that a list of both counts it once.

use super::field::{Arity, Field, Shape, Span};
use crate::model::Kind;

/// Spans of days that lists of news offer.
const RECENT: &[Span] = &[
    Span { key: "today", first: 0, last: 0 },
    Span { key: "week", first: -6, last: 0 },
    Span { key: "month", first: -29, last: 0 },
    Span { key: "year", first: -364, last: 0 },
];

/// What sort of record it is.
pub const KIND: Field = Field { key: "kind", shape: Shape::Code, arity: Arity::One };

/// Who shows it; several sources may show one article.
pub const SOURCE: Field = Field { key: "source", shape: Shape::Code, arity: Arity::Many };

/// When it was published, to the second: lists of news are ordered by it.
pub const DATE: Field = Field { key: "date", shape: Shape::Moment(RECENT), arity: Arity::One };

/// The responsible unit, below the units above it once they are known.
pub const UNIT: Field = Field { key: "unit", shape: Shape::Tree, arity: Arity::One };

/// Every field of every kind, each once.
pub const ALL: &[&Field] = &[&KIND, &SOURCE, &DATE, &UNIT];

/// The fields of a kind, in the order screens show them.
pub const fn fields_of(kind: Kind) -> &'static [&'static Field] {
    match kind {
        Kind::Article => &[&SOURCE, &DATE, &UNIT, &KIND],
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
        for kind in [Kind::Article, Kind::Source] {
            assert!(fields_of(kind).iter().all(|field| ALL.contains(field)), "{kind:?}");
        }
    }
}
