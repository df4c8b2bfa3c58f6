//! A record of any kind as a reader sees it: title, fields with their labels, body.
//!
//! Made from the kind's table of fields, so that a new kind can be read without new code here. Shells draw it as it is:
//! everything is text already, in the reader's language. `words` finds labels, `value` writes values.

pub mod names;
mod outlined;
mod value;
mod words;

use serde::Serialize;
use serde_json::Value;

use super::block::Block;
use super::blocks::blocks;
use crate::model::Date;
use crate::model::kinds::field::{Field, Shape, Show};
use crate::model::kinds::{Certainty, Code, Definition, by_name};
use crate::strings::Lang;
pub use outlined::{Outlined, outlined};
use value::Writer;
pub use words::{choice_name, kind_name, label, term_name};

/// Something a record names by its code or id; shown by its name if one is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<'r> {
    /// A unit, as it was on the record's day.
    Unit {
        /// Its code.
        code: &'r str,
        /// The record's day.
        day: Option<Date>,
    },
    /// A term of a versioned classification.
    Code(&'r Code),
    /// A term of a list with one version.
    Term {
        /// The list.
        scheme: &'r str,
        /// Its code.
        code: &'r str,
    },
    /// Another record.
    Record(&'r str),
}

/// Finds the name of something; `None` where it is not stored.
pub type Names<'n> = dyn Fn(Reference<'_>) -> Option<String> + 'n;

/// A record as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordView {
    /// One line.
    pub title: String,
    /// Whether the record as a whole was not checked well enough: «chưa đối chiếu».
    pub doubtful: bool,
    /// Fields in the order of the kind; those without a value are left out.
    pub entries: Vec<Entry>,
    /// The text of the kind that has one.
    pub body: Vec<Block>,
}

/// A field with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Name of the field in lines; stable.
    pub name: &'static str,
    /// What people read.
    pub label: String,
    /// What it says.
    pub value: Shown,
    /// Whether the value says nothing without its label: a number, «Có», one of two dates.
    #[serde(skip)]
    pub needs_label: bool,
}

/// A value as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// One or more values.
    Lines(Vec<String>),
    /// One or more groups of fields.
    Groups(Vec<Group>),
}

/// Fields that belong together: one relation of a document, one day of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Whether this one was not checked well enough.
    pub doubtful: bool,
    /// Its fields.
    pub entries: Vec<Entry>,
}

impl Group {
    /// Values of one line: `01/01/2026 · Tết Dương lịch · Được nghỉ: Có`.
    pub fn line(&self) -> String {
        let values = self.entries.iter().filter_map(|entry| match &entry.value {
            Shown::Lines(lines) if entry.needs_label => Some(format!("{}: {}", entry.label, lines.join(", "))),
            Shown::Lines(lines) => Some(lines.join(", ")),
            Shown::Groups(_) => None,
        });
        values.collect::<Vec<_>>().join(" · ")
    }
}

/// The view of a record; `kind` and `data` as in its line, `day` that of its publication.
///
/// Of a kind this version does not know only a title is shown, and nothing if it has none.
pub fn view(kind: &str, data: &Value, day: Option<Date>, names: &Names<'_>, lang: Lang) -> Option<RecordView> {
    let Some(definition) = by_name(kind) else {
        let title = data.get("title")?.as_str()?.to_owned();
        return Some(RecordView { title, doubtful: false, entries: Vec::new(), body: Vec::new() });
    };
    let text = definition.text(data)?;
    let writer = Writer { kind: definition.kind, day, names, lang };
    Some(RecordView {
        title: text.title,
        doubtful: is_doubtful(data),
        entries: entries(&writer, "", definition.fields, data),
        body: body(definition, data),
    })
}

/// The fields of a table that have a value and are shown.
fn entries(writer: &Writer<'_>, path: &str, fields: &'static [Field], data: &Value) -> Vec<Entry> {
    let shown = fields.iter().filter(|field| field.show == Show::Listed);
    shown
        .filter_map(|field| {
            let path = if path.is_empty() { field.name.to_owned() } else { format!("{path}_{}", field.name) };
            let value = writer.shown(&path, &field.shape, data.get(field.name)?)?;
            // A field without a label shows its name, so that the lack is seen.
            let label = label(writer.kind, &path, field.name, writer.lang).unwrap_or_else(|| field.name.to_owned());
            Some(Entry { name: field.name, label, value, needs_label: needs_label(field) })
        })
        .collect()
}

fn needs_label(field: &Field) -> bool {
    let is_day = field.name == "date";
    matches!(field.shape, Shape::Flag | Shape::Integer { .. } | Shape::Money | Shape::Year | Shape::Time)
        || matches!(field.shape, Shape::Date) && !is_day
}

/// Whether what stands in a table was not checked well enough; a table that says nothing is not doubted.
fn is_doubtful(table: &Value) -> bool {
    let certainty = table.get("certainty").and_then(|word| serde_json::from_value::<Certainty>(word.clone()).ok());
    certainty.is_some_and(Certainty::is_doubtful)
}

fn body(definition: &Definition, data: &Value) -> Vec<Block> {
    let html = definition.body.and_then(|field| data.get(field)).and_then(Value::as_str);
    html.map(|html| blocks(html, data.get("base_url").and_then(Value::as_str))).unwrap_or_default()
}

#[cfg(test)]
mod tests;
