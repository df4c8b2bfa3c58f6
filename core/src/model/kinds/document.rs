//! The record kind `document`: a law, decree, circular, decision or plan, with what it changes.
//!
//! Numbers are kept as written and in their one spelling; a number alone repeats, so the id is made of number, issuer and
//! day ([`document_id`](crate::model::document_id)).

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Shape};
use super::problem::Problem;
use super::{Certainty, Kind};
use crate::error::Message;
use crate::model::Date;
use crate::text::markup;

choice! {
    /// Whether a document is in force, on the day it was looked up.
    DocumentStatus {
        /// It is.
        InForce = "in_force",
        /// No longer.
        Expired = "expired",
        /// In parts.
        Partly = "partly",
        /// From a later day on.
        NotYet = "not_yet",
        /// Nobody looked it up.
        Unstated = "unknown",
    }
}

choice! {
    /// What one document does to another.
    Verb {
        /// Changes some of it.
        Amends = "amends",
        /// Is changed by it.
        AmendedBy = "amended_by",
        /// Takes its place.
        Replaces = "replaces",
        /// Gives its place to it.
        ReplacedBy = "replaced_by",
        /// Explains how to apply it.
        Guides = "guides",
        /// Carries it out.
        Implements = "implements",
        /// Mentions it.
        Cites = "cites",
        /// Ends it.
        Repeals = "repeals",
        /// Mends a mistake in it.
        Corrects = "corrects",
        /// Is mended by it.
        CorrectedBy = "corrected_by",
    }
}

/// A document of law or administration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// As it stands on the document.
    pub number_raw: String,
    /// In its one spelling.
    pub number_norm: String,
    /// Slug of its sort: `luat`, `nghi-dinh`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who issued it.
    pub issuer: String,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// Its date; unknown where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_date: Option<Date>,
    /// First day in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Date>,
    /// Last day in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<Date>,
    /// The sentence from which that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_sentence: Option<String>,
    /// Whether it is in force.
    pub status: DocumentStatus,
    /// What it is about; for laws, the title.
    #[serde(rename = "abstract")]
    pub about: String,
    /// HTML: what it means, and for whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it does to others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Whether only a scan exists, so that its text cannot be searched.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub scan_only: bool,
    /// How well this was checked.
    pub certainty: Certainty,
    /// By what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// What a document does to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// What it does.
    pub verb: Verb,
    /// Number of the other, in its one spelling.
    pub to: String,
}

const RELATION: &[Field] =
    &[Field::required("verb", Shape::Choice(Verb::WORDS)), Field::required("to", Shape::DocNumber)];

/// Fields of a document.
pub const FIELDS: &[Field] = &[
    Field::required("number_raw", Shape::text(100)).hidden(),
    Field::required("number_norm", Shape::DocNumber),
    Field::required("type", Shape::Term { scheme: "x-loai-van-ban" }),
    Field::required("abstract", Shape::text(1000)),
    Field::required("issuer", Shape::text(200)),
    Field::optional("signer", Shape::text(200)),
    Field::optional("issue_date", Shape::Date),
    Field::optional("effective_from", Shape::Date),
    Field::optional("effective_to", Shape::Date),
    Field::optional("effective_sentence", Shape::text(1000)),
    Field::required("status", Shape::Choice(DocumentStatus::WORDS)),
    Field::optional("relations", Shape::list(&Shape::Table(RELATION), 100)),
    Field::optional("scan_only", Shape::Flag),
    Field::optional("note", Shape::Body { max_bytes: 64 << 10 }).hidden(),
    Field::required("certainty", Shape::Certainty),
    Field::optional("basis", Shape::text(300)),
];

impl Content for Document {
    const KIND: Kind = Kind::Document;
    const COLLECTION: &'static str = "documents";
    const FOLDER: &'static str = "documents";
    const BODY: Option<&'static str> = Some("note");
    const FIELDS: &'static [Field] = FIELDS;

    /// Titled by number and subject: a law is asked for by either.
    fn text(&self) -> Text {
        let note = self.note.as_deref().map(markup::plain_text).unwrap_or_default();
        let raw = if self.number_raw == self.number_norm { "" } else { &self.number_raw };
        let signer = self.signer.as_deref().unwrap_or_default();
        Text::of(format!("{} – {}", self.number_norm, self.about), [note.as_str(), raw, &self.issuer, signer])
    }

    fn check(&self, _: &Stated<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let (Some(from), Some(to)) = (self.effective_from, self.effective_to)
            && to < from
        {
            problems.push(Problem::new("effective_to", &to.to_string(), Message::new("problem.ends_before_it_begins")));
        }
        for (at, relation) in self.relations.iter().enumerate().filter(|(_, relation)| relation.to == self.number_norm)
        {
            let cause = Message::new("problem.related_to_itself");
            problems.push(Problem::new(format!("relations[{at}].to"), &relation.to, cause));
        }
        problems
    }
}
