//! A delta: what leads from one version of a collection to another (decision 25).

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::error::FormatError;
use super::index::DeltaEntry;
use super::object::Object;
use super::{FORMAT, MAX_DELTA_RECORDS, MAX_LINE, json};

const WHAT: &str = "delta";

/// The first line of a delta.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: u32,
    /// Which collection.
    pub collection: String,
    /// The version it starts from.
    pub from: u64,
    /// The version it leads to.
    pub to: u64,
    /// Ids that are no longer in the collection, sorted.
    pub drop: Vec<String>,
    /// Records that are edited: id, and the first 8 bytes of the old line's digest in lower hex.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub base: Vec<(String, String)>,
    /// Their new lines, compressed against the old ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<Object>,
    /// The same lines, for phones that lack one of the old ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin: Option<Object>,
}

/// A delta as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta<'a> {
    /// What to do.
    pub manifest: Manifest,
    /// Lines to put, without LF.
    pub lines: Vec<&'a str>,
}

impl Manifest {
    /// The canonical JSON, without LF.
    ///
    /// # Errors
    /// [`FormatError::Rule`] if a number does not fit decision 6.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FormatError> {
        json::write(WHAT, self)
    }

    /// A manifest that changes nothing.
    pub fn empty(collection: &str, from: u64, to: u64) -> Self {
        let collection = collection.to_owned();
        Self { format: FORMAT, collection, from, to, drop: Vec::new(), base: Vec::new(), edit: None, twin: None }
    }
}

impl<'a> Delta<'a> {
    /// Reads the decompressed delta that `entry` names.
    ///
    /// # Errors
    /// [`FormatError::TooNew`], [`FormatError::Json`]; [`FormatError::Rule`] if it is another one's or breaks a bound.
    pub fn parse(raw: &'a [u8], collection: &str, entry: &DeltaEntry) -> Result<Self, FormatError> {
        let rule = |rule| FormatError::Rule { what: WHAT, rule };
        let end = raw.iter().position(|byte| *byte == b'\n').ok_or(rule("its manifest does not end"))?;
        let (manifest, rest) = raw.split_at(end);
        let manifest: Manifest = json::parse(WHAT, manifest)?;
        if manifest.collection != collection || (manifest.from, manifest.to) != (entry.from, entry.to) {
            return Err(rule("it leads elsewhere than the index says"));
        }
        let lines = lines(rest.get(1..).unwrap_or_default(), WHAT)?;
        if manifest.drop.len() + manifest.base.len() + lines.len() > MAX_DELTA_RECORDS {
            return Err(rule("it has more records than a delta may have"));
        }
        if manifest.edit.is_some() != manifest.twin.is_some() || manifest.edit.is_some() == manifest.base.is_empty() {
            return Err(rule("base, edit and twin stand together or not at all"));
        }
        if !manifest.drop.is_sorted_by(|a, b| a < b) {
            return Err(rule("its drops stand in no order"));
        }
        if names_one_twice(&manifest, &lines) {
            return Err(rule("it has a record twice"));
        }
        for object in [manifest.edit, manifest.twin].into_iter().flatten() {
            object.check_bounds()?;
        }
        Ok(Self { manifest, lines })
    }
}

/// The id of a line, with no look at what else is in it.
#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
}

/// Whether an id stands in two of `drop`, `base` and the lines, or in one of them twice. A line without an id is left to whoever
/// reads the record.
fn names_one_twice(manifest: &Manifest, lines: &[&str]) -> bool {
    let named = lines.iter().filter_map(|line| serde_json::from_str::<Named<'_>>(line).ok().map(|named| named.id));
    let told = manifest.drop.iter().chain(manifest.base.iter().map(|(id, _)| id));
    let mut seen = HashSet::with_capacity(manifest.drop.len() + manifest.base.len() + lines.len());
    !told.map(|id| Cow::Borrowed(id.as_str())).chain(named).all(|id| seen.insert(id))
}

/// The lines of a decompressed object, without LF.
///
/// # Errors
/// [`FormatError::Rule`] if it is no UTF-8, if a line is empty or too long, or if the last one does not end.
pub fn lines<'a>(raw: &'a [u8], what: &'static str) -> Result<Vec<&'a str>, FormatError> {
    let rule = |rule| FormatError::Rule { what, rule };
    let text = std::str::from_utf8(raw).map_err(|_| rule("it is no UTF-8"))?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let text = text.strip_suffix('\n').ok_or(rule("its last line does not end"))?;
    let lines: Vec<&str> = text.split('\n').collect();
    if lines.iter().any(|line| line.is_empty() || line.len() > MAX_LINE) {
        return Err(rule("a line is empty or too long"));
    }
    Ok(lines)
}

#[cfg(test)]
mod tests;
