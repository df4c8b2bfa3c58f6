//! What people read instead of keys.
//!
//! Names of codes that records bring (sources, units, terms) are their records' affair (`app::facet_names`); here are those
//! that are declared.

use super::field::Field;
use crate::strings::{self, Lang};

/// The name of a field; its key if the catalogue has none.
pub fn of_field(field: &Field, lang: Lang) -> String {
    said(&format!("search.facet.{}", field.key), field.key, lang)
}

/// The name of a value; the value itself if it is none of those that are declared.
pub fn of_value(field: &Field, value: &str, lang: Lang) -> String {
    said(&format!("search.facet_value.{}.{value}", field.key), value, lang)
}

fn said(key: &str, otherwise: &str, lang: Lang) -> String {
    if strings::has(key) { strings::text(key, &[], lang) } else { otherwise.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::facet::Shape;
    use crate::search::facet::kinds::{ALL, DATE};

    #[test]
    fn every_declared_field_and_span_has_a_name_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            for field in ALL {
                assert_ne!(of_field(field, lang), field.key);
                let keys: Vec<&str> = match field.shape {
                    Shape::Day(spans) | Shape::Moment(spans) => spans.iter().map(|span| span.key).collect(),
                    Shape::Number(bands) => bands.iter().map(|band| band.key).collect(),
                    Shape::Code | Shape::Tree => Vec::new(),
                };
                for key in keys {
                    assert!(strings::has(&format!("search.facet_value.{}.{key}", field.key)), "{} {key}", field.key);
                }
            }
        }
        assert_eq!(of_value(&DATE, "week", Lang::Vi), "7 ngày qua");
        assert_eq!(of_value(&DATE, "2026-01-01..", Lang::Vi), "2026-01-01..");
    }
}
