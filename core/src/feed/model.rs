//! What a feed says, once understood: plain data.
//!
//! Text fields are plain text in NFC; HTML fields are what the feed holds, **not sanitised** (`reader::sanitise` does it
//! when they are shown), with the base that their relative URLs need. URLs are absolute where a base was known.

use crate::clock::Timestamp;

use super::warnings::Warning;

/// What the transport knows about the bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// Value of the header Content-Type, as it came.
    pub content_type: Option<&'a str>,
    /// The final URL after redirects (or Content-Location).
    pub base_url: Option<&'a str>,
    /// When it was fetched: dates after it are set to it and marked. `None` leaves them.
    pub now: Option<Timestamp>,
}

/// Family of formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RSS 0.91 to 2.x, and files that look like it.
    Rss,
    /// RSS 0.90 and 1.0, in RDF.
    Rdf,
    /// Atom 0.3.
    Atom03,
    /// Atom 1.0 (RFC 4287).
    Atom10,
    /// Channel Definition Format.
    Cdf,
    /// JSON Feed 1.x.
    Json,
}

impl Format {
    /// Stable code: rss, rdf, atom03, atom10, cdf, json.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Rdf => "rdf",
            Self::Atom03 => "atom03",
            Self::Atom10 => "atom10",
            Self::Cdf => "cdf",
            Self::Json => "json",
        }
    }
}

/// HTML as the feed holds it, not sanitised.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Html {
    /// The fragment, NFC.
    pub html: String,
    /// What relative URLs in it are relative to.
    pub base: Option<String>,
}

/// A file that goes with an item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Enclosure {
    /// Absolute URL.
    pub url: String,
    /// Media type as written.
    pub mime: Option<String>,
    /// Length in bytes, if it is a number.
    pub length: Option<u64>,
}

/// Something in an item that was repaired or guessed; kept with the article (`Article::flags`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repair {
    /// The text was in a legacy encoding and was recoded.
    EncodingRepaired,
    /// The date had no zone, or day and month could be swapped.
    DateInferred,
    /// The date lay in the future and was set to the time of the fetch.
    DateClamped,
    /// The id was made from the content.
    IdInvented,
}

impl Repair {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EncodingRepaired => "encoding_repaired",
            Self::DateInferred => "date_inferred",
            Self::DateClamped => "date_clamped",
            Self::IdInvented => "id_invented",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Item {
    /// guid, atom:id or JSON id; else rdf:about; else the link; else a hash of the content. Never empty, stable across
    /// fetches; not always unique in the feed (a warning says so).
    pub guid: String,
    /// Plain text; empty if the feed has none.
    pub title: String,
    /// The page, absolute.
    pub link: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// Name of the author, plain text.
    pub author: Option<String>,
    /// The shorter text.
    pub summary: Option<Html>,
    /// The whole text.
    pub content: Option<Html>,
    /// Files, in the order of the feed.
    pub enclosures: Vec<Enclosure>,
    /// Plain text, no duplicates.
    pub categories: Vec<String>,
    /// Image that stands for the item, absolute.
    pub image: Option<String>,
    /// Copyright, plain text.
    pub rights: Option<String>,
    /// BCP 47, if the item says another than the feed.
    pub language: Option<String>,
    /// What was repaired or guessed.
    pub repairs: Vec<Repair>,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Family of formats.
    pub format: Format,
    /// Name of the encoding the bytes were read in, as in the WHATWG standard.
    pub encoding: &'static str,
    /// Plain text; empty if it has none.
    pub title: String,
    /// Subtitle or description.
    pub description: Option<Html>,
    /// The site's page for people, absolute.
    pub link: Option<String>,
    /// atom:id and the like.
    pub id: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When the feed last changed, as it says.
    pub updated: Option<Timestamp>,
    /// Name of the author, plain text.
    pub author: Option<String>,
    /// Logo, absolute.
    pub image: Option<String>,
    /// Copyright, plain text.
    pub rights: Option<String>,
    /// Plain text, no duplicates.
    pub categories: Vec<String>,
    /// Entries in the order of the feed, at most [`super::limits::ITEMS`].
    pub items: Vec<Item>,
    /// What is wrong with it, for the feed doctor.
    pub warnings: Vec<Warning>,
}
