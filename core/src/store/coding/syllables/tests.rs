//! The shipped table holds what it may hold, and every entry finds its way back.

use super::*;

fn word(text: &str) -> Word {
    let mut word = Word::default();
    text.chars().for_each(|letter| word.push(letters::byte_of(letter).unwrap_or(letter as u8)));
    word
}

#[test]
fn every_syllable_finds_its_number_and_back() {
    let table = shipped();
    for (number, spelling) in (0..).zip(SPELLINGS.lines()) {
        assert_eq!(table.number_of(word(spelling)), Some(number), "{spelling}");
        assert_eq!(table.spelling(number), Some(spelling));
    }
}

#[test]
fn the_table_fits_its_pairs_and_holds_words_of_letters_only() {
    assert!(shipped().spellings.len() <= super::super::PAIRS.count() * 256);
    for spelling in SPELLINGS.lines() {
        assert!((2..=LONGEST).contains(&spelling.chars().count()), "{spelling}");
        assert!(spelling.chars().all(|c| c.is_ascii_alphabetic() || letters::byte_of(c).is_some()), "{spelling}");
    }
}

#[test]
fn a_word_that_is_absent_or_too_long_has_no_number() {
    assert_eq!(shipped().number_of(word("qzxw")), None);
    assert_eq!(shipped().number_of(word("a")), None);
    assert_eq!(shipped().number_of(word("nghiêngngả")), None);
    assert_eq!(shipped().number_of(Word::default()), None);
}
