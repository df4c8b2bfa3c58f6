//! What is wrong with a feed, in words that can be sent to its webmaster: the feed doctor's input.
//!
//! Parsing never stops for any of these. Each kind is counted and its first place remembered.

use crate::error::Message;

/// One kind of fault, with how often and where first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What is wrong.
    pub kind: WarningKind,
    /// How often it was met; at least 1.
    pub count: u32,
    /// Line of the first one in the decoded text, from 1.
    pub line: u32,
}

impl Warning {
    /// Entry of the catalogue with the arguments `n` and `line`.
    pub fn message(&self) -> Message {
        Message::new(self.kind.key()).with("n", self.count.to_string()).with("line", self.line.to_string())
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What can be wrong with a feed and was got over.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum WarningKind {
            $($(#[$doc])* $name,)*
        }

        impl WarningKind {
            /// All kinds, in the order of a report.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Stable code for `--json`.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// Key in the string catalogue.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("feed.warning.", $code),)*
                }
            }
        }
    };
}

kinds! {
    /// The bytes are in another encoding than header or prolog say.
    EncodingMislabelled = "encoding_mislabelled",
    /// Neither header nor prolog names the encoding, and it is not UTF-8.
    EncodingUndeclared = "encoding_undeclared",
    /// Some bytes are no text in the feed's encoding; they were replaced.
    InvalidBytes = "invalid_bytes",
    /// TCVN3, VNI or doubly encoded UTF-8 was recoded.
    LegacyEncoding = "legacy_encoding",
    /// Something stands before the XML declaration.
    JunkBeforeStart = "junk_before_start",
    /// `&` that begins no reference.
    BareAmpersand = "bare_ampersand",
    /// `<` that begins no tag.
    BareLessThan = "bare_less_than",
    /// A reference to an entity that nobody defined.
    UnknownEntity = "unknown_entity",
    /// An element without its end tag.
    UnclosedElement = "unclosed_element",
    /// An end tag without its element.
    StrayEndTag = "stray_end_tag",
    /// A namespace prefix without a declaration.
    UndeclaredPrefix = "undeclared_prefix",
    /// The file breaks off.
    Truncated = "truncated",
    /// JSON with faults.
    JsonRepaired = "json_repaired",
    /// The feed has no title.
    FeedTitleMissing = "feed_title_missing",
    /// The feed has no entries.
    NoItems = "no_items",
    /// An entry without a title.
    TitleMissing = "title_missing",
    /// Markup in a title.
    TitleMarkup = "title_markup",
    /// An entry without a link.
    LinkMissing = "link_missing",
    /// A link that is not absolute.
    LinkRelative = "link_relative",
    /// A link that had to be repaired, like `http:host/…`.
    LinkRepaired = "link_repaired",
    /// A link that is no web address (javascript:, data:, …); it was left out.
    LinkRefused = "link_refused",
    /// An entry without an id.
    IdMissing = "id_missing",
    /// Entries that share one id.
    IdRepeated = "id_repeated",
    /// An entry without a date.
    DateMissing = "date_missing",
    /// A date that cannot be read, or that is none (year 1, 1970).
    DateUnreadable = "date_unreadable",
    /// A date without a time zone.
    DateWithoutZone = "date_without_zone",
    /// A date in another form than the standard's.
    DateForm = "date_form",
    /// A date in the future.
    DateInFuture = "date_in_future",
    /// A DOCTYPE defines too much.
    TooManyEntities = "too_many_entities",
    /// Elements nested too deeply.
    TooDeep = "too_deep",
    /// More entries than are kept.
    TooManyItems = "too_many_items",
    /// A text longer than is kept.
    TextTooLong = "text_too_long",
}

/// Counts warnings while a feed is read.
#[derive(Debug)]
pub(super) struct Warnings {
    seen: Vec<(u32, usize)>,
}

impl Warnings {
    pub(super) fn new() -> Self {
        Self { seen: vec![(0, 0); WarningKind::ALL.len()] }
    }

    /// Notes one at `position`, in bytes of the decoded text.
    pub(super) fn add(&mut self, kind: WarningKind, position: usize) {
        self.add_many(kind, position, 1);
    }

    /// Notes several, the first at `position`.
    pub(super) fn add_many(&mut self, kind: WarningKind, position: usize, count: u32) {
        if let Some((known, first)) = self.seen.get_mut(kind as usize) {
            if *known == 0 {
                *first = position;
            }
            *known = known.saturating_add(count);
        }
    }

    /// The report, with positions turned into lines of `text`.
    pub(super) fn report(&self, text: &str) -> Vec<Warning> {
        let bytes = text.as_bytes();
        let line = |position: usize| {
            let head = bytes.get(..position.min(bytes.len())).unwrap_or_default();
            u32::try_from(memchr::memchr_iter(b'\n', head).count() + 1).unwrap_or(u32::MAX)
        };
        WarningKind::ALL
            .iter()
            .zip(&self.seen)
            .filter(|(_, (count, _))| *count > 0)
            .map(|(kind, (count, position))| Warning { kind: *kind, count: *count, line: line(*position) })
            .collect()
    }
}

#[cfg(test)]
mod tests;
