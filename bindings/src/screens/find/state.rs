//! What Search and Listings both draw: rows that were found, how they were found, by what they can be narrowed.

use crate::screens::row::{Choice, Empty, Row, TextRun};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FindContent {
    /// «128 kết quả», a polite live region.
    pub count: String,
    /// How the query was read, where that was not as typed.
    pub notes: Vec<String>,
    /// What else it may mean.
    pub alternatives: Vec<Suggestion>,
    /// What was chosen, each a chip that takes it back.
    pub chips: Vec<Chip>,
    /// Fields to narrow by.
    pub facets: Vec<Facet>,
    /// Orders, one of them chosen.
    pub orders: Vec<Choice>,
    /// Best first.
    pub rows: Vec<FoundRow>,
    /// The label of the button for more; absent at the end.
    pub more: Option<String>,
    /// Why there is nothing, and what to do.
    pub empty: Option<Empty>,
}

/// A row that was found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundRow {
    /// The row.
    pub row: Row,
    /// Its title with what matched.
    pub title: Vec<TextRun>,
    /// Why it was found; empty in a list.
    pub snippet: Vec<TextRun>,
}

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Suggestion {
    /// What a person reads.
    pub label: String,
    /// What it puts into the field.
    pub query: String,
    /// For a voice.
    pub spoken: String,
}

/// A chosen value.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Chip {
    /// The field.
    pub field: String,
    /// The value.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// For a voice: what a tap does.
    pub spoken: String,
}

/// A field to narrow by.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Facet {
    /// The field.
    pub field: String,
    /// A heading.
    pub title: String,
    /// Its values with their counts.
    pub values: Vec<FacetValue>,
}

/// A value of a field; a check box.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FacetValue {
    /// What to send.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// The rows that are shown when it alone is chosen.
    pub count: String,
    /// Levels it stands below the top.
    pub level: u8,
    /// Whether it is chosen.
    pub is_chosen: bool,
    /// For a voice: value, count.
    pub spoken: String,
}
