//! The attributes that elements of feeds have, by local name.

use std::borrow::Cow;

use super::attributes;

/// Each at most once: of two attributes of one name the first counts.
#[derive(Debug, Default)]
pub(super) struct Details<'a> {
    pub(super) kind: Option<Cow<'a, str>>,
    pub(super) mode: Option<Cow<'a, str>>,
    pub(super) href: Option<Cow<'a, str>>,
    pub(super) rel: Option<Cow<'a, str>>,
    pub(super) term: Option<Cow<'a, str>>,
    pub(super) label: Option<Cow<'a, str>>,
    pub(super) length: Option<Cow<'a, str>>,
    pub(super) permalink: Option<Cow<'a, str>>,
    pub(super) medium: Option<Cow<'a, str>>,
    pub(super) text: Option<Cow<'a, str>>,
    pub(super) about: Option<Cow<'a, str>>,
    pub(super) changed: Option<Cow<'a, str>>,
}

impl<'a> Details<'a> {
    /// Atom 0.3 says so in `mode`, Atom 1.0 by a type that is neither text nor markup.
    pub(super) fn says_base64(&self) -> bool {
        let kind = self.kind.as_deref().unwrap_or_default().trim();
        let binary = kind.contains('/')
            && !kind.starts_with("text/")
            && !["xml", "html", "json"].iter().any(|word| kind.contains(word));
        self.mode.as_deref() == Some("base64") || (binary && self.mode.is_none())
    }

    pub(super) fn read(inside: &'a str) -> Self {
        let mut details = Self::default();
        if inside.is_empty() {
            return details;
        }
        for attribute in attributes(inside) {
            let (prefix, local) = attribute.name.split_once(':').unwrap_or(("", attribute.name));
            let slot = match local.to_ascii_lowercase().as_str() {
                "type" => &mut details.kind,
                "mode" => &mut details.mode,
                "href" | "url" | "src" | "uri" | "resource" if prefix != "xml" => &mut details.href,
                "rel" => &mut details.rel,
                "term" => &mut details.term,
                "label" => &mut details.label,
                "length" | "filesize" => &mut details.length,
                "ispermalink" => &mut details.permalink,
                "medium" => &mut details.medium,
                "text" => &mut details.text,
                "about" => &mut details.about,
                "lastmod" => &mut details.changed,
                _ => continue,
            };
            slot.get_or_insert_with(|| attribute.value());
        }
        details
    }
}
