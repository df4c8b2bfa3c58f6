//! What is a word, where sentences part words, and that composed and decomposed text have the same ones.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

fn list(text: &str) -> Vec<&str> {
    words(text).map(|word| text.get(word.range()).unwrap()).collect()
}

#[test]
fn words_are_letters_digits_and_their_marks() {
    assert_eq!(
        list("Sở KH&CN: 12 đề tài (mã «ĐT-07») – đạt 98,5%…"),
        ["Sở", "KH", "CN", "12", "đề", "tài", "mã", "ĐT", "07", "đạt", "98", "5"]
    );
}

#[test]
fn decomposed_text_has_the_same_words() {
    let text = "Phòng thí nghiệm mở cửa";
    let nfd: String = text.nfd().collect();
    let back: Vec<String> = list(&nfd).into_iter().map(|word| word.nfc().collect()).collect();
    assert_eq!(back, list(text));
}

#[test]
fn a_sentence_end_separates_words_but_a_point_in_a_number_does_not() {
    let breaks = |text: &str| words(text).map(|word| word.breaks).collect::<Vec<_>>();
    assert_eq!(breaks("tăng. Giảm"), [false, true]);
    assert_eq!(breaks("1.200 hộ"), [false, false, false]);
    assert_eq!(breaks("dòng một\ndòng hai"), [false, false, true, false]);
    assert_eq!(breaks("nhanh, gọn"), [false, false]);
    assert_eq!(breaks("rồi…sau"), [false, true]);
}

#[test]
fn invisible_characters_do_not_cut_a_word() {
    let text = "công\u{200b}nghệ Vi\u{ad}ệt\u{200b} \u{202e}nam";
    assert_eq!(list(text), ["công\u{200b}nghệ", "Vi\u{ad}ệt", "nam"]);
    assert_eq!(words(text).map(|word| word.dirty).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn each_ideograph_is_a_word() {
    assert_eq!(list("bản 日本x"), ["bản", "日", "本", "x"]);
}

proptest! {
    #[test]
    fn words_lie_on_character_boundaries_in_order(text: String) {
        let mut after = 0;
        for word in words(&text) {
            prop_assert!(word.start >= after && word.end > word.start);
            prop_assert!(text.get(word.range()).is_some());
            after = word.end;
        }
    }
}

#[test]
fn eight_bytes_at_once_are_told_apart_as_one_by_one() {
    for byte in 0..=u8::MAX {
        let sign = byte.is_ascii() && !byte.is_ascii_alphanumeric();
        for (place, neighbour) in
            (0..8).flat_map(|place| [0, b' ', b'@', b'[', b'a', b'z', 0x7f, 0x80, 0xff].map(|n| (place, n)))
        {
            let mut bytes = [neighbour; 8];
            bytes[place] = byte;
            assert_eq!(signs(u64::from_le_bytes(bytes)).to_le_bytes()[place] == 0x80, sign, "{byte:#x} in {bytes:x?}");
        }
    }
}

proptest! {
    #[test]
    fn bytes_that_were_a_word_are_one_behind_a_space(
        text in "(\\PC|[ .,\n]|漢|ngh|iệng|\u{301}|\u{200b}|“|…){0,12}",
        more in "(\\PC|[ .,\n]|漢|ngh|iệng|\u{301}|\u{200b}|“|…){0,12}",
    ) {
        // Every word of `text` is known; those of `more` are found with and without that knowledge.
        let text = format!("{text} {more}");
        let bytes = |range| text.as_bytes().get::<std::ops::Range<usize>>(range).unwrap();
        let known: Vec<&[u8]> = words(&text).filter(|word| !word.dirty).map(|word| bytes(word.range())).collect();
        let (mut with, mut found) = (words(&text), Vec::new());
        loop {
            if let Some(range) = with.behind_space().filter(|range| known.contains(&bytes(range.clone()))) {
                with.go_on_at(range.end);
                found.push((range, false));
            } else {
                let Some(word) = with.next() else { break };
                found.push((word.range(), word.breaks));
            }
        }
        prop_assert_eq!(found, words(&text).map(|word| (word.range(), word.breaks)).collect::<Vec<_>>());
    }
}
