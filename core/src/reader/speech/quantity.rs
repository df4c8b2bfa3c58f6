//! Numbers with decimals, groups, percent, currency and units; ranges of them.

use super::cursor::Cursor;
use super::number::{cardinal, digits, fraction, ordinal};

/// A number and what is measured: `13,3%`, `1.912`, `5,2 tấn/ha`, `10–15 km`, `-2°C`, `3/4`.
pub(super) fn quantity(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    let mut ahead = *cursor;
    let first = number(&mut ahead, before)?;
    let mut words = first;
    let mut range = ahead;
    range.spaces();
    if range.take_any(&['-', '–', '÷']).is_some() {
        range.spaces();
        if let Some(last) = number(&mut range, "đến") {
            words = format!("{words} đến {last}");
            ahead = range;
        }
    } else if let Some(denominator) = denominator(ahead) {
        ahead.take("/");
        words = format!("{words} phần {}", cardinal(ahead.number(2, 2..=100).unwrap_or(denominator)));
    }
    if let Some(unit) = unit(&mut ahead) {
        words = format!("{words} {unit}");
    }
    (!ahead.peek().is_some_and(char::is_alphabetic) || ahead.peek().is_some_and(char::is_uppercase)).then_some(())?;
    *cursor = ahead;
    Some(words)
}

fn denominator(mut cursor: Cursor<'_>) -> Option<u64> {
    cursor.take("/")?;
    let denominator = cursor.number(2, 2..=100)?;
    (cursor.is_word_end() && cursor.peek() != Some('/')).then_some(denominator)
}

/// A number alone. Points group (`1.912`), a comma is the decimal mark; a point is one too where it groups nothing (`1.5`).
fn number(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    let mut ahead = *cursor;
    let sign = if ahead.take("-").or_else(|| ahead.take("−")).is_some() { "âm " } else { "" };
    let whole = ahead.digits(18)?;
    let mut value = whole.to_owned();
    loop {
        let mut next = ahead;
        let is_group = value.len() >= whole.len()
            && whole.len() <= 3
            && (next.take(".").is_some() || next.take("\u{a0}").is_some() || next.take("\u{202f}").is_some())
            && next.digits(3).is_some_and(|group| {
                let fits = group.len() == 3 && value.len() + 3 <= 18;
                if fits {
                    value.push_str(group);
                }
                fits
            });
        if !is_group {
            break;
        }
        ahead = next;
    }
    let mut decimals = None;
    let mut next = ahead;
    if next.take(",").is_some() || value.len() == whole.len() && next.take(".").is_some() {
        decimals =
            next.digits(6).filter(|_| next.peek() != Some(',') && !(next.peek() == Some('.') && follows_digit(next)));
    }
    if decimals.is_some() {
        ahead = next;
    }
    *cursor = ahead;
    let spoken = match value.parse::<u64>() {
        Ok(number) if before == "thứ" => ordinal(number),
        // A code: leading zeros are said.
        Ok(_) if value.len() > 2 && value.starts_with('0') => digits(&value),
        Ok(number) => cardinal(number),
        Err(_) => digits(&value),
    };
    Some(match decimals {
        Some(decimals) => format!("{sign}{spoken} phẩy {}", fraction(decimals)),
        None => format!("{sign}{spoken}"),
    })
}

fn follows_digit(mut cursor: Cursor<'_>) -> bool {
    cursor.take(".");
    cursor.peek().is_some_and(|letter| letter.is_ascii_digit())
}

/// Units by their sign, longest first where one begins another.
const UNITS: &[(&str, &str)] = &[
    ("‰", "phần nghìn"),
    ("%", "phần trăm"),
    ("VNĐ", "đồng"),
    ("VND", "đồng"),
    ("USD", "đô la Mỹ"),
    ("EUR", "ơ rô"),
    ("₫", "đồng"),
    ("€", "ơ rô"),
    ("đ", "đồng"),
    ("°C", "độ C"),
    ("ºC", "độ C"),
    ("oC", "độ C"),
    ("°", "độ"),
    ("km2", "ki lô mét vuông"),
    ("km²", "ki lô mét vuông"),
    ("kWp", "ki lô oát đỉnh"),
    ("kWh", "ki lô oát giờ"),
    ("kW", "ki lô oát"),
    ("MWp", "mê ga oát đỉnh"),
    ("MW", "mê ga oát"),
    ("kV", "ki lô vôn"),
    ("km", "ki lô mét"),
    ("kg", "ki lô gam"),
    ("mg", "mi li gam"),
    ("ml", "mi li lít"),
    ("mm", "mi li mét"),
    ("cm", "xăng ti mét"),
    ("m2", "mét vuông"),
    ("m²", "mét vuông"),
    ("m3", "mét khối"),
    ("m³", "mét khối"),
    ("ha", "héc ta"),
    ("GB", "ghi ga bai"),
    ("MB", "mê ga bai"),
    ("kB", "ki lô bai"),
    ("KB", "ki lô bai"),
    ("TB", "tê ra bai"),
    ("Mbps", "mê ga bít một giây"),
    ("GHz", "ghi ga héc"),
    ("MHz", "mê ga héc"),
    ("Hz", "héc"),
    ("dB", "đề xi ben"),
    ("m", "mét"),
    ("g", "gam"),
    ("l", "lít"),
    ("t", "tấn"),
    ("V", "vôn"),
    ("W", "oát"),
];

/// What may stand under the line of a compound unit.
const UNDER: &[(&str, &str)] = &[
    ("m2", "mét vuông"),
    ("m²", "mét vuông"),
    ("m3", "mét khối"),
    ("m³", "mét khối"),
    ("kg", "ki lô gam"),
    ("ha", "héc ta"),
    ("km2", "ki lô mét vuông"),
    ("km²", "ki lô mét vuông"),
    ("km", "ki lô mét"),
    ("ml", "mi li lít"),
    ("lít", "lít"),
    ("l", "lít"),
    ("L", "lít"),
    ("giờ", "giờ"),
    ("h", "giờ"),
    ("s", "giây"),
    ("ngày", "ngày"),
    ("tháng", "tháng"),
    ("năm", "năm"),
    ("người", "người"),
    ("hộ", "hộ"),
    ("sào", "sào"),
    ("tấn", "tấn"),
    ("vụ", "vụ"),
    ("g", "gam"),
];

/// Units written out, which may stand over a line.
const OVER: &[&str] = &["tấn", "tạ", "đồng", "triệu đồng", "kg", "người", "lít", "con", "cây", "USD"];

fn unit(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let gap = ahead.take_while(|letter| letter == ' ' || letter == '\u{a0}').len();
    let known = UNITS.iter().filter(|(sign, _)| ends_after(ahead, sign)).max_by_key(|(sign, _)| sign.len());
    let mut words = match known {
        Some((sign, spoken)) if gap <= 2 => {
            ahead.take(sign);
            (*spoken).to_owned()
        }
        _ => {
            let over =
                OVER.iter().find(|over| ahead.rest().strip_prefix(**over).is_some_and(|rest| rest.starts_with('/')))?;
            ahead.take(over);
            (*over).to_owned()
        }
    };
    let mut under = ahead;
    if under.take("/").is_some()
        && let Some((sign, spoken)) =
            UNDER.iter().filter(|(sign, _)| ends_after(under, sign)).max_by_key(|(sign, _)| sign.len())
    {
        under.take(sign);
        words = format!("{words} trên {spoken}");
        ahead = under;
    }
    *cursor = ahead;
    Some(words)
}

fn ends_after(mut cursor: Cursor<'_>, sign: &str) -> bool {
    let is_symbol = sign.chars().all(|letter| !letter.is_alphanumeric());
    cursor.take(sign).is_some() && (is_symbol || cursor.is_word_end())
}
