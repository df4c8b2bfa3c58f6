//! DOCTYPE: where it ends, and the few entities it may define.
//!
//! Replacement text is used as it stands: references inside it are not expanded, so that a billion laughs stay a handful.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::feed::limits;
use crate::text::markup::entities::{self, Grammar};

/// Offset after the DOCTYPE that `rest` begins with.
pub(super) fn end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let Some(first) = memchr2(b'>', b'[', bytes) else {
        return bytes.len();
    };
    if bytes.get(first) == Some(&b'[') {
        // The internal subset ends with `]`, white space, `>`.
        let closing = memchr::memchr_iter(b']', bytes).find_map(|at| {
            let tail = bytes.get(at + 1..)?;
            let gap = tail.iter().take(64).take_while(|byte| byte.is_ascii_whitespace()).count();
            (tail.get(gap) == Some(&b'>')).then_some(at + gap + 2)
        });
        if let Some(end) = closing {
            return end;
        }
    }
    memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1)
}

/// What stays undecoded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Nothing,
    References,
}

/// Entities that the document defines.
#[derive(Debug, Default)]
pub(in crate::feed) struct Entities<'a> {
    defined: Vec<(&'a str, Cow<'a, str>)>,
    /// More were defined than are kept.
    pub(in crate::feed) over_limit: bool,
}

impl<'a> Entities<'a> {
    /// Reads `<!ENTITY name "text">` in the inside of a DOCTYPE.
    pub(in crate::feed) fn read(&mut self, doctype: &'a str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let declaration = declaration.trim_start();
            let Some((name, rest)) = declaration.split_once(|c: char| c.is_ascii_whitespace()) else { continue };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((text, _)) = rest.get(1..).and_then(|rest| rest.split_once(quote)) else { continue };
            if self.defined.len() >= limits::DOCTYPE_ENTITIES || text.len() > limits::ENTITY_BYTES {
                self.over_limit = true;
                continue;
            }
            // Character references in replacement text are expanded where it is defined (XML 1.0 §4.4.5).
            let text = entities::decode(text, |rest| {
                rest.starts_with("&#").then(|| entities::reference(rest, Grammar::Xml)).flatten()
            });
            self.defined.push((name, text));
        }
    }

    /// Decodes `text`: references of XML and HTML, then the document's own. `unknown` hears of what stays.
    pub(in crate::feed) fn decode(&self, text: &'a str, mut unknown: impl FnMut(&str)) -> Cow<'a, str> {
        let decoded = entities::decode(text, |rest| {
            let found = if self.overrides(rest) { None } else { entities::reference(rest, Grammar::Xml) };
            if found.is_none() {
                unknown(rest);
            }
            found
        });
        if self.defined.is_empty() || memchr(b'&', decoded.as_bytes()).is_none() {
            return decoded;
        }
        Cow::Owned(self.expand(text, Keep::Nothing))
    }

    /// Replaces the document's own entities only; the rest stays for whoever reads the HTML.
    pub(in crate::feed) fn decode_own(&self, text: &'a str) -> Cow<'a, str> {
        if self.defined.is_empty() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(self.expand(text, Keep::References))
    }

    /// Decoding with own entities: rare, so in one slower pass.
    fn expand(&self, text: &str, keep: Keep) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = memchr(b'&', rest.as_bytes()) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.push_str(before);
            let own = self.own(after).filter(|_| out.len() < limits::TEXT_BYTES);
            if let Some((replacement, length)) = own {
                out.push_str(replacement);
                rest = after.get(length..).unwrap_or_default();
            } else if let Some(found) = entities::reference(after, Grammar::Xml).filter(|_| keep == Keep::Nothing) {
                out.push_str(found.value.as_str());
                rest = after.get(found.length..).unwrap_or_default();
            } else {
                out.push('&');
                rest = after.get(1..).unwrap_or_default();
            }
        }
        out.push_str(rest);
        out
    }

    fn overrides(&self, rest: &str) -> bool {
        !self.defined.is_empty() && self.own(rest).is_some()
    }

    fn own(&self, rest: &str) -> Option<(&str, usize)> {
        let length = rest.as_bytes().iter().take(entities::LONGEST).position(|&byte| byte == b';')?;
        let name = rest.get(1..length)?;
        let (_, text) = self.defined.iter().find(|(candidate, _)| *candidate == name)?;
        Some((text, length + 1))
    }
}
