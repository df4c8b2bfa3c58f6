//! How a span looks: a small set, written as a list of names in JSON.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Strong.
    Bold,
    /// Stressed.
    Italic,
    /// Underlined or inserted.
    Underline,
    /// Struck out or deleted.
    Strike,
    /// Typed or shown by a machine.
    Code,
    /// Marked with a pen.
    Highlight,
    /// Below the line.
    Sub,
    /// Above the line.
    Sup,
    /// Somebody else's words; shells draw the quotation marks.
    Quoted,
    /// What was searched for; only in an article that was opened from a search.
    Found,
}

impl Mark {
    /// All of them, in the order of JSON lists.
    pub const ALL: [Self; 10] = [
        Self::Bold,
        Self::Italic,
        Self::Underline,
        Self::Strike,
        Self::Code,
        Self::Highlight,
        Self::Sub,
        Self::Sup,
        Self::Quoted,
        Self::Found,
    ];

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A set of looks.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// No look.
    pub const NONE: Self = Self(0);

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Whether `mark` is among them.
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & mark.bit() != 0
    }

    /// These and `mark`.
    #[must_use]
    pub const fn with(self, mark: Mark) -> Self {
        Self(self.0 | mark.bit())
    }

    /// In the order of [`Mark::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Mark> {
        Mark::ALL.into_iter().filter(move |mark| self.has(*mark))
    }
}

impl fmt::Debug for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for mark in self.iter() {
            list.serialize_element(&mark)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Marks;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of marks")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Marks, A::Error> {
                let mut marks = Marks::NONE;
                while let Some(mark) = list.next_element()? {
                    marks = marks.with(mark);
                }
                Ok(marks)
            }
        }
        deserializer.deserialize_seq(Names)
    }
}
