//! Plain text of titles, authors and categories, and repair of text that was escaped once too often.
//!
//! Nobody says whether an RSS title is HTML. It is read as HTML only if it holds a tag HTML knows or a reference that can
//! be decoded, so `p < 0,05` and `R&D` stay; and never more than once after XML itself was decoded.

use std::borrow::Cow;

use crate::text::markup::{self, decode_entities, plain_text, tidy};

/// What the text is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text, surely.
    Text,
    /// HTML, surely.
    Html,
    /// Nobody says.
    Guess,
}

/// Plain text, white space collapsed, NFC.
pub(super) fn plain(text: &str, kind: Kind) -> String {
    match kind {
        Kind::Text => tidy(text),
        Kind::Html => plain_text(text),
        Kind::Guess if markup::has_markup(text) => plain_text(text),
        Kind::Guess => tidy(text),
    }
}

/// HTML that was escaped twice (`&lt;p&gt;` where `<p>` was meant), unescaped once; other text as it is.
pub(super) fn unescape_twice_escaped(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'<', text.as_bytes()).is_some() || memchr::memmem::find(text.as_bytes(), b"&lt;").is_none() {
        return text;
    }
    let decoded = decode_entities(&text);
    if markup::has_markup(&decoded) { Cow::Owned(decoded.into_owned()) } else { text }
}

/// The first `bytes` of `text`, or fewer so that no character is cut.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// NFC, copied at most once.
pub(super) fn nfc(text: Cow<'_, str>) -> String {
    match crate::text::nfc(&text) {
        Cow::Borrowed(_) => text.into_owned(),
        Cow::Owned(composed) => composed,
    }
}

/// Elements whose drawing no reader shows, but whose text counts.
const DRAWINGS: [&str; 4] = ["math", "svg", "desc", "title"];

/// HTML without the tags `math` and `svg` (nor their titles' tags): sanitising would take the formula's text away with them.
pub(super) fn without_drawings(html: Cow<'_, str>) -> Cow<'_, str> {
    let has = |tag: &[u8]| memchr::memmem::find(html.as_bytes(), tag).is_some();
    if !has(b"<math") && !has(b"<svg") {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest: &str = html.as_ref();
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let inside = tag.trim_start_matches(['<', '/']);
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let end = memchr::memchr(b'>', tag.as_bytes()).filter(|_| DRAWINGS.contains(&name));
        let length = end.map_or(1, |end| end + 1);
        if end.is_none() {
            out.push('<');
        }
        rest = tag.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Without white space at either end, without copying what is borrowed.
pub(super) fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(mut text) => {
            text.truncate(text.trim_end().len());
            let lead = text.len() - text.trim_start().len();
            if lead > 0 {
                text.drain(..lead);
            }
            Cow::Owned(text)
        }
    }
}

#[cfg(test)]
mod tests;
