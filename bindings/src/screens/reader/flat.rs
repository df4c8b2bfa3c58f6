//! The core's blocks as a flat list of pieces: what stands in a list or a quote is a piece with an indent, so that every shell draws
//! one list without nesting. Pure.
//!
//! Invariants: no word is lost, every piece knows the top-level block it is of, and no level of headings is skipped.

use app4g_core::reader::block::Table;
use app4g_core::reader::block::{Block as CoreBlock, CardKind, Cell, LinkCard, ListKind, Mark, Marks, Picture, Span};

use super::facts::out_link;
use super::state::{Block, TableCell, TableRow, TextRole};
use crate::screens::context::Context;
use crate::screens::row::{Shift, TextRun, TextStyle};

/// Pieces, and for each the index of its top-level block.
pub(super) fn pieces(blocks: &[CoreBlock], context: &Context) -> (Vec<Block>, Vec<u32>) {
    let mut flat = Flat { context, pieces: Vec::new(), origins: Vec::new(), origin: 0, top: None };
    for (at, block) in (0..).zip(blocks) {
        flat.origin = at;
        flat.block(block, Place::default());
    }
    (flat.pieces, flat.origins)
}

/// Where a piece stands.
#[derive(Clone, Default)]
struct Place {
    indent: u8,
    marker: Option<String>,
    is_quoted: bool,
}

impl Place {
    /// The same place for what follows in the same item: it has no sign of its own.
    fn rest(&self) -> Self {
        Self { marker: None, ..self.clone() }
    }
}

struct Flat<'c> {
    context: &'c Context,
    pieces: Vec<Block>,
    origins: Vec<u32>,
    origin: u32,
    /// The level of the first heading, which stands right below the title whatever its author called it.
    top: Option<u8>,
}

impl Flat<'_> {
    fn push(&mut self, piece: Block) {
        self.pieces.push(piece);
        self.origins.push(self.origin);
    }

    fn words(&mut self, role: TextRole, place: Place, runs: Vec<TextRun>) {
        let Place { indent, marker, is_quoted } = place;
        self.push(Block::Text { role, indent, marker, is_quoted, runs });
    }

    fn blocks(&mut self, blocks: &[CoreBlock], place: &Place) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, if at == 0 { place.clone() } else { place.rest() });
        }
    }

    fn block(&mut self, block: &CoreBlock, place: Place) {
        match block {
            CoreBlock::Paragraph { spans } => self.words(TextRole::Paragraph, place, runs(spans)),
            CoreBlock::Heading { level, spans } => {
                let top = (*self.top.get_or_insert(*level)).max(2);
                let role = if *level <= top { TextRole::Heading } else { TextRole::Subheading };
                self.words(role, place, runs(spans));
            }
            CoreBlock::Code { text } => {
                let style = TextStyle { code: true, ..TextStyle::default() };
                self.words(TextRole::Code, place, vec![TextRun { text: text.clone(), style, link: None }]);
            }
            CoreBlock::List { kind, start, items } => {
                for (number, item) in (start.unwrap_or(1)..).zip(items) {
                    let marker = match kind {
                        ListKind::Bulleted => "•".to_owned(),
                        ListKind::Numbered => format!("{number}."),
                    };
                    let indent = place.indent.saturating_add(1);
                    self.blocks(item, &Place { indent, marker: Some(marker), is_quoted: place.is_quoted });
                }
            }
            CoreBlock::Quote { blocks } => {
                self.blocks(blocks, &Place { indent: place.indent, marker: place.marker, is_quoted: true });
            }
            CoreBlock::Table(table) => {
                let piece = self.table(table);
                self.push(piece);
            }
            CoreBlock::Image(picture) => {
                let piece = self.picture(picture);
                self.push(piece);
            }
            CoreBlock::LinkCard(card) => {
                let piece = Block::Card { link: self.card(card) };
                self.push(piece);
            }
            CoreBlock::Rule => self.push(Block::Rule),
        }
    }

    fn table(&self, table: &Table) -> Block {
        let row =
            |is_header: bool| move |cells: &Vec<Cell>| TableRow { is_header, cells: cells.iter().map(cell).collect() };
        let rows: Vec<TableRow> = table.header.iter().map(row(true)).chain(table.rows.iter().map(row(false))).collect();
        let width = |row: &TableRow| row.cells.iter().map(|cell| cell.columns).sum::<u32>();
        let columns = rows.iter().map(width).max().unwrap_or(0);
        let args = [("rows", table.rows.len().to_string()), ("columns", columns.to_string())];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        Block::Table {
            caption: runs(&table.caption),
            columns,
            rows,
            spoken: self.context.say("screen.reader.table", &args),
        }
    }

    fn picture(&self, picture: &Picture) -> Block {
        let caption = runs(&picture.caption);
        let below: String = caption.iter().map(|run| run.text.as_str()).collect();
        // What the caption says already is not said twice.
        let alt = if picture.alt == below { String::new() } else { picture.alt.clone() };
        Block::Picture {
            address: picture.url.clone(),
            alt,
            caption,
            width: picture.width.unwrap_or(0),
            height: picture.height.unwrap_or(0),
            missing: self.context.say("screen.reader.no_picture", &[]),
        }
    }

    fn card(&self, card: &LinkCard) -> super::state::OutLink {
        let key = match card.kind {
            CardKind::Video => "screen.reader.card_video",
            CardKind::Audio => "screen.reader.card_audio",
            CardKind::Document => "screen.reader.card_document",
            CardKind::Page | CardKind::Embed => "screen.reader.card_page",
        };
        let label = if card.title.is_empty() { self.context.say(key, &[]) } else { card.title.clone() };
        out_link(label, &self.context.say(key, &[]), &card.url, self.context)
    }
}

fn cell(cell: &Cell) -> TableCell {
    TableCell { runs: runs(&cell.spans), columns: cell.columns, is_heading: cell.heading }
}

/// Spans as runs; somebody else's words stand between quotation marks.
pub(super) fn runs(spans: &[Span]) -> Vec<TextRun> {
    let mut runs = Vec::with_capacity(spans.len());
    let mut quoted = false;
    for (at, span) in spans.iter().enumerate() {
        let opens = span.marks.has(Mark::Quoted) && !quoted;
        let next = spans.get(at + 1).is_some_and(|next| next.marks.has(Mark::Quoted));
        let closes = span.marks.has(Mark::Quoted) && !next;
        quoted = span.marks.has(Mark::Quoted) && !closes;
        let (space, words) = span.text.split_at_checked(space_before(&span.text)).unwrap_or(("", &span.text));
        let text = [space, if opens { "“" } else { "" }, words, if closes { "”" } else { "" }].concat();
        runs.push(TextRun { text, style: style(span.marks), link: span.link.clone() });
    }
    runs
}

/// Bytes of white space that a text begins with: a span may bring the space before its first word along.
fn space_before(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn style(marks: Marks) -> TextStyle {
    let shift = match (marks.has(Mark::Sub), marks.has(Mark::Sup)) {
        (true, _) => Shift::Sub,
        (false, true) => Shift::Sup,
        (false, false) => Shift::Level,
    };
    TextStyle {
        bold: marks.has(Mark::Bold),
        italic: marks.has(Mark::Italic),
        underline: marks.has(Mark::Underline),
        strike: marks.has(Mark::Strike),
        code: marks.has(Mark::Code),
        marked: marks.has(Mark::Found) || marks.has(Mark::Highlight),
        shift,
    }
}

#[cfg(test)]
mod tests;
