//! Values against a table of fields: everything that is wrong, at once.
//!
//! Pure. `portal::content` runs it over what authors wrote; a phone's form will run it over a draft.

mod value;

pub(crate) use value::is_id;

use serde_json::{Map, Value};

use super::field::{Field, Need, Shape, named};
use super::problem::Problem;
use crate::error::Message;

/// What becomes of fields that the table does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strangers {
    /// The author mistyped a name.
    Refused,
    /// A later version wrote them.
    Ignored,
}

/// All problems of `data`, in the order of its table.
pub fn check(data: &Value, fields: &[Field], strangers: Strangers) -> Vec<Problem> {
    let mut walk = Walk { strangers, problems: Vec::new() };
    walk.table("", data, fields);
    walk.problems
}

/// [`check`] of an object whose entries are at hand.
pub fn check_entries(entries: &Map<String, Value>, fields: &[Field], strangers: Strangers) -> Vec<Problem> {
    let mut walk = Walk { strangers, problems: Vec::new() };
    walk.entries("", entries, fields);
    walk.problems
}

struct Walk {
    strangers: Strangers,
    problems: Vec<Problem>,
}

impl Walk {
    fn table(&mut self, path: &str, value: &Value, fields: &[Field]) {
        let Value::Object(entries) = value else {
            self.object(path, value, Message::new("problem.not_table"));
            return;
        };
        self.entries(path, entries, fields);
    }

    fn entries(&mut self, path: &str, entries: &Map<String, Value>, fields: &[Field]) {
        for field in fields {
            let path = below(path, field.name);
            match entries.get(field.name) {
                None | Some(Value::Null) if field.need == Need::Required => {
                    self.problems.push(Problem::new(path, "", Message::new("problem.missing")));
                }
                None | Some(Value::Null) => {}
                Some(value) => self.shape(&path, value, &field.shape),
            }
        }
        if self.strangers == Strangers::Refused {
            self.unknown(path, entries, fields);
        }
    }

    fn unknown(&mut self, path: &str, entries: &Map<String, Value>, fields: &[Field]) {
        for (name, value) in entries.iter().filter(|(name, _)| named(fields, name).is_none()) {
            let near = nearest(name, fields.iter().map(|field| field.name));
            let cause = match near {
                Some(near) => Message::new("problem.unknown_field_near").with("near", near),
                None => Message::new("problem.unknown_field"),
            };
            self.object(&below(path, name), value, cause);
        }
    }

    fn shape(&mut self, path: &str, value: &Value, shape: &Shape) {
        match shape {
            Shape::Table(fields) => self.table(path, value, fields),
            Shape::List { of, min, max } => self.list(path, value, of, *min..=*max),
            other => {
                if let Some(cause) = value::objection(value, other) {
                    self.object(path, value, cause);
                }
            }
        }
    }

    fn list(&mut self, path: &str, value: &Value, of: &Shape, length: std::ops::RangeInclusive<usize>) {
        let Value::Array(items) = value else {
            self.object(path, value, Message::new("problem.not_list"));
            return;
        };
        if !length.contains(&items.len()) {
            let cause = Message::new("problem.list_length")
                .with("min", length.start().to_string())
                .with("max", length.end().to_string());
            self.problems.push(Problem::new(path, &items.len().to_string(), cause));
        }
        for (at, item) in items.iter().enumerate() {
            self.shape(&format!("{path}[{at}]"), item, of);
        }
    }

    fn object(&mut self, path: &str, value: &Value, cause: Message) {
        self.problems.push(Problem::new(path, &written(value), cause));
    }
}

/// A value as its author would recognise it.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// The known name that was most likely meant: at most two letters differ, and not more than a third.
pub fn nearest<'n>(typed: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let typed: Vec<char> = typed.chars().take(100).collect();
    let near = known.map(|name| (distance(&typed, name), name)).min()?;
    (near.0 <= 2.min(typed.len().div_ceil(3))).then_some(near.1)
}

/// Letters to insert, leave out or change (Levenshtein).
fn distance(typed: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    for (line, letter) in name.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], line + 1);
        for (at, other) in typed.iter().enumerate() {
            let change = before + usize::from(*other != letter);
            before = row[at + 1];
            row[at + 1] = change.min(before + 1).min(row[at] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
