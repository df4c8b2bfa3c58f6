//! Where a text may be cut: never inside what a reader sees as one character.
//!
//! The rules of Unicode's extended grapheme clusters (UAX #29) without their tables (22 KB of a phone's library), for the marks
//! and emoji that may stand in Vietnamese texts; a few places that the rules allow are refused. A test compares both.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The last place in `range`, its end if possible, at which `text` may be cut; the start of `range` if there is none. `range`
/// lies on character boundaries.
pub(super) fn whole(text: &str, range: Range<usize>) -> usize {
    let Some((before, after)) = text.split_at_checked(range.end) else { return range.start };
    let Some(mut next) = after.chars().next() else { return range.end };
    let mut at = range.end;
    for (start, previous) in before.char_indices().rev() {
        if at <= range.start || !is_joined(before.get(..at).unwrap_or_default(), previous, next) {
            break;
        }
        (at, next) = (start, previous);
    }
    at.max(range.start)
}

/// Whether `next` belongs to the character that ends with `previous`, the last of `before`.
fn is_joined(before: &str, previous: char, next: char) -> bool {
    match (previous, next) {
        ('\r', '\n') => true,
        // Marks stand on any character but the end of a line.
        (previous, _) if previous.is_control() => false,
        (_, next) if extends(next) => true,
        // An emoji that is joined to the next one.
        ('\u{200d}', next) => !next.is_alphanumeric() && !next.is_ascii(),
        // Flags are pairs.
        (previous, next) if is_regional(previous) && is_regional(next) => {
            before.chars().rev().take_while(|c| is_regional(*c)).count() % 2 == 1
        }
        (previous, next) => is_hangul_lead(previous) && is_hangul(next),
    }
}

/// Whether a character stands on the one before it: marks, joiners, variants of a sign, skin tones, tags, the vowels and finals
/// of Hangul.
fn extends(c: char) -> bool {
    is_combining_mark(c)
        || matches!(
            c,
            '\u{200c}'..='\u{200d}' | '\u{ff9e}'..='\u{ff9f}' | '\u{e33}' | '\u{eb3}' | '\u{1160}'..='\u{11ff}'
                | '\u{d7b0}'..='\u{d7ff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}'
        )
}

const fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

const fn is_hangul_lead(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{a960}'..='\u{a97f}')
}

const fn is_hangul(c: char) -> bool {
    is_hangul_lead(c) || matches!(c, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests;
