//! `NAME.csv`: a record a row; the header names envelope keys and paths into the data.
//!
//! A cell is text; what it becomes follows from the shape of its field. An empty cell is no value. Items of a list are
//! separated by ` ; `, a list of tables is one cell of JSON.

use app4g_core::Message;
use app4g_core::model::kinds::Definition;
use app4g_core::model::kinds::check::nearest;
use app4g_core::model::kinds::envelope::{AUTHORED, CHANGE, ENVELOPE};
use app4g_core::model::kinds::field::{Field, Shape, named};
use serde_json::{Map, Value};

use super::draft::Draft;
use super::folder::{Source, place};
use super::found::Finding;
use super::markdown;

/// Between the items of a list.
const SEPARATOR: &str = " ; ";

/// What a column means: where its values go, and what they look like.
struct Column {
    name: String,
    /// From the record: envelope keys and fields of data stand beside each other, as in a front matter.
    path: Vec<String>,
    shape: Shape,
}

/// Reads the records of a CSV file.
pub(super) fn read(source: &Source<'_>, found: &mut Vec<Finding>) -> Vec<Draft> {
    let mut reader = csv::ReaderBuilder::new().from_reader(source.text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            found.push(broken(source.name, &error));
            return Vec::new();
        }
    };
    let columns: Vec<Option<Column>> = header.iter().map(|name| column(source, name.trim(), found)).collect();
    let mut drafts = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => drafts.push(draft(source, &columns, &row, found)),
            Err(error) => found.push(broken(source.name, &error)),
        }
    }
    drafts
}

fn broken(file: &str, error: &csv::Error) -> Finding {
    let line = error.position().map_or_else(String::new, |at| place(usize::try_from(at.line()).unwrap_or_default()));
    Finding::new(file, line, "", "", Message::new("content.not_csv").with("error", error.to_string()))
}

fn draft(source: &Source<'_>, columns: &[Option<Column>], row: &csv::StringRecord, found: &mut Vec<Finding>) -> Draft {
    let line = row.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or_default());
    let mut written = Map::new();
    for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty()) {
        let Some(column) = column else { continue };
        let value = match &column.shape {
            Shape::Body { .. } => Value::from(markdown::html(cell, source.sanitiser, &mut |_, piece, cause| {
                found.push(Finding::new(source.name, place(line), &column.name, piece, cause));
            })),
            shape => value(cell.trim(), shape),
        };
        put(&mut written, &column.path, value);
    }
    Draft::new((source.name, place(line)), source.definition, written, source.defaults, found)
}

/// What a header means; a name that nothing has is told once, not in every row.
fn column(source: &Source<'_>, name: &str, found: &mut Vec<Finding>) -> Option<Column> {
    let path: Vec<&str> = name.split('.').collect();
    let shape = match path.as_slice() {
        ["change", rest @ ..] => shape(CHANGE, rest),
        ["data", rest @ ..] => shape(source.definition.fields, rest),
        [key] if AUTHORED.contains(key) => shape(ENVELOPE, &path),
        path => shape(source.definition.fields, path),
    };
    if shape.is_none() {
        let cause = match nearest(name, known(source.definition)) {
            Some(near) => Message::new("problem.unknown_field_near").with("near", near),
            None => Message::new("problem.unknown_field"),
        };
        found.push(Finding::new(source.name, place(1), name, "", cause));
    }
    let path = path.into_iter().map(str::to_owned).collect();
    shape.map(|shape| Column { name: name.to_owned(), path, shape })
}

fn known(definition: &'static Definition) -> impl Iterator<Item = &'static str> {
    AUTHORED.iter().copied().chain(definition.fields.iter().map(|field| field.name))
}

/// The shape at the end of a path.
fn shape(fields: &[Field], path: &[&str]) -> Option<Shape> {
    let (first, rest) = path.split_first()?;
    let shape = named(fields, first)?.shape;
    match (shape, rest) {
        (shape, []) => Some(shape),
        (Shape::Labels, ["vi" | "en"]) => Some(Shape::text(300)),
        (Shape::Table(fields), rest) => self::shape(fields, rest),
        _ => None,
    }
}

/// A cell as its shape has it; what does not fit stays text, and is refused by the checks with the text as written.
fn value(cell: &str, shape: &Shape) -> Value {
    let text = || Value::from(cell);
    match shape {
        Shape::Integer { .. } | Shape::Money | Shape::Year => cell.parse::<i64>().map_or_else(|_| text(), Value::from),
        Shape::Flag => cell.parse::<bool>().map_or_else(|_| text(), Value::from),
        Shape::List { of, .. } => match of {
            Shape::Table(_) | Shape::Labels => json(cell),
            of => cell.split(SEPARATOR).map(|item| value(item.trim(), of)).collect(),
        },
        Shape::Table(_) | Shape::Labels => json(cell),
        _ => text(),
    }
}

fn json(cell: &str) -> Value {
    serde_json::from_str(cell).unwrap_or_else(|_| Value::from(cell))
}

fn put(into: &mut Map<String, Value>, path: &[String], value: Value) {
    match path {
        [] => {}
        [last] => drop(into.insert(last.clone(), value)),
        [first, rest @ ..] => {
            let entry = into.entry(first.clone()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = entry {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests;
