//! The record kind `taxonomy`: one term of a classification, in one of its versions.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Shape};
use super::problem::{Problem, span};
use super::{Certainty, Kind, Labels};
use crate::error::Message;
use crate::model::Date;

choice! {
    /// How a term of one version stands to one of another.
    Correspondence {
        /// They mean the same.
        Exact = "exact",
        /// The other means more.
        Broader = "broader",
        /// The other means less.
        Narrower = "narrower",
        /// They share something.
        Part = "part",
        /// They have the same code; nobody compared what they mean.
        SameCode = "same-code",
    }
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taxonomy {
    /// Which list: `linh-vuc-khcn`.
    pub scheme: String,
    /// Which edition.
    pub version: String,
    /// As the list writes it.
    pub code: String,
    /// What people read.
    pub labels: Labels,
    /// Code of the term above, in the same list and edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// First day; unknown where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day; open where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Where it stands in other editions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crosswalk: Vec<Crossing>,
    /// How well this was checked.
    pub certainty: Certainty,
    /// By what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// A term of another edition that corresponds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// Its list.
    pub scheme: String,
    /// Its edition.
    pub version: String,
    /// Its code.
    pub code: String,
    /// How it corresponds.
    pub relation: Correspondence,
    /// From which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How well this was checked.
    pub certainty: Certainty,
}

const CROSSING: &[Field] = &[
    Field::required("scheme", Shape::Slug).hidden(),
    Field::required("version", Shape::text(40)),
    Field::required("code", Shape::text(60)),
    Field::required("relation", Shape::Choice(Correspondence::WORDS)),
    Field::optional("date", Shape::Date),
    Field::required("certainty", Shape::Certainty),
];

/// Fields of a term.
pub const FIELDS: &[Field] = &[
    Field::required("labels", Shape::Labels).hidden(),
    Field::required("scheme", Shape::Slug),
    Field::required("version", Shape::text(40)),
    Field::required("code", Shape::text(60)),
    Field::optional("parent", Shape::text(60)),
    Field::optional("valid_from", Shape::Date),
    Field::optional("valid_to", Shape::Date),
    Field::optional("crosswalk", Shape::list(&Shape::Table(CROSSING), 100)),
    Field::required("certainty", Shape::Certainty),
    Field::optional("basis", Shape::text(300)),
];

impl Content for Taxonomy {
    const KIND: Kind = Kind::Taxonomy;
    const COLLECTION: &'static str = "base";
    const FOLDER: &'static str = "taxonomies";
    const FIELDS: &'static [Field] = FIELDS;

    fn text(&self) -> Text {
        Text::of(&self.labels.vi, [self.labels.en.as_deref().unwrap_or_default(), &self.code])
    }

    fn check(&self, stated: &Stated<'_>) -> Vec<Problem> {
        let id = format!("taxonomy:{}:{}:{}", self.scheme, self.version, self.code);
        let other_id =
            (stated.id != id).then(|| Problem::new("id", stated.id, Message::new("problem.other_id").with("id", id)));
        other_id.into_iter().chain(span(self.valid_from, self.valid_to)).collect()
    }
}
