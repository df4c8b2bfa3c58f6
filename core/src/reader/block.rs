//! The typed model of an article's text, drawn alike by the terminal, Android, iOS and the voice.
//!
//! Made by [`super::blocks()`] when an article is opened, never stored, so that better rules apply to what is already on the
//! device. [`super::render`], [`super::speech`] and [`super::position`] read it.
//!
//! # JSON (`--json`, stable)
//! A block is an object with `type` and its own fields; absent means empty or unknown; new fields and types may be added.
//! ```json
//! {"type":"paragraph","spans":[{"text":"Tải "},{"text":"mẫu đơn","marks":["bold"],"link":"https://…"}]}
//! {"type":"heading","level":2,"spans":[…]}
//! {"type":"list","kind":"numbered","start":3,"items":[[block,…],…]}
//! {"type":"quote","blocks":[block,…]}
//! {"type":"table","caption":[span,…],"header":[[cell,…],…],"rows":[[{"spans":[…],"columns":2,"rows":1,"heading":true},…],…]}
//! {"type":"image","url":"https://…","alt":"…","caption":[span,…],"width":640,"height":480,"link":"https://…"}
//! {"type":"code","text":"…"}
//! {"type":"link_card","kind":"video","url":"https://…","title":"…"}
//! {"type":"rule"}
//! ```
//!
//! # Invariants
//! Every URL is absolute http, https, mailto or tel (images and cards: http or https). No text holds control characters
//! other than the line break, nor any that turn its direction. No block is empty. Nesting is at most [`MAX_NESTING`].

use serde::{Deserialize, Serialize};

mod marks;

pub use marks::{Mark, Marks};

/// Lists, quotes and tables inside each other; what is deeper is flattened.
pub const MAX_NESTING: usize = 8;

/// A piece of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// Never empty.
        spans: Vec<Span>,
    },
    /// A title inside the article.
    Heading {
        /// 1 to 6, as written.
        level: u8,
        /// Never empty.
        spans: Vec<Span>,
    },
    /// Items, each with blocks of its own.
    List {
        /// How items are marked.
        kind: ListKind,
        /// Number of the first item of a numbered list, if it is not 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<u32>,
        /// Never empty, and no item is.
        items: Vec<Vec<Block>>,
    },
    /// Somebody else's words.
    Quote {
        /// Never empty.
        blocks: Vec<Block>,
    },
    /// Values in rows and columns.
    Table(Table),
    /// An image by address; loading it is decided elsewhere.
    Image(Picture),
    /// Text whose spaces and line breaks matter.
    Code {
        /// Never blank.
        text: String,
    },
    /// A page, film, sound or file that can be opened elsewhere.
    LinkCard(LinkCard),
    /// A break between two thoughts.
    Rule,
}

/// Text of one look. Line breaks inside a paragraph are `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Never empty.
    pub text: String,
    /// How it looks.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Span {
    /// Text without any look.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// The same sign before each.
    Bulleted,
    /// 1, 2, 3 …
    Numbered,
}

/// Values in rows and columns, with at least two rows or a header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What the table is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Span>,
    /// Rows that name the columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<Vec<Cell>>,
    /// Rows of values.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// May be empty.
    pub spans: Vec<Span>,
    /// Columns it covers, 1 to 100.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub columns: u32,
    /// Rows it covers, 1 to 1000.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rows: u32,
    /// Whether it names its row or column.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heading: bool,
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
const fn is_one(n: &u32) -> bool {
    *n == 1
}

/// An image by address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// http or https.
    pub url: String,
    /// What is to be seen, for those who cannot.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// What stands below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Span>,
    /// Pixels, as the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Pixels, as the page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Where it leads, unless to a larger copy of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Something that can be opened elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkCard {
    /// What waits there.
    pub kind: CardKind,
    /// http or https.
    pub url: String,
    /// What the page calls it; often only its address; empty for most films and frames.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// What waits behind a [`LinkCard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// A web page.
    Page,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// A file: PDF, office document, archive.
    Document,
    /// Something of another site that the page shows in a frame.
    Embed,
}

#[cfg(test)]
mod tests;
