//! Words of dates: months, weekdays, halves of the day, in the languages that feeds use.

use super::lex::{Lexeme, Separator};

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, 1 to 12.
    Month(u32),
    /// Before noon.
    Morning {
        /// Written the English way, as American software does.
        english: bool,
    },
    /// After noon.
    Afternoon {
        /// Written the English way.
        english: bool,
    },
    /// A weekday: ignored, it may be wrong.
    Weekday,
    /// The number that follows is the year.
    YearFollows,
    /// The number before was the year.
    YearBefore,
}

/// Month names: the first three letters decide where these are unique, longer ones where not.
const MONTHS: &[(u32, &[&str])] = &[
    (1, &["jan", "gen", "ene", "янв", "ιαν", "sty", "led"]),
    (2, &["feb", "fév", "fev", "фев", "φεβ", "lut", "úno"]),
    (3, &["mar", "mär", "mrz", "maa", "már", "мар", "μάρ", "μαρ", "μάώ", "μαώ", "bře", "mrt"]),
    (4, &["apr", "avr", "abr", "ápr", "апр", "απρ", "kwi", "dub"]),
    (5, &["may", "mai", "mag", "maj", "máj", "май", "мая", "μάι", "μαϊ", "μαΐ", "kvě", "mei"]),
    (6, &["jun", "juin", "giu", "jún", "июн", "ιού", "ιουν", "ιούν", "ιον", "cze", "čer"]),
    (7, &["jul", "juil", "lug", "júl", "июл", "ιουλ", "ιούλ", "ιολ", "lip"]),
    (8, &["aug", "aoû", "aou", "ago", "авг", "αύγ", "αυγ", "sie", "srp"]),
    (9, &["sep", "set", "sze", "сен", "σεπ", "wrz", "zář"]),
    (10, &["oct", "okt", "ott", "out", "окт", "οκτ", "paź", "říj"]),
    (11, &["nov", "ноя", "νοέ", "νοε", "lis"]),
    (12, &["dec", "dez", "déc", "dic", "dék", "дек", "δεκ", "gru", "pro"]),
];

/// Vietnamese number words for `tháng Ba`.
const VIETNAMESE: &[&str] =
    &["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"];

const WEEKDAYS: &[&str] = &[
    "mon",
    "tue",
    "tues",
    "wed",
    "weds",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lun",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "κυρ",
    "δευ",
    "τρί",
    "τετ",
    "πέμ",
    "παρ",
    "σάβ",
];

/// What `word` means before `following`, and how many lexemes belong to it. `timed`: the time was read already.
pub(super) fn meaning(word: &str, following: &[Lexeme<'_>], timed: bool) -> Option<(Word, usize)> {
    let lower = word.to_lowercase();
    match lower.as_str() {
        "a" | "p" if timed => half_with_dots(&lower, following),
        "am" => Some((Word::Morning { english: true }, 1)),
        "pm" => Some((Word::Afternoon { english: true }, 1)),
        "sa" if timed => Some((Word::Morning { english: false }, 1)),
        "sáng" | "πμ" => Some((Word::Morning { english: false }, 1)),
        "ch" if timed => Some((Word::Afternoon { english: false }, 1)),
        "오전" => Some((Word::Morning { english: false }, 1)),
        "오후" => Some((Word::Afternoon { english: false }, 1)),
        "chiều" | "tối" | "μμ" => Some((Word::Afternoon { english: false }, 1)),
        "at" if timed => None,
        "ngày" | "lúc" | "at" | "vào" => Some((Word::Weekday, 1)),
        "chủ" | "cn" => Some((Word::Weekday, 1)),
        "thứ" | "t" => Some((Word::Weekday, 1 + weekday_name(following))),
        "năm" => Some((Word::YearFollows, 1 + spaces(following))),
        "년" | "年" => Some((Word::YearBefore, 1)),
        "월" | "일" | "月" | "日" => Some((Word::Weekday, 1)),
        "tháng" | "thg" | "thang" | "th" => vietnamese_month(following),
        _ => month(&lower).map(|month| (Word::Month(month), 1)).or_else(|| weekday(&lower)),
    }
}

/// Whether the word is written in Hangul.
pub(super) fn is_korean(word: &str) -> bool {
    word.chars().all(|c| ('\u{AC00}'..='\u{D7A3}').contains(&c))
}

fn weekday(lower: &str) -> Option<(Word, usize)> {
    WEEKDAYS.contains(&lower).then_some((Word::Weekday, 1))
}

fn month(lower: &str) -> Option<u32> {
    // `mar` is March, `mardi` Tuesday; `mer`, `sam` are days: a weekday's full name wins.
    if WEEKDAYS.contains(&lower) {
        return None;
    }
    let starts = |name: &&&str| lower.starts_with(**name);
    let longest = |names: &[&str]| names.iter().filter(starts).map(|name| name.len()).max();
    let best = MONTHS.iter().filter_map(|(month, names)| longest(names).map(|length| (length, *month)));
    best.max_by_key(|(length, _)| *length).map(|(_, month)| month)
}

fn spaces(lexemes: &[Lexeme<'_>]) -> usize {
    lexemes.iter().take_while(|lexeme| matches!(lexeme, Lexeme::Separator(Separator::Space | Separator::Dot))).count()
}

/// `a.m.`, `p.m.`: two letters and dots.
fn half_with_dots(letter: &str, following: &[Lexeme<'_>]) -> Option<(Word, usize)> {
    let [Lexeme::Separator(Separator::Dot), Lexeme::Word(m), ..] = following else {
        return None;
    };
    if !m.eq_ignore_ascii_case("m") {
        return None;
    }
    let half = if letter == "a" { Word::Morning { english: true } } else { Word::Afternoon { english: true } };
    Some((half, 3))
}

/// `Thứ Năm`, `Thứ 5`, `T5`: how many lexemes name the day.
fn weekday_name(following: &[Lexeme<'_>]) -> usize {
    let gap = spaces(following);
    match following.get(gap) {
        Some(Lexeme::Word(_)) => gap + 1,
        // `T9:15` is the time of ISO 8601.
        Some(Lexeme::Number { digits: 1, .. })
            if following.get(gap + 1) != Some(&Lexeme::Separator(Separator::Colon)) =>
        {
            gap + 1
        }
        _ => 0,
    }
}

/// `tháng 3`, `Thg3`, `tháng Ba`, `tháng Mười Hai`.
fn vietnamese_month(following: &[Lexeme<'_>]) -> Option<(Word, usize)> {
    let gap = spaces(following);
    match following.get(gap)? {
        Lexeme::Number { value: value @ 1..=12, .. } => Some((Word::Month(*value), gap + 2)),
        Lexeme::Word(word) => {
            let lower = word.to_lowercase();
            let lower = if lower == "giêng" { "một" } else { lower.as_str() };
            if let Some([Lexeme::Separator(Separator::Space), Lexeme::Word(second)]) = following.get(gap + 1..gap + 3) {
                let both = format!("{lower} {}", second.to_lowercase());
                if let Some(at) = VIETNAMESE.iter().position(|name| *name == both) {
                    return Some((Word::Month(u32::try_from(at).ok()? + 1), gap + 4));
                }
            }
            let at = VIETNAMESE.iter().position(|name| *name == lower)?;
            Some((Word::Month(u32::try_from(at).ok()? + 1), gap + 2))
        }
        _ => None,
    }
}
