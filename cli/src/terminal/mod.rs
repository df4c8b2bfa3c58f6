//! What a terminal can do, decided once: width, colours, whether anybody watches.
//!
//! Reading order: [`style`] (colours) → [`layout`] (widths and wrapping) → [`table`] (rows that fit).

pub mod layout;
pub mod style;
pub mod table;

pub use style::{Paint, Style};

/// Columns assumed when nobody says otherwise: a pipe, a file.
const DEFAULT_WIDTH: usize = 80;

/// Narrower than this, text is unreadable; wider, lines get too long to follow.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=110;

/// The terminal that output goes to.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Columns to use.
    pub width: usize,
    /// Whether colours are written.
    pub paint: Paint,
    /// Whether a person watches stderr, so that progress is worth drawing.
    pub progress: Watching,
}

/// Whether a person watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// A terminal.
    Yes,
    /// A pipe or a file.
    No,
}

impl Terminal {
    /// A terminal of `width` columns, kept within what can be read.
    pub fn new(width: Option<usize>, paint: Paint, progress: Watching) -> Self {
        Self { width: width.unwrap_or(DEFAULT_WIDTH).clamp(*WIDTHS.start(), *WIDTHS.end()), paint, progress }
    }
}
