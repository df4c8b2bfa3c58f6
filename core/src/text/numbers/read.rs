//! Reading numbers that a person typed or a page shows.
//!
//! Groups must be complete (`1.912`, not `1.9.12`). Where a group mark cannot be one, it is taken as the decimal mark: `1.5`
//! is one and a half in Vietnamese too. Spaces of any kind may stand around and before a unit.

use super::marks;
use crate::strings::Lang;

/// A whole number: `1.912`, `1912`, `-5`, `+7`. `None` for anything else, fractions included.
pub fn parse_integer(text: &str, lang: Lang) -> Option<i64> {
    let (negative, digits) = signed(text.trim());
    let plain = ungrouped(digits, marks(lang).group)?;
    let sign = if negative { "-" } else { "" };
    format!("{sign}{plain}").parse().ok()
}

/// A number with or without fraction: `13,3`, `1.250,75`, `1912`. `None` for anything else.
pub fn parse_decimal(text: &str, lang: Lang) -> Option<f64> {
    let marks = marks(lang);
    let (negative, body) = signed(text.trim());
    let (whole, fraction) = match body.split_once(marks.decimal) {
        Some((whole, fraction)) => (ungrouped(whole, marks.group)?, fraction.to_owned()),
        None => match ungrouped(body, marks.group) {
            Some(whole) => (whole, String::new()),
            None => {
                let (whole, fraction) = body.split_once(marks.group)?;
                (ungrouped(whole, marks.group)?, fraction.to_owned())
            }
        },
    };
    if fraction.bytes().any(|byte| !byte.is_ascii_digit())
        || (fraction.is_empty() && !body.ends_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    let value: f64 = format!("{whole}.{fraction}0").parse().ok()?;
    Some(if negative { -value } else { value })
}

/// A percentage, in percent: `13,3%`, `13,3 %`. The sign is required.
pub fn parse_percent(text: &str, lang: Lang) -> Option<f64> {
    parse_decimal(text.trim().strip_suffix('%')?, lang)
}

/// A size: `1,2 MB`, `500kB`, `2m`, `1048576`. Units are decimal and case does not matter; KiB, MiB, GiB are binary.
/// `None` if it is negative, not a number, or beyond 2^63.
pub fn parse_bytes(text: &str, lang: Lang) -> Option<u64> {
    let text = text.trim();
    let digits_end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, unit) = text.split_at_checked(digits_end)?;
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "t" | "tb" => 1_000_000_000_000,
        "p" | "pb" => 1_000_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return None,
    };
    let count = parse_decimal(number, lang)? * factor as f64;
    (0.0..9.2e18).contains(&count).then_some(count.round() as u64)
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The digits without group marks; `None` if there are none, or a group is not complete.
fn ungrouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let mut out = first.to_owned();
    let mut is_grouped = false;
    for group in groups {
        is_grouped = true;
        if group.len() != 3 {
            return None;
        }
        out.push_str(group);
    }
    let fits = !first.is_empty() && (!is_grouped || first.len() <= 3) && out.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(out)
}
