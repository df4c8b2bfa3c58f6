//! The article of a web page, for sources whose feeds carry summaries only.
//!
//! `sync` fetches the page, [`page_text`] makes text of its bytes, [`article`] finds the article: the page is bounded, furniture
//! is taken out (`clean`), dom_smoothie chooses the part with the text, and what it chose is read into blocks like any
//! other HTML, so that nothing of the page's markup reaches the store unread.
//!
//! Proved on `tests/fixtures/pages`. Invariant: an answer has a title or words of its own; a page that asks for a click,
//! a script or a log-in is an error, never an article.

mod clean;
mod decode;
mod refuse;

use dom_query::Document;
use dom_smoothie::{Config, Readability, ReadabilityError};

use super::block::Block;
use crate::error::{Error, ErrorKind, Message};
use crate::model::offline::FailReason;
use crate::strings::Lang;
use crate::text::numbers;

use super::{blocks, bounded, images, links, render};

pub use decode::page_text;

/// Larger pages are not read.
pub const MAX_PAGE: usize = 5 << 20;

/// Elements open at once; portals with tables inside tables have about fifty. Scoring looks at all of them for each node.
const DEPTH: usize = 100;

/// Elements of the largest page that is scored.
const MAX_ELEMENTS: usize = 50_000;

/// An article needs as many words.
const MIN_WORDS: usize = 20;

/// What was found on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// Plain text; empty if the page has none.
    pub title: String,
    /// Who wrote it, as the page says.
    pub byline: Option<String>,
    /// The article as safe HTML with absolute addresses, without its title.
    pub html: String,
    /// The same as plain text, a line for each paragraph.
    pub text: String,
    /// The image that stands for the article: absolute http or https.
    pub image: Option<String>,
    /// BCP 47, as the page says.
    pub lang: Option<String>,
}

/// Why a page gave no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// More than [`MAX_PAGE`] bytes.
    #[error("page of {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The server checks whether a browser asks, or a network wants a log-in first: try again later, or elsewhere.
    #[error("challenge, log-in or consent page")]
    Gate,
    /// A page, but none with an article: a list, an error page, a form.
    #[error("no article on the page")]
    NoArticle,
}

impl ExtractError {
    /// The reason to keep with an article whose page gave no text.
    pub const fn reason(&self) -> FailReason {
        match self {
            Self::TooLarge { .. } => FailReason::TooLarge,
            Self::Gate => FailReason::Refused,
            Self::NoArticle => FailReason::NoArticle,
        }
    }
}

impl From<ExtractError> for Error {
    fn from(error: ExtractError) -> Self {
        let (kind, message) = match &error {
            ExtractError::TooLarge { bytes } => {
                let size = numbers::bytes(u64::try_from(*bytes).unwrap_or(u64::MAX), Lang::Vi);
                (ErrorKind::InvalidInput, Message::new("error.reader.page_too_large").with("size", size))
            }
            ExtractError::Gate => (ErrorKind::ServerUnavailable, Message::new("error.reader.gate")),
            ExtractError::NoArticle => (ErrorKind::NotFound, Message::new("error.reader.no_article")),
        };
        Self::caused_by(kind, message, error)
    }
}

/// Finds the article in a page. `url` is where it was finally loaded from: relative addresses are relative to it.
///
/// # Errors
/// See [`ExtractError`].
pub fn article(html: &str, url: &str) -> Result<Extracted, ExtractError> {
    if html.len() > MAX_PAGE {
        return Err(ExtractError::TooLarge { bytes: html.len() });
    }
    if refuse::is_gate(html) {
        return Err(ExtractError::Gate);
    }
    let document = Document::from(bounded::bounded_to(html, DEPTH));
    let declared = clean::declared_title(&document);
    if refuse::is_error_title(&declared) {
        return Err(ExtractError::NoArticle);
    }
    clean::remove_furniture(&document);
    clean::name_parts(&document);
    let base = links::base(Some(url));
    let address = base.as_ref().map(url::Url::as_str);
    let config = Config { char_threshold: CHARACTERS, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let found = Readability::with_document(document, address, Some(config))
        .and_then(|mut page| page.parse())
        .map_err(|_: ReadabilityError| ExtractError::NoArticle)?;
    let title = clean::title(&found.title, &declared);
    let blocks = clean::trim(blocks::blocks(&found.content, address), &title);
    let text = render::plain(&blocks);
    if text.split_whitespace().count() < MIN_WORDS || clean::is_mostly_links(&blocks) {
        return Err(ExtractError::NoArticle);
    }
    let declared_image = found.image.as_deref().and_then(|image| links::image(image, base.as_ref()));
    let image =
        declared_image.map(String::from).or_else(|| images::addresses(&blocks).first().map(ToString::to_string));
    Ok(Extracted {
        title,
        byline: found.byline.and_then(clean::byline),
        html: render::html(&blocks),
        text,
        image,
        lang: found.lang,
    })
}

/// With less text than this dom_smoothie looks again with fewer rules; notices of public bodies are short.
const CHARACTERS: usize = 250;

/// Blocks that only say where more can be read.
fn is_link_block(block: &Block) -> bool {
    let (mut linked, mut all) = (0_usize, 0_usize);
    let mut waiting = vec![block];
    while let Some(block) = waiting.pop() {
        match block {
            Block::Paragraph { spans } | Block::Heading { spans, .. } => {
                for span in spans {
                    let letters = span.text.chars().filter(|letter| letter.is_alphanumeric()).count();
                    all += letters;
                    linked += if span.link.is_some() { letters } else { 0 };
                }
            }
            Block::List { items, .. } => waiting.extend(items.iter().flatten()),
            Block::Quote { blocks } => waiting.extend(blocks),
            Block::LinkCard(_) | Block::Image(_) | Block::Rule => {}
            Block::Table(_) | Block::Code { .. } => return false,
        }
    }
    linked * 10 >= all * 6
}

#[cfg(test)]
mod tests;
