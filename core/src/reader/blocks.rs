//! HTML → blocks.
//!
//! The document is bounded, parsed, and walked without recursion; each element either opens a frame (`builder`), changes
//! how text looks (`looks`), is media (`media`), or is only a border between paragraphs. What is not on a list leaves
//! no trace but its text, so nothing can pass that was forgotten. `line` gathers text, `table` tells tables of values
//! from tables used as layout, `tidy` removes what CMS editors leave behind.
//!
//! Invariant: never fails; linear in the input; at most [`MAX_BLOCKS`] blocks from at most [`MAX_INPUT`] bytes.

mod builder;
mod line;
mod looks;
mod media;
mod names;
mod table;
mod tidy;

use dom_query::{Document, NodeRef};

use super::block::Block;
use super::{bounded, links};
use builder::{Builder, Visit};

/// More HTML than this is cut (a text field of a feed is at most 2 MB).
pub const MAX_INPUT: usize = 4 << 20;

/// More blocks than this are cut.
pub const MAX_BLOCKS: usize = 10_000;

/// Makes the blocks of a fragment. `base` is what relative addresses are relative to; without it they are left out.
pub fn blocks(html: &str, base: Option<&str>) -> Vec<Block> {
    let document = Document::fragment(bounded::bounded(cut(html, MAX_INPUT)));
    of_tree(&document.root(), base)
}

/// The longest start of `text` that has at most `bytes` bytes.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or(text)
}

/// Makes the blocks of a tree that was bounded before it was parsed.
pub(super) fn of_tree(root: &NodeRef<'_>, base: Option<&str>) -> Vec<Block> {
    let mut builder = Builder::new(links::base(base));
    let mut next = root.first_child();
    let mut depth = 0_usize;
    while let Some(node) = next {
        if let Visit::Children = builder.enter(&node)
            && let Some(child) = node.first_child()
        {
            depth += 1;
            next = Some(child);
            continue;
        }
        builder.leave(&node);
        next = node.next_sibling();
        let mut done = node;
        while next.is_none() && depth > 0 {
            depth -= 1;
            let Some(parent) = done.parent() else { break };
            builder.leave(&parent);
            next = parent.next_sibling();
            done = parent;
        }
    }
    tidy::tidy(builder.finish())
}

#[cfg(test)]
mod tests;
