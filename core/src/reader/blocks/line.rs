//! The paragraph being gathered: white space as HTML collapses it, equal looks joined.

use super::super::block::{Marks, Span};

/// How the next text looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) marks: Marks,
    pub(super) link: Option<String>,
}

/// Text of a paragraph so far.
#[derive(Debug, Default)]
pub(super) struct Line {
    spans: Vec<Span>,
    /// White space was read and not yet written.
    space: bool,
}

impl Line {
    /// Adds text, white space collapsed.
    pub(super) fn text(&mut self, text: &str, look: &Look) {
        let mut from = None;
        for (at, letter) in text.char_indices() {
            let is_space = is_collapsible(letter);
            if is_space || is_invisible(letter) {
                if let Some(from) = from.take() {
                    self.word(text.get(from..at).unwrap_or_default(), look);
                }
                self.space |= is_space;
            } else if from.is_none() {
                from = Some(at);
            }
        }
        if let Some(from) = from {
            self.word(text.get(from..).unwrap_or_default(), look);
        }
    }

    /// Adds text as it is, but for characters nobody sees.
    pub(super) fn verbatim(&mut self, text: &str, look: &Look) {
        let visible: String =
            text.chars().filter(|letter| matches!(letter, '\n' | '\t') || !is_invisible(*letter)).collect();
        self.push(&visible, look);
    }

    /// A forced line break. Two of them are the border of a paragraph: then this says so.
    pub(super) fn line_break(&mut self) -> bool {
        self.space = false;
        match self.spans.last_mut() {
            None => false,
            Some(last) if last.text.ends_with('\n') => true,
            Some(_) => {
                self.push("\n", &Look::default());
                false
            }
        }
    }

    /// Whether nothing was gathered.
    pub(super) const fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// What was gathered, without white space at its ends.
    pub(super) fn take(&mut self) -> Vec<Span> {
        self.space = false;
        let mut spans = std::mem::take(&mut self.spans);
        trim_end(&mut spans);
        spans
    }

    /// What was gathered, as it is.
    pub(super) fn take_verbatim(&mut self) -> String {
        self.space = false;
        std::mem::take(&mut self.spans).into_iter().map(|span| span.text).collect()
    }

    fn word(&mut self, word: &str, look: &Look) {
        if std::mem::take(&mut self.space)
            && let Some(last) = self.spans.last_mut()
            && !last.text.ends_with('\n')
        {
            // The space between two words takes the look of the plainer one, and is part of no link.
            let is_same = last.link == look.link && last.marks == look.marks;
            if is_same || last.link.is_none() && (last.marks.is_empty() || last.marks == look.marks) {
                last.text.push(' ');
            } else {
                self.push(" ", &Look { link: None, ..look.clone() });
            }
        }
        self.push(word, look);
    }

    fn push(&mut self, text: &str, look: &Look) {
        if text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.marks == look.marks && last.link == look.link => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), marks: look.marks, link: look.link.clone() }),
        }
    }
}

/// Removes white space and line breaks from the end.
pub(super) fn trim_end(spans: &mut Vec<Span>) {
    while let Some(last) = spans.last_mut() {
        let length = last.text.trim_end().len();
        last.text.truncate(length);
        if length > 0 {
            break;
        }
        spans.pop();
    }
}

/// One line of text without markup, white space collapsed: for alternative texts and titles.
pub(super) fn plain(text: &str) -> String {
    let mut line = Line::default();
    line.text(text, &Look::default());
    line.take().into_iter().map(|span| span.text).collect()
}

/// White space that one space stands for. The no-break space is among them: editors type it by the dozen.
fn is_collapsible(letter: char) -> bool {
    letter.is_whitespace()
}

/// Control characters, soft hyphens, zero-width spaces, and the marks that turn the direction of text, which can make a
/// link look like another. (Joiners stay: they shape letters and emoji.)
const fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}
