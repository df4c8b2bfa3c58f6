//! What the program knows of a kind: its fields, where its records travel, how they are judged and indexed.
//!
//! A kind is a type with [`Content`]; [`Definition`] is the same without the type, for code that handles any kind.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Kind;
use super::check::{Strangers, check};
use super::envelope::Stated;
use super::field::{Field, Need};
use super::problem::Problem;
use crate::clock::Timestamp;

/// Public content: what may stand in a published line as `data`.
///
/// Confidential values ([`crate::model::confidential`]) cannot be serialised, so no type that holds one can be content.
pub trait Content: Serialize + DeserializeOwned {
    /// Its kind.
    const KIND: Kind;
    /// The collection it travels in (decision 22); articles move on to `news-YYYY` later.
    const COLLECTION: &'static str;
    /// The content folder of its authored files.
    const FOLDER: &'static str;
    /// The field that the text below the front matter fills.
    const BODY: Option<&'static str> = None;
    /// Raised by one when [`Content::text`] gives something else than before: stored records are read again then. A change of
    /// the fields is noticed without it.
    const FORM: u32 = 1;
    /// Whether a record must say until when it is valid.
    const VALID_UNTIL: Need = Need::Optional;
    /// Days without a revision after which a record may well be out of date; `None`: its age is shown, nothing is said of it.
    const STALE_AFTER: Option<u16> = None;
    /// Its fields, in the order a reader sees them.
    const FIELDS: &'static [Field];

    /// What rows show and search indexes.
    fn text(&self) -> Text;

    /// What is wrong between fields, once each of them is right by itself.
    fn check(&self, stated: &Stated<'_>) -> Vec<Problem> {
        let _ = stated;
        Vec::new()
    }
}

/// What rows show and search indexes of a record, as plain text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    /// One line.
    pub title: String,
    /// All the rest.
    pub body: String,
}

impl Text {
    /// Text of several parts; empty ones are left out.
    pub fn of<'t>(title: impl Into<String>, parts: impl IntoIterator<Item = &'t str>) -> Self {
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self { title: title.into(), body: parts.join("\n") }
    }
}

/// A kind without its type.
#[derive(Debug)]
pub struct Definition {
    /// Its kind.
    pub kind: Kind,
    /// [`Content::COLLECTION`].
    pub collection: &'static str,
    /// [`Content::FOLDER`].
    pub folder: &'static str,
    /// [`Content::BODY`].
    pub body: Option<&'static str>,
    /// [`Content::VALID_UNTIL`].
    pub valid_until: Need,
    /// [`Content::FORM`].
    pub form: u32,
    /// [`Content::STALE_AFTER`], in days.
    pub stale_after: Option<u16>,
    /// [`Content::FIELDS`].
    pub fields: &'static [Field],
    text: fn(&Value) -> Option<Text>,
    check: fn(&Value, &Stated<'_>) -> Vec<Problem>,
    #[cfg(test)]
    rewritten: fn(&Value) -> Result<Value, serde_json::Error>,
}

impl Definition {
    /// The definition of a type.
    pub const fn of<T: Content>() -> Self {
        Self {
            kind: T::KIND,
            collection: T::COLLECTION,
            folder: T::FOLDER,
            body: T::BODY,
            valid_until: T::VALID_UNTIL,
            form: T::FORM,
            stale_after: T::STALE_AFTER,
            fields: T::FIELDS,
            text: |data| T::deserialize(data).ok().map(|content| content.text()),
            check: |data, stated| T::deserialize(data).map(|content| content.check(stated)).unwrap_or_default(),
            #[cfg(test)]
            rewritten: |data| serde_json::to_value(T::deserialize(data)?),
        }
    }

    /// What rows show and search indexes; `None` if `data` is not of this kind.
    ///
    /// A record withdrawn for error or privacy keeps no more than what names it (decision 4): that is its title then.
    pub fn text(&self, data: &Value) -> Option<Text> {
        (self.text)(data).or_else(|| named(data))
    }

    /// `data` read as the kind's type and written again.
    #[cfg(test)]
    pub(super) fn rewritten(&self, data: &Value) -> Result<Value, serde_json::Error> {
        (self.rewritten)(data)
    }

    /// Whether a record that was last revised at `updated` may well be out of date (product.md §3). A clock that went back says nothing.
    pub fn is_stale(&self, updated: Timestamp, now: Timestamp) -> bool {
        self.stale_after.is_some_and(|days| now.since(updated) > i64::from(days) * 86_400)
    }

    /// Everything that is wrong with `data` as its author wrote it; unknown fields are refused.
    ///
    /// What concerns several fields is looked at only when each is right by itself.
    pub fn check(&self, data: &Value, stated: &Stated<'_>) -> Vec<Problem> {
        let problems = check(data, self.fields, Strangers::Refused);
        if problems.is_empty() { (self.check)(data, stated) } else { problems }
    }

    /// Whether a reader can use `data` of a published line; fields of later versions are no objection.
    pub fn is_readable(&self, data: &Value) -> bool {
        check(data, self.fields, Strangers::Ignored).is_empty()
    }
}

/// The fields that name a record, in the order in which they are looked for.
const NAMES: [&str; 5] = ["title", "name", "labels", "number_raw", "code"];

/// The name of a record of which nothing else is left, or of a kind that is not known.
pub fn named(data: &Value) -> Option<Text> {
    let name = NAMES.into_iter().find_map(|field| data.get(field))?;
    let title = name.as_str().or_else(|| name.get("vi")?.as_str())?;
    Some(Text { title: title.to_owned(), body: String::new() })
}
