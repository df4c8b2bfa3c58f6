//! A terminal's memory: what is on it after a program has printed everything.
//!
//! Known: text (Vietnamese stands in one column per letter, combining marks in none), `\r \n \t \b`, cursor up, down,
//! left, right and to a column, erasing of lines and of what is below, colours and weights (SGR). A line
//! feed returns the carriage, as terminals are set up to do. Other sequences are
//! swallowed whole. Lines are kept for ever: a picture may be longer than any window.
//!
//! Invariant: no input panics or grows a line beyond the width of the screen.

use super::svg::{Colour, Style};

/// One column of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// A letter with its combining marks; empty is a space.
    pub(super) text: String,
    pub(super) style: Style,
}

/// Lines of cells; a line ends with its last written cell.
pub(super) struct Screen {
    lines: Vec<Vec<Cell>>,
    columns: usize,
    row: usize,
    column: usize,
    style: Style,
}

/// A cursor further down than this is no picture.
const MOST_LINES: usize = 2_000;

impl Screen {
    /// The screen after `text` was sent to a terminal of `columns` columns.
    pub(super) fn after(text: &str, columns: usize) -> Self {
        let mut screen = Self { lines: Vec::new(), columns, row: 0, column: 0, style: Style::default() };
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\u{1b}' => match letters.next() {
                    Some('[') => {
                        let mut body = String::new();
                        let end = letters.by_ref().find(|c| {
                            let ends = ('@'..='~').contains(c);
                            if !ends {
                                body.push(*c);
                            }
                            ends
                        });
                        screen.control(&body, end.unwrap_or(' '));
                    }
                    // An operating system command (title, hyperlink) ends with BEL or ESC \.
                    Some(']') => {
                        let end = letters.by_ref().find(|c| matches!(c, '\u{7}' | '\u{1b}'));
                        if end == Some('\u{1b}') {
                            letters.next_if_eq(&'\\');
                        }
                    }
                    _ => {}
                },
                '\n' => {
                    screen.column = 0;
                    screen.down(1);
                }
                '\r' => screen.column = 0,
                '\u{8}' => screen.column = screen.column.saturating_sub(1),
                '\t' => screen.column = (screen.column / 8 + 1) * 8,
                letter if letter.is_control() => {}
                letter => screen.put(letter),
            }
        }
        screen
    }

    /// The lines without blank ones at the end.
    pub(super) fn lines(&self) -> &[Vec<Cell>] {
        let used = self.lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        self.lines.get(..used).unwrap_or_default()
    }

    fn down(&mut self, count: usize) {
        self.row = self.row.saturating_add(count).min(MOST_LINES);
    }

    fn line(&mut self) -> &mut Vec<Cell> {
        if self.lines.len() <= self.row {
            self.lines.resize(self.row + 1, Vec::new());
        }
        &mut self.lines[self.row]
    }

    fn put(&mut self, letter: char) {
        if is_combining(letter) {
            let before = self.column.saturating_sub(1);
            if let Some(cell) = self.line().get_mut(before) {
                cell.text.push(letter);
            }
            return;
        }
        if self.column >= self.columns {
            self.column = 0;
            self.down(1);
        }
        let (at, style) = (self.column, self.style);
        let line = self.line();
        if line.len() <= at {
            line.resize(at + 1, Cell::default());
        }
        line[at] = Cell { text: letter.to_string(), style };
        self.column += 1;
    }

    fn control(&mut self, body: &str, end: char) {
        let numbers: Vec<usize> = body.split([';', ':']).map(|digits| digits.parse().unwrap_or(0)).collect();
        let first = numbers.first().copied().unwrap_or(0);
        let count = first.max(1);
        match end {
            'A' => self.row = self.row.saturating_sub(count),
            'B' => self.down(count),
            'C' => self.column = self.column.saturating_add(count).min(self.columns),
            'D' => self.column = self.column.saturating_sub(count),
            'E' => {
                self.column = 0;
                self.down(count);
            }
            'F' => {
                self.column = 0;
                self.row = self.row.saturating_sub(count);
            }
            'G' => self.column = (count - 1).min(self.columns),
            'J' => self.erase_below(),
            'K' => self.erase_line(first),
            'm' => self.restyle(&numbers),
            _ => {}
        }
    }

    fn erase_below(&mut self) {
        self.erase_line(0);
        self.lines.truncate(self.row + 1);
    }

    fn erase_line(&mut self, part: usize) {
        let at = self.column;
        let line = self.line();
        match part {
            0 => line.truncate(at),
            1 => line.iter_mut().take(at + 1).for_each(|cell| *cell = Cell::default()),
            _ => line.clear(),
        }
    }

    fn restyle(&mut self, numbers: &[usize]) {
        let mut rest = numbers.iter().copied();
        while let Some(number) = rest.next() {
            match number {
                0 => self.style = Style::default(),
                1 => self.style.bold = true,
                2 => self.style.dim = true,
                3 => self.style.italic = true,
                4 => self.style.underline = true,
                7 => self.style.reverse = true,
                22 => (self.style.bold, self.style.dim) = (false, false),
                23 => self.style.italic = false,
                24 => self.style.underline = false,
                27 => self.style.reverse = false,
                30..=37 => self.style.ink = Colour::palette(number - 30),
                38 => self.style.ink = extended(&mut rest),
                39 => self.style.ink = None,
                40..=47 => self.style.paper = Colour::palette(number - 40),
                48 => self.style.paper = extended(&mut rest),
                49 => self.style.paper = None,
                90..=97 => self.style.ink = Colour::palette(number - 90 + 8),
                100..=107 => self.style.paper = Colour::palette(number - 100 + 8),
                _ => {}
            }
        }
    }
}

/// `5;N` (palette) or `2;R;G;B` after 38 or 48.
fn extended(rest: &mut impl Iterator<Item = usize>) -> Option<Colour> {
    match rest.next()? {
        5 => Colour::palette(rest.next()?),
        2 => {
            let mut channel = || u8::try_from(rest.next()?).ok();
            Some(Colour(channel()?, channel()?, channel()?))
        }
        _ => None,
    }
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests;
