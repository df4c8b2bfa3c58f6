//! How a line is written before compression: two bytes for a frequent syllable, one for a letter.
//!
//! UTF-8 spends two or three bytes on every Vietnamese letter with a mark, and an article is too short for a compressor to
//! learn that text consists of syllables. Written this way a line is half as long before zstd sees it, which makes the
//! result smaller than a much slower level would (`docs/adr/0010-syllables-before-compression.md`, `docs/measurements.md`).
//!
//! Bytes of the coded form:
//!
//! | bytes | meaning |
//! |---|---|
//! | 0x01, UTF-8 of a character | any character that has no other form |
//! | 0x02 to 0x1d, any byte | the syllable of this number ([`syllables`]); between two such pairs stands one space |
//! | 0x00, 0x1e to 0x7f | this ASCII character |
//! | 0x80 to 0xff | this letter ([`letters`]) |
//!
//! Invariant: `decode(encode(line)) == line` for every text, also by a later app: tables only grow at their ends. `codec` calls
//! both; `app4g-train-dictionary` trains on what [`encode`] gives.

mod letters;
mod syllables;

use syllables::{Syllables, Word};

/// Announces a character that has no byte of its own; JSON lines never hold it raw.
const ESCAPE: u8 = 0x01;

/// First bytes of the pair that is a syllable.
const PAIRS: std::ops::RangeInclusive<u8> = 0x02..=0x1d;

/// Whether a word may hold this character: an ASCII letter, or one of Vietnamese.
pub fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic() || letters::byte_of(character).is_some()
}

/// The coded form of a line.
pub fn encode(line: &str) -> Vec<u8> {
    let syllables = syllables::shipped();
    let mut coded = Coded { bytes: Vec::with_capacity(line.len()), pair_end: None };
    let mut word = Word::default();
    for character in line.chars() {
        let byte = match character {
            '\u{1}'..='\u{1d}' => None,
            '\0'..='\u{7f}' => Some(character as u8),
            _ => letters::byte_of(character),
        };
        if let Some(letter) = byte.filter(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80) {
            word.push(letter);
            coded.bytes.push(letter);
            continue;
        }
        coded.end_word(&mut word, syllables);
        match byte {
            Some(byte) => coded.bytes.push(byte),
            None => {
                coded.bytes.push(ESCAPE);
                coded.bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    coded.end_word(&mut word, syllables);
    coded.bytes
}

/// What was coded so far; the letters of the word that is being read stand at its end.
struct Coded {
    bytes: Vec<u8>,
    /// Where the last pair ended, if one was written.
    pair_end: Option<usize>,
}

impl Coded {
    /// Puts a pair in place of the letters of `word` if it has one, and leaves out the space between two pairs.
    fn end_word(&mut self, word: &mut Word, syllables: &Syllables) {
        let ended = std::mem::take(word);
        let Some(number) = syllables.number_of(ended) else { return };
        let start = self.bytes.len().saturating_sub(ended.letters());
        let space = self.pair_end.is_some_and(|end| self.bytes.get(end..start) == Some(b" "));
        self.bytes.truncate(start.saturating_sub(usize::from(space)));
        let [high, low] = number.to_be_bytes();
        self.bytes.extend([PAIRS.start() + high, low]);
        self.pair_end = Some(self.bytes.len());
    }
}

/// The line that was coded; `None` if none was, or none of at most `limit` bytes.
pub fn decode(coded: &[u8], limit: usize) -> Option<String> {
    let syllables = syllables::shipped();
    let mut line = String::with_capacity((coded.len() * 2).min(limit));
    let mut rest = coded;
    let mut after_pair = false;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let is_pair = PAIRS.contains(&byte);
        if is_pair {
            let (&low, tail) = rest.split_first()?;
            rest = tail;
            if after_pair {
                line.push(' ');
            }
            line.push_str(syllables.spelling(u16::from_be_bytes([byte - PAIRS.start(), low]))?);
        } else if byte == ESCAPE {
            let length = match rest.first()? {
                0x00..=0x7f => 1,
                0xc0..=0xdf => 2,
                0xe0..=0xef => 3,
                _ => 4,
            };
            line.push_str(std::str::from_utf8(rest.get(..length)?).ok()?);
            rest = rest.get(length..)?;
        } else {
            line.push(letters::letter_of(byte).unwrap_or(char::from(byte)));
        }
        after_pair = is_pair;
        if line.len() > limit {
            return None;
        }
    }
    Some(line)
}

#[cfg(test)]
mod tests;
