//! Rows of lists, ready to draw: title, what a person decides by, badges, the words for a voice.
//!
//! Used by every screen with a list. Ids are stable, so that a list that is drawn again keeps its place.

use crate::route::Route;

/// Rows that a screen shows at first, and that each «more» adds.
pub const PAGE: u32 = 50;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Row {
    /// The record's id; stable.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who, and how long ago.
    pub meta: String,
    /// What is to be known before the tap: what is on the device, that it is a sample.
    pub badges: Vec<Badge>,
    /// The whole row for a voice.
    pub spoken: String,
    /// Where a tap leads.
    pub route: Route,
    /// Not opened yet.
    pub is_unread: bool,
    /// Kept by the person.
    pub is_kept: bool,
    /// What else can be done with it.
    pub actions: Vec<RowAction>,
}

/// Something that can be done with a row.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RowAction {
    /// What a person reads or hears.
    pub label: String,
    /// What to send.
    pub command: RowCommand,
}

/// What can be done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RowCommand {
    /// Keep it for ever.
    Keep,
    /// Keep it no longer.
    LetGo,
    /// Count it as read.
    MarkRead,
    /// Count it as not read.
    MarkUnread,
}

/// A word or two in a frame.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Badge {
    /// The words; they say all of it, the tone only helps.
    pub text: String,
    /// How it is tinted.
    pub tone: Tone,
}

/// How something is tinted; the token file gives each a pair of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Tone {
    /// As any other.
    Neutral,
    /// As it should be.
    Good,
    /// To be read with care.
    Caution,
    /// Pressing.
    Urgent,
}

/// A piece of text of one look.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TextRun {
    /// The words.
    pub text: String,
    /// How they look.
    pub style: TextStyle,
    /// Where they lead, outside the app.
    pub link: Option<String>,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct TextStyle {
    /// Strong.
    pub bold: bool,
    /// Stressed.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck out.
    pub strike: bool,
    /// As a machine writes.
    pub code: bool,
    /// What was searched for, or was marked with a pen.
    pub marked: bool,
    /// Above or below the line.
    pub shift: Shift,
}

/// Where a piece of text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum Shift {
    /// On the line.
    #[default]
    Level,
    /// Below it.
    Sub,
    /// Above it.
    Sup,
}

/// A list with a title.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Section {
    /// A heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Why there is nothing, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Empty {
    /// What is missing.
    pub title: String,
    /// What to do about it.
    pub text: String,
    /// The label of the button that does it; absent if there is none.
    pub action: Option<String>,
}

/// A button with what it costs or means.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ActionLabel {
    /// On it.
    pub label: String,
    /// Beside it.
    pub detail: Option<String>,
    /// For a voice, all of it.
    pub spoken: String,
}

/// Something that is on or off.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Toggle {
    /// What it is.
    pub label: String,
    /// Whether it is on.
    pub is_on: bool,
    /// For a voice: what it is, and how it stands.
    pub spoken: String,
}

/// One of several values of which one is chosen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Choice {
    /// What to send.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// Whether it is the one.
    pub is_chosen: bool,
}
