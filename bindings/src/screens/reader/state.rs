//! What the reader draws: a record of any kind as typed pieces that every shell draws natively.

use crate::route::Route;
use crate::screens::row::{Badge, TextRun, Toggle, Tone};
use crate::screens::status::Status;

/// A record, read.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReaderState {
    /// What kind of record it is, for the bar above.
    pub title: String,
    /// Age, network, trouble.
    pub status: Status,
    /// The record; absent until it was read, or if it is not on the device.
    pub content: Option<ReaderContent>,
}

/// The record.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReaderContent {
    /// Its id.
    pub id: String,
    /// Its title; the screen's heading.
    pub title: Vec<TextRun>,
    /// Who, when, until when.
    pub facts: String,
    /// What is to be known: what is on the device, that it is a sample, that it was not checked.
    pub badges: Vec<Badge>,
    /// That it was corrected, withdrawn or has expired; above everything else.
    pub overlay: Option<Overlay>,
    /// Fields with their labels.
    pub fields: Vec<FieldRow>,
    /// The text.
    pub blocks: Vec<Block>,
    /// What can be done at once: call, write.
    pub contacts: Vec<Contact>,
    /// Files that go with it.
    pub attachments: Vec<OutLink>,
    /// Where it comes from; opens outside the app.
    pub source: Option<OutLink>,
    /// Keeping it; absent for what is kept anyway.
    pub keep: Option<Toggle>,
    /// What sharing hands over.
    pub share: ShareText,
    /// The label of the button that loads the whole text, with what it costs; absent where there is no more to load.
    pub load: Option<String>,
    /// The label of the button that reads aloud; absent where there is nothing to read.
    pub speak: Option<String>,
    /// Index of the block to continue at; 0 for the beginning.
    pub start_block: u32,
}

/// Something to be known before anything else.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Overlay {
    /// How it is tinted.
    pub tone: Tone,
    /// All of it.
    pub text: String,
    /// The record that stands in its place.
    pub instead: Option<RouteLink>,
}

/// A link within the app.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RouteLink {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub route: Route,
}

/// A field with its label.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FieldRow {
    /// What it is.
    pub label: String,
    /// One value or several.
    pub lines: Vec<String>,
    /// All of it for a voice.
    pub spoken: String,
}

/// A piece of the text, flat: lists and quotes are pieces with an indent.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Block {
    /// Words.
    Text {
        /// What they are.
        role: TextRole,
        /// Levels of lists and quotes it stands in.
        indent: u8,
        /// What stands before it: «•», «3.»; absent if nothing does.
        marker: Option<String>,
        /// Somebody else's words.
        is_quoted: bool,
        /// The words.
        runs: Vec<TextRun>,
    },
    /// Rows and columns.
    Table {
        /// What it is about; empty if nobody says.
        caption: Vec<TextRun>,
        /// Columns it has.
        columns: u32,
        /// Its rows, those that name the columns first.
        rows: Vec<TableRow>,
        /// How large it is, for a voice.
        spoken: String,
    },
    /// A picture by address; its bytes come from `Core.picture`.
    Picture {
        /// What to ask for.
        address: String,
        /// What is to be seen.
        alt: String,
        /// What stands below it.
        caption: Vec<TextRun>,
        /// Pixels; 0 if nobody knows.
        width: u32,
        /// Pixels; 0 if nobody knows.
        height: u32,
        /// What stands in its place if it is not on the device.
        missing: String,
    },
    /// A page, film or file elsewhere.
    Card {
        /// What and where.
        link: OutLink,
    },
    /// A line between two thoughts.
    Rule,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum TextRole {
    /// Running text.
    Paragraph,
    /// A heading below the title.
    Heading,
    /// A heading below a heading.
    Subheading,
    /// Text whose spaces matter.
    Code,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TableRow {
    /// Whether it names the columns.
    pub is_header: bool,
    /// Its cells.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TableCell {
    /// May be empty.
    pub runs: Vec<TextRun>,
    /// Columns it covers, from 1.
    pub columns: u32,
    /// Whether it names its row.
    pub is_heading: bool,
}

/// A link out of the app.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutLink {
    /// What it says.
    pub label: String,
    /// Size and kind, or the host; empty if nobody knows.
    pub detail: String,
    /// The address.
    pub url: String,
    /// All of it for a voice, and that it leads outside.
    pub spoken: String,
}

/// Somebody to call or write to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Contact {
    /// «Gọi 0204 …».
    pub label: String,
    /// `tel:` or `mailto:` or an address of the web.
    pub url: String,
    /// All of it for a voice.
    pub spoken: String,
}

/// What sharing hands over.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ShareText {
    /// The title.
    pub subject: String,
    /// Title, source, address, and that it is a sample if it is one.
    pub text: String,
}

/// A sentence to be spoken, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SpeechSegment {
    /// What the voice says, numbers and abbreviations in words.
    pub spoken: String,
    /// Index of the piece in `blocks`, to follow the voice; the title has none.
    pub block: Option<u32>,
}
