//! What a person chose: a field and one of its values, as text that filters, saved searches and command lines share.
//!
//! A value is a code, the key of a band or span, or for numbers and dates a range `from..to` with both ends included, either
//! of which may be missing; dates are written `YYYY-MM-DD`.

use chrono::NaiveDate;

use super::field::{Shape, seconds_of};
use crate::search::SearchError;

/// One chosen value. Values of one field widen each other, fields narrow each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Key of the field.
    pub field: String,
    /// The value.
    pub value: String,
}

impl Choice {
    /// A value of a field.
    pub fn new(field: impl Into<String>, value: impl Into<String>) -> Self {
        Self { field: field.into(), value: value.into() }
    }

    /// Reads `field=value`.
    ///
    /// # Errors
    /// [`SearchError::NoField`] if there is no `=`.
    pub fn parse(written: &str) -> Result<Self, SearchError> {
        match written.split_once('=') {
            Some((field, value)) => Ok(Self::new(field.trim(), value.trim())),
            None => Err(SearchError::NoField { field: written.to_owned() }),
        }
    }
}

/// Reads a range in the unit that columns of this shape have. `None` if it is none, or ends before it begins.
pub(super) fn range(shape: Shape, written: &str) -> Option<(i64, i64)> {
    let (from, to) = written.split_once("..")?;
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let (first, last) = match shape {
        Shape::Code | Shape::Tree => return None,
        Shape::Number(_) => (end(from, i64::MIN, &number)?, end(to, i64::MAX, &number)?),
        Shape::Day(_) => (end(from, i64::MIN, &day)?, end(to, i64::MAX, &day)?),
        Shape::Moment(_) => (end(from, i64::MIN, &first_second)?, end(to, i64::MAX, &last_second)?),
    };
    (first <= last).then_some((first, last))
}

fn end(written: &str, open: i64, read: &dyn Fn(&str) -> Option<i64>) -> Option<i64> {
    if written.is_empty() { Some(open) } else { read(written) }
}

fn number(written: &str) -> Option<i64> {
    written.parse().ok()
}

fn day(written: &str) -> Option<i64> {
    let mut parts = written.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    Some(date.signed_duration_since(NaiveDate::default()).num_days())
}

fn first_second(written: &str) -> Option<i64> {
    Some(seconds_of(day(written)?, 0).0)
}

fn last_second(written: &str) -> Option<i64> {
    Some(seconds_of(0, day(written)?).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_a_field_and_a_value() {
        assert_eq!(Choice::parse("source = bao-a").unwrap(), Choice::new("source", "bao-a"));
        assert_eq!(Choice::parse("unit=a=b").unwrap(), Choice::new("unit", "a=b"));
        assert!(matches!(Choice::parse("source"), Err(SearchError::NoField { field }) if field == "source"));
    }

    #[test]
    fn ranges_include_both_ends_and_may_be_open() {
        assert_eq!(range(Shape::Number(&[]), "1..3"), Some((1, 3)));
        assert_eq!(range(Shape::Number(&[]), "-5.."), Some((-5, i64::MAX)));
        assert_eq!(range(Shape::Day(&[]), "1970-01-02..1970-01-02"), Some((1, 1)));
        assert_eq!(range(Shape::Moment(&[]), "1970-01-01..1970-01-01"), Some((-25_200, 61_199)));
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for written in ["..", "3..1", "1", "a..b", "1..2..3", ""] {
            assert_eq!(range(Shape::Number(&[]), written), None, "{written}");
        }
        for written in ["2026-02-30..", "2026-2..", "2026-02-03-04..", "26-x-01..", "..2026-13-01"] {
            assert_eq!(range(Shape::Day(&[]), written), None, "{written}");
        }
        assert_eq!(range(Shape::Code, "a..b"), None);
    }
}
