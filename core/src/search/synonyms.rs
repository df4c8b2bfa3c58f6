//! Everyday names, official names and abbreviations: `sổ đỏ` is a giấy chứng nhận quyền sử dụng đất, `UBND` an ủy ban nhân dân.
//!
//! Reading order: `names.ndjson` (the data, a line for each entry; `docs/how-to-add-a-synonym.md`) → [`load`] (read, checked,
//! errors that name the line) → [`expand`] (which words of a query are a name, and what else it is called).
//!
//! Only the words of a query are expanded, never those of a document, so that a change of the data needs no new index. The
//! data become records of kind `lexicon` later; a set is then loaded from their lines as it is from the file.

mod expand;
mod load;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::index::Term;
use crate::packed;

pub use load::{Fault, LoadError};

/// Names of things, ready to be found among the words of a query.
#[derive(Debug, Default)]
pub struct Synonyms {
    version: u32,
    entries: Vec<Entry>,
    names: Vec<Name>,
    /// By folded first word: the place of the names that begin so in `beginning`.
    first: HashMap<String, u32>,
    beginning: Vec<Vec<u32>>,
}

/// What one line says: every name may stand for every other, or for the official ones only.
#[derive(Debug)]
struct Entry {
    /// 0 to 1.
    weight: f32,
    direction: Direction,
    /// Its names, then its official names, by place in [`Synonyms::names`].
    members: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Both,
    OneWay,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Name,
    Official,
}

#[derive(Debug)]
struct Name {
    words: Vec<Term>,
    entry: u32,
    role: Role,
}

impl Synonyms {
    /// Those this version was built with.
    pub fn shipped() -> &'static Self {
        static SET: LazyLock<Synonyms> = LazyLock::new(|| {
            // A test reads the file with the same function, so a fault in it never gets so far.
            Synonyms::load("names.ndjson", &packed::NAMES.text()).unwrap_or_default()
        });
        &SET
    }

    /// Version of the data.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Number of entries.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
