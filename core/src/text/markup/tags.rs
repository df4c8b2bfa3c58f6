//! Which names are HTML elements, and where a tag ends.
//!
//! Names decide whether `<b>` in a title is markup or `<10` is text; kinds decide where words end.

use memchr::{memchr, memchr_iter, memchr3};

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// Separates words.
    Block,
    /// Stands inside a word.
    Inline,
    /// Its content is not shown.
    Hidden,
    /// No element of HTML.
    Unknown,
}

const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

const HIDDEN: &[&str] = &["iframe", "noembed", "noframes", "object", "script", "style", "template"];

const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big", "blink", "button",
    "canvas", "cite", "code", "col", "colgroup", "data", "del", "dfn", "em", "embed", "font", "frame", "frameset", "i",
    "img", "input", "ins", "kbd", "label", "link", "map", "mark", "marquee", "math", "meta", "meter", "nobr",
    "noscript", "optgroup", "output", "param", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "source", "span", "strike", "strong", "sub", "sup", "svg", "textarea", "time", "track", "tt", "u", "var", "video",
    "wbr",
];

/// Longest name in the tables.
const LONGEST: usize = 10;

/// A name of up to 16 letters and digits as a number, in lower case: compared in one step. Numbers sort as names do.
pub(crate) const fn packed(name: &[u8]) -> Option<u128> {
    if name.len() > 16 {
        return None;
    }
    let mut number = 0;
    let mut at = 0;
    while at < 16 {
        // The bit that makes a letter lower-case is set in every digit.
        let byte = if at < name.len() { name[at] | 0x20 } else { 0 };
        number = number << 8 | byte as u128;
        at += 1;
    }
    Some(number)
}

/// The three tables in one, by number.
const KINDS: [(u128, TagKind); BLOCK.len() + HIDDEN.len() + INLINE.len()] = {
    let mut kinds = [(0, TagKind::Unknown); BLOCK.len() + HIDDEN.len() + INLINE.len()];
    let tables = [(BLOCK, TagKind::Block), (HIDDEN, TagKind::Hidden), (INLINE, TagKind::Inline)];
    let (mut count, mut table) = (0, 0);
    while table < tables.len() {
        let (names, kind) = tables[table];
        let mut at = 0;
        while at < names.len() {
            if let Some(number) = packed(names[at].as_bytes()) {
                let mut place = count;
                while place > 0 && kinds[place - 1].0 > number {
                    kinds[place] = kinds[place - 1];
                    place -= 1;
                }
                kinds[place] = (number, kind);
                count += 1;
            }
            at += 1;
        }
        table += 1;
    }
    kinds
};

/// What kind of element `name` (letters and digits, any case) is.
pub(crate) fn kind_of(name: &[u8]) -> TagKind {
    let found = packed(name).and_then(|number| KINDS.binary_search_by(|(known, _)| known.cmp(&number)).ok());
    found.and_then(|at| KINDS.get(at)).map_or(TagKind::Unknown, |(_, kind)| *kind)
}

/// Whether HTML has an element of this name, in any case.
pub fn is_known_tag(name: &str) -> bool {
    kind_of(name.as_bytes()) != TagKind::Unknown
}

/// Whether `text`, which nobody declared to be HTML, holds a tag that HTML knows or a reference that can be decoded.
///
/// `p < 0,05`, `<10°C`, `a<b` followed by no `>` and `R&D` are text.
pub fn has_markup(text: &str) -> bool {
    has_known_tag(text) || has_reference(text)
}

/// Whether `text` holds a complete tag that HTML knows, or a comment.
pub(crate) fn has_known_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(last) = memchr::memrchr(b'>', bytes) else {
        return false;
    };
    memchr_iter(b'<', bytes).take_while(|&at| at < last).any(|at| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            return true;
        }
        let start = at + 1 + usize::from(rest.first() == Some(&b'/'));
        let name = name_at(bytes, start);
        let after = bytes.get(start + name.len()).copied().unwrap_or_default();
        match after {
            b'>' | b'/' => kind_of(name) != TagKind::Unknown,
            // `A<B và B>C`: words that are no attributes.
            b' ' | b'\t' | b'\r' | b'\n' => {
                let inside = bytes.get(start + name.len()..).unwrap_or_default();
                let end = memchr::memchr2(b'>', b'<', inside).unwrap_or(inside.len());
                let inside = inside.get(..end).unwrap_or_default().trim_ascii();
                let attributes = matches!(inside, [] | [b'/']) || memchr(b'=', inside).is_some();
                attributes && kind_of(name) != TagKind::Unknown
            }
            _ => false,
        }
    })
}

/// Whether `text` holds a reference with a semicolon that can be decoded.
pub(crate) fn has_reference(text: &str) -> bool {
    memchr_iter(b'&', text.as_bytes()).any(|at| {
        let rest = text.get(at..).unwrap_or_default();
        super::entities::reference(rest, super::entities::Grammar::Xml).is_some()
    })
}

/// The element name that starts at `at`: letters and digits. Longer ones than any known are cut.
pub(crate) fn name_at(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    rest.get(..length).unwrap_or_default()
}

/// Where the start tag ends whose name ends at `at`: after its `>`, quoted values skipped.
///
/// A quote that is never closed is taken for a letter, so that the tag ends at its first `>`.
pub(crate) fn end_of_tag(bytes: &[u8], at: usize) -> usize {
    let mut from = at;
    // Values longer than this have lost their closing quote.
    let limit = bytes.len().min(at.saturating_add(1 << 16));
    while let Some(offset) = bytes.get(from..limit).and_then(|rest| memchr3(b'>', b'"', b'\'', rest)) {
        let found = from + offset;
        let Some(&quote) = bytes.get(found) else { break };
        if quote == b'>' {
            return found + 1;
        }
        // A quote opens a value only after `=`; elsewhere it is a stray letter.
        let opens = bytes.get(at..found).is_some_and(|head| head.trim_ascii_end().ends_with(b"="));
        match opens.then(|| bytes.get(found + 1..limit).and_then(|rest| memchr(quote, rest))).flatten() {
            Some(length) => from = found + length + 2,
            None if opens => break,
            None => from = found + 1,
        }
    }
    memchr(b'>', bytes.get(at..).unwrap_or_default()).map_or(bytes.len(), |offset| at + offset + 1)
}

/// End of the end tag `</name …>` at or after `from`.
pub(crate) fn find_end_tag(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found = memchr::memmem::find_iter(rest, b"</").find(|&offset| {
        let candidate = rest.get(offset + 2..offset + 2 + name.len()).unwrap_or_default();
        candidate.eq_ignore_ascii_case(name)
    })?;
    let start = from + found;
    Some(memchr(b'>', bytes.get(start..)?).map_or(bytes.len(), |offset| start + offset + 1))
}
