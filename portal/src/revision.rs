//! From what an author wrote to what is published: the next revision of a record, or none (decisions 3 and 4).
//!
//! Pure. Equal content carries the published line byte for byte; anything else is the next revision. Content is the line without
//! rev, published, updated and change. A change that the author wrote (correct, withdraw) counts too, one that the portal computed
//! (new, update) does not: notes of old corrections may be tidied away.

use app4g_core::Timestamp;
use app4g_core::model::line::{LineError, canonical_json};
use app4g_core::model::{Change, ChangeKind, Kind};
use app4g_core::repository::format::{MAX_LINE, Sha256};
use serde::Serializer as _;
use serde_json::{Map, Value};

use crate::content::Authored;

/// Reasons of a withdrawal that leave the text readable under an overlay.
const READABLE: [&str; 2] = ["outdated", "replaced"];

/// Reasons that erase it, everywhere and for ever.
const ERASING: [&str; 2] = ["error", "privacy"];

/// The fields of data that name a record, in the order in which they are looked for: one of them is left of an erased one.
const NAMES: [&str; 5] = ["title", "name", "labels", "number_raw", "code"];

/// Fields of the envelope that are left of an erased record.
const LEFT: [&str; 5] = ["id", "kind", "sample", "unit", "valid_until"];

/// Fields that do not belong to content.
const NOT_CONTENT: [&str; 4] = ["change", "published", "rev", "updated"];

/// What is remembered of a record for ever: its newest published revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Revision, from 1.
    pub rev: u32,
    /// Never changes.
    pub kind: Kind,
    /// Hash of the published line.
    pub digest: Sha256,
    /// Hash of the content alone.
    pub content: Sha256,
    /// Fixed by the first revision.
    pub published: Timestamp,
    /// When this revision was released.
    pub updated: Timestamp,
    /// End of validity, where the kind has one.
    pub valid_until: Option<Timestamp>,
    /// What this revision did.
    pub change: Change,
}

/// What became of an authored record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revised {
    /// As published: the old line stays.
    Carried,
    /// A new line, without LF.
    Next(String, Box<Known>),
    /// Withdrawn before it was ever published: there is nothing to take back.
    Nothing,
}

/// Why a record cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RevisionError {
    /// A correction or a withdrawal does not say what was wrong.
    #[error("change.note is missing")]
    Note,
    /// A withdrawal for a reason that is none.
    #[error("change.reason is not error, privacy, outdated or replaced")]
    Reason,
    /// The id belongs to a record of another kind.
    #[error("the id was published as {}", .0.as_str())]
    Kind(Kind),
    /// The id has other characters than ids may have, or too many.
    #[error("the id is not [A-Za-z0-9:._-]{{1,200}}")]
    Id,
    /// The line would be longer than [`MAX_LINE`].
    #[error("the line has {0} bytes")]
    TooLong(usize),
    /// A number that is no integer below 2^53.
    #[error("field {0} holds a number that is no integer below 2^53")]
    Number(String),
    /// Not writable as JSON at all.
    #[error("{0}")]
    Json(String),
}

/// Whether a change erases the record on phones.
pub fn is_erasing(change: &Change) -> bool {
    change.kind == ChangeKind::Withdraw && change.reason.as_deref().is_some_and(|reason| ERASING.contains(&reason))
}

/// Letters, digits, `:`, `.`, `_` and `-`, at most 200 (decision 6).
pub fn is_id(id: &str) -> bool {
    (1..=200).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'.' | b'_' | b'-'))
}

/// What `authored` is to be after `known`, in a release at `now`.
///
/// # Errors
/// [`RevisionError`], for the author.
pub fn revise(authored: &Authored, known: Option<&Known>, now: Timestamp) -> Result<Revised, RevisionError> {
    if !is_id(&authored.id) {
        return Err(RevisionError::Id);
    }
    let kind = authored.kind;
    if let Some(known) = known.filter(|known| known.kind != kind) {
        return Err(RevisionError::Kind(known.kind));
    }
    let spoken = spoken(authored.change.as_ref())?;
    if known.is_none() && spoken.is_some_and(|change| change.kind == ChangeKind::Withdraw) {
        return Ok(Revised::Nothing);
    }
    // Nearly all records are as they were, and written as they are published: hashing them is all they cost.
    if let Some(known) = known.filter(|known| is_carried(known, spoken))
        && known.content == Sha256::of(&as_written(&authored.fields)?)
    {
        return Ok(Revised::Carried);
    }
    let mut fields = match spoken {
        Some(change) if is_erasing(change) => erased(&authored.fields),
        _ => authored.fields.clone(),
    };
    fields.retain(|key, _| !NOT_CONTENT.contains(&key.as_str()));
    let content = Sha256::of(canonical(&fields)?.as_bytes());
    if let Some(known) = known
        && known.content == content
        && is_carried(known, spoken)
    {
        return Ok(Revised::Carried);
    }
    let change = spoken.cloned().unwrap_or_else(|| match known {
        Some(_) => Change { kind: ChangeKind::Update, ..Change::new() },
        None => Change::new(),
    });
    let published = known.map_or_else(|| authored.published.unwrap_or(now).min(now), |known| known.published);
    let rev = known.map_or(1, |known| known.rev.saturating_add(1));
    let valid_until = fields.get("valid_until").and_then(Value::as_str).and_then(Timestamp::parse_rfc3339);
    let json = |error: serde_json::Error| RevisionError::Json(error.to_string());
    fields.insert("rev".to_owned(), rev.into());
    fields.insert("published".to_owned(), published.rfc3339().into());
    fields.insert("updated".to_owned(), now.rfc3339().into());
    fields.insert("change".to_owned(), serde_json::to_value(&change).map_err(json)?);
    let line = canonical(&fields)?;
    if line.len() > MAX_LINE {
        return Err(RevisionError::TooLong(line.len()));
    }
    let digest = Sha256::of(line.as_bytes());
    let known = Known { rev, kind, digest, content, published, updated: now, valid_until, change };
    Ok(Revised::Next(line, Box::new(known)))
}

/// Whether a record of equal content is the same revision, by what its author says of it.
fn is_carried(known: &Known, spoken: Option<&Change>) -> bool {
    match spoken {
        Some(change) => *change == known.change,
        // Nobody says «withdrawn» any more: the record is back.
        None => known.change.kind != ChangeKind::Withdraw,
    }
}

/// The content in the form in which its author's file was read. If that is canonical, its hash is that of the content.
fn as_written(fields: &Map<String, Value>) -> Result<Vec<u8>, RevisionError> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut bytes);
    let content = fields.iter().filter(|(key, _)| !NOT_CONTENT.contains(&key.as_str()));
    serializer.collect_map(content).map_err(|error| RevisionError::Json(error.to_string()))?;
    Ok(bytes)
}

/// The content hash of a published line, which a rebuilt ledger is made of.
///
/// # Errors
/// [`RevisionError::Json`] if it is no object.
pub fn content_of_line(line: &str) -> Result<Sha256, RevisionError> {
    let mut fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| RevisionError::Json(error.to_string()))?;
    fields.retain(|key, _| !NOT_CONTENT.contains(&key.as_str()));
    Ok(Sha256::of(canonical(&fields)?.as_bytes()))
}

/// The author's change, if it says more than the portal would.
fn spoken(change: Option<&Change>) -> Result<Option<&Change>, RevisionError> {
    let Some(change) = change else { return Ok(None) };
    let has_note = change.note.as_deref().is_some_and(|note| !note.trim().is_empty());
    let reason = change.reason.as_deref().unwrap_or_default();
    match change.kind {
        ChangeKind::Correct if !has_note => Err(RevisionError::Note),
        ChangeKind::Withdraw if !READABLE.contains(&reason) && !ERASING.contains(&reason) => Err(RevisionError::Reason),
        ChangeKind::Withdraw if !has_note => Err(RevisionError::Note),
        ChangeKind::Correct | ChangeKind::Withdraw => Ok(Some(change)),
        _ => Ok(None),
    }
}

/// What is left of a record that is withdrawn for error or privacy: that it was, and its title.
fn erased(fields: &Map<String, Value>) -> Map<String, Value> {
    let mut left: Map<String, Value> =
        fields.iter().filter(|(key, _)| LEFT.contains(&key.as_str())).map(|(k, v)| (k.clone(), v.clone())).collect();
    let data = fields.get("data").and_then(Value::as_object);
    let name = NAMES.iter().find_map(|name| data?.get(*name).map(|value| ((*name).to_owned(), value.clone())));
    left.insert("data".to_owned(), Value::Object(name.into_iter().collect()));
    left
}

fn canonical(fields: &Map<String, Value>) -> Result<String, RevisionError> {
    canonical_json(fields).map_err(|error| match error {
        LineError::Number(field) => RevisionError::Number(field),
        LineError::Json(error) => RevisionError::Json(error.to_string()),
    })
}

#[cfg(test)]
mod tests;
