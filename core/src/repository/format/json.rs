//! Canonical JSON of catalog, index and manifest: the form of published lines (decision 6).

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::FORMAT;
use super::error::FormatError;
use crate::model::line::canonical_json;

/// Looks at `format` first, so that a later format is told from damage, then reads the rest.
pub(super) fn parse<T: DeserializeOwned>(what: &'static str, bytes: &[u8]) -> Result<T, FormatError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| FormatError::json(what, &error))?;
    match value.get("format").and_then(Value::as_u64) {
        Some(format) if format == u64::from(FORMAT) => {}
        Some(format) => return Err(FormatError::TooNew(u32::try_from(format).unwrap_or(u32::MAX))),
        None => return Err(FormatError::Rule { what, rule: "it does not say its format" }),
    }
    serde_json::from_value(value).map_err(|error| FormatError::json(what, &error))
}

pub(super) fn write(what: &'static str, value: &impl Serialize) -> Result<Vec<u8>, FormatError> {
    let text =
        canonical_json(value).map_err(|_| FormatError::Rule { what, rule: "a number is no integer below 2^53" })?;
    Ok(text.into_bytes())
}
