//! Lenient JSON: what RFC 8259 allows, and what broken feeds make of it.
//!
//! Raw line ends in strings, trailing commas, missing commas and ends are got over; numbers stay as written. Strings
//! without escapes are borrowed. Nesting beyond [`limits::DEPTH`] is skipped without recursion.

use std::borrow::Cow;

use crate::feed::limits;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// As written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The value under `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Value<'a>> {
        match self {
            Self::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The members of a list; a lone object counts as a list of one.
    pub(super) fn items(&self) -> &[Value<'a>] {
        match self {
            Self::List(items) => items,
            Self::Object(_) => std::slice::from_ref(self),
            _ => &[],
        }
    }

    /// Text, or a number as written.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Reads a document; the flag says that something had to be got over.
pub(super) fn read(text: &str) -> (Value<'_>, bool) {
    let mut reader = Reader { text, at: 0, depth: 0, repaired: false };
    let value = reader.value();
    reader.space();
    reader.repaired |= reader.at < text.len();
    (value.unwrap_or(Value::Null), reader.repaired)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    repaired: bool,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        // Any white space: some editors write U+00A0, and `word` must not begin with what ends it.
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// `None` at the end, or where no value can begin.
    fn value(&mut self) -> Option<Value<'a>> {
        self.space();
        match self.peek()? {
            b'{' | b'[' if self.depth >= limits::DEPTH => {
                self.repaired = true;
                self.at = self.text.len();
                None
            }
            b'{' => Some(self.object()),
            b'[' => Some(self.list()),
            b'"' => Some(Value::Text(self.string())),
            b'}' | b']' | b',' | b':' => None,
            _ => Some(self.word()),
        }
    }

    fn list(&mut self) -> Value<'a> {
        self.at += 1;
        self.depth += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(b'}') | None => {
                    self.repaired = true;
                    break;
                }
                Some(_) => match self.value() {
                    Some(item) => items.push(item),
                    None => self.skip(),
                },
            }
        }
        self.depth -= 1;
        Value::List(items)
    }

    fn object(&mut self) -> Value<'a> {
        self.at += 1;
        self.depth += 1;
        let mut fields = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(b']') | None => {
                    self.repaired = true;
                    break;
                }
                Some(b'"') => {
                    let key = self.string();
                    self.space();
                    if self.peek() == Some(b':') {
                        self.at += 1;
                    }
                    if let Some(value) = self.value() {
                        fields.push((key, value));
                    }
                }
                Some(_) => self.skip(),
            }
        }
        self.depth -= 1;
        Value::Object(fields)
    }

    /// Something that cannot stand here.
    fn skip(&mut self) {
        self.repaired = true;
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.chars().next().map_or(0, char::len_utf8);
    }

    fn word(&mut self) -> Value<'a> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | ':' | '"' | '{' | '[');
        let length = rest.find(ends).unwrap_or(rest.len()).max(1);
        let word = rest.get(..length).unwrap_or_default();
        self.at += length;
        match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number if number.starts_with(|c: char| c.is_ascii_digit() || c == '-') => Value::Number(number),
            _ => {
                self.repaired = true;
                Value::Null
            }
        }
    }

    fn string(&mut self) -> Cow<'a, str> {
        self.at += 1;
        let start = self.at;
        let bytes = self.text.as_bytes();
        let find = |from: usize| memchr::memchr2(b'"', b'\\', bytes.get(from..)?).map(|offset| from + offset);
        let mut owned: Option<String> = None;
        let mut from = start;
        loop {
            let Some(at) = find(self.at) else {
                self.repaired = true;
                self.at = bytes.len();
                return Self::joined(owned, self.text.get(from..).unwrap_or_default());
            };
            let piece = self.text.get(from..at).unwrap_or_default();
            if bytes.get(at) == Some(&b'"') {
                self.at = at + 1;
                return Self::joined(owned, piece);
            }
            let out = owned.get_or_insert_with(String::new);
            out.push_str(piece);
            self.at = at + 1;
            Self::escape(self.text, &mut self.at, out);
            from = self.at;
        }
    }

    fn joined(owned: Option<String>, tail: &'a str) -> Cow<'a, str> {
        match owned {
            None => Cow::Borrowed(tail),
            Some(mut text) => {
                text.push_str(tail);
                Cow::Owned(text)
            }
        }
    }

    /// The escape after a backslash at `at`.
    fn escape(text: &str, at: &mut usize, out: &mut String) {
        let Some(c) = text.get(*at..).and_then(|rest| rest.chars().next()) else {
            return;
        };
        *at += c.len_utf8();
        match c {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'b' | 'f' => {}
            'u' => {
                let first = Self::hex(text, at);
                let character = match first {
                    Some(high @ 0xD800..=0xDBFF) if text.get(*at..*at + 2) == Some("\\u") => {
                        *at += 2;
                        let low = Self::hex(text, at).unwrap_or_default();
                        char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF))
                    }
                    Some(code) => char::from_u32(code),
                    None => None,
                };
                out.push(character.unwrap_or('\u{FFFD}'));
            }
            other => out.push(other),
        }
    }

    fn hex(text: &str, at: &mut usize) -> Option<u32> {
        let digits = text.get(*at..*at + 4)?;
        let code = u32::from_str_radix(digits, 16).ok()?;
        *at += 4;
        Some(code)
    }
}

#[cfg(test)]
mod tests;
