//! What stands before a number and says that it is one: `Nghị định số`, `QĐ`, `số`.

use super::symbol::{self, Symbol};
use super::units::{Unit, Units};

/// Names of kinds in full, with the abbreviation and the issuer they leave no doubt about.
const NAMES: &[(&str, Option<&str>, Option<&str>)] = &[
    ("bao cao", Some("BC"), None),
    ("chi thi", Some("CT"), None),
    ("cong dien", Some("CĐ"), None),
    ("cong van", None, None),
    ("huong dan", Some("HD"), None),
    ("ke hoach", Some("KH"), None),
    ("ket luan", Some("KL"), None),
    ("luat", None, Some("QH")),
    ("nghi dinh", Some("NĐ"), Some("CP")),
    ("nghi quyet", Some("NQ"), None),
    ("phap lenh", Some("PL"), None),
    ("quyet dinh", Some("QĐ"), None),
    ("thong bao", Some("TB"), None),
    ("thong tu", Some("TT"), None),
    ("thong tu lien tich", Some("TTLT"), None),
    ("to trinh", Some("TTr"), None),
];

/// Kinds that people call by their running number alone: `nghị định 100`.
const CALLED_BY_NUMBER: &[&str] = &["nghi dinh", "thong tu", "nghi quyet", "chi thi", "quyet dinh", "ket luan"];

/// What stands before a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// Nothing that matters.
    Bare,
    /// `số`.
    Numbered,
    /// A kind.
    Kind(Named),
    /// It is the middle of something else: a date, a decimal, a longer word, a path.
    Inside,
}

/// A kind by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Kind and issuer, as far as the name says them.
    pub(super) symbol: Symbol,
    /// Unit at which the name begins.
    pub(super) start: usize,
    /// Whether people call such documents by the running number alone.
    pub(super) called_by_number: bool,
}

/// What stands before unit `start`.
pub(super) fn before(units: &Units, start: usize) -> Context {
    let Some(last) = start.checked_sub(1).and_then(|at| units.get(at)) else {
        return Context::Bare;
    };
    let digit_before = start >= 2 && units.is_digit(start - 2);
    match last.plain {
        '/' => return Context::Inside,
        '.' | ',' | '-' | '_' if digit_before => return Context::Inside,
        c if c.is_ascii_digit() => return Context::Inside,
        c if !c.is_ascii() && c.is_alphanumeric() => return Context::Inside,
        _ => {}
    }
    let words = words_before(units, start);
    let glued = last.is_letter();
    let numbered = words.first().is_some_and(|word| word.plain == "so");
    let rest = words.get(usize::from(numbered)..).unwrap_or_default();
    match named(rest) {
        Some(named) => Context::Kind(named),
        None if numbered => Context::Numbered,
        None if glued => Context::Inside,
        None => Context::Bare,
    }
}

struct Word {
    plain: String,
    is_abbreviation: bool,
    start: usize,
}

/// Up to five words before `end`, the nearest first, with nothing but spaces and a colon between them.
fn words_before(units: &Units, end: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut end = units.start_of(end, |unit| matches!(unit.plain, ' ' | ':' | '.'));
    while words.len() < 5 {
        let start = units.start_of(end, Unit::is_letter);
        let letters = units.slice(start..end);
        if letters.is_empty() || (start > 0 && units.is_digit(start - 1)) {
            break;
        }
        let is_abbreviation = letters.iter().all(|unit| unit.is_capital) || letters.iter().any(|u| u.capital == 'Đ');
        words.push(Word { plain: letters.iter().map(|unit| unit.plain).collect(), is_abbreviation, start });
        end = units.start_of(start, |unit| unit.plain == ' ');
        if end == start {
            break;
        }
    }
    words
}

/// The kind whose name ends with the nearest of `words`; the longest name counts.
fn named(words: &[Word]) -> Option<Named> {
    for count in (1..=words.len().min(4)).rev() {
        let (name, start) = words.iter().take(count).fold((String::new(), 0), |(name, _), word| {
            let joined = if name.is_empty() { word.plain.clone() } else { format!("{} {name}", word.plain) };
            (joined, word.start)
        });
        if let Some((name, kind, body)) = NAMES.iter().find(|(known, _, _)| *known == name) {
            let symbol = Symbol { kind: kind.map(str::to_owned), body: body.map(str::to_owned) };
            return Some(Named { symbol, start, called_by_number: CALLED_BY_NUMBER.contains(name) });
        }
    }
    let abbreviation = words.first().filter(|word| word.is_abbreviation && word.plain.len() >= 2)?;
    let kind = symbol::kind(&abbreviation.plain)?;
    let body = (kind == "NĐ").then(|| "CP".to_owned());
    let symbol = Symbol { kind: Some(kind.to_owned()), body };
    Some(Named { symbol, start: abbreviation.start, called_by_number: matches!(kind, "NĐ" | "QĐ") })
}
