//! `NAME.ndjson`: a record a line, as other programs write it. Bodies are HTML and are sanitised here.

use app4g_core::Message;
use app4g_core::model::kinds::field::Shape;
use app4g_core::model::kinds::visit::visit_mut;
use serde_json::{Map, Value};

use super::draft::Draft;
use super::folder::{Source, place};
use super::found::Finding;
use super::simple::is_simple;

/// Reads the records of an NDJSON file; empty lines are none.
pub(super) fn read(source: &Source<'_>, found: &mut Vec<Finding>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, line) in source.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(written) => drafts.push(draft(source, at + 1, written, found)),
            Err(error) => {
                let cause = Message::new("content.not_json").with("error", error.to_string());
                found.push(Finding::new(source.name, place(at + 1), "", "", cause));
            }
        }
    }
    drafts
}

fn draft(source: &Source<'_>, line: usize, written: Map<String, Value>, found: &mut Vec<Finding>) -> Draft {
    let mut draft = Draft::new((source.name, place(line)), source.definition, written, source.defaults, found);
    visit_mut(draft.data_mut(), source.definition.fields, &mut |shape, value| {
        if let (Shape::Body { .. }, Value::String(html)) = (shape, value)
            && !is_simple(html)
        {
            *html = source.sanitiser.clean(html);
        }
    });
    draft
}
