//! Tables that fit the terminal: columns as wide as needed, one flexible column takes what is left and is cut.

use super::layout::{truncate, width};
use super::{Style, Terminal};

/// How a column is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// As wide as its widest cell.
    Fixed,
    /// As wide as its widest cell, aligned right: numbers.
    Number,
    /// Takes what is left.
    Flexible,
}

/// Draws `rows` under `heads`; one line a row. Cells are plain text, made harmless by the caller.
pub fn draw(terminal: Terminal, columns: &[(Column, String)], rows: &[Vec<String>]) -> Vec<String> {
    const GAP: usize = 2;
    let natural: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, (_, head))| {
            rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).chain([width(head)]).max().unwrap_or(0)
        })
        .collect();
    let fixed: usize = columns
        .iter()
        .zip(&natural)
        .filter(|((column, _), _)| *column != Column::Flexible)
        .map(|(_, width)| *width)
        .sum();
    let flexible = columns.iter().filter(|(column, _)| *column == Column::Flexible).count().max(1);
    let left = terminal.width.saturating_sub(fixed + GAP * columns.len().saturating_sub(1)) / flexible;
    let widths: Vec<usize> = columns
        .iter()
        .zip(&natural)
        .map(|((column, _), natural)| if *column == Column::Flexible { (*natural).min(left.max(8)) } else { *natural })
        .collect();
    let line = |cells: &[String]| {
        let mut out = String::new();
        for ((cell, (column, _)), width_of) in cells.iter().zip(columns).zip(&widths) {
            if !out.is_empty() {
                out.push_str("  ");
            }
            let cell = truncate(cell, *width_of);
            let padding = " ".repeat(width_of.saturating_sub(width(&cell)));
            match column {
                Column::Number => {
                    out.push_str(&padding);
                    out.push_str(&cell);
                }
                Column::Fixed | Column::Flexible => {
                    out.push_str(&cell);
                    out.push_str(&padding);
                }
            }
        }
        out.trim_end().to_owned()
    };
    let heads: Vec<String> = columns.iter().map(|(_, head)| head.clone()).collect();
    let mut lines = Vec::with_capacity(rows.len() + 1);
    if heads.iter().any(|head| !head.is_empty()) {
        lines.push(terminal.paint.apply(Style::Dim, &line(&heads)));
    }
    lines.extend(rows.iter().map(|row| line(row)));
    lines
}

#[cfg(test)]
mod tests;
