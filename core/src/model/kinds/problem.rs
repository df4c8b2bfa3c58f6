//! What is wrong with a record, said so that its author can mend it.

use crate::error::Message;
use crate::model::Date;

/// Characters of a wrong value that are shown.
const SHOWN: usize = 60;

/// One thing that is wrong in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: `price.min`, `relations[2].to`.
    pub field: String,
    /// The value as written, cut; empty where there is none.
    pub value: String,
    /// Why it cannot stand.
    pub cause: Message,
}

impl Problem {
    /// A problem of one field.
    pub fn new(field: impl Into<String>, value: &str, cause: Message) -> Self {
        let mut shown: String =
            value.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(SHOWN).collect();
        if value.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        Self { field: field.into(), value: shown, cause }
    }
}

/// What is wrong with the days from `valid_from` to `valid_to`, either of which may be open.
pub(super) fn span(valid_from: Option<Date>, valid_to: Option<Date>) -> Option<Problem> {
    let to = valid_to.filter(|to| valid_from.is_some_and(|from| *to < from))?;
    Some(Problem::new("valid_to", &to.to_string(), Message::new("problem.ends_before_it_begins")))
}
