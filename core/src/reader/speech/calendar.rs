//! Dates and times of day.

use super::cursor::Cursor;
use super::number::cardinal;

/// `14/03/2024`, `18-20/12/2026`, `05/2026`; `14/3` only after a word that announces a day.
///
/// `before` is the word before, in lower case: «ngày» and «tháng» are not said twice.
pub(super) fn date(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    full(cursor, before).or_else(|| month_and_year(cursor, before)).or_else(|| day_and_month(cursor, before))
}

fn full(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    let mut ahead = *cursor;
    let first = ahead.number(2, 1..=31)?;
    let mut range = ahead;
    let last = dash(&mut range).and_then(|()| range.number(2, 1..=31)).filter(|last| *last > first);
    let attempt = |mut at: Cursor<'_>| {
        let mark = at.take_any(&['/', '-', '.'])?;
        let month = at.number(2, 1..=12)?;
        at.take(mark.encode_utf8(&mut [0; 4]))?;
        let year = at.digits(4).filter(|year| year.len() == 4)?.parse().ok()?;
        (at.is_word_end() && at.peek() != Some('/')).then_some((at.rest().len(), month, year))
    };
    let (days, (left, month, year)) = match last.and_then(|last| attempt(range).map(|found| (last, found))) {
        Some((last, found)) => (format!("{} đến ngày {}", cardinal(first), cardinal(last)), found),
        None => (cardinal(first), attempt(ahead)?),
    };
    advance(cursor, left);
    Some(format!("{}{days} tháng {} năm {}", announced("ngày", before), month_name(month), cardinal(year)))
}

fn month_and_year(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    let mut ahead = *cursor;
    let month = ahead.number(2, 1..=12)?;
    ahead.take_any(&['/', '-'])?;
    let year =
        ahead.digits(4).filter(|year| year.len() == 4)?.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    (ahead.is_word_end() && ahead.peek() != Some('/')).then_some(())?;
    *cursor = ahead;
    Some(format!("{}{} năm {}", announced("tháng", before), month_name(month), cardinal(year)))
}

fn day_and_month(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    const ANNOUNCING: &[&str] =
        &["ngày", "sáng", "trưa", "chiều", "tối", "đêm", "hôm", "mùng", "rằm", "lễ", "trước", "tết"];
    ANNOUNCING.contains(&before).then_some(())?;
    let mut ahead = *cursor;
    let first = ahead.number(2, 1..=31)?;
    let mut range = ahead;
    let last = dash(&mut range).and_then(|()| range.number(2, 1..=31)).filter(|last| *last > first);
    let days = match last {
        Some(last) => {
            ahead = range;
            format!("{} đến ngày {}", cardinal(first), cardinal(last))
        }
        None => cardinal(first),
    };
    ahead.take_any(&['/', '-'])?;
    let month = ahead.number(2, 1..=12)?;
    ahead.is_word_end().then_some(())?;
    *cursor = ahead;
    Some(format!("{}{days} tháng {}", announced("ngày", before), month_name(month)))
}

/// `8h30`, `14h`, `08:30`, `7g15`.
pub(super) fn time(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let hour = ahead.number(2, 0..=24)?;
    let mark = ahead.take_any(&['h', 'g', ':', 'H'])?;
    let minutes = ahead.digits(2).filter(|minutes| minutes.len() == 2).and_then(|minutes| minutes.parse::<u64>().ok());
    let is_time = match minutes {
        Some(minutes) => minutes < 60,
        None => mark.eq_ignore_ascii_case(&'h'),
    };
    (is_time && ahead.is_word_end()).then_some(())?;
    *cursor = ahead;
    Some(match minutes {
        Some(minutes) if minutes > 0 => format!("{} giờ {} phút", cardinal(hour), cardinal(minutes)),
        _ => format!("{} giờ", cardinal(hour)),
    })
}

fn dash(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.spaces();
    cursor.take_any(&['-', '–'])?;
    cursor.spaces();
    Some(())
}

fn advance(cursor: &mut Cursor<'_>, left: usize) {
    let taken = cursor.rest().len().saturating_sub(left);
    *cursor = Cursor::new(cursor.rest().get(taken..).unwrap_or_default());
}

fn announced(word: &str, before: &str) -> String {
    if before == word { String::new() } else { format!("{word} ") }
}

fn month_name(month: u64) -> String {
    if month == 4 { "tư".to_owned() } else { cardinal(month) }
}
