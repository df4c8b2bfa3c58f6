//! Codes that change: which unit or term a code means on a day, what it became, what it was.
//!
//! Pure, built from records of kinds `unit` and `taxonomy`; codes are data, never names in the program. Used by the portal
//! (references that do not exist), by readers (labels) and by search («huyện Lục Ngạn» → today's units).
//!
//! Reading order: [`Span`] (when) → [`units`] → [`terms`].

pub mod terms;
pub mod units;

use super::Date;

pub use terms::{Crossed, Terms};
pub use units::{Became, Units};

/// From when to when something holds; an open end is unknown or still running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Span {
    /// Whether `day` is inside.
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether some day is inside both.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_in_time = |first: Self, second: Self| match (first.from, second.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        begins_in_time(self, other) && begins_in_time(other, self)
    }
}

/// Pairs of `spans` that overlap, as places in it.
fn overlapping(spans: &[Span]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let earlier = spans.iter().take(at).enumerate().filter(|(_, earlier)| span.overlaps(**earlier));
        pairs.extend(earlier.map(|(before, _)| (before, at)));
    }
    pairs
}

#[cfg(test)]
mod tests;
