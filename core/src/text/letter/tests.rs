//! The table against Unicode's own idea of case and decomposition.
use super::*;
use unicode_normalization::UnicodeNormalization;

/// Every glyph there is: 33 letters, vowels in six tones, two cases.
pub(crate) fn every_glyph() -> Vec<Glyph> {
    let mut all = Vec::new();
    for letter in (0..33).map(Letter) {
        for tone in Tone::ALL.into_iter().take(if letter.is_vowel() { 6 } else { 1 }) {
            for case in [Case::Lower, Case::Upper] {
                all.push(Glyph { letter, tone, case });
            }
        }
    }
    all
}

#[test]
fn every_glyph_comes_back_from_its_character() {
    let all = every_glyph();
    assert_eq!(all.len(), 2 * (12 * 6 + 21));
    for glyph in all {
        assert_eq!(of(glyph.to_char()), Some(glyph), "{:?}", glyph.to_char());
    }
}

#[test]
fn no_other_character_is_a_letter() {
    let known: Vec<char> = every_glyph().into_iter().map(Glyph::to_char).collect();
    for c in (0..0x3000).filter_map(char::from_u32).filter(|c| !known.contains(c)) {
        assert_eq!(of(c), None, "{c:?}");
    }
}

#[test]
fn case_and_tone_agree_with_unicode() {
    let marks = ['\0', '\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
    for glyph in every_glyph() {
        let c = glyph.to_char();
        assert!(c.to_lowercase().eq([Glyph { case: Case::Lower, ..glyph }.to_char()]), "{c}");
        let mark = marks[usize::from(glyph.tone.rank())];
        let has_mark = c.nfd().any(|part| part == mark);
        assert_eq!(has_mark, glyph.tone != Tone::Ngang, "{c}");
    }
}

#[test]
fn the_alphabet_is_in_dictionary_order() {
    assert!(Letter::from_char('d') < Letter::from_char('Đ'));
    assert!(Letter::from_char('ơ') < Letter::from_char('p'));
    assert_eq!(Letter::from_char('á'), None, "á is a letter with a tone");
    assert_eq!([Letter::A, Letter::I, Letter::Q, Letter::Y].map(Letter::to_char), ['a', 'i', 'q', 'y']);
}
