//! Vietnamese order: a ă â b c d đ e ê …, then tone (ngang huyền hỏi ngã sắc nặng), then case; numbers by value.
//!
//! As in a Vietnamese dictionary each syllable is compared as a whole before the next one: first its letters, then its
//! tones; so all that begins with «ba» stands before «bà». Small letters stand before capitals, at the very end of the
//! comparison. Both tone placements are one (hòa = hoà); punctuation only separates words.
//!
//! Invariant: comparing keys bytewise gives the order; equal keys mean the same NFC text.

use super::fold::{Folded, fold_char};
use super::letter::{self, Case, Letter, Tone};
use super::nfc::nfc;
use super::syllable::{self, Syllable};
use super::words::words;

const END_OF_LETTERS: u8 = 1;
const END_OF_WORD: u8 = 2;
/// Tones take 3 to 8.
const FIRST_TONE: u8 = 3;
const NUMBER: u8 = 0x10;
/// Letters take 0x20 to 0x40.
const FIRST_LETTER: u8 = 0x20;
const OTHER_SCRIPT: u8 = 0xf0;

const WORDS_OF_BEGINNING: usize = 2;

/// The sort key of `text`, to be compared bytewise. About three times as long as the text; one or two allocations.
pub fn key(text: &str) -> Vec<u8> {
    let text = nfc(text);
    let mut key = Vec::with_capacity(text.len() * 3 + 4);
    for word in words(&text) {
        push_word(word.text, &mut key);
        key.push(END_OF_WORD);
    }
    key.push(0);
    key.extend(text.chars().filter_map(letter::of).map(|glyph| match glyph.case {
        Case::Lower => 1,
        Case::Upper => 2,
    }));
    // What is still equal differs in punctuation, tone placement or foreign marks: any fixed order will do.
    key.push(0);
    key.extend_from_slice(text.as_bytes());
    key
}

/// What the key of `text` begins with, from its first words only: enough to see of most texts that they stand further down.
pub fn beginning(text: &str) -> Vec<u8> {
    let text = nfc(text);
    let mut key = Vec::with_capacity(32);
    for word in words(&text).take(WORDS_OF_BEGINNING) {
        push_word(word.text, &mut key);
        key.push(END_OF_WORD);
    }
    key
}

/// Letters and numbers of one word, then its tones.
fn push_word(word: &str, key: &mut Vec<u8>) {
    let tone_of_syllable = syllable::parse(word).as_ref().map(Syllable::tone);
    let mut tones: Vec<u8> = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let Some((digits, tail)) = rest.split_at_checked(end) else { break };
            push_number(digits, key);
            rest = tail;
            continue;
        }
        push_letter(c, key, &mut tones);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    key.push(END_OF_LETTERS);
    match tone_of_syllable {
        Some(tone) => key.push(FIRST_TONE + tone.rank()),
        None => key.append(&mut tones),
    }
}

fn push_letter(c: char, key: &mut Vec<u8>, tones: &mut Vec<u8>) {
    let mut push = |letter: Letter, tone: Tone| {
        key.push(FIRST_LETTER + letter.rank());
        tones.push(FIRST_TONE + tone.rank());
    };
    match letter::of(c) {
        Some(glyph) => push(glyph.letter, glyph.tone),
        // ç sorts as c, ß as ss; Greek and Cyrillic behind, by code point.
        None => match fold_char(c) {
            Folded::Char(base) => match Letter::from_char(base) {
                Some(letter) => push(letter, Tone::Ngang),
                None => {
                    key.push(OTHER_SCRIPT);
                    key.extend_from_slice(base.encode_utf8(&mut [0; 4]).as_bytes());
                }
            },
            Folded::Pair(pair) => {
                pair.chars().filter_map(Letter::from_char).for_each(|letter| push(letter, Tone::Ngang))
            }
            Folded::Nothing => {}
        },
    }
}

/// By value: first how many digits, then the digits. Leading zeros do not count.
fn push_number(digits: &str, key: &mut Vec<u8>) {
    let digits = digits.trim_start_matches('0');
    key.push(NUMBER);
    key.push(u8::try_from(digits.len()).unwrap_or(u8::MAX));
    key.extend_from_slice(digits.as_bytes());
}

#[cfg(test)]
mod tests;
