//! JSON Schemas of published records (draft 2020-12), made from the tables of fields, for those who write other clients.
//!
//! `docs/schemas` holds them; a test fails when they no longer say what the tables say. They describe what is published: a
//! reader accepts fields and words of later versions besides.

use std::collections::BTreeMap;
use std::path::Path;

use app4g_core::model::kinds::envelope::{CHANGE, ENVELOPE};
use app4g_core::model::kinds::field::{Field, Need, Shape};
use app4g_core::model::kinds::{Certainty, DEFINITIONS, Definition};
use app4g_core::reader::record::label;
use app4g_core::strings::Lang;
use serde_json::{Map, Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Name of the file with what all kinds have in common.
const RECORD: &str = "record.schema.json";

/// Every schema by the name of its file.
pub fn schemas() -> BTreeMap<String, Value> {
    let kinds = DEFINITIONS.iter().map(|known| (format!("{}.schema.json", known.kind.as_str()), kind(known)));
    kinds.chain([(RECORD.to_owned(), record())]).collect()
}

/// Writes the schemas into `dir`, each as a person would write it.
///
/// # Errors
/// When `dir` cannot be written.
pub fn write(dir: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    for (name, schema) in schemas() {
        std::fs::write(dir.join(name), text(&schema))?;
    }
    Ok(())
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Envelope, change and that there is data.
fn record() -> Value {
    let mut properties = properties(ENVELOPE, &mut |_| None);
    properties.insert("published".to_owned(), shape(&Shape::Time));
    properties.insert("updated".to_owned(), shape(&Shape::Time));
    properties.insert("rev".to_owned(), json!({"type": "integer", "minimum": 1}));
    properties.insert("change".to_owned(), table(CHANGE));
    properties.insert("data".to_owned(), json!({"type": "object"}));
    json!({
        "$schema": DRAFT,
        "$id": "urn:app4g:schema:record",
        "title": "A published record of any kind",
        "type": "object",
        "properties": properties,
        "required": ["change", "data", "id", "kind", "published", "rev", "sample", "unit", "updated"],
    })
}

/// A record of one kind. One that was withdrawn for error or privacy keeps its title only.
fn kind(definition: &Definition) -> Value {
    let name = definition.kind.as_str();
    let mut said = |path: &str| {
        let words = |lang| label(definition.kind, path, path, lang);
        words(Lang::Vi).zip(words(Lang::En))
    };
    let data = json!({
        "type": "object",
        "properties": properties(definition.fields, &mut said),
        "required": required(definition.fields),
    });
    let mut needed = vec!["data"];
    if definition.valid_until == Need::Required {
        needed.push("valid_until");
    }
    let erased = json!({"properties": {"change": {
        "properties": {"kind": {"const": "withdraw"}, "reason": {"enum": ["error", "privacy"]}}, "required": ["kind", "reason"],
    }}, "required": ["change"]});
    json!({
        "$schema": DRAFT,
        "$id": format!("urn:app4g:schema:{name}"),
        "title": format!("A published record of kind {name}, collection {}", definition.collection),
        "allOf": [{"$ref": "urn:app4g:schema:record"}],
        "properties": {"kind": {"const": name}},
        "if": erased,
        "else": {"properties": {"data": data}, "required": needed},
    })
}

/// Label in Vietnamese and English for a path, where there is one.
type Said<'s> = dyn FnMut(&str) -> Option<(String, String)> + 's;

fn properties(fields: &[Field], said: &mut Said<'_>) -> Map<String, Value> {
    let property = |field: &Field| {
        let mut schema = shape(&field.shape);
        if let (Some((vi, en)), Value::Object(schema)) = (said(field.name), &mut schema) {
            schema.insert("title".to_owned(), Value::from(vi));
            schema.insert("description".to_owned(), Value::from(en));
        }
        (field.name.to_owned(), schema)
    };
    fields.iter().map(property).collect()
}

fn required(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().filter(|field| field.need == Need::Required).map(|field| field.name).collect()
}

fn table(fields: &[Field]) -> Value {
    json!({"type": "object", "properties": properties(fields, &mut |_| None), "required": required(fields)})
}

fn pattern(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

fn shape(shape_of: &Shape) -> Value {
    match shape_of {
        Shape::Text { max } => json!({"type": "string", "minLength": 1, "maxLength": max}),
        Shape::Body { max_bytes } => {
            json!({"type": "string", "minLength": 1, "maxLength": max_bytes, "contentMediaType": "text/html"})
        }
        Shape::Slug => pattern("^[a-z0-9-]{1,100}$"),
        Shape::Language => pattern("^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"),
        Shape::Choice(words) => json!({"enum": words}),
        Shape::Certainty => json!({"enum": Certainty::WORDS}),
        Shape::Date => json!({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
        Shape::Time => {
            json!({"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$"})
        }
        Shape::Year => json!({"type": "integer", "minimum": 1800, "maximum": 2200}),
        Shape::Integer { min, max } => json!({"type": "integer", "minimum": min, "maximum": max}),
        Shape::Money => json!({"type": "integer", "minimum": 0, "maximum": (1_i64 << 53) - 1}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Url => json!({"type": "string", "format": "uri", "pattern": "^https://"}),
        Shape::Email => json!({"type": "string", "format": "email"}),
        Shape::Phone => pattern("^[0-9 .()+-]+$"),
        Shape::Digest => pattern("^[0-9a-f]{64}$"),
        Shape::Id => pattern("^[A-Za-z0-9:._-]{1,200}$"),
        Shape::Unit => pattern("^[A-Za-z0-9.-]{1,100}$"),
        Shape::Term { scheme } => {
            json!({"type": "string", "pattern": "^[A-Za-z0-9.-]{1,100}$", "$comment": format!("code of {scheme}")})
        }
        Shape::DocNumber => pattern(r"^[0-9][^\s]*/[^\s]*$"),
        Shape::Code { scheme } => json!({
            "type": "object",
            "properties": {
                "scheme": {"const": scheme}, "version": {"type": "string"}, "code": {"type": "string"},
            },
            "required": ["code", "scheme", "version"],
        }),
        Shape::Labels => json!({
            "type": "object",
            "properties": {"vi": {"type": "string", "maxLength": 300}, "en": {"type": "string", "maxLength": 300}},
            "required": ["vi"],
        }),
        Shape::List { of, min, max } => {
            json!({"type": "array", "items": shape(of), "minItems": min, "maxItems": max})
        }
        Shape::Table(fields) => table(fields),
    }
}

#[cfg(test)]
mod tests;
