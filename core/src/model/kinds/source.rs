//! The record kind `source`: where news comes from, as the portal knows it.
//!
//! A feed that a user follows is [`model::Source`](crate::model::Source): it has state of this device.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::article::Tier;
use super::choice::choice;
use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Shape};
use super::problem::Problem;
use crate::error::Message;
use crate::model::{Date, SourceState};

choice! {
    /// How a source is written.
    FeedFormat {
        /// RSS of any version.
        Rss = "rss",
        /// RFC 4287.
        Atom = "atom",
        /// JSON Feed.
        Json = "json",
    }
}

choice! {
    /// What the portal does with what it harvests.
    HarvestRule {
        /// An editor looks at it first.
        Draft = "draft",
        /// It is published as it comes.
        Publish = "publish",
    }
}

/// A source of news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name in the program.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// Code of the unit that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How far to trust it.
    pub tier: Tier,
    /// Its addresses, oldest first.
    pub urls: Vec<Address>,
    /// How it is written.
    pub format: FeedFormat,
    /// What happens to what it brings.
    pub rule: HarvestRule,
    /// Minutes between two visits.
    pub poll: u32,
    /// How it is doing.
    pub state: SourceState,
}

/// An address in one span of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// https.
    pub url: String,
    /// First day; unknown where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; open where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

const ADDRESS: &[Field] =
    &[Field::required("url", Shape::Url), Field::optional("from", Shape::Date), Field::optional("to", Shape::Date)];

/// Fields of a source.
pub const FIELDS: &[Field] = &[
    Field::required("name", Shape::text(200)).hidden(),
    Field::required("slug", Shape::Slug).hidden(),
    Field::optional("unit", Shape::Unit),
    Field::required("tier", Shape::Choice(&["official", "press"])),
    Field::required("urls", Shape::list(&Shape::Table(ADDRESS), 20)),
    Field::required("format", Shape::Choice(FeedFormat::WORDS)),
    Field::required("rule", Shape::Choice(HarvestRule::WORDS)).hidden(),
    Field::required("poll", Shape::Integer { min: 15, max: 10_080 }),
    Field::required("state", Shape::Choice(&["ok", "moved", "dead"])),
];

impl Content for Source {
    const KIND: Kind = Kind::Source;
    const COLLECTION: &'static str = "base";
    const FOLDER: &'static str = "sources";
    const FIELDS: &'static [Field] = FIELDS;

    fn text(&self) -> Text {
        Text::of(&self.name, [self.slug.as_str()])
    }

    fn check(&self, stated: &Stated<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let id = format!("source:{}", self.slug);
        if stated.id != id {
            problems.push(Problem::new("id", stated.id, Message::new("problem.other_id").with("id", id)));
        }
        for (at, address) in self.urls.iter().enumerate() {
            if let (Some(from), Some(to)) = (address.from, address.to)
                && to < from
            {
                let cause = Message::new("problem.ends_before_it_begins");
                problems.push(Problem::new(format!("urls[{at}].to"), &to.to_string(), cause));
            }
        }
        problems
    }
}
