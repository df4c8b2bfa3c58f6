//! The one serialised form of a record: decision 6's canonical line.
//!
//! One JSON object, keys sorted by UTF-8 bytes, no insignificant space, NFC, integers only. Feed items are stored in the
//! same form as published records, so that one reader serves both. Phones never re-serialise a published line.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::record::Record;

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

/// Writes the canonical line, without LF.
///
/// # Errors
/// [`LineError::Number`] for a fraction or an integer of 2^53 or more; [`LineError::Json`] if `record` is no object.
pub fn to_line<T: Serialize>(record: &Record<T>) -> Result<String, LineError> {
    // serde_json's map is a BTreeMap here (feature `preserve_order` off): keys come out sorted by bytes.
    let value = canonical(serde_json::to_value(record)?, "")?;
    let mut line = serde_json::to_string(&value)?;
    // serde_json writes DEL raw and the short escapes of decision 6, with lower-case hex; U+0000 may not stand in a line.
    if line.contains("\\u0000") {
        line = line.replace("\\u0000", "\u{fffd}");
    }
    Ok(line)
}

/// Reads a line.
///
/// # Errors
/// [`LineError::Json`] if it is not a record of kind `T`.
pub fn from_line<T: DeserializeOwned>(line: &[u8]) -> Result<Record<T>, LineError> {
    Ok(serde_json::from_slice(line)?)
}

fn canonical(value: Value, path: &str) -> Result<Value, LineError> {
    Ok(match value {
        Value::String(text) => Value::String(nfc(text)),
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
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, field)| !field.is_null())
                .map(|(key, field)| canonical(field, &key).map(|field| (nfc(key.clone()), field)))
                .collect::<Result<_, _>>()?,
        ),
        other => other,
    })
}

fn nfc(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    }
}

#[cfg(test)]
mod tests;
