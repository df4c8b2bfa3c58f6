//! What authors write of an envelope (decision 3), and what may be wrong with it.
//!
//! `rev` and `updated` are the portal's; whoever writes them is told so.

use serde_json::{Map, Value};

use super::check::{Strangers, check_entries, is_id, nearest};
use super::definition::Definition;
use super::field::{Field, Need, Shape};
use super::problem::Problem;
use crate::clock::Timestamp;
use crate::error::Message;
use crate::model::Date;
use crate::model::record::{Change, ChangeKind};

/// Keys of an envelope that an author may write, beside `data` and `change`.
pub const AUTHORED: &[&str] = &["id", "published", "unit", "sample", "valid_until", "source_url"];

/// Keys that the portal computes.
const COMPUTED: &[&str] = &["rev", "updated"];

/// The authored part of an envelope as a table.
pub const ENVELOPE: &[Field] = &[
    Field::required("id", Shape::Id),
    Field::required("kind", Shape::Slug),
    Field::optional("published", Shape::Time),
    Field::optional("valid_until", Shape::Time),
    Field::required("unit", Shape::Unit),
    Field::optional("source_url", Shape::Url),
    Field::required("sample", Shape::Flag),
];

/// Fields of `change`.
pub const CHANGE: &[Field] = &[
    Field::required("kind", Shape::Choice(&["new", "update", "correct", "withdraw"])),
    Field::optional("note", Shape::text(500)),
    Field::optional("reason", Shape::Choice(REASONS)),
    Field::optional("replaced_by", Shape::Id),
];

/// Reasons of a withdrawal; the first two erase the text on phones.
pub const REASONS: &[&str] = &["error", "privacy", "outdated", "replaced"];

/// What the checks of a kind may know of the envelope around its data.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stated<'e> {
    /// Id of the record.
    pub id: &'e str,
    /// The author's date, where given.
    pub published: Option<Timestamp>,
    /// End of validity.
    pub valid_until: Option<Timestamp>,
}

impl<'e> Stated<'e> {
    /// What `fields` say; what is wrong there counts as absent.
    pub fn of(fields: &'e Map<String, Value>) -> Self {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let time = |name: &str| text(name).and_then(Timestamp::parse_rfc3339);
        Self { id: text("id").unwrap_or_default(), published: time("published"), valid_until: time("valid_until") }
    }

    /// The day by which codes are understood.
    pub fn date(&self) -> Option<Date> {
        self.published.map(Date::of)
    }
}

/// All problems of a record as authored: envelope, change and data.
pub fn check_record(fields: &Map<String, Value>, change: Option<&Change>, definition: &Definition) -> Vec<Problem> {
    let stated = Stated::of(fields);
    let mut problems = check_entries(fields, ENVELOPE, Strangers::Ignored);
    problems.extend(strangers(fields));
    if definition.valid_until == Need::Required && !fields.contains_key("valid_until") {
        problems.push(Problem::new("valid_until", "", Message::new("problem.missing")));
    }
    if let (Some(from), Some(until)) = (stated.published, stated.valid_until)
        && until <= from
    {
        problems.push(Problem::new("valid_until", &until.rfc3339(), Message::new("problem.ends_before_it_begins")));
    }
    problems.extend(change.into_iter().flat_map(check_change));
    match fields.get("data") {
        Some(data) => problems.extend(definition.check(data, &stated)),
        None => problems.push(Problem::new("data", "", Message::new("problem.missing"))),
    }
    problems
}

fn strangers(fields: &Map<String, Value>) -> Vec<Problem> {
    let known = || AUTHORED.iter().chain(&["kind", "data"]).copied();
    let unknown = fields.iter().filter(|(name, _)| !known().any(|key| key == name.as_str()));
    unknown
        .map(|(name, value)| {
            let cause = match nearest(name, known()) {
                _ if COMPUTED.contains(&name.as_str()) => Message::new("problem.computed"),
                Some(near) => Message::new("problem.unknown_field_near").with("near", near),
                None => Message::new("problem.unknown_field"),
            };
            Problem::new(name, &value.to_string(), cause)
        })
        .collect()
}

/// A correction needs a note, a withdrawal a reason and a note; nothing else has a reason.
fn check_change(change: &Change) -> Vec<Problem> {
    let missing = |field: &str| Problem::new(field, "", Message::new("problem.missing"));
    let mut problems = Vec::new();
    let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    match change.kind {
        ChangeKind::New | ChangeKind::Update => {
            problems.push(Problem::new("change.kind", "", Message::new("problem.change_computed")));
        }
        ChangeKind::Unknown => {
            let cause = Message::new("problem.not_a_choice").with("choices", "correct, withdraw");
            problems.push(Problem::new("change.kind", "", cause));
        }
        ChangeKind::Correct | ChangeKind::Withdraw => {
            if is_blank(&change.note) {
                problems.push(missing("change.note"));
            }
        }
    }
    let is_withdrawal = change.kind == ChangeKind::Withdraw;
    match change.reason.as_deref() {
        None if is_withdrawal => problems.push(missing("change.reason")),
        Some(reason) if !is_withdrawal => {
            problems.push(Problem::new("change.reason", reason, Message::new("problem.withdrawal_only")));
        }
        Some(reason) if !REASONS.contains(&reason) => {
            let cause = Message::new("problem.not_a_choice").with("choices", REASONS.join(", "));
            problems.push(Problem::new("change.reason", reason, cause));
        }
        _ => {}
    }
    match change.replaced_by.as_deref() {
        Some(id) if !is_withdrawal => {
            problems.push(Problem::new("change.replaced_by", id, Message::new("problem.withdrawal_only")));
        }
        Some(id) if !is_id(id) => {
            problems.push(Problem::new("change.replaced_by", id, Message::new("problem.not_id")));
        }
        None if change.reason.as_deref() == Some("replaced") => problems.push(missing("change.replaced_by")),
        _ => {}
    }
    problems
}

#[cfg(test)]
mod tests;
