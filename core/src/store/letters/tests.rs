//! Any text comes back as it was packed, any bytes give a text or nothing, and Vietnamese takes a byte a letter.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn every_text_comes_back(line in any::<String>()) {
        prop_assert_eq!(decode(&encode(&line)), Some(line));
    }

    #[test]
    fn noise_gives_a_text_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
    }
}

#[test]
fn vietnamese_takes_one_byte_a_letter() {
    let line = "Ủy ban nhân dân phường Đông Ngạc đề nghị người dân giữ vệ sinh";
    assert_eq!(encode(line).len(), line.chars().count());
}

#[test]
fn no_letter_stands_twice_in_the_table() {
    let distinct: std::collections::BTreeSet<_> = LETTERS.iter().collect();
    assert_eq!(distinct.len(), LETTERS.len());
}

#[test]
fn an_escape_that_is_cut_off_is_no_line() {
    assert_eq!(decode(&[b'a', ESCAPE]), None);
    assert_eq!(decode(&[ESCAPE, 0xe2, 0x80]), None);
}
