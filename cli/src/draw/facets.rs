//! What the fields of a search count, below its results: `Nguồn: Báo A [bao-a] 12 · Báo B [bao-b] 3`.
//!
//! What stands in brackets, or alone, is what `--facet` takes.

use std::collections::HashMap;

use app4g_core::model::SourceId;
use app4g_core::search::facet::kinds::{SOURCE, UNIT};
use app4g_core::search::facet::{Count, FieldCounts, Shape, label};
use app4g_core::search::find::Facets;
use app4g_core::text::numbers;
use serde_json::{Value, json};

use crate::session::Session;
use crate::terminal::Style;
use crate::terminal::layout::{harmless, wrap};

/// Values of a field that are shown.
const SHOWN: usize = 8;

/// A paragraph for each field with something to choose from.
pub(crate) fn lines(
    session: &Session,
    facets: &Facets,
    names: &HashMap<SourceId, String>,
    width: usize,
) -> Vec<String> {
    let fields = match facets {
        Facets::NotAsked => return Vec::new(),
        Facets::Damaged => return vec![String::new(), session.say("cli.search.facets_damaged", &[])],
        Facets::Counted(fields) => fields,
    };
    let mut lines = Vec::new();
    for field in fields.iter().filter(|field| !field.values.is_empty()) {
        let said = format!("{}: {}", label::of_field(field.field, session.lang), values(session, field, names));
        lines.extend(wrap(&said, width).iter().map(|line| session.terminal.paint.apply(Style::Dim, line)));
    }
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}

/// Values that [`lines`] shows and that are sources or units: their names are to be known.
pub(crate) fn codes(facets: &Facets) -> impl Iterator<Item = &str> {
    let fields = if let Facets::Counted(fields) = facets { fields.as_slice() } else { &[] };
    let named = fields.iter().filter(|field| [SOURCE, UNIT].contains(field.field));
    named.flat_map(|field| field.values.iter().take(SHOWN)).map(|count| count.value.as_str())
}

fn values(session: &Session, field: &FieldCounts, names: &HashMap<SourceId, String>) -> String {
    let mut said: Vec<String> =
        field.values.iter().take(SHOWN).map(|count| value(session, field, count, names)).collect();
    let more = field.values.len().saturating_sub(SHOWN);
    if more > 0 {
        said.push(session.say("cli.search.more_values", &[("n", &number(session, more))]));
    }
    said.join(" · ")
}

/// `✓ Báo A [bao-a] 12`; below another code with a `›` for each level.
fn value(session: &Session, field: &FieldCounts, count: &Count, names: &HashMap<SourceId, String>) -> String {
    let name = names.get(&SourceId::new(count.value.as_str())).filter(|_| [SOURCE, UNIT].contains(field.field));
    let name = name.cloned().unwrap_or_else(|| label::of_value(field.field, &count.value, session.lang));
    let code = if name == count.value { String::new() } else { format!(" [{}]", count.value) };
    let sign = if count.is_chosen { "✓ " } else { "" };
    let level = "› ".repeat(count.level);
    format!("{sign}{level}{}{} {}", harmless(&name), harmless(&code), number(session, count.rows))
}

fn number(session: &Session, n: usize) -> String {
    numbers::integer(i64::try_from(n).unwrap_or(i64::MAX), session.lang)
}

/// The same for programs; `null` where nothing could be counted.
pub(crate) fn json(facets: &Facets) -> Value {
    match facets {
        Facets::Counted(fields) => fields.iter().map(field_json).collect(),
        Facets::NotAsked | Facets::Damaged => Value::Null,
    }
}

fn field_json(field: &FieldCounts) -> Value {
    let shape = match field.field.shape {
        Shape::Code => "code",
        Shape::Tree => "tree",
        Shape::Number(_) => "number",
        Shape::Day(_) | Shape::Moment(_) => "date",
    };
    let values = field.values.iter().map(|count| {
        json!({
            "value": count.value, "parent": count.parent, "level": count.level, "rows": count.rows,
            "adds": count.adds, "chosen": count.is_chosen,
        })
    });
    json!({"field": field.field.key, "shape": shape, "values": values.collect::<Vec<_>>()})
}
