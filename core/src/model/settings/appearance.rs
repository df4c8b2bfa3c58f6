//! How the app looks and what it speaks. Callers: the phone shells; a terminal has its own colours and `--lang`.

use std::ops::RangeInclusive;

/// Sizes of text in percent that can be set: below, nobody can read it; above, the system's own setting takes over.
pub const TEXT_SIZES: RangeInclusive<u16> = 85..=200;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Theme {
    /// The word that is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|theme| theme.name() == word)
    }
}

/// What the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// What the system speaks.
    #[default]
    System,
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Language {
    /// The word that is stored; of a language that was chosen its tag, which `strings::Lang::parse` reads.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::System, Self::Vi, Self::En].into_iter().find(|language| language.name() == word)
    }
}
