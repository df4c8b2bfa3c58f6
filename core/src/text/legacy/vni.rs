//! VNI-Windows: a base letter followed by a byte for its marks; `Coâng ngheä` → `Công nghệ`.
//!
//! Source: the VNI-Windows code page as its fonts show it. đ, ơ, ư and the toned i's are single bytes; hat and breve bytes
//! carry a tone too. A capital has the capital mark (`COÂNG`); a small mark after a capital is accepted.

use crate::text::letter::{Letter, Tone};

/// Marks as windows-1252 shows them, small: the letters they stand on, what they become, and the tone.
const MARKS: [(char, Shape, Tone); 17] = [
    ('ø', Shape::Plain, Tone::Huyen),
    ('û', Shape::Plain, Tone::Hoi),
    ('õ', Shape::Plain, Tone::Nga),
    ('ù', Shape::Plain, Tone::Sac),
    ('ï', Shape::Plain, Tone::Nang),
    ('â', Shape::Hat, Tone::Ngang),
    ('à', Shape::Hat, Tone::Huyen),
    ('å', Shape::Hat, Tone::Hoi),
    ('ã', Shape::Hat, Tone::Nga),
    ('á', Shape::Hat, Tone::Sac),
    ('ä', Shape::Hat, Tone::Nang),
    ('ê', Shape::Breve, Tone::Ngang),
    ('è', Shape::Breve, Tone::Huyen),
    ('ú', Shape::Breve, Tone::Hoi),
    ('ü', Shape::Breve, Tone::Nga),
    ('é', Shape::Breve, Tone::Sac),
    ('ë', Shape::Breve, Tone::Nang),
];

/// Letters that are one byte.
const SINGLES: [(char, char); 8] =
    [('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị')];

/// ỵ, the one y with its own byte.
const Y_NANG: (char, char) = ('î', 'ỵ');

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Plain,
    Hat,
    Breve,
}

/// Appends `text` turned back. Returns how many marks stand on no letter that takes them, and how many letters VNI does not
/// have (ç, ß …).
pub(super) fn convert_into(text: &str, out: &mut String) -> usize {
    let mut orphans = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if let Some(marked) = rest.peek().and_then(|&mark| combine(c, mark)) {
            out.push(marked);
            rest.next();
            continue;
        }
        match single(c) {
            Some(letter) => out.push(letter),
            None => {
                out.push(c);
                orphans += usize::from(!c.is_ascii() && c.is_alphabetic());
            }
        }
    }
    orphans
}

/// The letter that base and mark make together.
fn combine(base: char, mark: char) -> Option<char> {
    if mark.is_ascii() {
        return None;
    }
    let small_mark = small(mark);
    let (_, shape, tone) = MARKS.iter().find(|(candidate, ..)| *candidate == small_mark)?;
    let is_capital = base.is_uppercase();
    if mark.is_uppercase() && !is_capital {
        return None;
    }
    let small_base = small(base);
    let letter = match (shape, small_base) {
        (Shape::Plain, 'a' | 'e' | 'o' | 'u' | 'y') => small_base,
        (Shape::Plain, 'ô') => 'ơ',
        (Shape::Plain, 'ö') => 'ư',
        (Shape::Hat, 'a') => 'â',
        (Shape::Hat, 'e') => 'ê',
        (Shape::Hat, 'o') => 'ô',
        (Shape::Breve, 'a') => 'ă',
        _ => return None,
    };
    Some(in_case(Letter::from_char(letter)?.with_tone(*tone), is_capital))
}

fn single(c: char) -> Option<char> {
    let small_c = small(c);
    let (_, meant) = SINGLES.iter().chain([&Y_NANG]).find(|(shown, _)| *shown == small_c)?;
    Some(in_case(*meant, c.is_uppercase()))
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn in_case(c: char, is_capital: bool) -> char {
    if is_capital { c.to_uppercase().next().unwrap_or(c) } else { c }
}
