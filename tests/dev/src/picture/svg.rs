//! Draws cells of a terminal as an SVG window that looks the same on light and dark pages.
//!
//! Each run of equal style is one `<tspan>` with `x` and `textLength`, so that columns stay columns whatever monospace
//! font the reader has. No script, no font file, no link.

use super::screen::Cell;

/// A colour as sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

/// How a letter looks; without colours it has the window's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) ink: Option<Colour>,
    pub(super) paper: Option<Colour>,
    pub(super) bold: bool,
    pub(super) dim: bool,
    pub(super) italic: bool,
    pub(super) underline: bool,
    pub(super) reverse: bool,
}

/// The sixteen named colours, tuned to be readable on [`PAPER`].
const NAMED: [Colour; 16] = [
    Colour(0x3b, 0x42, 0x52),
    Colour(0xef, 0x6b, 0x73),
    Colour(0x9e, 0xce, 0x7a),
    Colour(0xe5, 0xc0, 0x6f),
    Colour(0x78, 0xa9, 0xf5),
    Colour(0xc5, 0x92, 0xea),
    Colour(0x5e, 0xc4, 0xc9),
    Colour(0xd5, 0xda, 0xe4),
    Colour(0x7a, 0x84, 0x99),
    Colour(0xff, 0x8b, 0x92),
    Colour(0xb8, 0xe3, 0x94),
    Colour(0xff, 0xd8, 0x8a),
    Colour(0x9a, 0xc1, 0xff),
    Colour(0xdd, 0xb3, 0xff),
    Colour(0x82, 0xdd, 0xe1),
    Colour(0xff, 0xff, 0xff),
];

const INK: Colour = Colour(0xd5, 0xda, 0xe4);
const PAPER: Colour = Colour(0x16, 0x1b, 0x26);

/// Width and height of a cell, size of its letters, and the margins of the window, in pixels.
const CELL_WIDTH: f64 = 8.4;
const CELL_HEIGHT: f64 = 20.0;
const LETTERS: f64 = 14.0;
const MARGIN: f64 = 18.0;
const BAR: f64 = 36.0;

impl Colour {
    /// Colour `number` of the 256: 16 named ones, a cube of 216, 24 greys.
    pub(super) fn palette(number: usize) -> Option<Self> {
        let number = u8::try_from(number).ok()?;
        let step = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
        match number {
            0..=15 => NAMED.get(usize::from(number)).copied(),
            16..=231 => {
                let cube = number - 16;
                Some(Self(step(cube / 36), step(cube / 6 % 6), step(cube % 6)))
            }
            232..=255 => {
                let grey = 8 + 10 * (number - 232);
                Some(Self(grey, grey, grey))
            }
        }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The window with `title` in its bar and `lines` below.
pub(super) fn draw(lines: &[Vec<Cell>], columns: usize, title: &str) -> String {
    let width = columns as f64 * CELL_WIDTH + 2.0 * MARGIN;
    let height = lines.len() as f64 * CELL_HEIGHT + BAR + 1.5 * MARGIN;
    let title = escape(title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{title}\" font-size=\"{LETTERS}\" \
         font-family=\"'DejaVu Sans Mono','JetBrains Mono','SF Mono',Menlo,Consolas,monospace\">\n\
         <rect width=\"{width:.0}\" height=\"{height:.0}\" rx=\"10\" fill=\"{PAPER}\" stroke=\"#39414f\"/>\n"
    );
    for (number, colour) in ["#ef6b73", "#e5c06f", "#9ece7a"].iter().enumerate() {
        let x = 20.0 + 20.0 * number as f64;
        svg.push_str(&format!("<circle cx=\"{x:.0}\" cy=\"18\" r=\"6\" fill=\"{colour}\"/>\n"));
    }
    let middle = width / 2.0;
    svg.push_str(&format!("<text x=\"{middle:.0}\" y=\"23\" text-anchor=\"middle\" fill=\"#7a8499\">{title}</text>\n"));
    for (row, line) in lines.iter().enumerate() {
        let top = BAR + MARGIN / 2.0 + row as f64 * CELL_HEIGHT;
        draw_line(&mut svg, line, top);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Papers first, then letters: a paper must not cover the marks of the letter beside it.
fn draw_line(svg: &mut String, line: &[Cell], top: f64) {
    let mut letters = String::new();
    let mut at = 0;
    for run in line.chunk_by(|left, right| left.style == right.style) {
        let style = run.first().map(|cell| cell.style).unwrap_or_default();
        let (x, width) = (MARGIN + at as f64 * CELL_WIDTH, run.len() as f64 * CELL_WIDTH);
        at += run.len();
        let (ink, paper) = colours(style);
        if let Some(paper) = paper {
            svg.push_str(&format!(
                "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{CELL_HEIGHT}\" fill=\"{paper}\"/>\n"
            ));
        }
        let text: String = run.iter().map(|cell| if cell.text.is_empty() { " " } else { &cell.text }).collect();
        if !text.trim().is_empty() || style.underline {
            letters.push_str(&span(&text, x, width, ink, style));
        }
    }
    if !letters.is_empty() {
        let y = top + CELL_HEIGHT * 0.72;
        svg.push_str(&format!("<text y=\"{y:.1}\" xml:space=\"preserve\">{letters}</text>\n"));
    }
}

fn span(text: &str, x: f64, width: f64, ink: Colour, style: Style) -> String {
    let mut extra = String::new();
    if style.bold {
        extra.push_str(" font-weight=\"bold\"");
    }
    if style.italic {
        extra.push_str(" font-style=\"italic\"");
    }
    if style.underline {
        extra.push_str(" text-decoration=\"underline\"");
    }
    if style.dim {
        extra.push_str(" fill-opacity=\"0.65\"");
    }
    let text = escape(text);
    format!("<tspan x=\"{x:.1}\" textLength=\"{width:.1}\" fill=\"{ink}\"{extra}>{text}</tspan>")
}

/// Ink, and paper where it is not the window's.
fn colours(style: Style) -> (Colour, Option<Colour>) {
    let ink = style.ink.unwrap_or(INK);
    if style.reverse { (style.paper.unwrap_or(PAPER), Some(ink)) } else { (ink, style.paper) }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
