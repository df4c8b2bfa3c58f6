//! One word has one number for the life of a lexicon, however it is spelt.

use super::*;
use crate::search::index::key::parse_syllable;
use crate::search::tokenizer::words;

fn numbers(lexicon: &mut Lexicon, text: &str) -> Vec<u32> {
    words(text).map(|word| lexicon.number(text, word)).collect()
}

#[test]
fn every_spelling_of_a_word_gets_the_same_number() {
    let mut lexicon = Lexicon::new();
    let got = numbers(&mut lexicon, "Việt VIỆT việt Vi\u{ad}ệt Vie\u{323}\u{302}t hoà hòa kỹ kĩ");
    assert_eq!(got, [0, 0, 0, 0, 0, 1, 1, 2, 2]);
}

#[test]
fn variants_of_a_folded_form_have_numbers_of_their_own() {
    let mut lexicon = Lexicon::new();
    assert_eq!(numbers(&mut lexicon, "đường dương duong đuong Dương cửa"), [0, 1, 2, 3, 1, 4]);
}

#[test]
fn long_words_and_many_words_keep_their_numbers() {
    let mut lexicon = Lexicon::new();
    let text: String = (0..40_000).map(|n| format!("w{n} {} ", "x".repeat(n % 40 + 1))).collect();
    let first = numbers(&mut lexicon, &text);
    assert_eq!(first, numbers(&mut lexicon, &text));
    for (word, number) in words(&text).zip(first) {
        let shown = text.get(word.range()).unwrap();
        assert_eq!(parse_syllable(lexicon.key(number)).unwrap().folded, shown.get(..shown.len().min(40)).unwrap());
    }
}
