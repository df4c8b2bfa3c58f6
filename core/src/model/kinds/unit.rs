//! The record kind `unit`: an administrative unit or a department in one span of time.
//!
//! Codes are used again: 24 was tỉnh Bắc Giang until 30/06/2025 and is tỉnh Bắc Ninh since. So a record is a code *and* the
//! day from which it holds; [`codes`](crate::model::codes) finds the one that is meant.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Shape};
use super::problem::{Problem, span};
use super::{Certainty, Kind, Labels};
use crate::error::Message;
use crate::model::Date;

/// Stands for the whole country where codes of units are listed; no unit has it.
pub const NATIONWIDE: &str = "x-toan-quoc";

choice! {
    /// How a unit went over into another.
    Succession {
        /// The same area under another name, code or rank.
        Exact = "exact",
        /// All of it, into a larger one.
        Broader = "broader",
        /// Some of it.
        Part = "part",
        /// All of it, together with others.
        Merged = "merged",
    }
}

/// A unit in one span of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Official code, or `x-…` where there is none.
    pub code: String,
    /// With its type: «Huyện Lục Ngạn».
    pub name: Labels,
    /// Without its type: «Lục Ngạn».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// Slug of its type: `tinh`, `xa`, `so`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Id of the unit above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// First day; unknown where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day; open where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// What it became.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Successor>,
    /// Where to go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// To call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// When it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// How well this was checked.
    pub certainty: Certainty,
    /// By what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// What a unit became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Id of the unit.
    pub to: String,
    /// How it went over.
    pub relation: Succession,
    /// From which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

const SUCCESSOR: &[Field] = &[
    Field::required("to", Shape::Id),
    Field::required("relation", Shape::Choice(Succession::WORDS)),
    Field::optional("date", Shape::Date),
];

/// Fields of a unit.
pub const FIELDS: &[Field] = &[
    Field::required("name", Shape::Labels).hidden(),
    Field::required("code", Shape::Unit),
    Field::optional("short", Shape::text(200)).hidden(),
    Field::required("type", Shape::Term { scheme: "x-loai-don-vi" }),
    Field::optional("parent", Shape::Id),
    Field::optional("valid_from", Shape::Date),
    Field::optional("valid_to", Shape::Date),
    Field::optional("successors", Shape::list(&Shape::Table(SUCCESSOR), 200)),
    Field::optional("addresses", Shape::list(&Shape::text(300), 10)),
    Field::optional("phones", Shape::list(&Shape::Phone, 10)),
    Field::optional("hours", Shape::text(200)),
    Field::required("certainty", Shape::Certainty),
    Field::optional("basis", Shape::text(300)),
];

impl Content for Unit {
    const KIND: Kind = Kind::Unit;
    const COLLECTION: &'static str = "base";
    const FOLDER: &'static str = "units";
    const FIELDS: &'static [Field] = FIELDS;

    fn text(&self) -> Text {
        let english = self.name.en.as_deref().unwrap_or_default();
        let addresses = self.addresses.iter().map(String::as_str);
        Text::of(&self.name.vi, [english, self.code.as_str()].into_iter().chain(addresses))
    }

    fn check(&self, stated: &Stated<'_>) -> Vec<Problem> {
        let id = unit_id(&self.code, self.valid_from);
        let other_id =
            (stated.id != id).then(|| Problem::new("id", stated.id, Message::new("problem.other_id").with("id", id)));
        other_id.into_iter().chain(span(self.valid_from, self.valid_to)).collect()
    }
}

/// The id of a unit: `unit:24:2025-07-01`, `unit:24` where the first day is unknown.
pub fn unit_id(code: &str, valid_from: Option<Date>) -> String {
    match valid_from {
        Some(from) => format!("unit:{code}:{from}"),
        None => format!("unit:{code}"),
    }
}
