//! Blocks → an HTML fragment for export and print.
//!
//! Invariant: built only from fixed tags, escaped text and the addresses of blocks, hence as safe as the blocks are.

use crate::reader::block::{Block, Cell, ListKind, Mark, Span, Table};

/// Style that documents around the fragment need: a card without title is an empty link, whose address is written so.
pub const STYLE: &str = "a:empty::after{content:attr(href)}";

/// The fragment. Documents that hold it add [`STYLE`], and a CSP `default-src 'none'` (plus images where wanted).
pub fn html(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(&mut out, blocks);
    out
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { spans } => element(out, "p", |out| push_spans(out, spans)),
            Block::Heading { level, spans } => element(out, heading(*level), |out| push_spans(out, spans)),
            Block::List { kind, start, items } => push_list(out, *kind, *start, items),
            Block::Quote { blocks } => element(out, "blockquote", |out| push_blocks(out, blocks)),
            Block::Table(table) => push_table(out, table),
            Block::Image(picture) => element(out, "figure", |out| {
                out.push_str("<img");
                attribute(out, "src", &picture.url);
                attribute(out, "alt", &picture.alt);
                for (name, size) in [("width", picture.width), ("height", picture.height)] {
                    if let Some(size) = size {
                        attribute(out, name, &size.to_string());
                    }
                }
                out.push('>');
                if !picture.caption.is_empty() {
                    element(out, "figcaption", |out| push_spans(out, &picture.caption));
                }
            }),
            Block::Code { text } => element(out, "pre", |out| element(out, "code", |out| escape(out, text))),
            Block::LinkCard(card) => element(out, "p", |out| {
                push_link(out, &card.url, |out| escape(out, &card.title));
            }),
            Block::Rule => out.push_str("<hr>"),
        }
    }
}

fn heading(level: u8) -> &'static str {
    match level {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn push_list(out: &mut String, kind: ListKind, start: Option<u32>, items: &[Vec<Block>]) {
    match (kind, start) {
        (ListKind::Bulleted, _) => out.push_str("<ul>"),
        (ListKind::Numbered, None) => out.push_str("<ol>"),
        (ListKind::Numbered, Some(start)) => {
            out.push_str("<ol");
            attribute(out, "start", &start.to_string());
            out.push('>');
        }
    }
    for item in items {
        element(out, "li", |out| match item.as_slice() {
            [Block::Paragraph { spans }] => push_spans(out, spans),
            blocks => push_blocks(out, blocks),
        });
    }
    out.push_str(if kind == ListKind::Bulleted { "</ul>" } else { "</ol>" });
}

fn push_table(out: &mut String, table: &Table) {
    element(out, "table", |out| {
        if !table.caption.is_empty() {
            element(out, "caption", |out| push_spans(out, &table.caption));
        }
        for (part, rows) in [("thead", &table.header), ("tbody", &table.rows)] {
            if !rows.is_empty() {
                element(out, part, |out| rows.iter().for_each(|row| element(out, "tr", |out| push_cells(out, row))));
            }
        }
    });
}

fn push_cells(out: &mut String, cells: &[Cell]) {
    for cell in cells {
        let name = if cell.heading { "th" } else { "td" };
        out.push('<');
        out.push_str(name);
        for (attribute_name, covered) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if covered > 1 {
                attribute(out, attribute_name, &covered.to_string());
            }
        }
        out.push('>');
        push_spans(out, &cell.spans);
        close(out, name);
    }
}

fn push_spans(out: &mut String, spans: &[Span]) {
    for span in spans {
        match &span.link {
            Some(link) => push_link(out, link, |out| push_marked(out, span)),
            None => push_marked(out, span),
        }
    }
}

fn push_link(out: &mut String, url: &str, label: impl FnOnce(&mut String)) {
    out.push_str("<a");
    attribute(out, "href", url);
    out.push_str(" rel=\"noopener noreferrer\">");
    label(out);
    out.push_str("</a>");
}

fn push_marked(out: &mut String, span: &Span) {
    for mark in span.marks.iter() {
        out.push('<');
        out.push_str(tag(mark));
        out.push('>');
    }
    for (at, line) in span.text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<br>");
        }
        escape(out, line);
    }
    let mut opened = [None; Mark::ALL.len()];
    for (slot, mark) in opened.iter_mut().zip(span.marks.iter()) {
        *slot = Some(mark);
    }
    for mark in opened.into_iter().rev().flatten() {
        close(out, tag(mark));
    }
}

const fn tag(mark: Mark) -> &'static str {
    match mark {
        Mark::Bold => "strong",
        Mark::Italic => "em",
        Mark::Underline => "u",
        Mark::Strike => "s",
        Mark::Code => "code",
        Mark::Highlight | Mark::Found => "mark",
        Mark::Quoted => "q",
        Mark::Sub => "sub",
        Mark::Sup => "sup",
    }
}

fn element(out: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    content(out);
    close(out, name);
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests;
