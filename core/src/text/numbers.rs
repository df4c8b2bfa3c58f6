//! Numbers as people write them: `1.912`, `13,3%`, `1.250.000 ₫`, `1,2 MB`; in English `1,912`, `13.3%`, `1.2 MB`.
//!
//! Formats for every screen and reads what a person types. Round trip: what is written here is read back to the same value,
//! up to the rounding shown.

mod read;

pub use read::{parse_bytes, parse_decimal, parse_integer, parse_percent};

use crate::strings::Lang;

/// Separators of a language.
pub(crate) struct Marks {
    /// Between groups of three digits.
    group: char,
    /// Before the fraction.
    decimal: char,
}

pub(crate) const fn marks(lang: Lang) -> Marks {
    match lang {
        Lang::Vi => Marks { group: '.', decimal: ',' },
        Lang::En => Marks { group: ',', decimal: '.' },
    }
}

/// A whole number with groups of three: `1.912`, `-1.250.000`; also below ten thousand.
pub fn integer(value: i64, lang: Lang) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&value.unsigned_abs().to_string(), lang))
}

/// A number with at most `places` (0 to 9) digits after the decimal mark, without trailing zeros: `13,3`, `13`, `0,05`.
///
/// Not a number and infinities are shown as `–`.
pub fn decimal(value: f64, places: u8, lang: Lang) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.*}", usize::from(places.min(9)), value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0.0 && plain.bytes().any(|byte| matches!(byte, b'1'..=b'9')) { "-" } else { "" };
    let whole = grouped(whole, lang);
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{fraction}", marks(lang).decimal)
    }
}

/// A percentage, given in percent, with at most one decimal and no space: `13,3%`.
pub fn percent(value: f64, lang: Lang) -> String {
    format!("{}%", decimal(value, 1, lang))
}

/// An amount in đồng: `1.250.000 ₫`, with a no-break space so that the sign never starts a line.
pub fn dong(amount: i64, lang: Lang) -> String {
    format!("{}\u{a0}₫", integer(amount, lang))
}

/// A size in decimal units (1 kB = 1,000 bytes), at most one decimal: `512 B`, `1,2 MB`, `12 GB`; no-break space.
pub fn bytes(count: u64, lang: Lang) -> String {
    let mut unit = "B";
    let mut scaled = count as f64;
    for larger in ["kB", "MB", "GB", "TB", "PB"] {
        // 999,95 would be shown as 1.000 of the smaller unit.
        if scaled < if unit == "B" { 1000.0 } else { 999.95 } {
            break;
        }
        scaled /= 1000.0;
        unit = larger;
    }
    format!("{}\u{a0}{unit}", decimal(scaled, 1, lang))
}

fn grouped(digits: &str, lang: Lang) -> String {
    let mark = marks(lang).group;
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
