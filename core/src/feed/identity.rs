//! The id of an item that has none.
//!
//! Invariant: the same item has the same id on every fetch. Taken from what does not change when an editor corrects a
//! title: date and text; the title only where there is nothing else.

use sha2::{Digest, Sha256};

use super::draft::Draft;
use crate::text::markup::plain_text;

/// How much of a text is hashed, in characters: the end of a text changes more often than its start.
const TEXT_CHARACTERS: usize = 300;

/// An id from the content.
pub(super) fn invented(draft: &Draft) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update(part.as_bytes());
        hash.update([0]);
    };
    let text =
        draft.content.get().or(draft.summary.get()).map(|html| plain_text(&html.html)).filter(|text| !text.is_empty());
    let enclosure = draft.enclosures.first().map(|enclosure| enclosure.url.as_str());
    match (enclosure, &text) {
        (Some(url), _) => add(url),
        (None, Some(text)) => add(&text.chars().take(TEXT_CHARACTERS).collect::<String>()),
        (None, None) => add(draft.title.get().map(String::as_str).unwrap_or_default()),
    }
    if let Some(moment) = draft.published.get().or(draft.updated.get()) {
        add(&moment.at(0).unix().to_string());
    }
    let digest = hash.finalize();
    let mut id = String::from("urn:app4g:item:");
    for byte in digest.iter().take(16) {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

#[cfg(test)]
mod tests;
