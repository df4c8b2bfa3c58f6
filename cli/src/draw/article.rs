//! A whole article as terminal text, drawn from the typed blocks every shell draws.

use app4g_core::reader::block::{Block, Cell, LinkCard, ListKind, Mark, Picture, Span, Table};
use app4g_core::strings::{Lang, text};

use crate::terminal::layout::{harmless, width, wrap};
use crate::terminal::table::{self, Column};
use crate::terminal::{Paint, Style, Terminal};

/// Draws blocks into lines no wider than the terminal.
pub(crate) fn lines(blocks: &[Block], terminal: Terminal, lang: Lang) -> Vec<String> {
    let mut drawing = Drawing { terminal, lang, links: Vec::new() };
    let mut lines = drawing.blocks(blocks, terminal.width);
    if !drawing.links.is_empty() {
        lines.push(String::new());
        for (at, link) in drawing.links.iter().enumerate() {
            lines.push(terminal.paint.apply(Style::Dim, &format!("[{}] {}", at + 1, harmless(link))));
        }
    }
    lines
}

struct Drawing {
    terminal: Terminal,
    lang: Lang,
    links: Vec<String>,
}

impl Drawing {
    fn blocks(&mut self, blocks: &[Block], columns: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for block in blocks {
            let drawn = self.block(block, columns);
            if !lines.is_empty() && !drawn.is_empty() {
                lines.push(String::new());
            }
            lines.extend(drawn);
        }
        lines
    }

    fn block(&mut self, block: &Block, columns: usize) -> Vec<String> {
        match block {
            Block::Paragraph { spans } => self.spans(spans, columns),
            Block::Heading { spans, .. } => {
                let painted: String = spans
                    .iter()
                    .map(|span| self.words(found_or(span, Some(Style::Title)), &harmless(&span.text)))
                    .collect();
                wrap(&painted, columns)
            }
            Block::List { kind, start, items } => self.list(*kind, start.unwrap_or(1), items, columns),
            Block::Quote { blocks } => indented(self.blocks(blocks, columns.saturating_sub(2)), "│ ", "│ "),
            Block::Table(table) => self.table(table, columns),
            Block::Image(picture) => self.picture(picture, columns),
            Block::Code { text } => text.lines().map(|line| format!("    {}", harmless(line))).collect(),
            Block::LinkCard(card) => self.card(card, columns),
            Block::Rule => vec!["─".repeat(columns.min(20))],
        }
    }

    fn spans(&mut self, spans: &[Span], columns: usize) -> Vec<String> {
        let mut styled = String::new();
        let mut quoted = false;
        for (at, span) in spans.iter().enumerate() {
            if span.marks.has(Mark::Quoted) != quoted {
                styled.push(if quoted { '”' } else { '“' });
                quoted = !quoted;
            }
            for (line, part) in span.text.split('\n').enumerate() {
                if line > 0 {
                    styled.push('\n');
                }
                styled.push_str(&self.span(span, &harmless(part)));
            }
            // A link that was cut at a match has one number.
            let goes_on = spans.get(at + 1).is_some_and(|next| next.link == span.link);
            if let Some(link) = span.link.as_ref().filter(|_| !goes_on) {
                self.links.push(link.clone());
                styled.push_str(&self.paint(Style::Dim, &format!("[{}]", self.links.len())));
            }
        }
        if quoted {
            styled.push('”');
        }
        styled.split('\n').flat_map(|line| wrap(line, columns)).collect()
    }

    /// Styles word by word, so that a line break never falls inside a sequence.
    fn span(&self, span: &Span, part: &str) -> String {
        let style = if span.link.is_some() {
            Some(Style::Link)
        } else if span.marks.has(Mark::Bold) {
            Some(Style::Strong)
        } else {
            span.marks.has(Mark::Italic).then_some(Style::Emphasis)
        };
        self.words(found_or(span, style), part)
    }

    /// A match stands between «…» where there are no colours.
    fn words(&self, style: Option<Style>, text: &str) -> String {
        match (style, self.terminal.paint) {
            (None, _) => text.to_owned(),
            (Some(Style::Match), Paint::Plain) => format!("«{text}»"),
            (Some(style), _) => text.split(' ').map(|word| self.paint(style, word)).collect::<Vec<_>>().join(" "),
        }
    }

    fn list(&mut self, kind: ListKind, start: u32, items: &[Vec<Block>], columns: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, item) in (start..).zip(items) {
            let sign = match kind {
                ListKind::Bulleted => "• ".to_owned(),
                ListKind::Numbered => format!("{number}. "),
            };
            let rest = " ".repeat(width(&sign));
            lines.extend(indented(self.blocks(item, columns.saturating_sub(width(&sign))), &sign, &rest));
        }
        lines
    }

    fn table(&self, table: &Table, columns: usize) -> Vec<String> {
        let count = table.header.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0);
        let cells = |row: &Vec<Cell>| -> Vec<String> {
            row.iter().map(|cell| cell.spans.iter().map(|span| harmless(&span.text)).collect()).collect()
        };
        let head = table.header.last().map(&cells).unwrap_or_default();
        let rows: Vec<Vec<String>> = table.rows.iter().map(cells).collect();
        let shapes: Vec<(Column, String)> = (0..count)
            .map(|at| {
                let title = head.get(at).cloned().unwrap_or_default();
                let numbers = rows.iter().filter_map(|row| row.get(at)).all(|cell| is_number(cell));
                (if numbers { Column::Number } else { Column::Flexible }, title)
            })
            .collect();
        let mut lines = Vec::new();
        if !table.caption.is_empty() {
            let caption: String = table.caption.iter().map(|span| harmless(&span.text)).collect();
            lines.extend(wrap(&caption, columns).iter().map(|line| self.paint(Style::Emphasis, line)));
        }
        lines.extend(table::draw(Terminal { width: columns, ..self.terminal }, &shapes, &rows));
        lines
    }

    fn picture(&self, picture: &Picture, columns: usize) -> Vec<String> {
        let caption: String = picture.caption.iter().map(|span| harmless(&span.text)).collect();
        let alt = harmless(&picture.alt);
        let said = match (alt.is_empty(), caption.is_empty()) {
            (false, false) if alt != caption => format!("{alt} – {caption}"),
            (false, _) => alt,
            (true, _) => caption,
        };
        let line = text("cli.read.image", &[("what", &said)], self.lang);
        wrap(line.trim_end_matches([' ', ':']), columns).iter().map(|line| self.paint(Style::Dim, line)).collect()
    }

    fn card(&self, card: &LinkCard, columns: usize) -> Vec<String> {
        let title = if card.title.is_empty() { card.url.as_str() } else { card.title.as_str() };
        let mut lines = wrap(&format!("→ {}", harmless(title)), columns);
        if !card.title.is_empty() && card.title != card.url {
            lines.extend(
                wrap(&format!("  {}", harmless(&card.url)), columns).iter().map(|line| self.paint(Style::Dim, line)),
            );
        }
        lines
    }

    fn paint(&self, style: Style, text: &str) -> String {
        self.terminal.paint.apply(style, text)
    }
}

/// How a span is painted: as a match if it is one.
fn found_or(span: &Span, style: Option<Style>) -> Option<Style> {
    if span.marks.has(Mark::Found) { Some(Style::Match) } else { style }
}

fn indented(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| format!("{}{line}", if at == 0 { first } else { rest }).trim_end().to_owned())
        .collect()
}

fn is_number(cell: &str) -> bool {
    cell.is_empty() || cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ' | '-' | '+'))
}

#[cfg(test)]
mod tests;
