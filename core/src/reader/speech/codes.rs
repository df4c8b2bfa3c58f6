//! Numbers of documents, telephone numbers, addresses of pages and of mail.

use super::abbreviations;
use super::cursor::Cursor;
use super::number::{cardinal, digits};

/// `128/KH-UBND`, `42/2022/NĐ-CP`, `57-NQ/TW`: the number, the year, then what each sign stands for.
pub(super) fn document(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let number = ahead.digits(6)?;
    let mut parts = vec![cardinal(number.parse().ok()?)];
    ahead.take_any(&['/', '-'])?;
    if let Some(year) = ahead.digits(4) {
        let year: u64 = year.parse().ok().filter(|year| (1945..=2100).contains(year))?;
        ahead.take_any(&['/', '-'])?;
        parts = vec![format!("{} năm {}", cardinal(number.parse().ok()?), cardinal(year))];
    }
    let mut signs = 0;
    loop {
        let sign = ahead.take_while(|letter| letter.is_alphabetic() || letter == '&');
        if !sign.chars().next().is_some_and(char::is_uppercase) || !sign.chars().any(|letter| letter.is_uppercase()) {
            return None;
        }
        let term = ahead.digits(2).and_then(|term| term.parse().ok());
        let spoken = abbreviations::in_number(sign).unwrap_or(sign);
        parts.push(match term {
            Some(term) => format!("{spoken} khóa {}", cardinal(term)),
            None => spoken.to_owned(),
        });
        signs += 1;
        let mut next = ahead;
        let goes_on = next.take_any(&['-', '/', '–']).is_some() && next.peek().is_some_and(char::is_uppercase);
        if !goes_on {
            break;
        }
        ahead = next;
    }
    // One unknown sign alone is no document: `5/A`.
    let is_known = signs > 1 || parts.last().is_some_and(|last| last.contains(' '));
    (is_known && ahead.is_word_end()).then_some(())?;
    *cursor = ahead;
    Some(parts.join(", "))
}

/// A telephone number: 8 to 11 digits that begin with 0, 1800 or 1900, in groups or not; also `+84…`. Digit by digit.
pub(super) fn telephone(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let is_international = ahead.take("+84").is_some() || ahead.take("(+84)").is_some();
    if is_international {
        ahead.spaces();
    }
    ahead.take("(");
    let mut groups: Vec<&str> = Vec::new();
    loop {
        let mut next = ahead;
        if !groups.is_empty() {
            let gap = next.take_while(|letter| matches!(letter, ' ' | '.' | '-' | ')' | '\u{a0}'));
            if gap.len() > 2 {
                break;
            }
        }
        let Some(group) = next.digits(11).filter(|group| groups.is_empty() || group.len() >= 2) else { break };
        if groups.iter().map(|group| group.len()).sum::<usize>() + group.len() > 11 {
            break;
        }
        groups.push(group);
        ahead = next;
    }
    let all: String = groups.concat();
    let is_number = if is_international {
        (8..=10).contains(&all.len())
    } else {
        (all.starts_with('0') && (9..=11).contains(&all.len()))
            || ((all.starts_with("1800") || all.starts_with("1900"))
                && (6..=10).contains(&all.len())
                && all.len().is_multiple_of(2))
    };
    (is_number && ahead.is_word_end()).then_some(())?;
    *cursor = ahead;
    let spoken: Vec<String> = groups.iter().map(|group| digits(group)).collect();
    let prefix = if is_international { "cộng tám bốn, " } else { "" };
    Some(format!("{prefix}{}", spoken.join(", ")))
}

/// `https://khcn.example/bai-viet` → the name of the site; the rest of the address is no text for ears.
pub(super) fn address(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    let scheme = ahead.take("https://").or_else(|| ahead.take("http://"));
    let www = ahead.take("www.");
    scheme.or(www)?;
    let host = ahead.take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'));
    let name = host.trim_end_matches(['.', '-']);
    (!name.is_empty()).then_some(())?;
    let mut path = *cursor;
    let whole =
        path.take_while(|letter| !letter.is_whitespace() && !matches!(letter, '<' | '>' | '"' | '”' | ')' | ';'));
    let end = whole.trim_end_matches(['.', ',', '!', '?', ':']).len();
    *cursor = Cursor::new(cursor.rest().get(end..).unwrap_or_default());
    Some(format!("trang {}", name.replace('.', " chấm ")))
}

/// `bbt@khcn.example` → «bbt a còng khcn chấm example».
pub(super) fn mail(word: &str) -> Option<String> {
    let (name, host) = word.split_once('@')?;
    let is_host =
        host.contains('.') && host.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'));
    (is_host && !name.is_empty() && !host.contains('@')).then(|| {
        format!("{} a còng {}", name.replace('.', " chấm ").replace('_', " gạch dưới "), host.replace('.', " chấm "))
    })
}
