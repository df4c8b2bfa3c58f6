//! The two spellings of a word that search works with.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The exact key of a word.
pub(super) fn canonical(word: &str) -> String {
    let lower: String = word.nfc().collect::<String>().to_lowercase().nfc().filter(|c| c.is_alphanumeric()).collect();
    let d: Vec<char> = lower.nfd().collect();
    let tone = d.iter().copied().find(|c| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c));
    let bare: String = d.iter().copied().filter(|c| Some(*c) != tone).nfc().collect();
    let bare = match bare.as_str() {
        "hy" | "ky" | "ly" | "my" | "sy" | "ty" => bare.replace('y', "i"),
        _ => bare,
    };
    let Some(tone) = tone else { return bare };
    for end in ["oa", "oe", "uy"] {
        if bare.ends_with(end) {
            return format!("{bare}{tone}").nfc().collect();
        }
    }
    if bare.ends_with('i') && bare.chars().count() == 2 {
        return format!("{bare}{tone}").nfc().collect();
    }
    lower
}

/// The folded key of a canonical word.
pub(super) fn fold(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// The index term of a word as written, invisible characters included.
pub(super) fn term(raw: &str) -> super::index::Term {
    let exact = canonical(raw);
    super::index::Term::new(&exact, &fold(&exact))
}
