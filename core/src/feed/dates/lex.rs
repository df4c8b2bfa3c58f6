//! Numbers, words and what stands between them.

/// A piece of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexeme<'a> {
    /// Digits.
    Number {
        /// Their value; huge ones are cut to `u32::MAX`.
        value: u32,
        /// How many there are.
        digits: usize,
    },
    /// Letters, with inner apostrophes; as written.
    Word(&'a str),
    /// Anything else.
    Separator(Separator),
}

/// What stands between numbers and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Colon,
    Dot,
    Plus,
    Minus,
    Slash,
    Space,
    Other,
}

/// Cuts `text` into pieces.
pub(super) fn lex(text: &str) -> Vec<Lexeme<'_>> {
    let mut lexemes = Vec::with_capacity(24);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = Class::of(first);
        let length = match class {
            Class::Digit | Class::Letter => rest.find(|c| Class::of(c) != class).unwrap_or(rest.len()),
            Class::Other => first.len_utf8(),
        };
        let (piece, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
        lexemes.push(match class {
            Class::Digit => Lexeme::Number { value: piece.parse().unwrap_or(u32::MAX), digits: piece.len() },
            Class::Letter => Lexeme::Word(piece),
            Class::Other => Lexeme::Separator(Separator::of(first)),
        });
        rest = tail;
    }
    lexemes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Other,
}

impl Class {
    fn of(c: char) -> Self {
        if c.is_ascii_digit() {
            Self::Digit
        } else if c.is_alphabetic() || ('\u{300}'..='\u{36F}').contains(&c) {
            Self::Letter
        } else {
            Self::Other
        }
    }
}

impl Separator {
    fn of(c: char) -> Self {
        match c {
            ':' => Self::Colon,
            '.' => Self::Dot,
            '+' => Self::Plus,
            '-' | '\u{2212}' | '\u{2013}' => Self::Minus,
            '/' => Self::Slash,
            c if c.is_whitespace() => Self::Space,
            _ => Self::Other,
        }
    }
}

/// `h:mm`, `h:mm:ss`, `h:mm:ss.fff`, `9h30`, `9 giờ 30 phút`, `9時30分` at the start; with the number of lexemes used.
pub(super) fn time(lexemes: &[Lexeme<'_>]) -> Option<((u32, u32, u32), usize)> {
    let number = |at: usize| match lexemes.get(at) {
        Some(Lexeme::Number { value, digits: 1 | 2 }) => Some(*value),
        _ => None,
    };
    let hour = number(0)?;
    if let Some(used) = hour_word(lexemes) {
        let Some(minute) = number(used).filter(|minute| *minute < 60) else {
            return Some(((hour, 0, 0), used));
        };
        let after = used + 1;
        let minute_word = lexemes.get(after..).and_then(minute_word).unwrap_or(0);
        return Some(((hour, minute, 0), after + minute_word));
    }
    if lexemes.get(1) != Some(&Lexeme::Separator(Separator::Colon)) {
        return None;
    }
    let minute = number(2)?;
    if lexemes.get(3) != Some(&Lexeme::Separator(Separator::Colon)) {
        return Some(((hour, minute, 0), 3));
    }
    let Some(second) = number(4) else {
        return Some(((hour, minute, 0), 4));
    };
    let fraction = matches!(lexemes.get(5..7), Some([Lexeme::Separator(Separator::Dot), Lexeme::Number { .. }]));
    Some(((hour, minute, second), if fraction { 7 } else { 5 }))
}

/// `h`, ` giờ `, `시` after the hour: how many lexemes up to the minutes.
fn hour_word(lexemes: &[Lexeme<'_>]) -> Option<usize> {
    let mut at = 1;
    while lexemes.get(at) == Some(&Lexeme::Separator(Separator::Space)) {
        at += 1;
    }
    match lexemes.get(at) {
        Some(Lexeme::Word(word))
            if matches!(word.to_lowercase().as_str(), "h" | "g" | "giờ" | "gio" | "시" | "時" | "点") =>
        {
            at += 1;
        }
        _ => return None,
    }
    while lexemes.get(at) == Some(&Lexeme::Separator(Separator::Space)) {
        at += 1;
    }
    Some(at)
}

fn minute_word(lexemes: &[Lexeme<'_>]) -> Option<usize> {
    let at = usize::from(lexemes.first() == Some(&Lexeme::Separator(Separator::Space)));
    match lexemes.get(at) {
        Some(Lexeme::Word(word))
            if matches!(word.to_lowercase().as_str(), "p" | "m" | "ph" | "phút" | "phut" | "분" | "分") =>
        {
            Some(at + 1)
        }
        _ => None,
    }
}
