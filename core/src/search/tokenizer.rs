//! Where words are in a text: one scanner for indexing, queries, snippets and highlighting.
//!
//! A word is a run of letters, digits and combining marks (NFC and NFD alike). Invisible characters (soft hyphen, zero-width,
//! bidi controls) inside a word belong to it and count for nothing. A Chinese, Japanese or Korean character is a word of its
//! own. `breaks` says that a sentence ended before the word: two words with a break between them are no bigram.
//!
//! Offsets are bytes of the text as it was handed in, always on character boundaries. Linear time, no allocation.

use std::ops::Range;

use super::index::bits::load;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Whether a sentence or line ended since the word before.
    pub(crate) breaks: bool,
    /// Whether invisible characters stand inside.
    pub(crate) dirty: bool,
}

impl Word {
    /// The bytes of the word in its text.
    pub(crate) const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Between words.
    Gap,
    /// ASCII letter or digit.
    Letter,
    /// Ends a sentence unless a word follows at once.
    Stop,
    /// Ends a line.
    Line,
    /// First byte of a longer character.
    Lead,
}

static CLASSES: [Class; 256] = {
    let mut table = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
            b'.' | b'!' | b'?' | b';' | b':' => Class::Stop,
            b'\n' | b'\r' => Class::Line,
            0xc0..=0xff => Class::Lead,
            _ => Class::Gap,
        };
        byte += 1;
    }
    table
};

/// Byte of a word that needs no closer look: ASCII letters and digits, first and further bytes of Vietnamese letters.
const INSIDE: u8 = 1;
/// Byte a word can begin with.
const BEGIN: u8 = 2;
/// 0xC3: a letter but for × and ÷.
const C3: u8 = 4;
/// 0xE1: a Vietnamese letter if 0xBA or 0xBB follows.
const E1: u8 = 8;

static FLAGS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0xc4..=0xc6 => INSIDE | BEGIN,
            0x80..=0xbf | 0xcc => INSIDE,
            0xc3 => INSIDE | BEGIN | C3,
            0xe1 => INSIDE | BEGIN | E1,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// Flags of the byte before that this byte contradicts.
static CONTRADICTS: [u8; 256] = {
    let mut table = [E1; 256];
    table[0x97] |= C3;
    table[0xb7] |= C3;
    table[0xba] = 0;
    table[0xbb] = 0;
    table
};

/// What a character outside ASCII is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Letter,
    /// Continues a word, never begins one.
    Mark,
    Invisible,
    Ideograph,
    Stop,
    Gap,
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Role and length of the character that begins with a lead byte at `at`.
#[inline]
fn role(text: &str, at: usize) -> (Role, usize) {
    let bytes = text.as_bytes();
    match (bytes.get(at), bytes.get(at + 1)) {
        // Latin-1 letters but × and ÷, Latin Extended-A and -B as far as ư: all letters Vietnamese writes with two bytes.
        (Some(0xc3), Some(next)) if *next != 0x97 && *next != 0xb7 => (Role::Letter, 2),
        (Some(0xc4..=0xc6), _) => (Role::Letter, 2),
        // U+1E80 to U+1EFF: ạ to ỹ.
        (Some(0xe1), Some(0xba | 0xbb)) => (Role::Letter, 3),
        // U+0300 to U+036F.
        (Some(0xcc), _) => (Role::Mark, 2),
        _ => other_role(text, at),
    }
}

#[cold]
fn other_role(text: &str, at: usize) -> (Role, usize) {
    let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else {
        return (Role::Gap, 1);
    };
    let role = match letter {
        '\u{300}'..='\u{36f}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' => Role::Mark,
        letter if is_invisible(letter) => Role::Invisible,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' => {
            Role::Ideograph
        }
        '\u{20000}'..='\u{3ffff}' => Role::Ideograph,
        '…' | '。' | '！' | '？' | '\u{2028}' | '\u{2029}' | '\u{85}' => Role::Stop,
        _ if letter.is_alphanumeric() => Role::Letter,
        _ => Role::Gap,
    };
    (role, letter.len_utf8())
}

/// Soft hyphens, joiners, zero-width characters, those that turn the direction, variants of a sign.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// The highest bit of each byte that is ASCII and neither letter nor digit; of eight bytes at a time, without a branch.
#[inline]
const fn signs(bytes: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // Of seven bits, so that nothing is carried into the next byte: `at_least(x, c)` has the highest bit where x >= c.
    const fn at_least(bytes: u64, least: u8) -> u64 {
        bytes + (0x80 - least as u64) * ONES
    }
    let low = bytes & !HIGH;
    let small = low | (0x20 * ONES);
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    !(letter | digit | bytes) & HIGH
}

/// Whether an ASCII or composed Vietnamese letter certainly begins at `at`.
#[inline]
fn begins_word(bytes: &[u8], at: usize) -> bool {
    let (Some(first), Some(second)) = (bytes.get(at), bytes.get(at + 1)) else {
        return false;
    };
    let flags = FLAGS[usize::from(*first)];
    (flags & BEGIN != 0) & (flags & CONTRADICTS[usize::from(*second)] & (C3 | E1) == 0)
}

/// The words of `text` in order.
#[derive(Clone)]
pub(crate) struct Words<'a> {
    text: &'a str,
    at: usize,
}

/// The words of `text` in order.
pub(crate) const fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let breaks = self.skip_gap()?;
        let start = self.at;
        if self.run_through() {
            return Some(Word { start, end: self.at, breaks, dirty: false });
        }
        let (mut end, mut dirty, mut pending) = (self.at, false, false);
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match CLASSES[usize::from(*byte)] {
                Class::Letter => self.at += 1,
                Class::Lead => {
                    let (role, len) = role(self.text, self.at);
                    match role {
                        Role::Letter | Role::Mark => self.at += len,
                        Role::Invisible => {
                            self.at += len;
                            pending = true;
                            continue;
                        }
                        Role::Ideograph if self.at == start => {
                            self.at += len;
                            end = self.at;
                            break;
                        }
                        Role::Ideograph | Role::Stop | Role::Gap => break,
                    }
                }
                Class::Gap | Class::Stop | Class::Line => break,
            }
            end = self.at;
            dirty |= pending;
        }
        Some(Word { start, end, breaks, dirty })
    }
}

impl Words<'_> {
    /// What stands behind the one space that is next, up to the next ASCII character that is neither letter nor digit, if it
    /// has 1 to 16 bytes. If the same bytes were one word elsewhere, and no invisible character among them, they are here.
    #[inline]
    pub(crate) fn behind_space(&self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        if bytes.get(self.at) != Some(&b' ') {
            return None;
        }
        let len = match signs(load(bytes, start)) {
            0 => match signs(load(bytes, start + 8)) {
                0 => return (start + 16 == bytes.len()).then_some(start..start + 16),
                signs => 8 + signs.trailing_zeros() / 8,
            },
            signs => signs.trailing_zeros() / 8,
        };
        (len > 0).then_some(start..start + len as usize)
    }

    /// Goes on at byte `at`, where a word ended.
    #[inline]
    pub(crate) const fn go_on_at(&mut self, at: usize) {
        self.at = at;
    }

    /// Moves through ASCII and Vietnamese letters; `true` if the word is over, `false` if a character needs a closer look.
    ///
    /// No step waits for the one before, and no branch depends on which letter it is.
    #[inline]
    fn run_through(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let (mut at, mut before, mut doubt) = (self.at, 0, 0);
        let stop = loop {
            let Some(byte) = bytes.get(at) else { break 0 };
            let flags = FLAGS[usize::from(*byte)];
            if flags & INSIDE == 0 {
                break *byte;
            }
            doubt |= before & CONTRADICTS[usize::from(*byte)];
            before = flags;
            at += 1;
        };
        if doubt != 0 {
            return false;
        }
        self.at = at;
        stop < 0x80
    }

    /// Moves to the next word and says whether a sentence ended on the way. `None` at the end of the text.
    #[inline]
    fn skip_gap(&mut self) -> Option<bool> {
        let mut breaks = false;
        let bytes = self.text.as_bytes();
        // Nearly always: one space, then a letter.
        if bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
            if begins_word(bytes, self.at) {
                return Some(false);
            }
        }
        loop {
            match CLASSES[usize::from(*bytes.get(self.at)?)] {
                Class::Letter => return Some(breaks),
                Class::Gap => self.at += 1,
                Class::Line => {
                    breaks = true;
                    self.at += 1;
                }
                Class::Stop => {
                    self.at += 1;
                    breaks |= bytes.get(self.at).is_none_or(|next| {
                        !matches!(CLASSES[usize::from(*next)], Class::Letter) && !is_continuation(*next) && *next < 0xc0
                    });
                }
                Class::Lead => match role(self.text, self.at) {
                    (Role::Letter | Role::Ideograph, _) => return Some(breaks),
                    (Role::Stop, len) => {
                        breaks = true;
                        self.at += len;
                    }
                    (Role::Mark | Role::Invisible | Role::Gap, len) => self.at += len,
                },
            }
        }
    }
}

#[cfg(test)]
mod tests;
