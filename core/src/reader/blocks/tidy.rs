//! What editors leave behind: empty borders, images twice, links that stand alone.

use super::super::block::{Block, CardKind, LinkCard, ListKind, Marks, Span};
use super::line::trim_end;
use super::media::file_kind;

/// Rules only between blocks, no image twice in a row, a lone address as a card.
pub(super) fn tidy(blocks: Vec<Block>) -> Vec<Block> {
    let mut tidied: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let block = match block {
            Block::Paragraph { spans } => card(&spans).map_or(Block::Paragraph { spans }, Block::LinkCard),
            Block::Quote { blocks } => Block::Quote { blocks: tidy(blocks) },
            Block::List { kind, start, items } => Block::List {
                kind,
                start,
                items: items.into_iter().map(tidy).filter(|item| !item.is_empty()).collect(),
            },
            other => other,
        };
        match (tidied.last_mut(), &block) {
            (None | Some(Block::Rule), Block::Rule) => {}
            (Some(Block::Image(before)), Block::Image(again)) if before.url == again.url => {
                if before.caption.is_empty() {
                    before.caption.clone_from(&again.caption);
                }
                if before.alt.is_empty() {
                    before.alt.clone_from(&again.alt);
                }
            }
            _ => tidied.push(block),
        }
    }
    while let Some(Block::Rule) = tidied.last() {
        tidied.pop();
    }
    tidied
}

/// A paragraph that is one link to a file, or one bare address.
fn card(spans: &[Span]) -> Option<LinkCard> {
    let url = spans.first()?.link.as_ref().filter(|url| url.starts_with("http"))?;
    if spans.iter().any(|span| span.link.as_ref() != Some(url)) {
        return None;
    }
    let title: String = spans.iter().map(|span| span.text.as_str()).collect();
    let is_bare = title.starts_with("http://") || title.starts_with("https://") || title.starts_with("www.");
    match file_kind(url) {
        Some(kind) => Some(LinkCard { kind, url: url.clone(), title }),
        None if is_bare => Some(LinkCard { kind: CardKind::Page, url: url.clone(), title }),
        None => None,
    }
}

/// The text of the paragraphs as one, and the other blocks.
pub(super) fn join_paragraphs(blocks: Vec<Block>) -> (Vec<Span>, Vec<Block>) {
    let mut joined = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { spans } | Block::Heading { spans, .. } => append(&mut joined, spans),
            other => rest.push(other),
        }
    }
    (joined, rest)
}

fn append(joined: &mut Vec<Span>, spans: Vec<Span>) {
    if let Some(last) = joined.last_mut() {
        last.text.push('\n');
    }
    joined.extend(spans);
}

/// All text of `blocks` as lines of one cell. Images speak through caption or alternative text.
pub(super) fn flatten(blocks: Vec<Block>) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut waiting: Vec<(Option<String>, Block)> = blocks.into_iter().rev().map(|block| (None, block)).collect();
    while let Some((sign, block)) = waiting.pop() {
        let mut spans = match block {
            Block::Paragraph { spans } | Block::Heading { spans, .. } => spans,
            Block::Code { text } => vec![Span::plain(text)],
            Block::Image(picture) if picture.caption.is_empty() => vec![Span::plain(picture.alt)],
            Block::Image(picture) => picture.caption,
            Block::LinkCard(card) => {
                let text = if card.title.is_empty() { card.url.clone() } else { card.title };
                vec![Span { text, marks: Marks::NONE, link: Some(card.url) }]
            }
            Block::Rule => Vec::new(),
            Block::Quote { blocks } => {
                waiting.extend(blocks.into_iter().rev().map(|block| (None, block)));
                continue;
            }
            Block::List { kind, start, items } => {
                let numbered = items.into_iter().zip(u64::from(start.unwrap_or(1))..).map(|(item, number)| {
                    let sign = match kind {
                        ListKind::Bulleted => "• ".to_owned(),
                        ListKind::Numbered => format!("{number}. "),
                    };
                    (sign, item)
                });
                let mut marked = Vec::new();
                for (sign, item) in numbered {
                    marked.extend(
                        item.into_iter().enumerate().map(|(at, block)| ((at == 0).then(|| sign.clone()), block)),
                    );
                }
                waiting.extend(marked.into_iter().rev());
                continue;
            }
            Block::Table(table) => {
                let cells = table.header.into_iter().chain(table.rows).flatten().filter(|cell| !cell.spans.is_empty());
                let cells: Vec<_> = cells.map(|cell| (None, Block::Paragraph { spans: cell.spans })).collect();
                waiting.extend(cells.into_iter().rev());
                continue;
            }
        };
        spans.retain(|span| !span.text.is_empty());
        if let (Some(sign), false) = (sign, spans.is_empty()) {
            spans.insert(0, Span::plain(sign));
        }
        if !spans.is_empty() {
            append(&mut lines, spans);
        }
    }
    trim_end(&mut lines);
    lines
}
