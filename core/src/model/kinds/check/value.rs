//! One value against one shape.

use serde_json::Value;

use super::super::certainty::Certainty;
use super::super::field::Shape;
use super::super::labels;
use crate::clock::Timestamp;
use crate::error::Message;
use crate::model::Date;
use crate::model::kinds::check::{Strangers, check};
use crate::text::markup;

/// Largest amount and number that a line may hold (decision 6).
const MAX_NUMBER: i64 = (1 << 53) - 1;

/// Why `value` is not of `shape`; `None` if it is. Lists and tables are the walk's.
pub(super) fn objection(value: &Value, shape: &Shape) -> Option<Message> {
    match shape {
        Shape::Flag => (!value.is_boolean()).then(|| Message::new("problem.not_flag")),
        Shape::Integer { min, max } => number(value, *min, *max),
        Shape::Year => number(value, 1800, 2200),
        Shape::Money => number(value, 0, MAX_NUMBER),
        Shape::Code { scheme } => code(value, scheme),
        Shape::Labels => check(value, labels::LABELS, Strangers::Refused).into_iter().next().map(|first| first.cause),
        Shape::List { .. } | Shape::Table(_) => None,
        _ => match value.as_str() {
            Some(text) => text_objection(text, shape),
            None => Some(Message::new("problem.not_text")),
        },
    }
}

fn number(value: &Value, min: i64, max: i64) -> Option<Message> {
    let Some(number) = value.as_i64() else { return Some(Message::new("problem.not_integer")) };
    (!(min..=max).contains(&number))
        .then(|| Message::new("problem.out_of_range").with("min", min.to_string()).with("max", max.to_string()))
}

fn code(value: &Value, scheme: &str) -> Option<Message> {
    let part = |name: &str| value.get(name).and_then(Value::as_str).is_some_and(is_code);
    let is_whole = value.as_object().is_some_and(|entries| entries.len() == 3);
    let is_of_scheme = value.get("scheme").and_then(Value::as_str) == Some(scheme);
    let is_code = is_whole && is_of_scheme && part("version") && part("code");
    (!is_code).then(|| Message::new("problem.not_code").with("scheme", scheme))
}

fn text_objection(text: &str, shape: &Shape) -> Option<Message> {
    if text.trim().is_empty() {
        return Some(Message::new("problem.empty"));
    }
    let is_body = matches!(shape, Shape::Body { .. });
    if text.chars().any(|c| c.is_control() && !(is_body && matches!(c, '\n' | '\t'))) {
        return Some(Message::new("problem.control_character"));
    }
    let right = match shape {
        Shape::Text { max } => return plain(text, *max),
        Shape::Body { max_bytes } => return (text.len() > *max_bytes).then(|| too_long(text.len(), *max_bytes)),
        Shape::Choice(words) => words.contains(&text).then_some(()).ok_or_else(|| choices(words)),
        Shape::Certainty => Certainty::WORDS.contains(&text).then_some(()).ok_or_else(|| choices(Certainty::WORDS)),
        Shape::Slug => is_slug(text).then_some(()).ok_or_else(|| Message::new("problem.not_slug")),
        Shape::Language => is_language(text).then_some(()).ok_or_else(|| Message::new("problem.not_language")),
        Shape::Date => Date::parse(text).map(drop).ok_or_else(|| Message::new("problem.not_date")),
        Shape::Time => stored_time(text).map(drop).ok_or_else(|| Message::new("problem.not_time")),
        Shape::Url => is_https(text).then_some(()).ok_or_else(|| Message::new("problem.not_url")),
        Shape::Email => is_email(text).then_some(()).ok_or_else(|| Message::new("problem.not_email")),
        Shape::Phone => is_phone(text).then_some(()).ok_or_else(|| Message::new("problem.not_phone")),
        Shape::Digest => is_digest(text).then_some(()).ok_or_else(|| Message::new("problem.not_digest")),
        Shape::Id => is_id(text).then_some(()).ok_or_else(|| Message::new("problem.not_id")),
        Shape::Unit | Shape::Term { .. } => is_code(text).then_some(()).ok_or_else(|| Message::new("problem.not_unit")),
        Shape::DocNumber => is_number(text).then_some(()).ok_or_else(|| Message::new("problem.not_number")),
        _ => Ok(()),
    };
    right.err()
}

fn plain(text: &str, max: usize) -> Option<Message> {
    let length = text.chars().count();
    if length > max {
        return Some(too_long(length, max));
    }
    if text.trim() != text {
        return Some(Message::new("problem.space_around"));
    }
    let has_markup = text.contains(['<', '&']) && markup::plain_text(text) != markup::tidy(text);
    has_markup.then(|| Message::new("problem.markup"))
}

fn too_long(length: usize, max: usize) -> Message {
    Message::new("problem.too_long").with("length", length.to_string()).with("max", max.to_string())
}

fn choices(words: &[&str]) -> Message {
    Message::new("problem.not_a_choice").with("choices", words.join(", "))
}

/// The moment, if it is written in the one form that is stored (decision 3).
fn stored_time(text: &str) -> Option<Timestamp> {
    Timestamp::parse_rfc3339(text).filter(|time| time.rfc3339() == text)
}

/// Whether `text` may be the id of a record (decision 6).
pub(crate) fn is_id(text: &str) -> bool {
    (1..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b":._-".contains(&b))
}

/// Whether `text` is an absolute https address without a user name.
fn is_https(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| {
        url.scheme() == "https" && url.has_host() && url.username().is_empty() && url.password().is_none()
    })
}

fn is_slug(text: &str) -> bool {
    text.len() <= 100 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Codes of authorities are digits, letters and dots; ours begin with `x-`.
fn is_code(text: &str) -> bool {
    text.len() <= 100 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn is_email(text: &str) -> bool {
    let is_atom = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && name.chars().all(is_atom) && host.contains('.') && host.split('.').all(is_host_label)
    })
}

fn is_host_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (3..=15).contains(&digits) && text.bytes().all(|b| b.is_ascii_digit() || b" .()+-".contains(&b))
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The look of a document's number: begins with a digit, has a slash, no space. Whether it is in its one spelling is
/// `extract`'s to say.
fn is_number(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "/-.&".contains(c);
    text.len() <= 60
        && text.contains('/')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(is_part)
}
