//! Tables of values, and tables that old portals use to place things on a page.

use super::super::block::{Block, Cell, Mark, Span, Table};
use super::tidy::flatten;

/// Longest text of a cell in a table of values, in characters; longer ones are a page's layout.
const MAX_CELL: usize = 600;

/// Cells kept; the rest of a table is cut.
const MAX_CELLS: usize = 20_000;

/// A cell as it was read.
#[derive(Debug)]
pub(super) struct CellDraft {
    pub(super) blocks: Vec<Block>,
    pub(super) columns: u32,
    pub(super) rows: u32,
    pub(super) is_heading: bool,
}

#[derive(Debug, Default)]
struct Row {
    is_head: bool,
    cells: Vec<CellDraft>,
}

/// A table while its rows are read.
#[derive(Debug, Default)]
pub(super) struct TableDraft {
    /// What the table is about.
    pub(super) caption: Vec<Span>,
    rows: Vec<Row>,
    count: usize,
}

impl TableDraft {
    pub(super) fn begin_row(&mut self, is_head: bool) {
        self.rows.push(Row { is_head, cells: Vec::new() });
    }

    pub(super) fn cell(&mut self, cell: CellDraft) {
        self.count += 1;
        if self.count > MAX_CELLS {
            return;
        }
        if self.rows.is_empty() {
            self.begin_row(false);
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    /// A table block, or what the cells hold, in order, if the table only places things.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.blocks.is_empty()));
        if self.has_values() { self.into_table() } else { self.into_layout() }
    }

    fn has_values(&self) -> bool {
        let is_said = !self.caption.is_empty()
            || self.rows.iter().any(|row| row.is_head || row.cells.iter().any(|cell| cell.is_heading));
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        if columns < 2 || self.rows.len() < 2 {
            return is_said && columns >= 2;
        }
        let is_placed = cells().any(|cell| {
            cell.blocks.iter().any(|block| match block {
                Block::Paragraph { spans } => {
                    spans.iter().map(|span| span.text.chars().count()).sum::<usize>() > MAX_CELL
                }
                Block::List { .. } => false,
                _ => true,
            })
        });
        is_said || !is_placed
    }

    fn into_layout(self) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !self.caption.is_empty() {
            blocks.push(Block::Paragraph { spans: self.caption });
        }
        let is_one_column = self.rows.iter().all(|row| row.cells.len() <= 1);
        for block in self.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks) {
            match (blocks.last_mut(), block) {
                // An image above a line of text in a table of its own: the words are its caption.
                (Some(Block::Image(picture)), Block::Paragraph { spans })
                    if is_one_column && picture.caption.is_empty() && is_short(&spans) =>
                {
                    picture.caption = spans;
                }
                (_, block) => blocks.push(block),
            }
        }
        blocks
    }

    fn into_table(self) -> Vec<Block> {
        let mut table = Table { caption: self.caption, ..Table::default() };
        let is_bold_first = self.rows.len() > 1 && self.rows.first().is_some_and(is_bold);
        for (at, row) in self.rows.into_iter().enumerate() {
            let is_header = table.rows.is_empty()
                && (row.is_head || at == 0 && is_bold_first || row.cells.iter().all(|cell| cell.is_heading));
            let cells = row.cells.into_iter().map(|cell| Cell {
                spans: flatten(cell.blocks),
                columns: cell.columns,
                rows: cell.rows,
                heading: cell.is_heading || is_header,
            });
            if is_header {
                table.header.push(cells.collect());
            } else {
                table.rows.push(cells.collect());
            }
        }
        vec![Block::Table(table)]
    }
}

/// Office programs mark the head of a table by bold type only.
fn is_bold(row: &Row) -> bool {
    row.cells.len() > 1
        && row.cells.iter().all(|cell| {
            !cell.blocks.is_empty()
                && cell.blocks.iter().all(|block| match block {
                    Block::Paragraph { spans } => {
                        spans.iter().all(|span| span.marks.has(Mark::Bold) || span.text.trim().is_empty())
                    }
                    _ => false,
                })
        })
}

fn is_short(spans: &[Span]) -> bool {
    spans.iter().map(|span| span.text.chars().count()).sum::<usize>() <= 300
}
