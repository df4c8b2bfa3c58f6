//! What a facet field is: its key, the form of its values, how many of them a document may have.
//!
//! A record kind declares its fields ([`super::kinds`]); everything else here follows from the declaration. Two kinds may
//! share a field (`kind`, `date`), and then it is counted over both.
//!
//! Invariant: bands and spans are applied when a search runs, never stored, so that they may change without a rebuild.

use crate::clock::{Timestamp, VIETNAM_OFFSET_SECONDS};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// One facet field.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in filters, answers and the database: lower-case ASCII, unique over all kinds.
    pub key: &'static str,
    /// The form of its values.
    pub shape: Shape,
    /// How many values a document may have.
    pub arity: Arity,
}

/// The form of a field's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A code among equals: a source, a status.
    Code,
    /// A code below others: a commune in a province. A document counts for its own code and, once, for each above it.
    Tree,
    /// A whole number, shown in bands.
    Number(&'static [Band]),
    /// A day, as days since 1970-01-01, shown in spans around today.
    Day(&'static [Span]),
    /// A moment, as Unix seconds, shown in spans of whole days around today; for orders that a day is too coarse for.
    Moment(&'static [Span]),
}

/// How many values of a field a document may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// None or one.
    One,
    /// Any number (n:m).
    Many,
}

/// A named range of numbers, both ends included; bands may overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its name in filters and answers.
    pub key: &'static str,
    /// The least number in it.
    pub from: i64,
    /// The greatest number in it.
    pub to: i64,
}

/// A named range of days around today, both ends included: −6 to 0 is the last week. Spans may overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its name in filters and answers.
    pub key: &'static str,
    /// First day, counted from today.
    pub first: i32,
    /// Last day, counted from today.
    pub last: i32,
}

impl Field {
    /// What of the declaration is stored form: a field whose number here changes is built again.
    pub(super) const fn form(&self) -> i64 {
        let shape = match self.shape {
            Shape::Code => 1,
            Shape::Tree => 2,
            Shape::Number(_) => 3,
            Shape::Day(_) => 4,
            Shape::Moment(_) => 5,
        };
        match self.arity {
            Arity::One => shape,
            Arity::Many => shape + 16,
        }
    }

    /// Whether values are codes with a dictionary rather than numbers.
    pub(super) const fn has_codes(&self) -> bool {
        matches!(self.shape, Shape::Code | Shape::Tree)
    }
}

/// The day of a moment in Việt Nam, as days since 1970-01-01.
pub fn day_of(moment: Timestamp) -> i64 {
    moment.unix().saturating_add(i64::from(VIETNAM_OFFSET_SECONDS)).div_euclid(DAY)
}

/// First and last second of the days from `first` to `last` in Việt Nam.
pub(super) fn seconds_of(first: i64, last: i64) -> (i64, i64) {
    let begin = |day: i64| day.saturating_mul(DAY).saturating_sub(i64::from(VIETNAM_OFFSET_SECONDS));
    (begin(first), begin(last.saturating_add(1)).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_viet_nam() {
        let midnight = Timestamp::parse_rfc3339("2026-11-22T00:00:00+07:00").unwrap();
        assert_eq!(day_of(midnight), day_of(midnight.plus(86_399)));
        assert_eq!(day_of(midnight) - 1, day_of(midnight.plus(-1)));
        let day = day_of(midnight);
        assert_eq!(seconds_of(day, day), (midnight.unix(), midnight.unix() + 86_399));
        assert_eq!(seconds_of(day - 6, day).0, midnight.unix() - 6 * 86_400);
    }
}
