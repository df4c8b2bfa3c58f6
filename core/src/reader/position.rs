//! Where somebody stopped reading, in a form that survives edits of the article.
//!
//! A position names a block by the hash of its words and of its neighbours', so that it is found again when paragraphs
//! were added, removed or corrected, and when the text comes from another source with other spaces or tone placement.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::block::Block;
use super::render;
use crate::text::fold;

/// A place in an article. `Default` is its beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Hash of the block's words; empty for the beginning.
    pub block: String,
    /// Hash of the block before, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Hash of the block after, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Index of the block among the article's blocks, from 0.
    pub index: u32,
    /// Number of blocks the article had.
    pub of: u32,
}

/// Names a paragraph by its words: 16 hex digits, equal for texts that differ only in spaces, case, tone placement
/// (hòa, hoà) or normal form. Stable: positions are stored for years.
pub fn paragraph_hash(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let digest = Sha256::digest(fold::canonical(&words).as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The position of the block at `index`. An index past the end counts as the last block.
pub fn at(blocks: &[Block], index: usize) -> Position {
    let index = index.min(blocks.len().saturating_sub(1));
    let hash = |index: Option<usize>| index.and_then(|index| blocks.get(index)).map(hash_of);
    Position {
        block: hash(Some(index)).unwrap_or_default(),
        before: hash(index.checked_sub(1)),
        after: hash(index.checked_add(1)),
        index: u32::try_from(index).unwrap_or(u32::MAX),
        of: u32::try_from(blocks.len()).unwrap_or(u32::MAX),
    }
}

/// Index of the block to continue at; 0 for an article without blocks.
///
/// The block with the same words (the nearest to the old place, if there are several), else the one that stands between
/// the old neighbours, else the one at the same share of the article.
pub fn find(blocks: &[Block], position: &Position) -> usize {
    let hashes: Vec<String> = blocks.iter().map(hash_of).collect();
    let old = usize::try_from(position.index).unwrap_or(usize::MAX);
    let nearest = |wanted: &String| {
        let same = hashes.iter().enumerate().filter(|(_, hash)| *hash == wanted).map(|(at, _)| at);
        same.min_by_key(|at| at.abs_diff(old))
    };
    let last = blocks.len().saturating_sub(1);
    if let Some(found) = nearest(&position.block) {
        return found;
    }
    if let Some(before) = position.before.as_ref().and_then(nearest) {
        return (before + 1).min(last);
    }
    if let Some(after) = position.after.as_ref().and_then(nearest) {
        return after.saturating_sub(1);
    }
    let share = u64::from(position.index) * blocks.len() as u64 / u64::from(position.of.max(1));
    usize::try_from(share).unwrap_or(last).min(last)
}

/// An image without words is named by its address, a rule by nothing.
fn hash_of(block: &Block) -> String {
    let text = render::plain(std::slice::from_ref(block));
    match block {
        Block::Image(picture) if text.is_empty() => paragraph_hash(&picture.url),
        Block::LinkCard(card) if text.is_empty() => paragraph_hash(&card.url),
        _ => paragraph_hash(&text),
    }
}

#[cfg(test)]
mod tests;
