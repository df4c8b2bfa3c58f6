//! Names and texts as other languages write them.
//!
//! Invariant: whatever a text holds, the literal is one literal and reads back as the text.

use std::borrow::Cow;

use crate::catalogue::Piece;

/// Reserved in Kotlin or Swift: such a name needs backticks in that language.
const KOTLIN: &[&str] = &[
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
];
const SWIFT: &[&str] = &[
    "as",
    "associatedtype",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "defer",
    "deinit",
    "do",
    "else",
    "enum",
    "extension",
    "fallthrough",
    "false",
    "fileprivate",
    "for",
    "func",
    "guard",
    "if",
    "import",
    "in",
    "init",
    "inout",
    "internal",
    "is",
    "let",
    "nil",
    "open",
    "operator",
    "private",
    "protocol",
    "public",
    "repeat",
    "rethrows",
    "return",
    "self",
    "static",
    "struct",
    "subscript",
    "super",
    "switch",
    "throw",
    "throws",
    "true",
    "try",
    "typealias",
    "var",
    "where",
    "while",
];

/// A language that a shell is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Kotlin,
    Swift,
}

impl Language {
    /// `name`, in backticks if the language reserves it.
    pub(crate) fn name(self, name: &str) -> Cow<'_, str> {
        let reserved = match self {
            Self::Kotlin => KOTLIN,
            Self::Swift => SWIFT,
        };
        if reserved.contains(&name) { Cow::Owned(format!("`{name}`")) } else { Cow::Borrowed(name) }
    }

    /// A string literal that fills its arguments in by name.
    pub(crate) fn literal(self, pieces: &[Piece]) -> String {
        let inside = pieces.iter().map(|piece| match piece {
            Piece::Words(words) => words.chars().map(|letter| self.letter(letter)).collect::<String>(),
            Piece::Argument(name) => match self {
                Self::Kotlin => format!("${{{}}}", self.name(name)),
                Self::Swift => format!("\\({})", self.name(name)),
            },
        });
        format!("\"{}\"", inside.collect::<String>())
    }

    fn letter(self, letter: char) -> Cow<'static, str> {
        match (letter, self) {
            ('\\', _) => "\\\\".into(),
            ('"', _) => "\\\"".into(),
            ('\n', _) => "\\n".into(),
            ('\r', _) => "\\r".into(),
            ('\t', _) => "\\t".into(),
            ('$', Self::Kotlin) => "\\$".into(),
            (control, Self::Kotlin) if control.is_control() => format!("\\u{:04x}", u32::from(control)).into(),
            (control, Self::Swift) if control.is_control() => format!("\\u{{{:x}}}", u32::from(control)).into(),
            (other, _) => other.to_string().into(),
        }
    }
}

/// `surface_raised`, `nav.home` and `let-go` as `surfaceRaised`, `navHome` and `letGo`.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut starts = false;
    for letter in name.chars() {
        match letter {
            '_' | '.' | '-' => starts = !out.is_empty(),
            _ if starts => {
                out.extend(letter.to_uppercase());
                starts = false;
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests;
