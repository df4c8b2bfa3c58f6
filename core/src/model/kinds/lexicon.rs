//! The record kind `lexicon`: a list of words and what they stand for, one record a list.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Shape};
use super::problem::Problem;
use super::{Certainty, Kind};
use crate::error::Message;

/// A list of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    /// Slug.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The words.
    pub entries: Vec<Entry>,
}

/// A word and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// As people write it.
    pub term: String,
    /// What it stands for, in full.
    pub means: String,
    /// How it is read aloud, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<String>,
    /// Slug of its sort.
    pub kind: String,
    /// What else to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How well this was checked.
    pub certainty: Certainty,
    /// By what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

const ENTRY: &[Field] = &[
    Field::required("term", Shape::text(200)),
    Field::required("means", Shape::text(300)),
    Field::optional("spoken", Shape::text(300)).hidden(),
    Field::required("kind", Shape::Term { scheme: "x-loai-tu" }),
    Field::optional("note", Shape::text(500)),
    Field::required("certainty", Shape::Certainty),
    Field::optional("basis", Shape::text(300)),
];

/// Fields of a lexicon.
pub const FIELDS: &[Field] = &[
    Field::required("title", Shape::text(200)).hidden(),
    Field::required("name", Shape::Slug).hidden(),
    Field::required("entries", Shape::list(&Shape::Table(ENTRY), 5000)),
];

impl Content for Lexicon {
    const KIND: Kind = Kind::Lexicon;
    const COLLECTION: &'static str = "base";
    const FOLDER: &'static str = "lexicon";
    const FIELDS: &'static [Field] = FIELDS;

    fn text(&self) -> Text {
        let lines: Vec<String> = self.entries.iter().map(|entry| format!("{}: {}", entry.term, entry.means)).collect();
        Text::of(&self.title, lines.iter().map(String::as_str))
    }

    fn check(&self, stated: &Stated<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let id = format!("lexicon:{}", self.name);
        if stated.id != id {
            problems.push(Problem::new("id", stated.id, Message::new("problem.other_id").with("id", id)));
        }
        let mut seen = BTreeSet::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if !seen.insert((&entry.term, &entry.means)) {
                problems.push(Problem::new(format!("entries[{at}].term"), &entry.term, Message::new("problem.twice")));
            }
        }
        problems
    }
}
