//! Lenient pull tokenizer: XML as feeds write it, over borrowed text.
//!
//! It never fails and allocates nothing: tokens are slices of the input, references are decoded by whoever needs the
//! text. Called by [`super::xml`] only.
//!
//! Invariants: each byte is looked at a bounded number of times; a `<` that opens nothing is text; a tag in which another
//! `<` comes before its `>` (outside quotes) is no tag. Openings without an end (`<!--`, `<![CDATA[`) are dropped and what
//! follows is read as if they were not there; their end is searched for once only.

mod attributes;
mod doctype;

use memchr::{memchr, memchr2, memmem};

pub(super) use attributes::attributes;
pub(super) use doctype::Entities;

/// One piece of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name …>` or `<name …/>`.
    Start(Tag<'a>),
    /// `</name>`, with the name as written.
    End(&'a str),
    /// Text between tags, references not decoded.
    Text(&'a str),
    /// The inside of a CDATA section.
    Verbatim(&'a str),
    /// The inside of a DOCTYPE, from after the keyword.
    Doctype(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Name as written, prefix included.
    pub(super) name: &'a str,
    /// Everything between the name and the end, to be read by [`attributes`].
    pub(super) attributes: &'a str,
    /// Whether the element ends right here (`/>`).
    pub(super) empty: bool,
}

/// The tokenizer.
#[derive(Debug)]
pub(super) struct Tokenizer<'a> {
    text: &'a str,
    at: usize,
    no_comment_end: bool,
    no_verbatim_end: bool,
    /// Bytes that may still be searched in vain for closing quotes.
    quote_budget: usize,
    /// How often a bare `<` was met, and where first.
    pub(super) stray_angles: u32,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let quote_budget = text.len().saturating_mul(4);
        Self { text, at: 0, no_comment_end: false, no_verbatim_end: false, quote_budget, stray_angles: 0 }
    }

    /// Offset of the next token, in bytes of the text.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn find_byte(&self, from: usize, wanted: u8) -> Option<usize> {
        memchr(wanted, self.text.as_bytes().get(from..)?).map(|offset| from + offset)
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn text_until_tag(&mut self) -> Token<'a> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut from = start;
        loop {
            match self.find_byte(from, b'<') {
                Some(at) if opens_something(bytes, at) => {
                    self.at = at;
                    break;
                }
                Some(at) => {
                    self.stray_angles = self.stray_angles.saturating_add(1);
                    from = at + 1;
                }
                None => {
                    self.at = bytes.len();
                    break;
                }
            }
        }
        Token::Text(self.slice(start, self.at))
    }

    /// `<!…>` at the current position; `None` for what leaves no token.
    fn declaration(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let rest = self.slice(start, self.text.len());
        if rest.starts_with("<!--") {
            self.at = match self.end_of(start + 4, "-->", self.no_comment_end) {
                Some(end) => end + 3,
                None => {
                    self.no_comment_end = true;
                    start + 4
                }
            };
            return None;
        }
        if rest.starts_with("<![CDATA[") {
            let inside = start + 9;
            if let Some(end) = self.end_of(inside, "]]>", self.no_verbatim_end) {
                self.at = end + 3;
                return Some(Token::Verbatim(self.slice(inside, end)));
            }
            self.no_verbatim_end = true;
            self.at = inside;
            return None;
        }
        if rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) {
            let end = doctype::end(rest);
            self.at = start + end;
            return Some(Token::Doctype(rest.get(9..end).unwrap_or_default()));
        }
        self.at = self.find_byte(start, b'>').map_or(self.text.len(), |end| end + 1);
        None
    }

    fn end_of(&self, from: usize, wanted: &str, known_missing: bool) -> Option<usize> {
        if known_missing {
            return None;
        }
        memmem::find(self.text.as_bytes().get(from..)?, wanted.as_bytes()).map(|offset| from + offset)
    }

    fn instruction(&mut self) {
        let bytes = self.text.as_bytes();
        // `?>` ends it; files with a lone `>` exist.
        self.at = self.find_byte(self.at, b'>').map_or(bytes.len(), |end| end + 1);
    }

    fn end_tag(&mut self) -> Token<'a> {
        let start = self.at + 2;
        let bytes = self.text.as_bytes();
        let stop =
            memchr2(b'>', b'<', bytes.get(start..).unwrap_or_default()).map_or(bytes.len(), |offset| start + offset);
        self.at = if bytes.get(stop) == Some(&b'>') { stop + 1 } else { stop };
        let name = self.slice(start, stop);
        Token::End(name.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default())
    }

    /// A start tag, or `None` if the `<` turns out to be text.
    fn start_tag(&mut self) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let rest = bytes.get(start..)?;
        let length = rest.iter().position(|&byte| ends_name(byte)).unwrap_or(rest.len());
        let after = start + length;
        let end = self.end_of_tag(after)?;
        let inner = self.slice(after, end);
        let (attributes, empty) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
        self.at = end + 1;
        Some(Token::Start(Tag { name: self.slice(start, after), attributes, empty }))
    }

    /// Offset of the `>` of a tag whose name ends at `from`; quoted values may hold `>` and `<`.
    fn end_of_tag(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        let mut expects_value = false;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => return Some(at),
                b'<' => return None,
                b'"' | b'\'' if expects_value => match self.closing_quote(at + 1, byte) {
                    Some(end) => at = end,
                    None => return self.end_without_quotes(at),
                },
                _ => {}
            }
            expects_value = byte == b'=' || (expects_value && byte.is_ascii_whitespace());
            at += 1;
        }
        None
    }

    /// Where a quoted value ends. A value that swallows tags and line ends has lost its quote.
    fn closing_quote(&mut self, from: usize, quote: u8) -> Option<usize> {
        if self.quote_budget == 0 {
            return None;
        }
        let bytes = self.text.as_bytes();
        let limit = bytes.len().min(from + super::limits::TEXT_BYTES);
        let found = memchr(quote, bytes.get(from..limit)?).map(|offset| from + offset);
        let value = bytes.get(from..found.unwrap_or(limit)).unwrap_or_default();
        let lost = found.is_none() || memmem::find(value, b"</").is_some_and(|at| lost_quote(value, at));
        if lost {
            self.quote_budget = self.quote_budget.saturating_sub(value.len());
            return None;
        }
        found
    }

    fn end_without_quotes(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let found = from + memchr2(b'>', b'<', bytes.get(from..)?)?;
        (bytes.get(found) == Some(&b'>')).then_some(found)
    }
}

/// Whether a value that holds `</` at `at` is one whose quote is missing: real values have no line end before it.
fn lost_quote(value: &[u8], at: usize) -> bool {
    value.get(..at).is_some_and(|head| memchr(b'>', head).is_some() && memchr(b'\n', value).is_some())
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte != b'<' || !opens_something(bytes, self.at) {
                return Some(self.text_until_tag());
            }
            match bytes.get(self.at + 1) {
                Some(b'!') => {
                    if let Some(token) = self.declaration() {
                        return Some(token);
                    }
                }
                Some(b'?') => self.instruction(),
                Some(b'/') => return Some(self.end_tag()),
                _ => {
                    let start = self.at;
                    if let Some(token) = self.start_tag() {
                        return Some(token);
                    }
                    // The `<` is text: so is everything up to the next one.
                    self.stray_angles = self.stray_angles.saturating_add(1);
                    self.at = start + 1;
                    let Token::Text(_) = self.text_until_tag() else { continue };
                    return Some(Token::Text(self.slice(start, self.at)));
                }
            }
        }
        None
    }
}

fn opens_something(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at + 1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(at + 2).is_some_and(|&byte| starts_name(byte)),
        Some(&byte) => starts_name(byte),
        None => false,
    }
}

const fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':'
}

const fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<' | b'=' | b'"' | b'\'')
}

#[cfg(test)]
mod tests;
