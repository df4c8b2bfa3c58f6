//! HTML made safe to parse: bounded nesting, and none of the elements that change how the rest is read.
//!
//! HTML parsers look through all open elements at every tag, so 50,000 open `<div>` cost 14 s in html5ever. [`bounded`] runs
//! before every parse in this crate (ammonia, dom_query, dom_smoothie) and writes the same document with
//! - at most [`MAX_DEPTH`] elements open at once; tags beyond are left out, their text stays;
//! - no foreign content (`svg`, `math`), no `template`, `select` and other elements that put a parser into a mode of its own;
//! - every `<` that starts no tag, and every one inside a raw text element, written as `&lt;`, so that what was text here
//!   is text for the next reader (mutation);
//! - lazy images with their real address in `src`, and no tracking pixels.
//!
//! Not a sanitiser: scripts and handlers pass. Invariant: linear time.

use super::elements::{Kind, known};
use super::nesting::{Admission, Nesting};
use super::tags::{Piece, Pieces, Tag, attribute};

/// Elements that may be open at once.
pub(super) const MAX_DEPTH: usize = 200;

/// Attributes in which pages that load images late keep their address, by how common they are.
const LAZY: &[&str] = &["data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-echo"];

/// How far to look into a `noscript` for an image.
const FALLBACK_PIECES: usize = 24;

/// The same document, bounded. See the module.
pub(super) fn bounded(html: &str) -> String {
    bounded_to(html, MAX_DEPTH)
}

/// The same with at most `depth` elements open, for readers that look through all of them at every node.
pub(super) fn bounded_to(html: &str, depth: usize) -> String {
    let mut out = String::with_capacity(html.len() + 16);
    let mut nesting = Nesting::new(depth);
    let mut pieces = Pieces::new(html);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => push_parts(&mut out, text),
            Piece::Doctype => out.push_str("<!DOCTYPE html>"),
            Piece::Start(tag) => start(&mut out, tag, &mut nesting, &mut pieces),
            Piece::End(name) => {
                if let Some(element) = known(name)
                    && nesting.end(element)
                {
                    out.push_str("</");
                    out.push_str(element.name);
                    out.push('>');
                }
            }
        }
    }
    out
}

fn start(out: &mut String, tag: Tag<'_>, nesting: &mut Nesting, pieces: &mut Pieces<'_>) {
    let Some(element) = known(tag.name) else {
        return;
    };
    match element.kind {
        Kind::Transparent => {}
        Kind::Fallback => skip_imageless_fallback(pieces),
        Kind::Foreign => skip_foreign(element.name, pieces),
        Kind::Template => skip_template(element.name, pieces),
        Kind::Choice => skip_choice(pieces),
        Kind::Raw => {
            let text = pieces.raw_text(element.name);
            push_tag(out, element.name, tag.attributes);
            push_text(out, text);
            // The end tag comes as the next piece; where it is missing, the element may not swallow what is joined later.
            out.push_str("</");
            out.push_str(element.name);
            out.push('>');
        }
        Kind::Verbatim => {
            let text = pieces.raw_text(element.name);
            out.push_str("<pre>");
            push_verbatim(out, text);
            out.push_str("</pre>");
        }
        Kind::Void if element.name == "img" => {
            if !is_pixel(tag.attributes) {
                push_image(out, tag.attributes);
            }
        }
        Kind::Void | Kind::Page => push_tag(out, element.name, tag.attributes),
        _ => {
            if nesting.start(element) == Admission::Open {
                push_tag(out, element.name, tag.attributes);
            }
        }
    }
}

fn push_tag(out: &mut String, name: &str, attributes: &str) {
    out.push('<');
    out.push_str(name);
    if !attributes.is_empty() {
        out.push(' ');
        // A slash before `>` would make it self-closing for readers of XML.
        out.push_str(attributes.trim_start_matches('/').trim());
    }
    out.push('>');
}

/// Bytes after which text full of references is split.
const PART: usize = 4 << 10;

/// References up to which a text is written in one piece.
const MANY_REFERENCES: usize = 1_000;

/// Text, with empty comments inside if it is full of references.
///
/// The serialiser looks from each character that it escapes to the end of the text node: a flood of `&` took 20 s. A
/// comment ends the node, and every sanitiser drops it.
fn push_parts(out: &mut String, text: &str) {
    if text.len() <= PART || text.bytes().filter(|byte| matches!(byte, b'&' | 0xC2)).nth(MANY_REFERENCES).is_none() {
        return push_text(out, text);
    }
    let mut rest = text;
    while rest.len() > PART {
        // No reference with a semicolon is cut.
        let end = (PART..rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
        let head = rest.get(..end).unwrap_or_default();
        let cut = head.rfind([' ', ';']).map_or(head.len(), |at| at + 1);
        let (part, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        push_text(out, part);
        out.push_str("<!---->");
        rest = tail;
    }
    push_text(out, rest);
}

fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        // A parser steps back at each `&` that begins no reference: a flood of them took 20 s.
        out.push_str(match after.as_bytes() {
            [b'<', ..] => "&lt;",
            [_, b'#' | b'a'..=b'z' | b'A'..=b'Z', ..] => "&",
            _ => "&amp;",
        });
        rest = after.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

fn push_verbatim(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            _ => out.push(letter),
        }
    }
}

/// An image's own `src` is kept unless it is missing or a placeholder and the page says elsewhere where the image is.
fn push_image(out: &mut String, attributes: &str) {
    let source = attribute(attributes, "src").unwrap_or_default().trim();
    let late = LAZY.iter().filter_map(|name| attribute(attributes, name)).map(str::trim).find(|url| !url.is_empty());
    match late {
        Some(url) if is_placeholder(source) || attribute(attributes, "loading").is_none() => {
            out.push_str("<img src=\"");
            out.push_str(&url.replace('"', "%22"));
            // The first of two equal attributes wins.
            out.push_str("\" ");
            out.push_str(attributes.trim());
            out.push('>');
        }
        _ => push_tag(out, "img", attributes),
    }
}

fn is_placeholder(source: &str) -> bool {
    source.is_empty() || source.starts_with("data:") || source.starts_with("about:") || source.starts_with('#')
}

/// An image of at most one pixel each way is there to count readers.
fn is_pixel(attributes: &str) -> bool {
    let tiny = |name| {
        attribute(attributes, name).is_some_and(|size| matches!(size.trim().trim_end_matches("px").trim(), "0" | "1"))
    };
    tiny("width") && tiny("height")
}

/// Past the end of `svg` or `math`; stops before an HTML element that ends foreign content without an end tag.
fn skip_foreign(name: &str, pieces: &mut Pieces<'_>) {
    let mut depth = 1_usize;
    let mut inside_html = 0_usize;
    loop {
        let before = pieces.clone();
        match pieces.next() {
            None => return,
            Some(Piece::Start(tag)) if tag.name.eq_ignore_ascii_case(name) => {
                depth += usize::from(!tag.attributes.ends_with('/'));
            }
            Some(Piece::End(end)) if end.eq_ignore_ascii_case(name) => {
                depth -= 1;
                if depth == 0 {
                    return;
                }
            }
            Some(Piece::Start(tag)) if is_integration_point(tag.name) => {
                inside_html += usize::from(!tag.attributes.ends_with('/'));
            }
            Some(Piece::End(end)) if is_integration_point(end) => inside_html = inside_html.saturating_sub(1),
            Some(Piece::Start(tag)) if inside_html == 0 && ends_foreign(tag.name) => {
                *pieces = before;
                return;
            }
            Some(_) => {}
        }
    }
}

/// HTML standard §13.2.6.5.
fn ends_foreign(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "strike",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn is_integration_point(name: &str) -> bool {
    ["foreignobject", "desc", "title", "annotation-xml", "mtext", "mi", "mo", "mn", "ms"]
        .iter()
        .any(|point| name.eq_ignore_ascii_case(point))
}

fn skip_template(name: &str, pieces: &mut Pieces<'_>) {
    let mut depth = 1_usize;
    while depth > 0 {
        match pieces.next() {
            None => return,
            Some(Piece::Start(tag)) if tag.name.eq_ignore_ascii_case(name) => depth += 1,
            Some(Piece::End(end)) if end.eq_ignore_ascii_case(name) => depth -= 1,
            Some(_) => {}
        }
    }
}

/// Past a short `noscript` without image; otherwise only its tags are left out.
fn skip_imageless_fallback(pieces: &mut Pieces<'_>) {
    let mut ahead = pieces.clone();
    // The look-ahead is bounded, or unclosed ones would each read to the end.
    for piece in ahead.by_ref().take(FALLBACK_PIECES) {
        match piece {
            Piece::End(name) if name.eq_ignore_ascii_case("noscript") => {
                *pieces = ahead;
                return;
            }
            Piece::Start(tag) if tag.name.eq_ignore_ascii_case("img") => return,
            _ => {}
        }
    }
}

/// Past a drop-down list: a menu, not text. Stops before any element that may not stand in one.
fn skip_choice(pieces: &mut Pieces<'_>) {
    loop {
        let before = pieces.clone();
        let Some(piece) = pieces.next() else { return };
        match piece {
            Piece::End(name) if name.eq_ignore_ascii_case("select") => return,
            Piece::Start(tag) if !["option", "optgroup"].iter().any(|name| tag.name.eq_ignore_ascii_case(name)) => {
                *pieces = before;
                return;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
