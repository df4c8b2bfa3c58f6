//! The one serialised form of a record: decision 6's canonical line.
//!
//! One JSON object, keys sorted by UTF-8 bytes, no insignificant space, NFC, integers only. Feed items are stored in the
//! same form as published records, so that one reader serves both. Phones never re-serialise a published line.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::kinds::{Content, Kind};
use super::record::{Change, Envelope, Record};
use crate::clock::Timestamp;
use crate::text::nfc::nfc;

/// Why a line could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// Not the JSON that the kind expects.
    #[error("the line is not a record of this kind")]
    Json(#[from] serde_json::Error),
    /// Decision 6 has no fractions.
    #[error("field `{0}` holds a number that is no integer below 2^53")]
    Number(String),
}

/// Writes the canonical line, without LF. Only public content can become one ([`super::confidential`]).
///
/// # Errors
/// [`LineError::Number`] for a fraction or an integer of 2^53 or more; [`LineError::Json`] if `record` is no object.
pub fn to_line<T: Content>(record: &Record<T>) -> Result<String, LineError> {
    Ok(serde_json::to_string(&tree(record)?)?)
}

/// The canonical form of any JSON: catalog, index and manifest are written like lines.
///
/// # Errors
/// As [`to_line`].
pub fn canonical_json(value: &impl Serialize) -> Result<String, LineError> {
    Ok(serde_json::to_string(&canonical(serde_json::to_value(value)?, "")?)?)
}

/// What may differ between equal contents (decision 4).
const TIMES: [&str; 4] = ["change", "published", "rev", "updated"];

/// The line, and the same without what may differ between equal contents: rev, dates and kind of change.
///
/// # Errors
/// As [`to_line`].
pub fn to_line_and_content<T: Content>(record: &Record<T>) -> Result<(String, String), LineError> {
    let mut tree = tree(record)?;
    let line = serde_json::to_string(&tree)?;
    if let Value::Object(fields) = &mut tree {
        fields.retain(|key, _| !TIMES.contains(&key.as_str()));
    }
    Ok((line, serde_json::to_string(&tree)?))
}

/// serde_json's map is a `BTreeMap` here (feature `preserve_order` off), so keys come out sorted by bytes. It writes DEL raw
/// and the short escapes of decision 6, with lower-case hex.
fn tree<T: Content>(record: &Record<T>) -> Result<Value, LineError> {
    canonical(serde_json::to_value(record)?, "")
}

/// Reads a line of a kind that is known to be `T`'s.
///
/// # Errors
/// [`LineError::Json`] if it is not a record of kind `T`.
pub fn from_line<T: DeserializeOwned>(line: &[u8]) -> Result<Record<T>, LineError> {
    let parts: Parts<'_, Kind> = serde_json::from_slice(line)?;
    let data = serde_json::from_str(parts.data.get())?;
    Ok(Record { envelope: parts.into(), data })
}

/// Reads a line of any kind: its envelope, and its data as it stands there.
///
/// # Errors
/// [`LineError::Json`] if it is no record of any kind.
pub fn open_line(line: &str) -> Result<(Envelope<String>, &str), LineError> {
    let parts: Parts<'_, String> = serde_json::from_str(line)?;
    let data = parts.data.get();
    Ok((parts.into(), data))
}

/// The fields of a record in one pass: `data` is not looked into, and `flatten`, which copies everything once more, is not
/// needed.
#[derive(Deserialize)]
struct Parts<'a, K> {
    id: String,
    rev: u32,
    kind: K,
    published: Timestamp,
    updated: Timestamp,
    #[serde(default)]
    valid_until: Option<Timestamp>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    source_url: Option<String>,
    sample: bool,
    change: Change,
    #[serde(borrow)]
    data: &'a RawValue,
}

impl<K> From<Parts<'_, K>> for Envelope<K> {
    fn from(parts: Parts<'_, K>) -> Self {
        let Parts { id, rev, kind, published, updated, valid_until, unit, source_url, sample, change, data: _ } = parts;
        Self { id, rev, kind, published, updated, valid_until, unit, source_url, sample, change }
    }
}

fn canonical(value: Value, path: &str) -> Result<Value, LineError> {
    Ok(match value {
        Value::String(text) => Value::String(composed(text)),
        Value::Number(number) => {
            let small = number.as_i64().is_some_and(|n| n.unsigned_abs() < 1 << 53);
            if !small {
                return Err(LineError::Number(path.to_owned()));
            }
            Value::Number(number)
        }
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| canonical(item, path)).collect::<Result<_, _>>()?)
        }
        Value::Object(fields) => {
            let mut kept = Map::new();
            for (key, field) in fields.into_iter().filter(|(_, field)| !field.is_null()) {
                let field = canonical(field, &key)?;
                kept.insert(composed(key), field);
            }
            Value::Object(kept)
        }
        other => other,
    })
}

/// The text in NFC and without U+0000, which may not stand in a line; no copy if it is so already.
fn composed(text: String) -> String {
    let text = if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text };
    match nfc(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(composed) => composed,
    }
}

#[cfg(test)]
mod tests;
