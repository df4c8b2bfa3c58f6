//! Attributes of a tag, read only when somebody asks.
//!
//! Values may be quoted, unquoted or missing (`<enclosure url=a.mp3 nolink>`); references are decoded.

use std::borrow::Cow;

use crate::feed::limits;

/// `name="value"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::feed) struct Attribute<'a> {
    /// Name as written, prefix included.
    pub(in crate::feed) name: &'a str,
    /// Value as written, references not decoded.
    pub(in crate::feed) raw: &'a str,
}

impl<'a> Attribute<'a> {
    /// Value with references decoded.
    pub(in crate::feed) fn value(&self) -> Cow<'a, str> {
        crate::text::markup::entities::decode(self.raw, |rest| {
            crate::text::markup::entities::reference(rest, crate::text::markup::entities::Grammar::Xml)
        })
    }
}

/// The attributes in `inside`, at most [`limits::ATTRIBUTES`] of them.
pub(in crate::feed) fn attributes(inside: &str) -> impl Iterator<Item = Attribute<'_>> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        let (attribute, tail) = split_first(rest)?;
        rest = tail;
        Some(attribute)
    })
    .take(limits::ATTRIBUTES)
}

fn split_first(inside: &str) -> Option<(Attribute<'_>, &str)> {
    let inside = inside.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\''));
    let length = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(inside.len());
    let (name, rest) = inside.split_at_checked(length)?;
    let rest = rest.trim_start();
    let Some(rest) = rest.strip_prefix('=') else {
        return (!name.is_empty()).then_some((Attribute { name, raw: "" }, rest));
    };
    let rest = rest.trim_start();
    let quoted = ['"', '\''].into_iter().find_map(|quote| rest.strip_prefix(quote)?.split_once(quote));
    if let Some((raw, tail)) = quoted {
        return Some((Attribute { name, raw }, tail));
    }
    let length = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
    let (raw, tail) = rest.split_at_checked(length)?;
    Some((Attribute { name, raw: raw.trim_matches(['"', '\'']) }, tail))
}
