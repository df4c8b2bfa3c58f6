//! Values as people read them: `01/07/2025`, `1.912`, `1.250.000 ₫`, names in place of codes.

use serde::Deserialize;
use serde_json::Value;

use super::words;
use super::{Group, Names, Reference, Shown, entries, is_doubtful};
use crate::clock::Timestamp;
use crate::model::kinds::field::{Field, Shape};
use crate::model::kinds::unit::NATIONWIDE;
use crate::model::kinds::{Code, Labels};
use crate::model::{Date, Kind};
use crate::strings::{self, Lang};
use crate::text::{dates, numbers};

/// What all values of one record are written with.
pub(super) struct Writer<'w> {
    pub(super) kind: Kind,
    pub(super) day: Option<Date>,
    pub(super) names: &'w Names<'w>,
    pub(super) lang: Lang,
}

impl Writer<'_> {
    /// The value of a field; `None` if there is nothing to show.
    pub(super) fn shown(&self, path: &str, shape: &'static Shape, value: &Value) -> Option<Shown> {
        let values: Vec<&Value> = match shape {
            Shape::List { .. } => value.as_array()?.iter().collect(),
            _ => vec![value],
        };
        let of = match shape {
            Shape::List { of, .. } => of,
            shape => shape,
        };
        let shown = match of {
            Shape::Table(fields) => Shown::Groups(self.groups(path, fields, &values)),
            of => Shown::Lines(values.into_iter().filter_map(|value| self.line(path, of, value)).collect()),
        };
        let is_empty = match &shown {
            Shown::Lines(lines) => lines.is_empty(),
            Shown::Groups(groups) => groups.is_empty(),
        };
        (!is_empty).then_some(shown)
    }

    fn groups(&self, path: &str, fields: &'static [Field], values: &[&Value]) -> Vec<Group> {
        let group =
            |value: &&Value| Group { doubtful: is_doubtful(value), entries: entries(self, path, fields, value) };
        values.iter().map(group).filter(|group| !group.entries.is_empty()).collect()
    }

    /// One value; a value of another shape than its field is left out, the rest of the record can be read.
    fn line(&self, path: &str, shape: &Shape, value: &Value) -> Option<String> {
        match shape {
            Shape::Flag => Some(self.flag(value.as_bool()?)),
            Shape::Integer { .. } => Some(numbers::integer(value.as_i64()?, self.lang)),
            Shape::Money => Some(numbers::dong(value.as_i64()?, self.lang)),
            Shape::Year => Some(value.as_i64()?.to_string()),
            Shape::Code { .. } => self.code(&Code::deserialize(value).ok()?),
            Shape::Labels => {
                let labels = Labels::deserialize(value).ok()?;
                Some(if self.lang == Lang::En { labels.en.unwrap_or(labels.vi) } else { labels.vi })
            }
            _ => self.text(path, shape, value.as_str()?),
        }
    }

    fn text(&self, path: &str, shape: &Shape, text: &str) -> Option<String> {
        Some(match shape {
            Shape::Date => Date::parse(text)?.shown(),
            Shape::Time => dates::date_time(Timestamp::parse_rfc3339(text)?),
            Shape::Choice(_) | Shape::Slug => words::choice(self.kind, path, text, self.lang),
            Shape::Certainty => words::choice(self.kind, "certainty", text, self.lang),
            Shape::Unit if text == NATIONWIDE => strings::text("record.nationwide", &[], self.lang),
            Shape::Unit if self.kind == Kind::Unit => text.to_owned(),
            Shape::Unit => self.named(Reference::Unit { code: text, day: self.day }, text),
            Shape::Id => self.named(Reference::Record(text), text),
            Shape::Term { scheme } => {
                let known = || words::term(scheme, text, self.lang);
                (self.names)(Reference::Term { scheme, code: text }).or_else(known).unwrap_or_else(|| text.to_owned())
            }
            _ => text.to_owned(),
        })
    }

    /// «Có» or «Không».
    fn flag(&self, is_so: bool) -> String {
        strings::text(if is_so { "record.yes" } else { "record.no" }, &[], self.lang)
    }

    /// The label with its code; both are how people ask for it.
    fn code(&self, code: &Code) -> Option<String> {
        let name = (self.names)(Reference::Code(code));
        Some(name.map_or_else(|| code.code.clone(), |name| format!("{name} ({})", code.code)))
    }

    fn named(&self, reference: Reference<'_>, otherwise: &str) -> String {
        (self.names)(reference).unwrap_or_else(|| otherwise.to_owned())
    }
}
