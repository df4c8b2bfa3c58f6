//! Blocks → plain text, one line for each paragraph, heading, item and row.
//!
//! Search indexes it and cuts snippets from it; position and speech have their own view of blocks. Invariant: no blank
//! lines, no line that ends in white space.

use crate::reader::block::{Block, Span};

/// The text of `blocks`. Images speak through their caption, else their alternative text; cards through their title.
pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(&mut out, blocks);
    out
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { spans } | Block::Heading { spans, .. } => push_line(out, spans),
            Block::List { items, .. } => items.iter().for_each(|item| push_blocks(out, item)),
            Block::Quote { blocks } => push_blocks(out, blocks),
            Block::Table(table) => {
                push_line(out, &table.caption);
                for row in table.header.iter().chain(&table.rows) {
                    begin_line(out);
                    let mut cells = row.iter().filter(|cell| !cell.spans.is_empty());
                    if let Some(cell) = cells.next() {
                        push_spans(out, &cell.spans);
                    }
                    for cell in cells {
                        out.push_str(" | ");
                        push_spans(out, &cell.spans);
                    }
                }
            }
            Block::Image(picture) if picture.caption.is_empty() => push_text(out, &picture.alt),
            Block::Image(picture) => push_line(out, &picture.caption),
            Block::Code { text } => push_text(out, text),
            Block::LinkCard(card) => push_text(out, &card.title),
            Block::Rule => {}
        }
    }
}

fn begin_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn push_text(out: &mut String, text: &str) {
    if !text.is_empty() {
        begin_line(out);
        out.push_str(text);
    }
}

fn push_line(out: &mut String, spans: &[Span]) {
    if !spans.is_empty() {
        begin_line(out);
        push_spans(out, spans);
    }
}

fn push_spans(out: &mut String, spans: &[Span]) {
    spans.iter().for_each(|span| out.push_str(&span.text));
}

#[cfg(test)]
mod tests;
