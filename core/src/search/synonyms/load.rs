//! Reads and checks a file of names: NDJSON, first line `{"format":1,"version":n}`, then an entry a line.
//!
//! | field | | |
//! |---|---|---|
//! | `kind` | required | `everyday`, `abbreviation`, `foreign`, `spelling`, `former` |
//! | `names` | required | what people say or write |
//! | `official` | required | what documents say |
//! | `direction` | `both` | `one_way`: only from `names` to `official` |
//! | `weight` | by kind | 1 to 100: how well one stands for the other |
//! | `source` | `language` | general knowledge of the language, or `facts` |
//! | `certainty` | `inferred` | of what is claimed: `inferred`, `secondary`, `official` |
//!
//! Refused is what would fire where it is not meant: a single syllable, or letters that are one without its marks (`AI` is also
//! `ai`), and two letters without a mark.

use serde::Deserialize;

use super::{Direction, Entry, Name, Role, Synonyms};
use crate::search::index::Term;
use crate::search::tokenizer::words;
use crate::text::syllable;

/// Newest format that is read.
const FORMAT: u32 = 1;
/// Longest name in words.
const MAX_WORDS: usize = 12;
/// Most names of one entry.
const MAX_NAMES: usize = 12;
/// Most entries of one file.
const MAX_ENTRIES: usize = 20_000;

/// Why a file of names was refused: where, and what to change.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {fault}")]
pub struct LoadError {
    /// Name of the file as the caller gave it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there.
    #[source]
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Not JSON, or a field that is missing, unknown or of another type.
    #[error("not an entry: {0}")]
    NotAnEntry(#[from] serde_json::Error),
    /// A word that its field does not know.
    #[error("`{0}` is no kind, direction, source or certainty")]
    Unknown(String),
    /// The first line does not say a format that is known.
    #[error("format {0}, newest known is {FORMAT}")]
    Format(u32),
    /// No names, no official names, or too many.
    #[error("1 to {MAX_NAMES} names and as many official names are needed")]
    NumberOfNames,
    /// A name without words or with too many.
    #[error("`{0}` is not 1 to {MAX_WORDS} words")]
    NumberOfWords(String),
    /// A name that is an ordinary word as well.
    #[error("`{0}` is a word of its own, or two letters: it would be found where it is not meant; add a word to it")]
    Ambiguous(String),
    /// The same name twice.
    #[error("`{0}` stands twice in this entry")]
    Repeated(String),
    /// A weight out of range.
    #[error("weight {0} is not 1 to 100")]
    Weight(u32),
    /// Each name is part of each other one, so that none finds what the others do not.
    #[error("`{0}` and the others are parts of one another: nothing more would be found")]
    AddsNothing(String),
    /// More entries than anybody reviews.
    #[error("more than {MAX_ENTRIES} entries")]
    TooMany,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: u32,
    version: u32,
}

/// Words of some fields as they are written, and what they stand for: lists, which need no derived reader each.
type Words<T> = &'static [(&'static str, T)];

/// Kinds of entries with the weight of one that does not say any: `KH&CN`, `sổ đỏ`, `visa`, the name before a reform, `Bắc Cạn`.
const KINDS: Words<u32> = &[("abbreviation", 80), ("everyday", 60), ("foreign", 70), ("former", 50), ("spelling", 80)];
const DIRECTIONS: Words<Direction> = &[("both", Direction::Both), ("one_way", Direction::OneWay)];
/// Where a line comes from and how sure that is; kept in the data for whoever reviews it.
const SOURCES: Words<()> = &[("facts", ()), ("language", ())];
const CERTAINTIES: Words<()> = &[("inferred", ()), ("official", ()), ("secondary", ())];

/// What `written` stands for.
fn known<T: Copy>(written: &str, words: Words<T>) -> Result<T, Fault> {
    let known = words.iter().find(|(word, _)| *word == written);
    known.map(|(_, meaning)| *meaning).ok_or_else(|| Fault::Unknown(written.to_owned()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kind: String,
    names: Vec<String>,
    official: Vec<String>,
    direction: Option<String>,
    weight: Option<u32>,
    source: Option<String>,
    certainty: Option<String>,
}

impl Synonyms {
    /// Reads a file of names; `file` is what errors call it.
    ///
    /// # Errors
    /// [`LoadError`] for the first line that is not as it should be: nothing is taken over then.
    pub fn load(file: &str, text: &str) -> Result<Self, LoadError> {
        let mut set = Self::default();
        for (at, line) in text.lines().enumerate().filter(|(at, line)| *at == 0 || !line.trim().is_empty()) {
            let taken = if at == 0 { set.begin(line) } else { set.take(line) };
            taken.map_err(|fault| LoadError { file: file.to_owned(), line: at + 1, fault })?;
        }
        Ok(set)
    }

    fn begin(&mut self, line: &str) -> Result<(), Fault> {
        let head: Head = serde_json::from_str(line)?;
        self.version = head.version;
        if head.format == FORMAT { Ok(()) } else { Err(Fault::Format(head.format)) }
    }

    fn take(&mut self, line: &str) -> Result<(), Fault> {
        let line: Line = serde_json::from_str(line)?;
        let usual = known(&line.kind, KINDS)?;
        let direction = line.direction.map_or(Ok(Direction::Both), |word| known(&word, DIRECTIONS))?;
        line.source.map_or(Ok(()), |word| known(&word, SOURCES))?;
        line.certainty.map_or(Ok(()), |word| known(&word, CERTAINTIES))?;
        let weight = line.weight.unwrap_or(usual);
        if !(1..=100).contains(&weight) {
            return Err(Fault::Weight(weight));
        }
        let counts = 1..=MAX_NAMES;
        if !counts.contains(&line.names.len()) || !counts.contains(&line.official.len()) {
            return Err(Fault::NumberOfNames);
        }
        if self.entries.len() >= MAX_ENTRIES {
            return Err(Fault::TooMany);
        }
        let names = line.names.iter().map(|name| (name, Role::Name));
        let all = names.chain(line.official.iter().map(|name| (name, Role::Official)));
        let mut spelt: Vec<(Vec<Term>, Role)> = Vec::new();
        for (name, role) in all {
            let terms = terms(name)?;
            let is_searched = role == Role::Name || direction == Direction::Both;
            if is_searched && is_ambiguous(name, &terms) {
                return Err(Fault::Ambiguous(name.clone()));
            }
            if spelt.iter().any(|(known, _)| *known == terms) {
                return Err(Fault::Repeated(name.clone()));
            }
            spelt.push((terms, role));
        }
        if !adds_something(&spelt) {
            return Err(Fault::AddsNothing(line.names.first().cloned().unwrap_or_default()));
        }
        self.push(weight as f32 / 100.0, direction, spelt);
        Ok(())
    }

    fn push(&mut self, weight: f32, direction: Direction, spelt: Vec<(Vec<Term>, Role)>) {
        let entry = self.entries.len() as u32;
        let mut members = Vec::new();
        for (words, role) in spelt {
            let number = self.names.len() as u32;
            members.push(number);
            if role == Role::Name || direction == Direction::Both {
                let first = words.first().map_or_else(String::new, |first| first.folded.clone());
                let next = self.beginning.len();
                let place = self.first.get(&first).map_or(next, |place| *place as usize);
                if place == next {
                    self.first.insert(first, next as u32);
                    self.beginning.push(Vec::new());
                }
                if let Some(names) = self.beginning.get_mut(place) {
                    names.push(number);
                }
            }
            self.names.push(Name { words, entry, role });
        }
        self.entries.push(Entry { weight, direction, members });
    }
}

fn terms(name: &str) -> Result<Vec<Term>, Fault> {
    let terms: Vec<Term> =
        words(name).map(|word| Term::spelt(name.get(word.range()).unwrap_or_default())).take(MAX_WORDS + 1).collect();
    if (1..=MAX_WORDS).contains(&terms.len()) { Ok(terms) } else { Err(Fault::NumberOfWords(name.to_owned())) }
}

/// Whether a name of one word is also a syllable, with its marks or without, or too short to mean one thing.
fn is_ambiguous(name: &str, terms: &[Term]) -> bool {
    let [only] = terms else { return false };
    let is_short = only.folded.chars().count() < 3 && only.marks.is_empty();
    is_short || syllable::parse(name.trim()).is_some()
}

/// Whether an official name stands for a name that is no part of it, nor it of the name.
fn adds_something(spelt: &[(Vec<Term>, Role)]) -> bool {
    let of = |role: Role| spelt.iter().filter(move |(_, own)| *own == role).map(|(words, _)| words.as_slice());
    of(Role::Name).any(|name| of(Role::Official).any(|official| !super::expand::overlap(name, official)))
}

#[cfg(test)]
mod tests;
