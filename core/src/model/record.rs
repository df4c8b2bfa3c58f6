//! The envelope every record wears (decision 3).

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

pub use super::kinds::Kind;

impl AsRef<str> for Kind {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// What a revision did to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// First publication.
    New,
    /// Edited, nothing was wrong.
    Update,
    /// Something was wrong; a note says what.
    Correct,
    /// No longer stands; reason and note say why.
    Withdraw,
    /// Something a later version knows; never written.
    #[serde(other)]
    Unknown,
}

/// A revision's change with its public explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Public note, required for `correct` and `withdraw`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Code of the reason of a withdrawal: error, privacy, outdated, replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Id of the record that stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
}

impl Change {
    /// A first publication.
    pub const fn new() -> Self {
        Self { kind: ChangeKind::New, note: None, reason: None, replaced_by: None }
    }
}

impl Default for Change {
    fn default() -> Self {
        Self::new()
    }
}

/// What all records have in common. `Envelope<String>` is that of a line of any kind, also of one this version does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope<K = Kind> {
    /// Never reused, survives edits and moves.
    pub id: String,
    /// Revision, from 1.
    pub rev: u32,
    /// Kind of `data`.
    pub kind: K,
    /// The author's or source's date, then fixed.
    pub published: Timestamp,
    /// When this revision became visible; for feed items, when it was first seen in this form.
    pub updated: Timestamp,
    /// End of validity, where the kind has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// Responsible unit; feed items have one only if their source does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The page this record comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Invented text, drawn as «dữ liệu mẫu» everywhere.
    pub sample: bool,
    /// What this revision did.
    pub change: Change,
}

impl<K> Envelope<K> {
    /// The same envelope with its kind told otherwise.
    pub fn with_kind<L>(self, kind: L) -> Envelope<L> {
        let Self { id, rev, kind: _, published, updated, valid_until, unit, source_url, sample, change } = self;
        Envelope { id, rev, kind, published, updated, valid_until, unit, source_url, sample, change }
    }
}

/// A record: envelope and the data of its kind, one flat JSON object with `data` inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<T> {
    /// What all records have in common.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What this kind has.
    pub data: T,
}
