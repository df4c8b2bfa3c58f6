//! The text of one field, as it comes: plain, in CDATA, escaped, or with elements inside.
//!
//! Ends at the field's end tag; also at the end tag of an element around it, or at a start tag that can only stand outside
//! (somebody forgot to close). Clean text and a single CDATA section are borrowed.

use std::borrow::Cow;

use super::elements::{Field, closes_text};
use super::names::Space;
use super::{Machine, Tag, Token, W};
use crate::feed::{limits, text};

/// What stood in a field.
#[derive(Debug)]
pub(super) struct Captured<'a> {
    /// Without elements: the decoded text. With elements: HTML.
    pub(super) text: Cow<'a, str>,
    /// There were elements inside.
    pub(super) inline: bool,
    /// Some of it stood in CDATA.
    pub(super) verbatim: bool,
}

/// Elements that HTML never closes.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

struct Collector<'a> {
    text: Cow<'a, str>,
    /// White space that counts only if more follows.
    gap: &'a str,
    inline: bool,
    verbatim: bool,
    full: bool,
}

impl<'a> Collector<'a> {
    fn push(&mut self, piece: Cow<'a, str>) {
        if piece.is_empty() || self.full {
            return;
        }
        if self.text.is_empty() {
            self.text = piece;
        } else {
            let text = self.text.to_mut();
            text.push_str(self.gap);
            text.push_str(&piece);
        }
        self.gap = "";
        if self.text.len() > limits::TEXT_BYTES {
            self.text = Cow::Owned(text::head(&self.text, limits::TEXT_BYTES).to_owned());
            self.full = true;
        }
    }

    fn push_gap(&mut self, gap: &'a str) {
        if !self.text.is_empty() {
            self.gap = gap;
        }
    }
}

impl<'a> Machine<'a, '_> {
    /// Reads on to the end of the field that `tag` opens.
    pub(super) fn capture(&mut self, tag: Tag<'a>, space: Space, field: Field) -> Captured<'a> {
        let mut into = Collector { text: Cow::Borrowed(""), gap: "", inline: false, verbatim: false, full: false };
        if tag.empty {
            return Captured { text: into.text, inline: false, verbatim: false };
        }
        let holds_markup = matches!(field, Field::Title(_) | Field::Summary(_) | Field::Content(_) | Field::Rights(_));
        let xhtml = space == Space::Xhtml || says_xhtml(tag.attributes);
        let mut same_name = 0usize;
        loop {
            let Some(token) = self.next_token() else {
                self.warnings.add(W::UnclosedElement, self.position);
                break;
            };
            match token {
                Token::End(name) if name == tag.name || name.eq_ignore_ascii_case(tag.name) => {
                    if same_name == 0 {
                        break;
                    }
                    same_name -= 1;
                    end_tag(&mut into, name);
                }
                Token::End(name) => {
                    if self.frames.iter().any(|frame| frame.name == name) && !(into.inline && is_html_name(name)) {
                        self.warnings.add(W::UnclosedElement, self.position);
                        self.pending = Some(token);
                        break;
                    }
                    if into.inline && holds_markup {
                        end_tag(&mut into, name);
                    }
                }
                Token::Start(inner) => {
                    let (inner_space, local, _) = self.prefixes.resolve(inner.name);
                    if !(xhtml && inner_space == Space::Xhtml) && closes_text(inner_space, local, field) {
                        self.warnings.add(W::UnclosedElement, self.position);
                        self.pending = Some(token);
                        break;
                    }
                    if holds_markup {
                        self.begin_inline(&mut into, xhtml);
                        start_tag(&mut into, inner, local);
                        same_name += usize::from(inner.name == tag.name && !inner.empty);
                    }
                }
                Token::Text(text) => self.collect_text(&mut into, text),
                Token::Verbatim(text) if into.inline && xhtml => into.push(Cow::Owned(escape(text))),
                Token::Verbatim(text) => {
                    if text.trim().is_empty() {
                        into.push_gap(text);
                    } else {
                        into.verbatim = true;
                        into.push(Cow::Borrowed(text));
                    }
                }
                Token::Doctype(_) => {}
            }
        }
        if into.full {
            self.warnings.add(W::TextTooLong, self.position);
        }
        Captured { text: into.text, inline: into.inline, verbatim: into.verbatim }
    }

    fn collect_text(&mut self, into: &mut Collector<'a>, text: &'a str) {
        if text.trim_ascii().is_empty() {
            into.push_gap(text);
        } else if into.inline {
            // Inside HTML references stay, for whoever reads the HTML; only the document's own must go.
            into.push(self.entities.decode_own(text));
        } else {
            let decoded = self.decode(text);
            into.push(decoded);
        }
    }

    /// From here on the text is HTML.
    fn begin_inline(&mut self, into: &mut Collector<'a>, xhtml: bool) {
        if !into.inline && xhtml && !into.text.is_empty() {
            into.text = Cow::Owned(escape(&into.text));
        }
        into.inline = true;
    }
}

fn is_html_name(name: &str) -> bool {
    crate::text::markup::is_known_tag(name)
}

fn says_xhtml(attributes: &str) -> bool {
    attributes.contains("xhtml") || attributes.contains("mode=\"xml\"") || attributes.contains("mode='xml'")
}

fn start_tag<'a>(into: &mut Collector<'a>, tag: Tag<'a>, local: &str) {
    let mut out = String::with_capacity(tag.name.len() + tag.attributes.len() + 3);
    out.push('<');
    out.push_str(local);
    out.push_str(tag.attributes);
    out.push('>');
    if tag.empty && !VOID.iter().any(|void| void.eq_ignore_ascii_case(local)) {
        out.push_str("</");
        out.push_str(local);
        out.push('>');
    }
    into.push(Cow::Owned(out));
}

fn end_tag(into: &mut Collector<'_>, name: &str) {
    let local = name.split_once(':').map_or(name, |(_, local)| local);
    if !VOID.iter().any(|void| void.eq_ignore_ascii_case(local)) {
        into.push(Cow::Owned(format!("</{local}>")));
    }
}

/// Text as HTML.
pub(in crate::feed) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'<', b'>', b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        out.push_str(match after.as_bytes().first() {
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&amp;",
        });
        rest = after.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}
