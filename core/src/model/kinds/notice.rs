//! The record kind `notice`: works, outages, disasters, security, deadlines and events.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::choice::choice;
use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Need, Shape};
use super::problem::Problem;
use crate::clock::Timestamp;
use crate::error::Message;
use crate::text::markup;

choice! {
    /// What a notice is about.
    NoticeType {
        /// Roads, cables, buildings.
        Works = "works",
        /// Power, water, systems.
        Outage = "outage",
        /// Storms, floods, fires.
        Disaster = "disaster",
        /// Fraud and attacks.
        Security = "security",
        /// Something is due.
        Deadline = "deadline",
        /// Something one may attend.
        Event = "event",
    }
}

choice! {
    /// How much it presses.
    Severity {
        /// Good to know.
        Info = "info",
        /// Prepare for it.
        Warning = "warning",
        /// Act now; for a week at most.
        Urgent = "urgent",
    }
}

/// Something that happens or is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Plain text.
    pub title: String,
    /// What it is about.
    #[serde(rename = "type")]
    pub kind: NoticeType,
    /// How much it presses.
    pub severity: Severity,
    /// Codes of the units concerned; the province's for all of it.
    pub areas: Vec<String>,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// Where to go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What can be done at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// HTML.
    pub body: String,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What it says.
    pub label: String,
    /// The page it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The number it calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tel: Option<String>,
}

const ACTION: &[Field] = &[
    Field::required("label", Shape::text(60)),
    Field::optional("url", Shape::Url),
    Field::optional("tel", Shape::Phone),
];

/// Fields of a notice.
pub const FIELDS: &[Field] = &[
    Field::required("title", Shape::text(120)).hidden(),
    Field::required("type", Shape::Choice(NoticeType::WORDS)),
    Field::required("severity", Shape::Choice(Severity::WORDS)),
    Field::required("starts_at", Shape::Time),
    Field::optional("ends_at", Shape::Time),
    Field::optional("place", Shape::text(200)),
    Field::required("areas", Shape::list(&Shape::Unit, 200)),
    Field::required("body", Shape::Body { max_bytes: 64 << 10 }).hidden(),
    Field::optional("actions", Shape::list(&Shape::Table(ACTION), 3)),
];

/// Seconds for which a notice may be urgent; what presses longer is a warning.
const MOST_URGENT: i64 = 7 * 24 * 3600;

impl Content for Notice {
    const KIND: Kind = Kind::Notice;
    const COLLECTION: &'static str = "notices";
    const FOLDER: &'static str = "notices";
    const BODY: Option<&'static str> = Some("body");
    const VALID_UNTIL: Need = Need::Required;
    const STALE_AFTER: Option<u16> = Some(7);
    const FIELDS: &'static [Field] = FIELDS;

    fn text(&self) -> Text {
        let body = markup::plain_text(&self.body);
        let labels = self.actions.iter().map(|action| action.label.as_str());
        Text::of(&self.title, [body.as_str(), self.place.as_deref().unwrap_or_default()].into_iter().chain(labels))
    }

    fn check(&self, stated: &Stated<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(end) = self.ends_at.filter(|end| *end < self.starts_at) {
            problems.push(Problem::new("ends_at", &end.rfc3339(), Message::new("problem.ends_before_it_begins")));
        }
        if let Some(until) = stated.valid_until
            && self.severity == Severity::Urgent
            && until.since(self.starts_at) > MOST_URGENT
        {
            problems.push(Problem::new("severity", self.severity.as_str(), Message::new("problem.urgent_too_long")));
        }
        if self.kind == NoticeType::Event {
            let absent = [("ends_at", self.ends_at.is_none()), ("place", self.place.is_none())];
            let absent = absent.into_iter().filter(|(_, absent)| *absent);
            problems.extend(absent.map(|(field, _)| Problem::new(field, "", Message::new("problem.event_needs"))));
        }
        for (at, action) in self.actions.iter().enumerate() {
            if action.url.is_some() == action.tel.is_some() {
                let cause = Message::new("problem.url_or_tel");
                problems.push(Problem::new(format!("actions[{at}]"), &action.label, cause));
            }
        }
        problems
    }
}
