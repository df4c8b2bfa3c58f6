//! The record kind `article`.
//!
//! `body` is stored as the source gave it (decoded, NFC, not sanitised): the reader sanitises and makes blocks when an
//! article is opened, so that a better policy applies to what is already stored. Nothing but `reader` may look inside.
//!
//! One type serves feeds and the desk. What only feeds have (`base_url`, `images` and `attachments` by address, `flags`) no
//! desk publishes, so it is not in [`FIELDS`]; published files are in `files`.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::definition::{Content, Text};
use super::field::{Field, Shape};
use super::file::{FILE, MediaFile};
use crate::text::markup;

/// News, as a feed or the desk tells it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// Plain text, at most 200 characters when it comes from a desk.
    pub title: String,
    /// Plain text that stands before the body in lists: the feed's summary without markup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// HTML as the source gave it: feed content, else feed summary, else the extracted page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What relative URLs in `body` are relative to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Where `body` comes from.
    #[serde(default)]
    pub fulltext: Fulltext,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// As the source writes them; codes of a taxonomy only where the source has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// How far to trust it.
    #[serde(default)]
    pub tier: Tier,
    /// Plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Images that stand for the article (not those inside the body), best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Image>,
    /// Files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What had to be repaired or guessed, as stable codes (`encoding_repaired`, `date_inferred`, …).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Numbers of the documents it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub docs: Vec<String>,
    /// Codes of the units it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// The article that tells the same story first, as the desk confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// Images and files published beside it, best image first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<MediaFile>,
}

/// Fields of a published article.
pub const FIELDS: &[Field] = &[
    Field::required("title", Shape::text(200)).hidden(),
    Field::optional("lead", Shape::text(500)).hidden(),
    Field::required("body", Shape::Body { max_bytes: 1 << 20 }).hidden(),
    Field::required("fulltext", Shape::Choice(&["feed", "full", "none"])).hidden(),
    Field::required("lang", Shape::Language).hidden(),
    Field::required("topics", Shape::list(&Shape::Term { scheme: "x-chu-de" }, 10)),
    Field::required("tier", Shape::Choice(&["official", "press"])),
    Field::optional("author", Shape::text(200)),
    Field::optional("docs", Shape::list(&Shape::DocNumber, 50)),
    Field::optional("areas", Shape::list(&Shape::Unit, 200)),
    Field::optional("cluster", Shape::Id).hidden(),
    Field::optional("files", Shape::list(&Shape::Table(FILE), 20)).hidden(),
];

impl Content for Article {
    const KIND: Kind = Kind::Article;
    const COLLECTION: &'static str = "news";
    const FOLDER: &'static str = "articles";
    const BODY: Option<&'static str> = Some("body");
    const FIELDS: &'static [Field] = FIELDS;

    /// As search has it of articles from feeds: the body, else the lead.
    fn text(&self) -> Text {
        let html = self.body.as_deref().or(self.lead.as_deref()).unwrap_or_default();
        Text { title: self.title.clone(), body: markup::plain_text(html) }
    }
}

/// Where the body of an article comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fulltext {
    /// There is a summary at most.
    #[default]
    None,
    /// The feed carries the whole text.
    Feed,
    /// The page was fetched and its text extracted.
    Full,
}

/// How far to trust a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// A public body speaks for itself.
    Official,
    /// The press.
    Press,
    /// A feed the user added; stays on the device.
    #[default]
    Local,
}

/// An image by address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Absolute http(s) URL.
    pub url: String,
    /// What is to be seen, for those who cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// A file by address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Absolute http(s) URL.
    pub url: String,
    /// Media type as the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// Size in bytes as the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}
