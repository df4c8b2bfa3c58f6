//! HTML reduced to text: what lists, the index, titles and previews show of a fragment of HTML.
//!
//! Not a sanitiser and no HTML parser: nothing here may be shown as HTML. [`plain_text`] walks the bytes once, copies runs
//! of ordinary text and looks closer only at `<`, `&`, white space and rare lead bytes, because it runs over every item
//! of every feed. Called by `feed` (titles, authors, categories), `search` and `sync` (leads).
//!
//! Invariants: linear in the input; the output is NFC, has no control characters and no two adjacent spaces.

pub mod entities;
mod tags;

use std::borrow::Cow;

use memchr::memchr;

pub use entities::decode_entities;
pub use tags::{has_markup, is_known_tag};

pub(crate) use tags::has_known_tag;
pub(crate) use tags::packed;
use tags::{TagKind, kind_of};

/// The text of an HTML fragment, for people and for the index.
///
/// Tags are dropped; block elements and `<br>` separate words; the content of `script`, `style` and their like is dropped;
/// references are decoded; white space (also no-break space) is collapsed and trimmed; zero-width spaces vanish; NFC.
/// A `<` that opens no tag (`p < 0,05`) stays.
pub fn plain_text(html: &str) -> String {
    let mut text = Reduced::with_capacity(html.len());
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'<' => at = step_over_tag(html, at, &mut text),
            b'&' => at = step_over_reference(html, at, &mut text),
            _ => {
                let end = end_of_run(bytes, at);
                text.push(html.get(at..end).unwrap_or_default());
                at = end;
            }
        }
    }
    text.finish()
}

/// White space collapsed and trimmed, zero-width spaces and control characters removed, NFC. For text that is no HTML.
pub fn tidy(text: &str) -> String {
    let mut tidied = Reduced::with_capacity(text.len());
    tidied.push(text);
    tidied.finish()
}

/// End of the run that starts at `at` and holds neither `<` nor `&`.
fn end_of_run(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    memchr::memchr2(b'<', b'&', rest).map_or(bytes.len(), |offset| at + offset)
}

/// Handles the `<` at `at`; returns where to go on.
fn step_over_tag(html: &str, at: usize, text: &mut Reduced) -> usize {
    let bytes = html.as_bytes();
    let rest = bytes.get(at + 1..).unwrap_or_default();
    match rest.first() {
        Some(b'!') if rest.starts_with(b"!--") => text.comment_end(bytes, at),
        Some(b'!' | b'?') if memchr(b'>', rest).is_some() => after_byte(bytes, at, b'>'),
        Some(b'/') if rest.get(1).is_some_and(u8::is_ascii_alphabetic) => {
            if kind_of(tags::name_at(bytes, at + 2)) == TagKind::Block {
                text.separate();
            }
            after_byte(bytes, at, b'>')
        }
        Some(byte) if byte.is_ascii_alphabetic() => {
            let name = tags::name_at(bytes, at + 1);
            let end = tags::end_of_tag(bytes, at + 1 + name.len());
            match kind_of(name) {
                TagKind::Block => text.separate(),
                TagKind::Hidden => return text.hidden_end(bytes, name, end),
                TagKind::Inline | TagKind::Unknown => {}
            }
            end
        }
        _ => {
            text.push("<");
            at + 1
        }
    }
}

fn step_over_reference(html: &str, at: usize, text: &mut Reduced) -> usize {
    let rest = html.get(at..).unwrap_or_default();
    match entities::reference(rest, entities::Grammar::Html) {
        Some(reference) => {
            text.push(reference.value.as_str());
            at + reference.length
        }
        None => {
            text.push("&");
            at + 1
        }
    }
}

fn after_byte(bytes: &[u8], at: usize, wanted: u8) -> usize {
    memchr(wanted, bytes.get(at..).unwrap_or_default()).map_or(bytes.len(), |offset| at + offset + 1)
}

/// The text so far, with white space collapsed as it comes.
struct Reduced {
    out: String,
    space: bool,
    suspicious: bool,
    unclosed_comment: bool,
    unclosed_hidden: bool,
}

/// What a byte means for [`Reduced::push`].
const ORDINARY: u8 = 0;
const SPACE: u8 = 1;
const LOOK: u8 = 2;

const CLASS: [u8; 256] = {
    let mut class = [ORDINARY; 256];
    let mut byte = 0;
    while byte <= 0x20 {
        class[byte] = SPACE;
        byte += 1;
    }
    class[0x7F] = SPACE;
    class[0xC2] = LOOK;
    byte = 0xCC;
    while byte < 256 {
        class[byte] = LOOK;
        byte += 1;
    }
    class
};

/// Whether a run needs nothing done to it: words and single spaces, in letters and marks that Vietnamese is written with.
///
/// Judged without branches, so that the compiler takes many bytes at a time. `false` says: look closer.
fn is_ordinary(run: &[u8]) -> bool {
    let (Some(second), Some(third)) = (run.get(1..), run.get(2..)) else {
        return false;
    };
    let mut strange = 0;
    for ((&first, &second), &third) in run.iter().zip(second).zip(third) {
        // U+1E80 to U+1EFF; dashes, quotes and dots from U+2010 to U+2027.
        let letter = (first == 0xE1) & (second & 0xFE == 0xBA);
        let mark = (first == 0xE2) & (second == 0x80) & (0x90..0xA8).contains(&third);
        let gap = (first < b' ') | (first == 0x7F) | (first == 0xC2) | ((first == b' ') & (second == b' '));
        strange |= u8::from(((first >= 0xCC) & !letter & !mark) | gap);
    }
    let last_two = run.iter().rev().take(2);
    strange == 0 && last_two.into_iter().all(|&last| last >= b' ' && last != 0x7F && last != 0xC2 && last < 0xCC)
}

/// Whether a character that begins with this byte is surely neither white space nor left out.
const fn begins_word(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xE3 | 0xEF)
}

impl Reduced {
    fn with_capacity(bytes: usize) -> Self {
        let out = String::with_capacity(bytes.min(1 << 20));
        Self { out, space: false, suspicious: false, unclosed_comment: false, unclosed_hidden: false }
    }

    /// A word ends here.
    fn separate(&mut self) {
        self.space = true;
    }

    fn push(&mut self, text: &str) {
        let run = text.trim_matches(' ');
        if is_ordinary(run.as_bytes()) {
            self.space |= text.starts_with(' ');
            self.copy(run);
            self.space |= text.ends_with(' ');
        } else {
            self.push_slowly(text);
        }
    }

    fn push_slowly(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut start = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let (width, gap) = match CLASS[usize::from(byte)] {
                ORDINARY => (1, Gap::None),
                // Half of all letters beyond ASCII in Vietnamese: U+1E80 to U+1EFF.
                LOOK if byte == 0xE1 && matches!(bytes.get(at + 1), Some(0xBA | 0xBB)) => (3, Gap::None),
                LOOK => self.look(bytes, at),
                // A single space between words stays inside its run.
                _ if byte == b' ' && at > start && bytes.get(at + 1).is_some_and(|&next| begins_word(next)) => {
                    (1, Gap::None)
                }
                _ => (1, Gap::Space),
            };
            if gap == Gap::None {
                at += width;
                continue;
            }
            self.copy(text.get(start..at).unwrap_or_default());
            self.space |= gap == Gap::Space;
            at += width;
            start = at;
        }
        self.copy(text.get(start..).unwrap_or_default());
    }

    fn look(&mut self, bytes: &[u8], at: usize) -> (usize, Gap) {
        let three = (bytes.get(at).copied(), bytes.get(at + 1).copied(), bytes.get(at + 2).copied());
        match three {
            (Some(0xC2), Some(0xA0), _) => (2, Gap::Space),
            (Some(0xC2), Some(0x80..=0x9F), _) => (2, Gap::Nothing),
            (Some(0xC2), ..) => (2, Gap::None),
            (Some(0xE2), Some(0x80), Some(0x8B)) | (Some(0xEF), Some(0xBB), Some(0xBF)) => (3, Gap::Nothing),
            (Some(0xE2), Some(0x80), Some(0x80..=0x8A | 0xA8 | 0xA9 | 0xAF)) => (3, Gap::Space),
            (Some(0xE3), Some(0x80), Some(0x80)) => (3, Gap::Space),
            (Some(0xE2), Some(0x80), _) => (3, Gap::None),
            _ => {
                self.suspicious = true;
                (1, Gap::None)
            }
        }
    }

    fn copy(&mut self, run: &str) {
        if run.is_empty() {
            return;
        }
        if self.space && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.space = false;
        self.out.push_str(run);
    }

    /// Where a comment that opens at `at` ends. Without an end it is no comment, and no later one is searched for.
    fn comment_end(&mut self, bytes: &[u8], at: usize) -> usize {
        if self.unclosed_comment {
            return after_byte(bytes, at, b'>');
        }
        match memchr::memmem::find(bytes.get(at + 4..).unwrap_or_default(), b"-->") {
            Some(offset) => at + 4 + offset + 3,
            None => {
                self.unclosed_comment = true;
                after_byte(bytes, at, b'>')
            }
        }
    }

    /// Where an element whose content is not shown ends: after its end tag, or right here if it has none.
    fn hidden_end(&mut self, bytes: &[u8], name: &[u8], from: usize) -> usize {
        if self.unclosed_hidden {
            return from;
        }
        match tags::find_end_tag(bytes, from, name) {
            Some(end) => end,
            None => {
                self.unclosed_hidden = true;
                from
            }
        }
    }

    fn finish(self) -> String {
        if !self.suspicious {
            return self.out;
        }
        match super::nfc(&self.out) {
            Cow::Borrowed(_) => self.out,
            Cow::Owned(composed) => composed,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Part of the text.
    None,
    /// Left out.
    Nothing,
    /// Separates words.
    Space,
}

#[cfg(test)]
mod tests;
