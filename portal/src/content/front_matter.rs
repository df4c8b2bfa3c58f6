//! `SLUG.md`: one record a file, TOML between two lines `+++`, then the body in Markdown.

use app4g_core::Message;
use serde_json::{Map, Value};

use super::draft::Draft;
use super::folder::{Source, place};
use super::found::Finding;
use super::markdown;

const FENCE: &str = "+++";

/// Reads the record of a Markdown file.
pub(super) fn read(source: &Source<'_>, found: &mut Vec<Finding>) -> Vec<Draft> {
    let parts = source.text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    let Some((front, body)) = parts else {
        let cause = Message::new("content.no_front_matter").with("fence", FENCE);
        found.push(Finding::new(source.name, "", "", "", cause));
        return Vec::new();
    };
    let Some(written) = table(front, source.name, 1, found) else { return Vec::new() };
    let mut draft = Draft::new((source.name, String::new()), source.definition, written, source.defaults, found);
    if body.trim().is_empty() {
        return vec![draft];
    }
    let Some(field) = source.definition.body else {
        found.push(Finding::new(source.name, draft.id(), "", "", Message::new("content.no_body_here")));
        return vec![draft];
    };
    let first_line = front.lines().count() + 3;
    let html = markdown::html(body, source.sanitiser, &mut |line, piece, cause| {
        let place = format!("{field}, {}", place(first_line + line));
        found.push(Finding::new(source.name, draft.id(), &place, piece, cause));
    });
    if let Value::Object(data) = draft.data_mut() {
        if data.contains_key(field) {
            found.push(Finding::new(source.name, "", field, "", Message::new("content.body_twice")));
        }
        data.insert(field.to_owned(), Value::from(html));
    }
    vec![draft]
}

/// TOML as the values that records have; `before` is how many lines of the file stand before it.
pub(super) fn table(toml: &str, file: &str, before: usize, found: &mut Vec<Finding>) -> Option<Map<String, Value>> {
    match toml.parse::<toml::Table>() {
        Ok(table) => Some(table.into_iter().map(|(key, value)| (key, json(value))).collect()),
        Err(error) => {
            let start = error.span().map_or(0, |span| span.start);
            let line = before + 1 + toml.bytes().take(start).filter(|byte| *byte == b'\n').count();
            let cause = Message::new("content.not_toml").with("error", error.message());
            found.push(Finding::new(file, place(line), "", "", cause));
            None
        }
    }
}

/// A date without quotes is taken as the text it is written as; a fraction stays one, and is refused where it stands.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::from(flag),
        toml::Value::Datetime(time) => Value::from(time.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect()),
    }
}
