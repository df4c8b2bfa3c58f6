//! The steps from bytes to a feed.

use super::detect::{encoding, sniff};
use super::error::{FeedError, NotAFeed};
use super::finish::{self, Parts};
use super::model::{Context, Feed};
use super::warnings::{WarningKind as W, Warnings};
use super::{json, limits, xml};

/// Reads a feed of any format.
///
/// # Errors
/// [`FeedError::Empty`] for white space, [`FeedError::TooLarge`] over [`limits::INPUT_BYTES`], [`FeedError::NotAFeed`] if
/// something else was served. Damage is no error: what can be saved is returned, with warnings.
pub fn parse(bytes: &[u8], context: &Context<'_>) -> Result<Feed, FeedError> {
    if bytes.len() > limits::INPUT_BYTES {
        return Err(FeedError::TooLarge { bytes: bytes.len() });
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(FeedError::Empty);
    }
    let mut warnings = Warnings::new();
    let decoded = encoding::decode(bytes, context.content_type, &mut warnings);
    let text = decoded.text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Err(FeedError::Empty);
    }
    let (format, feed, items) = if sniff::is_json(text) {
        let document = json::read(text, context.base_url, &mut warnings);
        document.ok_or(FeedError::NotAFeed { what: NotAFeed::OtherJson })?
    } else {
        let document = xml::read(text, context.base_url, &mut warnings);
        let format = document.format.ok_or_else(|| FeedError::NotAFeed { what: sniff::classify(text) })?;
        if text.len() < decoded.text.len() && text.starts_with("<?xml") || !text.starts_with('<') {
            warnings.add(W::JunkBeforeStart, 0);
        }
        (format, document.feed, document.items)
    };
    let parts = Parts { format, encoding: decoded.name, recoded: decoded.recoded, feed, items };
    let mut feed = finish::feed(parts, context, &mut warnings);
    feed.warnings = warnings.report(text);
    Ok(feed)
}

#[cfg(test)]
mod tests;
