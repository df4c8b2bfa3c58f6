//! Lists of sources as OPML 1.0–2.0 (<http://opml.org/spec2.opml>), the format every feed reader imports and exports.
//!
//! Reading is as lenient as for feeds: whatever `outline` has an `xmlUrl` counts, wherever it stands. Pure.

use std::fmt::Write as _;

use super::tokenize::{Token, Tokenizer, attributes};

/// Outlines taken from one file.
const MOST: usize = 2_000;

/// One source of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Address of the feed.
    pub feed_url: String,
    /// Its name.
    pub title: Option<String>,
    /// The site's page.
    pub site_url: Option<String>,
}

/// The sources in `text`, in its order, at most 2,000, each address once.
pub fn read(text: &str) -> Vec<Outline> {
    let mut outlines: Vec<Outline> = Vec::new();
    for token in Tokenizer::new(text) {
        let Token::Start(tag) = token else { continue };
        if !tag.name.eq_ignore_ascii_case("outline") || outlines.len() >= MOST {
            continue;
        }
        let value = |name: &str| {
            attributes(tag.attributes)
                .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
                .map(|attribute| attribute.value().trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        let Some(feed_url) = value("xmlUrl") else { continue };
        if !outlines.iter().any(|known| known.feed_url == feed_url) {
            outlines.push(Outline {
                feed_url,
                title: value("title").or_else(|| value("text")),
                site_url: value("htmlUrl"),
            });
        }
    }
    outlines
}

/// Writes an OPML 2.0 file.
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    // Writing into a String cannot fail.
    let _ = writeln!(out, "<head><title>{}</title></head>\n<body>", escaped(title));
    for outline in outlines {
        let name = escaped(outline.title.as_deref().unwrap_or(&outline.feed_url));
        let _ = write!(
            out,
            "<outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{}\"",
            escaped(&outline.feed_url)
        );
        if let Some(site) = &outline.site_url {
            let _ = write!(out, " htmlUrl=\"{}\"", escaped(site));
        }
        out.push_str("/>\n");
    }
    out.push_str("</body>\n</opml>\n");
    out
}

/// For attribute values: XML 1.0 §2.4, and no control characters, which XML cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
