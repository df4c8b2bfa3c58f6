//! What the fields of a search count, below its results: `Nguồn: Báo A [bao-a] 12 · Báo B [bao-b] 3`.
//!
//! What stands in brackets, or alone, is what `--facet` takes.

use app4g_core::app::facet_names;
use app4g_core::error::Error;
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
///
/// # Errors
/// As any read of names.
pub(crate) fn lines(session: &Session, facets: &Facets, width: usize) -> Result<Vec<String>, Error> {
    let fields = match facets {
        Facets::NotAsked => return Ok(Vec::new()),
        Facets::Damaged => return Ok(vec![String::new(), session.say("cli.search.facets_damaged", &[])]),
        Facets::Counted(fields) => fields,
    };
    let mut lines = Vec::new();
    for field in fields.iter().filter(|field| !field.values.is_empty()) {
        let said = format!("{}: {}", label::of_field(field.field, session.lang), values(session, field)?);
        lines.extend(wrap(&said, width).iter().map(|line| session.terminal.paint.apply(Style::Dim, line)));
    }
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    Ok(lines)
}

fn values(session: &Session, field: &FieldCounts) -> Result<String, Error> {
    let shown = field.values.iter().take(SHOWN);
    let mut said = shown.map(|count| value(session, field, count)).collect::<Result<Vec<_>, _>>()?;
    let more = field.values.len().saturating_sub(SHOWN);
    if more > 0 {
        said.push(session.say("cli.search.more_values", &[("n", &number(session, more))]));
    }
    Ok(said.join(" · "))
}

/// `✓ Báo A [bao-a] 12`; below another code with a `›` for each level.
fn value(session: &Session, field: &FieldCounts, count: &Count) -> Result<String, Error> {
    let content = session.app.store().content();
    let name = content.read(|conn| facet_names::name_of(conn, field.field, &count.value, session.lang))?;
    let code = if name == count.value { String::new() } else { format!(" [{}]", count.value) };
    let sign = if count.is_chosen { "✓ " } else { "" };
    let level = "› ".repeat(count.level);
    Ok(format!("{sign}{level}{}{} {}", harmless(&name), harmless(&code), number(session, count.rows)))
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
