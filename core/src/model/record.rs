//! The envelope every record wears (decision 3).

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// Kind of a record. Kinds the core does not know yet are kept and hashed, not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// News.
    Article,
    /// What happens or is due: works, outages, warnings, deadlines, events.
    Notice,
    /// An offer or a need of technology transfer.
    Listing,
    /// A law, decree, decision or plan.
    Document,
    /// An administrative unit or a department, in one span of time.
    Unit,
    /// A term of a classification.
    Taxonomy,
    /// Holidays and working days of a year.
    Calendar,
    /// Where news comes from.
    Source,
    /// Words that people use for what is officially called otherwise.
    Lexicon,
}

impl Kind {
    /// Every kind that is known.
    pub const ALL: [Self; 9] = [
        Self::Article,
        Self::Notice,
        Self::Listing,
        Self::Document,
        Self::Unit,
        Self::Taxonomy,
        Self::Calendar,
        Self::Source,
        Self::Lexicon,
    ];

    /// The name in lines and tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Notice => "notice",
            Self::Listing => "listing",
            Self::Document => "document",
            Self::Unit => "unit",
            Self::Taxonomy => "taxonomy",
            Self::Calendar => "calendar",
            Self::Source => "source",
            Self::Lexicon => "lexicon",
        }
    }

    /// Reads a name; `None` for a kind this version does not know.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

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
