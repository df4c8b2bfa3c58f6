//! Namespaces: which vocabulary a name belongs to.
//!
//! Prefixes may be undeclared (then the customary vocabulary is meant), declared to a misspelt URI, or used for what they
//! do not mean. A default namespace that nobody knows is taken for the feed's own.

use crate::feed::limits;

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    /// RSS of any version, Atom, CDF, or no namespace.
    Feed,
    /// Dublin Core, elements and terms.
    Dublin,
    /// RSS 1.0 content module.
    Content,
    /// Podcasts (Apple, Google).
    Podcast,
    /// Media RSS.
    Media,
    /// XHTML.
    Xhtml,
    /// RDF syntax.
    Rdf,
    /// Anything else.
    Other,
}

/// Parts of namespace URIs (lower case) that name a vocabulary, most specific first.
const URIS: &[(&str, Space)] = &[
    ("purl.org/dc/", Space::Dublin),
    ("purl.org/rss/1.0/modules/content", Space::Content),
    ("purl.org/rss/1.0/modules/rss091", Space::Feed),
    ("purl.org/rss/1.0/modules/", Space::Other),
    ("itunes.com/dtds/podcast", Space::Podcast),
    ("itunes.com/dtds", Space::Podcast),
    ("google.com/schemas/play-podcasts", Space::Podcast),
    ("search.yahoo.com/mrss", Space::Media),
    ("tools.search.yahoo.com/mrss", Space::Media),
    ("w3.org/1999/xhtml", Space::Xhtml),
    ("w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("w3.org/2000/svg", Space::Other),
    ("w3.org/1998/math", Space::Other),
    ("w3.org/1999/xlink", Space::Other),
    ("purl.org/rss/", Space::Feed),
    ("purl.org/atom/ns", Space::Feed),
    ("w3.org/2005/atom", Space::Feed),
    ("purl.org/pie", Space::Feed),
    ("purl.org/echo", Space::Feed),
    ("example.com/necho", Space::Feed),
    ("example.com/newformat", Space::Feed),
    ("uri/of/echo/namespace", Space::Feed),
    ("backend.userland.com/rss", Space::Feed),
    ("blogs.law.harvard.edu/tech/rss", Space::Feed),
    ("cyber.law.harvard.edu/rss", Space::Feed),
    ("cyber.harvard.edu/rss", Space::Feed),
    ("my.netscape.com/", Space::Feed),
    ("channel.netscape.com/rdf", Space::Feed),
];

/// What a prefix customarily means.
const PREFIXES: &[(&str, Space)] = &[
    ("dc", Space::Dublin),
    ("dcterms", Space::Dublin),
    ("dct", Space::Dublin),
    ("content", Space::Content),
    ("itunes", Space::Podcast),
    ("googleplay", Space::Podcast),
    ("media", Space::Media),
    ("xhtml", Space::Xhtml),
    ("html", Space::Xhtml),
    ("rdf", Space::Rdf),
    ("rss", Space::Feed),
    ("atom", Space::Feed),
    ("atom10", Space::Feed),
    ("a10", Space::Feed),
    ("a", Space::Feed),
];

/// The vocabulary of a namespace URI, if known.
pub(super) fn space_of_uri(uri: &str) -> Option<Space> {
    let uri = uri.trim();
    if uri.is_empty() {
        return Some(Space::Feed);
    }
    let lower = uri.to_ascii_lowercase();
    URIS.iter().find(|(part, _)| lower.contains(part)).map(|(_, space)| *space)
}

fn space_of_prefix(prefix: &str) -> Option<Space> {
    PREFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix)).map(|(_, space)| *space)
}

/// The prefixes in force.
#[derive(Debug, Default)]
pub(super) struct Prefixes<'a> {
    bound: Vec<(&'a str, Space)>,
}

impl<'a> Prefixes<'a> {
    /// How many there are now, to be handed back to [`Self::forget`].
    pub(super) fn mark(&self) -> usize {
        self.bound.len()
    }

    /// Drops what was declared after `mark`.
    pub(super) fn forget(&mut self, mark: usize) {
        self.bound.truncate(mark);
    }

    /// `xmlns:prefix="uri"`; the default namespace has the prefix "".
    pub(super) fn declare(&mut self, prefix: &'a str, uri: &str) {
        if self.bound.len() >= limits::PREFIXES {
            return;
        }
        // An unknown URI: a default namespace is the feed's own, a customary prefix keeps its meaning.
        let unknown = || if prefix.is_empty() { Space::Feed } else { space_of_prefix(prefix).unwrap_or(Space::Other) };
        self.bound.push((prefix, space_of_uri(uri).unwrap_or_else(unknown)));
    }

    /// Vocabulary and local name of a qualified name, and whether its prefix was declared.
    pub(super) fn resolve<'n>(&self, name: &'n str) -> (Space, &'n str, bool) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.bound.iter().rev().find(|(bound, _)| *bound == prefix) {
            Some((_, space)) => (*space, local, true),
            None if prefix.is_empty() => (Space::Feed, local, true),
            None => (space_of_prefix(prefix).unwrap_or(Space::Other), local, false),
        }
    }
}

#[cfg(test)]
mod tests;
