//! The form of one published line (decisions 3 and 6).

use app4g_core::Timestamp;
use app4g_core::model::Envelope;
use app4g_core::model::line::canonical_json;
use serde_json::Value;

use crate::revision::is_id;

/// Reads the envelope of a line.
///
/// # Errors
/// What is wrong with the line, in one sentence without its content.
pub(super) fn check(line: &str) -> Result<Envelope<String>, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("a line is no JSON: {error}"))?;
    let envelope: Envelope<String> =
        serde_json::from_value(value.clone()).map_err(|error| format!("a line is no record: {error}"))?;
    let id = &envelope.id;
    if !is_id(id) {
        return Err("an id has other characters than ids may have".to_owned());
    }
    if canonical_json(&value).ok().as_deref() != Some(line) {
        return Err(format!("the line of {id} is not canonical"));
    }
    for field in ["published", "updated", "valid_until"] {
        let text = value.get(field).and_then(Value::as_str);
        if text.is_some_and(|text| Timestamp::parse_rfc3339(text).is_none_or(|time| time.rfc3339() != text)) {
            return Err(format!("{field} of {id} is not written as YYYY-MM-DDThh:mm:ss+07:00"));
        }
    }
    if envelope.rev == 0 || envelope.published > envelope.updated {
        return Err(format!("{id} has revision 0, or was published after its release"));
    }
    if !value.get("data").is_some_and(Value::is_object) {
        return Err(format!("{id} has no data"));
    }
    Ok(envelope)
}
