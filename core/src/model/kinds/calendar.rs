//! The record kind `calendar`: the days of a year that are not what their weekday says.
//!
//! Due dates are counted in working days, so Saturdays worked and weekdays off both stand here.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Shape};
use super::problem::Problem;
use super::{Certainty, Kind};
use crate::error::Message;
use crate::model::Date;

choice! {
    /// Why a day is special.
    DayKind {
        /// The labour code says so.
        Statutory = "statutory",
        /// New year by the lunar calendar.
        Tet = "tet",
        /// Next to the national day.
        Adjacent = "adjacent",
        /// For a holiday that fell on a weekend.
        Compensatory = "compensatory",
        /// Off, for a Saturday worked.
        SwapOff = "swap_off",
        /// Worked, for a day off.
        MakeupWork = "makeup_work",
        /// Proposed, not yet decided.
        Proposed = "proposed",
        /// Remembered, not off.
        Observance = "observance",
    }
}

/// The special days of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Country, ISO 3166-1.
    pub region: String,
    /// The year.
    pub year: i32,
    /// What it is called.
    pub title: String,
    /// In order.
    pub days: Vec<Day>,
}

/// A special day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// What it is called.
    pub name: String,
    /// Why it is special.
    pub kind: DayKind,
    /// Whether nobody works.
    pub off: bool,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies: Option<String>,
    /// Day and month of the lunar calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lunar: Option<String>,
    /// How well this was checked.
    pub certainty: Certainty,
    /// By what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

const DAY: &[Field] = &[
    Field::required("date", Shape::Date),
    Field::required("name", Shape::text(200)),
    Field::required("kind", Shape::Choice(DayKind::WORDS)),
    Field::required("off", Shape::Flag),
    Field::optional("applies", Shape::text(200)),
    Field::optional("lunar", Shape::text(20)),
    Field::required("certainty", Shape::Certainty),
    Field::optional("basis", Shape::text(300)),
];

/// Fields of a calendar.
pub const FIELDS: &[Field] = &[
    Field::required("title", Shape::text(200)).hidden(),
    Field::required("region", Shape::Choice(&["VN"])).hidden(),
    Field::required("year", Shape::Year),
    Field::required("days", Shape::list(&Shape::Table(DAY), 200)),
];

impl Content for Calendar {
    const KIND: Kind = Kind::Calendar;
    const COLLECTION: &'static str = "base";
    const FOLDER: &'static str = "calendars";
    const FIELDS: &'static [Field] = FIELDS;

    fn text(&self) -> Text {
        Text::of(&self.title, self.days.iter().map(|day| day.name.as_str()))
    }

    fn check(&self, stated: &Stated<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let id = format!("calendar:{}:{}", self.region.to_ascii_lowercase(), self.year);
        if stated.id != id {
            problems.push(Problem::new("id", stated.id, Message::new("problem.other_id").with("id", id)));
        }
        for (at, day) in self.days.iter().enumerate() {
            let field = || format!("days[{at}].date");
            if day.date.year() != self.year {
                problems.push(Problem::new(field(), &day.date.to_string(), Message::new("problem.other_year")));
            }
            let contradicts = |other: &Day| {
                let is_work = |day: &Day| day.kind == DayKind::MakeupWork;
                other.date == day.date && (other.off && is_work(day) || day.off && is_work(other))
            };
            if self.days.iter().take(at).any(contradicts) {
                problems.push(Problem::new(field(), &day.date.to_string(), Message::new("problem.off_and_on")));
            }
        }
        problems
    }
}
