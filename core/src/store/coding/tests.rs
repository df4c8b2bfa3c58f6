//! Any text comes back as it was coded, any bytes give a text or nothing, and Vietnamese gets short.

use proptest::prelude::*;

use super::*;

const LIMIT: usize = 1 << 20;

/// Text of syllables, spaces and everything that stands between them.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("công"),
        Just("nghệ"),
        Just("Sở"),
        Just("và"),
        Just(" "),
        Just("  "),
        Just(". "),
        Just("<p>"),
        Just("\n"),
        Just("-"),
        Just("qzx"),
        Just("\u{1}"),
        Just("\u{2}"),
        Just("\u{1e}"),
        Just("ö"),
        Just("е"),
        Just("𝛼"),
        Just("1"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_text_comes_back(line in any::<String>()) {
        prop_assert_eq!(decode(&encode(&line), LIMIT), Some(line));
    }

    #[test]
    fn syllables_come_back_with_exactly_the_spaces_they_had(line in prose()) {
        prop_assert_eq!(decode(&encode(&line), LIMIT), Some(line));
    }

    #[test]
    fn noise_gives_a_text_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes, LIMIT);
    }
}

#[test]
fn a_frequent_syllable_takes_two_bytes_and_its_space_none() {
    assert_eq!(encode("khoa học và công nghệ").len(), 10);
    assert_eq!(encode("khoa  học").len(), 6);
    assert_eq!(encode("khoa, học").len(), 6);
}

#[test]
fn what_has_no_number_takes_a_byte_a_letter() {
    assert_eq!(encode("Qzỹựđ").len(), 5);
}

#[test]
fn a_form_that_is_cut_off_is_no_line() {
    assert_eq!(decode(&[b'a', ESCAPE], LIMIT), None);
    assert_eq!(decode(&[ESCAPE, 0xe2, 0x80], LIMIT), None);
    assert_eq!(decode(&[*PAIRS.start()], LIMIT), None);
}

#[test]
fn a_syllable_this_app_does_not_know_is_no_line() {
    assert_eq!(decode(&[*PAIRS.end(), 0xff], LIMIT), None);
}

#[test]
fn a_short_form_of_a_huge_text_is_refused() {
    assert_eq!(decode(&[*PAIRS.start(), 0].repeat(1000), 500), None);
}
