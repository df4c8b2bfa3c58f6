//! The furniture of portals: what stands on every page around the article.
//!
//! Passes of general rules, none for a single site: before extraction by element, role and class name
//! ([`remove_furniture`], [`name_parts`]), after it by what blocks say ([`trim`]).

mod names;

use dom_query::{Document, NodeRef};
use names::Furniture;

use super::is_link_block;
use crate::reader::block::{Block, Span};
use crate::reader::render;
use crate::text::fold::fold;

/// An element with more than this share of the page's text (in percent) is no furniture, whatever it is called.
const MOST: usize = 45;

/// Takes out navigation, share bars, lists of other news, comment forms and the like.
pub(super) fn remove_furniture(document: &Document) {
    let total = document.root().normalized_char_count();
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    let mut waiting = vec![document.root()];
    while let Some(node) = waiting.pop() {
        for child in node.children_it(true) {
            if !child.is_element() {
                continue;
            }
            match names::furniture(&child) {
                Furniture::Always => found.push(child),
                Furniture::UnlessMost if child.normalized_char_count() * 100 <= total * MOST => found.push(child),
                _ => waiting.push(child),
            }
        }
    }
    for node in found {
        node.remove_from_parent();
    }
}

/// Says in its own words to the extractor what portals say with class names only: a heading of a whole paragraph is the
/// lead, and a box of captioned images belongs to the text.
pub(super) fn name_parts(document: &Document) {
    let mut waiting = vec![document.root()];
    while let Some(node) = waiting.pop() {
        // A list of its own: renaming while the tree is being read is refused.
        for child in node.children().into_iter().filter(NodeRef::is_element) {
            if ["h1", "h2", "h3", "h4"].iter().any(|name| child.has_name(name)) {
                if child.text().split_whitespace().count() > LONGEST_HEADING {
                    child.rename("p");
                }
                continue;
            }
            if child.has_name("div") && child.children_it(false).any(|inner| inner.has_name("figure")) {
                child.rename("section");
            }
            waiting.push(child);
        }
    }
}

/// Words; longer ones are text.
const LONGEST_HEADING: usize = 28;

/// What the page's head says its title is.
pub(super) fn declared_title(document: &Document) -> String {
    let title = document.head().and_then(|head| head.children_it(false).find(|node| node.has_name("title")));
    title.map(|node| node.text().split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

/// The title as one line, without what a print view puts before it.
pub(super) fn title(found: &str, declared: &str) -> String {
    let title = if found.trim().is_empty() { declared } else { found };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    title
        .strip_prefix("Bản in")
        .map(|rest| rest.trim_start_matches([' ', '-', ':', '–', '|']))
        .unwrap_or(&title)
        .to_owned()
}

/// A name, not a line of furniture.
pub(super) fn byline(byline: String) -> Option<String> {
    let name = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = ["Tác giả:", "Người viết:", "Theo:", "By "]
        .iter()
        .find_map(|label| name.strip_prefix(label))
        .unwrap_or(&name)
        .trim();
    (!name.is_empty() && name.chars().count() <= 80).then(|| name.to_owned())
}

/// Drops the title said again at the start, lines of furniture, and lists of other articles at the end.
pub(super) fn trim(mut blocks: Vec<Block>, title: &str) -> Vec<Block> {
    let title = key(title);
    for block in blocks.iter_mut().take(HEAD) {
        if let Block::Heading { spans, .. } | Block::Paragraph { spans } = block {
            drop_first_lines(spans, |line| names::is_furniture_line(line) || key(line) == title);
        }
    }
    blocks.retain(|block| match block {
        Block::Heading { spans, .. } | Block::Paragraph { spans } => {
            !spans.is_empty() && !names::is_furniture_line(&text_of(spans))
        }
        _ => true,
    });
    cut_related(&mut blocks);
    while blocks.last().is_some_and(|block| matches!(block, Block::Rule) || is_label(block)) {
        blocks.pop();
    }
    let begins = blocks.iter().position(|block| !matches!(block, Block::Rule)).unwrap_or(blocks.len());
    blocks.drain(..begins);
    blocks
}

/// Blocks in which the title, the date and the site's name may stand before the text.
const HEAD: usize = 5;

/// Drops lines of a paragraph as long as they are `unwanted`.
fn drop_first_lines(spans: &mut Vec<Span>, unwanted: impl Fn(&str) -> bool) {
    loop {
        let text = text_of(spans);
        let line = text.split('\n').next().unwrap_or_default();
        if line.is_empty() && text.is_empty() || !(line.trim().is_empty() || unwanted(line)) {
            return;
        }
        let mut left = line.len() + 1;
        spans.retain_mut(|span| {
            let length = span.text.len();
            span.text = span.text.get(left.min(length)..).unwrap_or_default().to_owned();
            left = left.saturating_sub(length);
            !span.text.is_empty()
        });
    }
}

/// Whether most of the words only lead elsewhere: a list of articles, not one.
pub(super) fn is_mostly_links(blocks: &[Block]) -> bool {
    let words = |blocks: &mut dyn Iterator<Item = &Block>| {
        blocks.map(|block| render::plain(std::slice::from_ref(block)).split_whitespace().count()).sum::<usize>()
    };
    let linked = words(
        &mut blocks
            .iter()
            .filter(|block| is_link_block(block) && !matches!(block, Block::LinkCard(_) | Block::Image(_))),
    );
    linked * 2 > words(&mut blocks.iter())
}

/// Cuts at a label such as «Tin liên quan» after which only links and images come.
fn cut_related(blocks: &mut Vec<Block>) {
    let tail = blocks.iter().rposition(|block| !is_link_block(block)).map_or(0, |at| at + 1);
    let from = tail.saturating_sub(1);
    let label = blocks.iter().enumerate().skip(from).find(|(_, block)| is_label(block)).map(|(at, _)| at);
    if let Some(at) = label.filter(|at| *at > 0) {
        blocks.truncate(at);
    }
}

fn is_label(block: &Block) -> bool {
    match block {
        Block::Heading { spans, .. } | Block::Paragraph { spans } => names::is_label(&key(&text_of(spans))),
        _ => false,
    }
}

fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Letters and digits only, without marks: for comparing titles and labels.
fn key(text: &str) -> String {
    let folded = fold(text);
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
