//! Time zones: offsets and names beyond RFC 2822, and the few regions that feeds write out.

use chrono::{Datelike, NaiveDate};

use super::civil;
use super::lex::{Lexeme, Separator};

/// A zone as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Seconds east of UTC.
    Fixed(i32),
    /// Standard offset in seconds, with summer time by a rule.
    Region(i32, Summer),
}

/// When clocks are put forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Summer {
    /// Second Sunday of March to first of November, 2:00 local.
    America,
    /// Last Sundays of March and October.
    Europe,
}

const HOUR: i32 = 3600;

/// Named offsets in minutes east of UTC. Ambiguous names mean what mail and news software means by them.
const NAMES: &[(&str, i32)] = &[
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("ist", 330),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("sast", 120),
    ("msk", 180),
    ("msd", 240),
    ("pkt", 300),
    ("npt", 345),
    ("ict", 420),
    ("wib", 420),
    ("indochina", 420),
    ("sgt", 480),
    ("myt", 480),
    ("hkt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("at", -240),
    ("ast", -240),
    ("adt", -180),
    ("et", -300),
    ("est", -300),
    ("edt", -240),
    ("ct", -360),
    ("cst", -360),
    ("cdt", -300),
    ("mt", -420),
    ("mst", -420),
    ("mdt", -360),
    ("pt", -480),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("brt", -180),
    ("art", -180),
];

/// Cities of region names (`Asia/Ho_Chi_Minh`): the word after the slash decides.
const CITIES: &[(&str, i32, Option<Summer>)] = &[
    ("new", -5, Some(Summer::America)),
    ("toronto", -5, Some(Summer::America)),
    ("chicago", -6, Some(Summer::America)),
    ("denver", -7, Some(Summer::America)),
    ("phoenix", -7, None),
    ("los", -8, Some(Summer::America)),
    ("vancouver", -8, Some(Summer::America)),
    ("london", 0, Some(Summer::Europe)),
    ("dublin", 0, Some(Summer::Europe)),
    ("lisbon", 0, Some(Summer::Europe)),
    ("paris", 1, Some(Summer::Europe)),
    ("berlin", 1, Some(Summer::Europe)),
    ("madrid", 1, Some(Summer::Europe)),
    ("rome", 1, Some(Summer::Europe)),
    ("vienna", 1, Some(Summer::Europe)),
    ("zurich", 1, Some(Summer::Europe)),
    ("brussels", 1, Some(Summer::Europe)),
    ("amsterdam", 1, Some(Summer::Europe)),
    ("stockholm", 1, Some(Summer::Europe)),
    ("prague", 1, Some(Summer::Europe)),
    ("warsaw", 1, Some(Summer::Europe)),
    ("budapest", 1, Some(Summer::Europe)),
    ("helsinki", 2, Some(Summer::Europe)),
    ("athens", 2, Some(Summer::Europe)),
    ("kiev", 2, Some(Summer::Europe)),
    ("kyiv", 2, Some(Summer::Europe)),
    ("moscow", 3, None),
    ("dubai", 4, None),
    ("bangkok", 7, None),
    ("ho", 7, None),
    ("hanoi", 7, None),
    ("saigon", 7, None),
    ("jakarta", 7, None),
    ("singapore", 8, None),
    ("shanghai", 8, None),
    ("taipei", 8, None),
    ("tokyo", 9, None),
    ("seoul", 9, None),
    ("sao", -3, None),
];

impl Zone {
    /// Seconds east of UTC when the wall clock shows `wall`.
    pub(super) fn offset(self, wall: i64) -> i32 {
        match self {
            Self::Fixed(seconds) => seconds,
            Self::Region(standard, summer) => {
                if summer.holds(wall, standard) {
                    standard + HOUR
                } else {
                    standard
                }
            }
        }
    }
}

impl Summer {
    fn holds(self, wall: i64, standard: i32) -> bool {
        let day = i32::try_from(wall.div_euclid(86_400) + 719_163).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
        let Some(year) = day.map(|day| day.year()) else {
            return false;
        };
        let at = |month, nth, hour: i64| {
            civil::sunday(year, month, nth).map(|date| civil::days(date) * 86_400 + hour * 3600)
        };
        let (begin, end) = match self {
            Self::America => (at(3, 2, 2), at(11, 1, 2)),
            Self::Europe => {
                let local = 1 + i64::from(standard / HOUR);
                (at(3, 0, local), at(10, 0, local + 1))
            }
        };
        begin.is_some_and(|begin| wall >= begin) && end.is_some_and(|end| wall < end)
    }
}

/// A zone by abbreviation, or by the city of a region.
pub(super) fn by_name(word: &str) -> Option<Zone> {
    let lower = word.to_lowercase();
    if let Some((_, minutes)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(Zone::Fixed(minutes * 60));
    }
    let (_, hours, summer) = CITIES.iter().find(|(name, ..)| *name == lower)?;
    Some(summer.map_or(Zone::Fixed(hours * HOUR), |summer| Zone::Region(hours * HOUR, summer)))
}

/// `+07:00`, `+0700`, `+7`, `-1:30` at the start: seconds and lexemes used. `None` if it is a date or out of range.
pub(super) fn offset(lexemes: &[Lexeme<'_>]) -> Option<(i32, usize)> {
    let sign = match lexemes.first()? {
        Lexeme::Separator(Separator::Plus) => 1,
        Lexeme::Separator(Separator::Minus) => -1,
        _ => return None,
    };
    let Lexeme::Number { value, digits } = *lexemes.get(1)? else {
        return None;
    };
    let value = i32::try_from(value).ok()?;
    let (hours, minutes, used) = match (digits, lexemes.get(2), lexemes.get(3)) {
        (1 | 2, Some(Lexeme::Separator(Separator::Colon)), Some(Lexeme::Number { value: minutes, digits: 2 })) => {
            (value, i32::try_from(*minutes).ok()?, 4)
        }
        (1 | 2, Some(Lexeme::Separator(Separator::Minus | Separator::Slash)), Some(Lexeme::Number { .. })) => {
            return None;
        }
        (1 | 2, ..) => (value, 0, 2),
        (3 | 4, ..) => (value / 100, value % 100, 2),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((sign * (hours * HOUR + minutes * 60), used))
}
