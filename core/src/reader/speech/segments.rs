//! Blocks → segments of bounded length, sentence by sentence.

use serde::{Deserialize, Serialize};

use super::say;
use crate::reader::block::{Block, Cell, ListKind, Span, Table};

/// Longest segment, in characters of the written text: what a voice says in about half a minute.
pub const MAX_SEGMENT: usize = 300;

/// A piece to be spoken without interruption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What the voice says.
    pub spoken: String,
    /// What is written there.
    pub written: String,
    /// Index of the block among the article's blocks, to follow the voice on the screen.
    pub block: u32,
    /// Where `written` begins in the line it is part of (paragraph, item, row), in characters.
    pub offset: u32,
    /// Which line of the block, from 0.
    pub line: u32,
    /// What kind of text it is: a voice pauses longer after headings.
    pub kind: SegmentKind,
}

/// What a segment is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// A title inside the article.
    Heading,
    /// Running text.
    Text,
    /// An item of a list.
    Item,
    /// Somebody else's words.
    Quote,
    /// A row of a table.
    Row,
    /// What an image shows.
    Image,
    /// Something that can be opened elsewhere.
    Link,
}

/// Cuts an article into segments. Images speak through caption or alternative text, rows name their columns.
pub fn segments(blocks: &[Block]) -> Vec<Segment> {
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let mut lines = Vec::new();
        read(block, SegmentKind::Text, &mut lines);
        for (number, (kind, line)) in lines.into_iter().enumerate() {
            for (offset, written) in sentences(&line) {
                let spoken = say(written);
                if spoken.chars().any(char::is_alphanumeric) {
                    found.push(Segment {
                        spoken,
                        written: written.to_owned(),
                        block: small(at),
                        offset: small(offset),
                        line: small(number),
                        kind,
                    });
                }
            }
        }
    }
    found
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The lines of a block; `kind` is that of running text inside it.
fn read(block: &Block, kind: SegmentKind, lines: &mut Vec<(SegmentKind, String)>) {
    match block {
        Block::Paragraph { spans } => lines.push((kind, text(spans))),
        Block::Heading { spans, .. } => lines.push((SegmentKind::Heading, text(spans))),
        Block::Quote { blocks } => blocks.iter().for_each(|block| read(block, SegmentKind::Quote, lines)),
        Block::List { kind: marks, start, items } => {
            for (item, number) in items.iter().zip(u64::from(start.unwrap_or(1))..) {
                let first = lines.len();
                item.iter().for_each(|block| read(block, SegmentKind::Item, lines));
                if let (ListKind::Numbered, Some((_, line))) = (marks, lines.get_mut(first)) {
                    *line = format!("{number}, {line}");
                }
            }
        }
        Block::Table(table) => rows(table, lines),
        Block::Image(picture) if picture.caption.is_empty() => lines.push((SegmentKind::Image, picture.alt.clone())),
        Block::Image(picture) => lines.push((SegmentKind::Image, text(&picture.caption))),
        Block::LinkCard(card) => lines.push((SegmentKind::Link, card.title.clone())),
        // Code is for eyes.
        Block::Code { .. } | Block::Rule => {}
    }
}

fn text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// «Giống: A; năng suất: 5,1»: a listener does not see the head of the table.
fn rows(table: &Table, lines: &mut Vec<(SegmentKind, String)>) {
    lines.push((SegmentKind::Heading, text(&table.caption)));
    let names: Vec<String> = match table.header.last() {
        Some(header) if header.iter().all(|cell| cell.columns == 1) => {
            header.iter().map(|cell| text(&cell.spans)).collect()
        }
        _ => Vec::new(),
    };
    for row in &table.rows {
        // A cell from above that covers this row moves the others: names would be wrong.
        let is_whole = row.len() == names.len() && row.iter().all(|cell| cell.columns == 1);
        let cells = row.iter().enumerate().filter(|(_, cell)| !cell.spans.is_empty());
        let said: Vec<String> = cells.map(|(at, cell)| named(cell, names.get(at).filter(|_| is_whole))).collect();
        lines.push((SegmentKind::Row, said.join("; ")));
    }
}

fn named(cell: &Cell, name: Option<&String>) -> String {
    match name.filter(|name| !name.is_empty()) {
        Some(name) => format!("{name}: {}", text(&cell.spans)),
        None => text(&cell.spans),
    }
}

/// Sentences with the character at which each begins; longer ones are cut at a comma or a space.
fn sentences(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = line;
    let mut offset = 0;
    while !rest.is_empty() {
        let end = sentence_end(rest);
        let (sentence, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let trimmed = sentence.trim();
        if !trimmed.is_empty() {
            let lead = sentence.chars().take_while(|letter| letter.is_whitespace()).count();
            found.push((offset + lead, trimmed));
        }
        offset += sentence.chars().count();
        rest = after;
    }
    found
}

/// Byte at which the first sentence of `text` ends.
fn sentence_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut comma = None;
    let mut space = None;
    let mut count = 0;
    while let Some((at, letter)) = letters.next() {
        count += 1;
        let end = at + letter.len_utf8();
        match letter {
            '\n' => return end,
            '.' | '!' | '?' | '…' => {
                let next = letters.peek().map(|(_, next)| *next);
                let starts_new = text
                    .get(end..)
                    .unwrap_or_default()
                    .trim_start()
                    .chars()
                    .next()
                    .is_none_or(|next| !next.is_lowercase());
                if next.is_none_or(char::is_whitespace)
                    && starts_new
                    && !(letter == '.' && is_abbreviated(text.get(..at).unwrap_or_default()))
                {
                    return end;
                }
            }
            ',' | ';' | ':' => comma = Some(end),
            _ if letter.is_whitespace() => space = Some(end),
            _ => {}
        }
        if count >= MAX_SEGMENT {
            return comma.filter(|comma| *comma > at / 3).or(space).unwrap_or(end);
        }
    }
    text.len()
}

/// Whether a point after `before` belongs to an abbreviation: «TP. Mẫu», «TS. Lan», a single letter, «v.v.» before more.
fn is_abbreviated(before: &str) -> bool {
    let word = before
        .rsplit(|letter: char| letter.is_whitespace() || letter == '(' || letter == '.')
        .next()
        .unwrap_or_default();
    matches!(word, "TP" | "TX" | "TS" | "ThS" | "PGS" | "GS" | "BS" | "KS" | "TSKH" | "Tp" | "Q" | "P")
        || word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests;
