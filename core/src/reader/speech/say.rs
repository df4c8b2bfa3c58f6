//! Writing → words.
//!
//! Reads from left to right; at each word the rules are tried in the order of [`spoken`], the first that fits speaks.

use super::cursor::Cursor;
use super::number::{cardinal, digits, ordinal, roman};
use super::{abbreviations, calendar, codes, quantity};

/// A text as it is spoken: numbers, dates, units, document numbers and abbreviations as Vietnamese words, the rest as
/// written. One line; white space collapsed.
pub fn say(text: &str) -> String {
    let mut cursor = Cursor::new(text);
    let mut out = String::with_capacity(text.len() * 2);
    let mut before = String::new();
    let mut is_start = true;
    while let Some(letter) = cursor.peek() {
        if is_start && let Some(words) = spoken(&mut cursor, &before) {
            before = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
            out.push_str(&words);
            // What follows without a space (the next of «PGS.TS.») is a word of its own.
            is_start = cursor.peek().is_some_and(char::is_alphanumeric);
            if is_start {
                out.push(' ');
            }
            continue;
        }
        if letter.is_alphanumeric() {
            let word = cursor.take_while(char::is_alphanumeric);
            before = word.to_lowercase();
            match word.parse() {
                Ok(number) => out.push_str(&cardinal(number)),
                Err(_) if word.bytes().all(|byte| byte.is_ascii_digit()) => out.push_str(&digits(word)),
                Err(_) => out.push_str(word),
            }
            is_start = false;
            continue;
        }
        is_start = true;
        cursor.take(letter.encode_utf8(&mut [0; 4]));
        push_sign(&mut out, letter, cursor);
    }
    tidy(&out)
}

fn spoken(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    let is_number =
        cursor.peek().is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '(' | '-' | '−' | '$'));
    if is_number {
        return codes::document(cursor)
            .or_else(|| calendar::date(cursor, before))
            .or_else(|| codes::telephone(cursor))
            .or_else(|| calendar::time(cursor))
            .or_else(|| dollars(cursor))
            .or_else(|| quantity::quantity(cursor, before));
    }
    codes::address(cursor)
        .or_else(|| mail(cursor))
        .or_else(|| roman_number(cursor, before))
        .or_else(|| abbreviation(cursor))
}

fn dollars(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    ahead.take("$")?;
    let amount = quantity::quantity(&mut ahead, "")?;
    *cursor = ahead;
    Some(format!("{amount} đô la Mỹ"))
}

fn mail(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let word = ahead.take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@'));
    let word = word.trim_end_matches(['.', '-']);
    let spoken = codes::mail(word)?;
    cursor.take(word)?;
    Some(spoken)
}

/// `quý IV`, `lần thứ XIII`, `Chương II`: a Roman number only after a word that is counted so.
fn roman_number(cursor: &mut Cursor<'_>, before: &str) -> Option<String> {
    const COUNTED: &[&str] = &[
        "quý", "thứ", "khóa", "khoá", "chương", "phần", "mục", "kỷ", "kỉ", "hội", "điều", "đoạn", "cấp", "loại",
        "hạng", "nhóm", "tập", "quyển", "phụ", "lục", "bậc", "kỳ", "kì", "vùng", "hè",
    ];
    COUNTED.contains(&before).then_some(())?;
    let mut ahead = *cursor;
    let number = roman(ahead.take_while(|letter| letter.is_ascii_uppercase()))?;
    ahead.is_word_end().then_some(())?;
    *cursor = ahead;
    // «quý I/2026»: the year comes after the quarter.
    if before == "quý"
        && ahead.take("/").is_some()
        && let Some(year) = ahead.number(4, 1900..=2100)
    {
        *cursor = ahead;
        return Some(format!("{} năm {}", if number == 4 { "tư".into() } else { cardinal(number) }, cardinal(year)));
    }
    Some(if matches!(before, "thứ" | "quý") && number == 4 || before == "thứ" {
        ordinal(number)
    } else {
        cardinal(number)
    })
}

/// The longest run of letters with `&`, `.` and `-` between them that the table knows.
fn abbreviation(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let run = ahead.take_while(|letter| letter.is_alphanumeric() || matches!(letter, '&' | '.' | '-'));
    let mut candidate = run;
    loop {
        let trimmed = candidate.trim_end_matches(['.', '-', '&']);
        if let Some(spoken) = abbreviations::in_text(trimmed) {
            cursor.take(trimmed)?;
            drop_point(cursor, trimmed);
            return Some(spoken.to_owned());
        }
        let end = trimmed.rfind(['&', '.', '-'])?;
        candidate = trimmed.get(..end)?;
    }
}

/// The point of a title or place (`TS. Nguyễn`, `TP. Mẫu`, `PGS.TS.`) ends no sentence.
fn drop_point(cursor: &mut Cursor<'_>, written: &str) {
    const WITH_POINT: &[&str] = &["TP", "TX", "TS", "ThS", "PGS", "GS", "BS", "KS", "TSKH"];
    let mut ahead = *cursor;
    if ahead.take(".").is_some()
        && (WITH_POINT.contains(&written)
            || written == "v.v" && !ahead.rest().trim().is_empty() && !starts_sentence(ahead))
    {
        *cursor = Cursor::new(ahead.rest());
    }
}

fn starts_sentence(mut cursor: Cursor<'_>) -> bool {
    cursor.spaces();
    cursor.peek().is_some_and(char::is_uppercase)
}

fn push_sign(out: &mut String, sign: char, after: Cursor<'_>) {
    let is_between_words = out.ends_with(char::is_alphanumeric) && after.peek().is_some_and(char::is_alphanumeric);
    match sign {
        '&' => out.push_str(" và "),
        '+' => out.push_str(" cộng "),
        '=' => out.push_str(" bằng "),
        '<' => out.push_str(" nhỏ hơn "),
        '>' => out.push_str(" lớn hơn "),
        '≤' => out.push_str(" nhỏ hơn hoặc bằng "),
        '≥' => out.push_str(" lớn hơn hoặc bằng "),
        '±' => out.push_str(" cộng trừ "),
        '×' => out.push_str(" nhân "),
        '%' => out.push_str(" phần trăm "),
        '/' if is_between_words => out.push_str(", "),
        '-' if is_between_words => out.push(' '),
        '–' | '—' | '|' | ';' => out.push_str(", "),
        '(' | ')' | '[' | ']' => out.push_str(", "),
        '*' | '_' | '#' | '•' | '·' | '~' | '^' | '\\' | '/' | '-' | '"' | '“' | '”' | '«' | '»' | '‘' | '’' | '\'' => {
            out.push(' ')
        }
        // A point between names («PGS.TS.») is no end.
        _ => out.push(sign),
    }
}

/// One space between words, none before a mark, and one mark at a time.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let is_mark = word.chars().all(|letter| matches!(letter, ',' | '.' | ':' | '!' | '?' | '…'));
        if is_mark {
            if word.starts_with(',') && (out.is_empty() || out.ends_with([',', '.', ':', '!', '?', '…'])) {
                continue;
            }
            if out.ends_with(',') {
                out.pop();
            }
            out.push_str(word);
            continue;
        }
        let word = if out.is_empty() { word.trim_start_matches(',') } else { word };
        if let Some(rest) = word.strip_prefix([',', '.', ':', '!', '?', '…'])
            && !rest.is_empty()
            && !out.is_empty()
        {
            if !out.ends_with([',', '.', ':', '!', '?']) {
                out.extend(word.chars().next());
            }
            out.push(' ');
            out.push_str(rest);
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    for (doubled, single) in [(",,", ","), (",.", "."), (",:", ":"), (",?", "?"), (",!", "!"), (".,", ".")] {
        while out.contains(doubled) {
            out = out.replace(doubled, single);
        }
    }
    out.trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests;
