//! A small JSON reader for the suites' result files; std only, like the rest of this crate.
//!
//! Invariant: any text either gives a value or an error with its byte offset; nesting is bounded.

use std::collections::BTreeMap;

/// Deeper than any result file, shallow enough for every stack.
const DEEPEST: usize = 128;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Map(BTreeMap<String, Json>),
}

impl Json {
    /// Reads a whole document.
    ///
    /// # Errors
    /// What was expected and where.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
        let value = reader.value(0)?;
        reader.space();
        if reader.at == reader.bytes.len() { Ok(value) } else { Err(reader.expected("the end")) }
    }

    /// The member at `path`, e.g. `["total", "n"]`.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, name| match value {
            Self::Map(members) => members.get(*name),
            _ => None,
        })
    }

    /// The number at `path`; 0 when there is none (the suites leave zero counts out).
    pub(crate) fn number(&self, path: &[&str]) -> f64 {
        match self.at(path) {
            Some(Self::Number(number)) => *number,
            _ => 0.0,
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn expected(&self, what: &str) -> String {
        format!("byte {}: expected {what}", self.at)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.space();
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, String> {
        if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            return Ok(value);
        }
        Err(self.expected(word))
    }

    fn value(&mut self, depth: usize) -> Result<Json, String> {
        if depth > DEEPEST {
            return Err(self.expected("less nesting"));
        }
        self.space();
        match self.peek() {
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'N') => self.word("NaN", Json::Number(f64::NAN)),
            Some(b'"') => self.text().map(Json::Text),
            Some(b'[') => self.list(depth),
            Some(b'{') => self.map(depth),
            Some(b'-' | b'0'..=b'9') => self.digits(),
            _ => Err(self.expected("a value")),
        }
    }

    fn digits(&mut self) -> Result<Json, String> {
        let from = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = self.bytes.get(from..self.at).unwrap_or_default();
        let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        number.map(Json::Number).ok_or_else(|| self.expected("a number before"))
    }

    fn list(&mut self, depth: usize) -> Result<Json, String> {
        self.at += 1;
        let mut items = Vec::new();
        if self.eat(b']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.eat(b']') {
                return Ok(Json::List(items));
            }
            if !self.eat(b',') {
                return Err(self.expected("`,` or `]`"));
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Json, String> {
        self.at += 1;
        let mut members = BTreeMap::new();
        if self.eat(b'}') {
            return Ok(Json::Map(members));
        }
        loop {
            self.space();
            let name = self.text()?;
            if !self.eat(b':') {
                return Err(self.expected("`:`"));
            }
            members.insert(name, self.value(depth + 1)?);
            if self.eat(b'}') {
                return Ok(Json::Map(members));
            }
            if !self.eat(b',') {
                return Err(self.expected("`,` or `}`"));
            }
        }
    }

    fn text(&mut self) -> Result<String, String> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a text"));
        }
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            let byte = self.peek().ok_or_else(|| self.expected("`\"`"))?;
            self.at += 1;
            match byte {
                b'"' => break,
                b'\\' => self.escape(&mut bytes)?,
                _ => bytes.push(byte),
            }
        }
        String::from_utf8(bytes).map_err(|_| self.expected("UTF-8 before"))
    }

    fn escape(&mut self, into: &mut Vec<u8>) -> Result<(), String> {
        let letter = self.peek().ok_or_else(|| self.expected("an escape"))?;
        self.at += 1;
        let plain = match letter {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'b' => 8,
            b'f' => 12,
            b'u' => return self.code_unit(into),
            other => other,
        };
        into.push(plain);
        Ok(())
    }

    /// Half a surrogate pair becomes U+FFFD: the texts of result files are for people, no decision hangs on them.
    fn code_unit(&mut self, into: &mut Vec<u8>) -> Result<(), String> {
        let digits = self.bytes.get(self.at..self.at + 4).and_then(|digits| std::str::from_utf8(digits).ok());
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.expected("four hex digits"))?;
        self.at += 4;
        let letter = char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER);
        into.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests;
