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
