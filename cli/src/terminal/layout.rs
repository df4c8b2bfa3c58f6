//! Widths and line breaks: how many columns text takes, and where it may be broken.
//!
//! Text from feeds is drawn here only after [`harmless`] took out control and bidi characters, so that no article can move
//! the cursor or recolour the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of `text`, ANSI sequences not counted.
pub fn width(text: &str) -> usize {
    let mut columns = 0;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        columns += before.width();
        rest = after.split_once('m').map_or("", |(_, tail)| tail);
    }
    columns + rest.width()
}

/// `text` without characters that steer a terminal: C0 and C1 controls, and bidi overrides and isolates.
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect()
}

/// The longest beginning of `text` that fits `columns`, with `…` if something was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let next = c.width().unwrap_or(0);
        if used + next + 1 > columns {
            break;
        }
        used += next;
        out.push(c);
    }
    let mut out = out.trim_end().to_owned();
    out.push('…');
    out
}

/// Breaks styled words into lines of at most `columns`; a word that is longer than a line gets a line of its own, broken
/// where it must be. ANSI sequences inside words are carried along and not counted.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let needed = width(word);
        if used > 0 && used + 1 + needed > columns {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if needed > columns && !word.contains('\u{1b}') {
            for c in word.chars() {
                let next = c.width().unwrap_or(0);
                if used + next > columns {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(c);
                used += next;
            }
        } else {
            line.push_str(word);
            used += needed;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests;
