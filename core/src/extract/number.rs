//! Numbers of official documents: `28/2018/QĐ-TTg`, `128/KH-UBND`, `57-NQ/TW`, `07/2017/QH14`, and how people write them.
//!
//! Reading order: [`units`] (characters that mean the same made the same) → [`symbol`] (kinds and issuers, `NĐCP` cut in two)
//! → [`reading`] (the grammar from a digit onwards) → [`context`] (`Nghị định số` before it) → [`find`] (in a text: a slash is
//! required, evidence is weighed) → [`asked`] (in a query: any separators, less evidence is enough).
//!
//! Invariant: [`DocumentNumber`] is one value for all usual spellings of one number, and reading its canonical form gives
//! the same value.

mod asked;
mod context;
mod find;
mod reading;
mod symbol;
mod units;

use std::fmt;

pub use asked::{Asked, Evidence, asked};
pub use find::{Found, find};

/// Issuers that write the kind before the slash: `57-NQ/TW`.
const PARTY: &[&str] = &["TW", "TU", "HU", "ĐU", "BTV"];

/// A document's number, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    number: String,
    year: Option<u16>,
    kind: Option<String>,
    body: Option<String>,
}

impl DocumentNumber {
    /// Reads a text that is nothing but a number in any usual spelling; with a slash, a symbol is not required
    /// (`28/2018`).
    pub fn parse(text: &str) -> Option<Self> {
        find::whole(text)
    }

    /// The running number: at least two digits (`07`), for some with a part (`66.13`).
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The year written in the number; many kinds have none.
    pub const fn year(&self) -> Option<u16> {
        self.year
    }

    /// What kind of document, as its abbreviation: `NĐ`, `QĐ`, `KH`. `None` for letters and laws, whose symbol has none.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// Who issued it, as its abbreviation: `CP`, `UBND`, `QH15`, `SKHCN-TĐC`.
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// The one spelling: upper case and marks as the office writes them, no spaces.
    pub fn canonical(&self) -> String {
        self.to_string()
    }

    /// From parts as they were read; makes them uniform.
    fn new(digits: &str, part: Option<&str>, year: Option<u16>, symbol: symbol::Symbol) -> Self {
        // `1.234` is one thousand two hundred thirty-four, `66.13` is part 13 of 66.
        let (digits, part) = match part {
            Some(part) if part.len() == 3 => (format!("{digits}{part}"), None),
            part => (digits.to_owned(), part),
        };
        let mut number = format!("{:0>2}", digits.trim_start_matches('0'));
        if let Some(part) = part {
            number.push('.');
            number.push_str(part);
        }
        Self { number, year, kind: symbol.kind, body: symbol.body }
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, year, kind, body } = self;
        f.write_str(number)?;
        match (year, kind, body) {
            (None, Some(kind), Some(body)) if PARTY.contains(&body.as_str()) => return write!(f, "-{kind}/{body}"),
            (Some(year), _, _) => write!(f, "/{year}")?,
            (None, _, _) => {}
        }
        match (kind, body) {
            (Some(kind), Some(body)) => write!(f, "/{kind}-{body}"),
            (Some(part), None) | (None, Some(part)) => write!(f, "/{part}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
