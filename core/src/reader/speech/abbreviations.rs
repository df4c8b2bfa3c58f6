//! Abbreviations and what they stand for, from `abbreviations.csv`.
//!
//! Columns: the abbreviation; how it is spoken; where it means that (`anywhere`, or only in the `number` of a document,
//! where «KH» is «kế hoạch»); how certain the expansion is (`secondary`: found in public documents; `inferred`, `common`:
//! general use of the language). Ambiguous ones are not in the table.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use crate::packed;

static TABLE: LazyLock<String> = LazyLock::new(|| packed::ABBREVIATIONS.text());

#[derive(Clone, Copy)]
struct Entry {
    spoken: &'static str,
    is_for_numbers: bool,
}

fn table() -> &'static HashMap<&'static str, Entry> {
    static PARSED: OnceLock<HashMap<&'static str, Entry>> = OnceLock::new();
    PARSED.get_or_init(|| TABLE.lines().skip(1).filter_map(entry).collect())
}

fn entry(line: &'static str) -> Option<(&'static str, Entry)> {
    let mut fields = line.split(',');
    let (abbreviation, spoken, place) = (fields.next()?, fields.next()?, fields.next()?);
    Some((abbreviation, Entry { spoken, is_for_numbers: place == "number" }))
}

/// What `written` stands for in running text.
pub(super) fn in_text(written: &str) -> Option<&'static str> {
    table().get(written).filter(|entry| !entry.is_for_numbers).map(|entry| entry.spoken)
}

/// What `written` stands for as part of a document's number.
pub(super) fn in_number(written: &str) -> Option<&'static str> {
    table().get(written).map(|entry| entry.spoken)
}
