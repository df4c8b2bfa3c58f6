//! Colours by meaning, written as ANSI sequences or not at all.

/// Whether colours are written: not to a pipe, not with `NO_COLOR`, not with `--color never`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// ANSI sequences.
    Ansi,
    /// Plain text.
    Plain,
}

/// What a piece of text means. No meaning is carried by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Titles and headings.
    Title,
    /// Secondary text: ages, sources, ids.
    Dim,
    /// Matches of a search.
    Match,
    /// Links.
    Link,
    /// Something to be careful about.
    Warning,
    /// Something failed.
    Error,
    /// Something went well.
    Good,
    /// Emphasis in a text.
    Strong,
    /// Light emphasis in a text.
    Emphasis,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Title => "1;36",
            Self::Dim => "2",
            Self::Match => "1;33",
            Self::Link => "4;34",
            Self::Warning => "33",
            Self::Error => "1;31",
            Self::Good => "32",
            Self::Strong => "1",
            Self::Emphasis => "3",
        }
    }
}

impl Paint {
    /// `text` in `style`.
    pub fn apply(self, style: Style, text: &str) -> String {
        match self {
            Self::Ansi if !text.is_empty() => format!("\u{1b}[{}m{text}\u{1b}[0m", style.code()),
            _ => text.to_owned(),
        }
    }
}
