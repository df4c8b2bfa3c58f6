//! Fields of a kind as data: one table drives checking, the JSON Schema and the view for readers.
//!
//! Every kind declares its `FIELDS` in the order in which a reader sees them. Texts for people stand in the catalogue
//! (`field.KIND.NAME`, `choice.KIND.NAME.VALUE`; `docs/how-to-add-a-kind.md`).

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Key in the line.
    pub name: &'static str,
    /// Whether a record may be published without it.
    pub need: Need,
    /// What its values look like.
    pub shape: Shape,
    /// Whether a reader of the record sees it.
    pub show: Show,
}

/// Whether something must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Not published without it.
    Required,
    /// May be absent; never null, never empty.
    Optional,
}

/// Whether a reader sees a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// With its label.
    Listed,
    /// It serves the machine, or stands elsewhere already: title, body, internal names.
    Hidden,
}

/// What the values of a field look like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One line of plain text, NFC.
    Text {
        /// Characters.
        max: usize,
    },
    /// Text with structure: Markdown as authored, sanitised HTML as published.
    Body {
        /// Bytes of the HTML.
        max_bytes: usize,
    },
    /// Lower-case ASCII letters, digits and hyphens.
    Slug,
    /// BCP 47.
    Language,
    /// One of a few words that the program knows; not a code of an authority.
    Choice(&'static [&'static str]),
    /// How well a fact was checked.
    Certainty,
    /// `2025-07-01`.
    Date,
    /// `2025-07-01T08:00:00+07:00`.
    Time,
    /// A year of the calendar.
    Year,
    /// A whole number.
    Integer {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Whole đồng.
    Money,
    /// true or false.
    Flag,
    /// Absolute https address.
    Url,
    /// Address for e-mail.
    Email,
    /// Number to call.
    Phone,
    /// SHA-256 as 64 lower hex digits.
    Digest,
    /// Id of another record.
    Id,
    /// Code of a unit, valid at the record's date.
    Unit,
    /// Number of an official document.
    DocNumber,
    /// `{scheme, version, code}` of a classification that has versions. Authors may write the bare code; the version
    /// that is valid at the record's date is filled in.
    Code {
        /// The scheme.
        scheme: &'static str,
    },
    /// Code of a list that has one version.
    Term {
        /// The scheme.
        scheme: &'static str,
    },
    /// `{vi, en?}`.
    Labels,
    /// Several of one shape.
    List {
        /// Shape of the items.
        of: &'static Shape,
        /// Fewest items.
        min: usize,
        /// Most items.
        max: usize,
    },
    /// A group of fields of its own.
    Table(&'static [Field]),
}

impl Field {
    /// A field that must be there.
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Self { name, need: Need::Required, shape, show: Show::Listed }
    }

    /// A field that may be absent.
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Self { name, need: Need::Optional, shape, show: Show::Listed }
    }

    /// The same field, not shown.
    #[must_use]
    pub const fn hidden(self) -> Self {
        Self { show: Show::Hidden, ..self }
    }
}

impl Shape {
    /// Plain text of at most `max` characters.
    pub const fn text(max: usize) -> Self {
        Self::Text { max }
    }

    /// Up to `max` of one shape; an empty list is left out instead.
    pub const fn list(of: &'static Self, max: usize) -> Self {
        Self::List { of, min: 1, max }
    }
}

/// The field of `fields` with this name.
pub fn named<'f>(fields: &'f [Field], name: &str) -> Option<&'f Field> {
    fields.iter().find(|field| field.name == name)
}
