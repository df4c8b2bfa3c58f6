//! HTML cut into pieces: text, start tags, end tags.
//!
//! The first step of everything here that reads HTML ([`super::bounded`] is the only caller). Follows the tokenizer of the
//! HTML standard (§13.2.5) closely enough that a browser's parser, given the pieces back, finds the same tags: quoted `>`,
//! bogus comments, `</>`; comments, processing instructions and CDATA marks are swallowed.
//!
//! Invariant: time is linear in the input, whatever is in it; no piece is larger than the input.

/// A tag as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as written, any case.
    pub(super) name: &'a str,
    /// What stands between name and `>`, cut after [`MAX_ATTRIBUTES`] attributes.
    pub(super) attributes: &'a str,
}

/// What the input is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Character data; may hold `<` that starts no tag.
    Text(&'a str),
    /// `<name …>`.
    Start(Tag<'a>),
    /// `</name …>`.
    End(&'a str),
    /// `<!DOCTYPE …>`.
    Doctype,
}

/// More attributes than this on one tag are no markup of a person (duplicate checks are quadratic in parsers).
pub(super) const MAX_ATTRIBUTES: usize = 256;

/// Reads pieces from left to right.
#[derive(Clone, Debug)]
pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    /// Starts at the beginning of `html`.
    pub(super) const fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// Takes what stands before `</name`, as raw text elements do (`script`, `style`, `title`, …); the end tag itself is
    /// left. Without one, everything is taken.
    pub(super) fn raw_text(&mut self, name: &str) -> &'a str {
        let mut from = 0;
        while let Some(at) = self.rest.get(from..).and_then(|tail| tail.find("</")).map(|at| from + at) {
            let after = self.rest.as_bytes().get(at + 2..).unwrap_or_default();
            let is_name = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
            if is_name && after.get(name.len()).is_none_or(|byte| is_space(*byte) || matches!(byte, b'/' | b'>')) {
                return self.take(at);
            }
            from = at + 2;
        }
        self.take(self.rest.len())
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn text(&mut self) -> Piece<'a> {
        let mut from = 0;
        loop {
            let Some(at) = self.rest.get(from..).and_then(|tail| tail.find('<')).map(|at| from + at) else {
                return Piece::Text(self.take(self.rest.len()));
            };
            let next = self.rest.as_bytes().get(at + 1).copied().unwrap_or(b' ');
            if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') {
                return Piece::Text(self.take(at));
            }
            from = at + 1;
        }
    }

    /// After `<!--`: to the end of the comment.
    fn comment(&mut self) {
        self.take("<!--".len());
        if self.rest.starts_with('>') || self.rest.starts_with("->") {
            self.bogus();
            return;
        }
        // One pass for both endings: looking for each on its own would read to the end once for every comment.
        while let Some(at) = self.rest.find("--") {
            self.take(at + 1);
            if self.rest.starts_with("->") || self.rest.starts_with("-!>") {
                self.bogus();
                return;
            }
        }
        self.take(self.rest.len());
    }

    fn bogus(&mut self) {
        self.take(self.rest.find('>').map_or(self.rest.len(), |at| at + 1));
    }

    /// `rest` stands at `<` or `</` plus a letter; `None` when the input ends inside the tag.
    fn tag(&mut self, opening: usize) -> Option<Tag<'a>> {
        self.take(opening);
        let name_length =
            self.rest.bytes().position(|byte| is_space(byte) || matches!(byte, b'/' | b'>')).unwrap_or(self.rest.len());
        let name = self.take(name_length);
        let (kept, end) = scan_attributes(self.rest.as_bytes());
        let Some(end) = end else {
            self.take(self.rest.len());
            return None;
        };
        let attributes = self.take(end);
        self.take(1);
        Some(Tag { name, attributes: attributes.get(..kept.min(end)).unwrap_or(attributes) })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let mut bytes = self.rest.bytes();
            match (bytes.next()?, bytes.next()) {
                (b'<', Some(letter)) if letter.is_ascii_alphabetic() => {
                    return self.tag(1).map(Piece::Start);
                }
                (b'<', Some(b'/')) => match bytes.next() {
                    Some(letter) if letter.is_ascii_alphabetic() => {
                        return self.tag(2).map(|tag| Piece::End(tag.name));
                    }
                    _ => self.bogus(),
                },
                (b'<', Some(b'!')) if self.rest.starts_with("<!--") => self.comment(),
                (b'<', Some(b'!')) if self.rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) => {
                    self.bogus();
                    return Some(Piece::Doctype);
                }
                (b'<', Some(b'!' | b'?')) => self.bogus(),
                _ => return Some(self.text()),
            }
        }
    }
}

/// Where the part with the first [`MAX_ATTRIBUTES`] attributes ends, and where the closing `>` stands.
fn scan_attributes(bytes: &[u8]) -> (usize, Option<usize>) {
    let mut at = 0;
    let mut count = 0;
    let mut kept = usize::MAX;
    loop {
        at += span(bytes, at, |byte| is_space(byte) || byte == b'/');
        match bytes.get(at) {
            None => return (kept, None),
            Some(b'>') => return (kept, Some(at)),
            Some(_) => {}
        }
        if count == MAX_ATTRIBUTES {
            kept = kept.min(at);
        }
        count += 1;
        // A leading `=` belongs to the name.
        at += 1;
        at += span(bytes, at, |byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let gap = span(bytes, at, is_space);
        if bytes.get(at + gap) != Some(&b'=') {
            continue;
        }
        at += gap + 1;
        at += span(bytes, at, is_space);
        match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => at += 2 + span(bytes, at + 1, |byte| byte != *quote),
            _ => at += span(bytes, at, |byte| !is_space(byte) && byte != b'>'),
        }
    }
}

fn span(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    bytes.get(from..).unwrap_or_default().iter().take_while(|byte| wanted(**byte)).count()
}

/// White space of the HTML tokenizer.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// Value of the attribute `name` (lower case) as written, without character references resolved. The first one wins.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    loop {
        at += span(bytes, at, |byte| is_space(byte) || byte == b'/');
        bytes.get(at)?;
        let start = at;
        at += 1;
        at += span(bytes, at, |byte| !is_space(byte) && !matches!(byte, b'/' | b'='));
        let is_wanted = bytes.get(start..at).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        let gap = span(bytes, at, is_space);
        if bytes.get(at + gap) != Some(&b'=') {
            if is_wanted {
                return Some("");
            }
            continue;
        }
        at += gap + 1;
        at += span(bytes, at, is_space);
        let (from, to) = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let length = span(bytes, at + 1, |byte| byte != *quote);
                (at + 1, at + 1 + length)
            }
            _ => (at, at + span(bytes, at, |byte| !is_space(byte))),
        };
        if is_wanted {
            return attributes.get(from..to);
        }
        at = to + usize::from(matches!(bytes.get(at), Some(b'"' | b'\'')));
    }
}

#[cfg(test)]
mod tests;
