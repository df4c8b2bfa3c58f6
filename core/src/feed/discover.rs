//! The feeds of a web page: what it names, and where feeds customarily are.
//!
//! Called when the user gives the address of a page. Only reads; nothing is fetched.

use std::collections::HashSet;

use super::links;
use super::tokenize::{Token, Tokenizer, attributes};
use crate::first::first;
use crate::text::markup::plain_text;

/// A feed that a page has, or may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Absolute URL.
    pub url: String,
    /// What the page calls it, plain text.
    pub title: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

/// Why a URL may be a feed, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// `<link rel="alternate" type="application/rss+xml">`.
    Declared,
    /// A link in the page whose address or text looks like a feed.
    Linked,
    /// A place where feeds customarily are; to be tried.
    Customary,
}

/// Media types of feeds.
const TYPES: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "application/x.atom+xml",
    "application/x-atom+xml",
    "application/xml",
    "text/xml",
    "application/rss",
];

/// Parts of addresses that feeds have.
const MARKS: &[&str] = &[
    "/rss",
    "rss.",
    ".rss",
    "/feed",
    "feed.",
    "/atom",
    "atom.xml",
    ".rdf",
    "index.xml",
    "feed=",
    "rss=",
    "/rss.aspx",
    "type=rss",
];

/// Places to try, in order: what the portals and newspapers of the country use.
const CUSTOMARY: &[&str] =
    &["/rss", "/rss.xml", "/feed", "/feed.xml", "/atom.xml", "/rss.aspx", "/rss.html", "/index.xml", "/feed.json"];

/// Candidates kept.
const MOST: usize = 50;

/// Feeds that `html`, the page at `base`, names or may have: surest first, no URL twice.
pub fn feeds_in_page(html: &str, base: &str) -> Vec<Candidate> {
    let mut found = Finder { base: base.to_owned(), seen: HashSet::new(), candidates: Vec::new() };
    let mut tokens = Tokenizer::new(html);
    while let Some(token) = tokens.next() {
        let Token::Start(tag) = token else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            "base" => found.base(tag.attributes),
            "link" => found.link(tag.attributes),
            "a" => {
                let text = match tokens.next() {
                    Some(Token::Text(text)) => text,
                    _ => "",
                };
                found.anchor(tag.attributes, text);
            }
            _ => {}
        }
    }
    for place in CUSTOMARY {
        found.add(place, None, Evidence::Customary);
    }
    first(found.candidates, MOST, |a, b| a.evidence.cmp(&b.evidence))
}

struct Finder {
    base: String,
    seen: HashSet<String>,
    candidates: Vec<Candidate>,
}

fn value(inside: &str, name: &str) -> Option<String> {
    let found = attributes(inside).find(|attribute| attribute.name.eq_ignore_ascii_case(name))?;
    Some(found.value().trim().to_owned()).filter(|value| !value.is_empty())
}

impl Finder {
    fn base(&mut self, inside: &str) {
        if let Some(base) = value(inside, "href").and_then(|href| links::resolve_base(Some(&self.base), &href)) {
            self.base = base;
        }
    }

    fn link(&mut self, inside: &str) {
        let relation = value(inside, "rel").unwrap_or_default().to_ascii_lowercase();
        let kind = value(inside, "type").unwrap_or_default().to_ascii_lowercase();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let mut relations = relation.split_ascii_whitespace();
        if !relations.any(|word| matches!(word, "alternate" | "feed")) || !TYPES.contains(&kind) {
            return;
        }
        let Some(href) = value(inside, "href") else { return };
        // `application/json` beside an article is usually the CMS's own interface.
        if kind == "application/json" && !href.contains("feed") {
            return;
        }
        let title = value(inside, "title");
        self.add(&href, title.as_deref(), Evidence::Declared);
    }

    fn anchor(&mut self, inside: &str, text: &str) {
        let Some(href) = value(inside, "href") else { return };
        let lower = href.to_ascii_lowercase();
        let text = plain_text(text);
        let named =
            matches!(text.to_lowercase().as_str(), "rss" | "atom" | "feed" | "rss feed" | "kênh rss" | "nguồn rss");
        if named || MARKS.iter().any(|mark| lower.contains(mark)) {
            self.add(&href, Some(&text), Evidence::Linked);
        }
    }

    fn add(&mut self, href: &str, title: Option<&str>, evidence: Evidence) {
        let href = href.strip_prefix("feed:").unwrap_or(href);
        let Some((url, _)) = links::resolve(Some(&self.base), href) else { return };
        if !url.starts_with("http") || !self.seen.insert(url.clone()) {
            return;
        }
        let title = title.map(plain_text).filter(|title| !title.is_empty());
        self.candidates.push(Candidate { url, title, evidence });
    }
}

#[cfg(test)]
mod tests;
