//! The laws of both keys over all vowels, tones, placements, cases and compositions, and what must stay apart.
use super::*;
use crate::text::letter::Tone;
use crate::text::syllable::{self, every_rhyme};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const INITIALS: [&str; 12] = ["", "b", "đ", "k", "c", "ngh", "ng", "qu", "gi", "g", "th", "tr"];

/// Every syllable of some initials and all rhymes, in each tone, with the mark on each vowel in turn.
fn every_spelling() -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for base in INITIALS.iter().flat_map(|initial| every_rhyme().map(move |rhyme| format!("{initial}{rhyme}"))) {
        if syllable::parse(&base).is_none() {
            continue;
        }
        for tone in Tone::ALL {
            let letters: Vec<_> = base.chars().filter_map(crate::text::letter::Letter::from_char).collect();
            let spellings: Vec<String> = (0..letters.len())
                .filter(|&at| letters[at].is_vowel())
                .map(|marked| {
                    let tone_of = |at| if at == marked { tone } else { Tone::Ngang };
                    letters.iter().enumerate().map(|(at, letter)| letter.with_tone(tone_of(at))).collect()
                })
                .collect();
            all.push((base.clone(), spellings));
        }
    }
    all
}

#[test]
fn every_placement_composition_and_case_of_a_syllable_has_one_canonical_form() {
    let all = every_spelling();
    assert!(all.len() > 4000, "{}", all.len());
    for (base, spellings) in all {
        let expected = canonical(&spellings[0]);
        for spelling in spellings {
            let upper = spelling.to_uppercase();
            let forms = [spelling.nfd().collect(), upper.nfd().collect(), upper, spelling];
            for form in forms {
                assert_eq!(canonical(&form), expected, "{form:?}");
                assert_eq!(fold(&form), fold(&base), "{form:?}");
                assert_eq!(fold(&expected).replace('y', "i"), fold(&form).replace('y', "i"));
            }
        }
        assert_eq!(canonical(&expected), expected);
    }
}

#[test]
fn different_tones_stay_different_in_the_exact_key() {
    for base in ["hoa", "thuy", "quy", "gia", "duong", "đương", "khuyên", "ky"] {
        let forms: std::collections::BTreeSet<_> = every_spelling()
            .into_iter()
            .filter(|(candidate, _)| candidate == base)
            .map(|(_, spellings)| canonical(&spellings[0]))
            .collect();
        assert!(forms.is_empty() || forms.len() == 6, "{base}: {forms:?}");
    }
    assert_ne!(canonical("đường"), canonical("dương"));
    assert_ne!(canonical("đường"), canonical("đương"));
    assert_ne!(canonical("ma"), canonical("mă"));
    assert_eq!(fold("đường"), fold("dương"));
}

#[test]
fn unmarked_words_meet_over_i_and_y_too() {
    for (one, other) in [("ky", "ki"), ("Qui", "quy"), ("quit", "QUYT"), ("công ty", "công ti")] {
        assert_eq!(canonical(one), canonical(other));
    }
    for (one, other) in [("tay", "tai"), ("thuy", "thui"), ("y", "i"), ("Sky", "Ski")] {
        assert_ne!(canonical(one), canonical(other));
    }
}

#[test]
fn words_of_other_languages_keep_their_marks_in_the_exact_key_and_lose_them_in_the_folded_one() {
    for (word, exact, folded) in [
        ("Œuvre", "œuvre", "oeuvre"),
        ("Straße", "straße", "strasse"),
        ("ŁÓDŹ", "łódź", "lodz"),
        ("Ångström", "ångström", "angstrom"),
        ("İzmir", "i̇zmir", "izmir"),
        ("Þór", "þór", "thor"),
        ("ΑΘΉΝΑΣ", "αθήνασ", "αθηνασ"),
        ("Край", "край", "краи"),
        ("naïve", "naïve", "naive"),
        ("한국", "한국", "한국"),
    ] {
        let expected = if word == "İzmir" { "izmir" } else { exact };
        assert_eq!(canonical(word), expected, "{word}");
        assert_eq!(fold(word), folded, "{word}");
    }
}

#[test]
fn spaces_digits_and_punctuation_are_kept() {
    assert_eq!(fold("Số 128/KH-UBND, 14/03/2024"), "so 128/kh-ubnd, 14/03/2024");
    assert_eq!(canonical("Số 128/KH-UBND: HÒA Bình"), "số 128/kh-ubnd: hoà bình");
}

#[test]
fn invisible_characters_do_not_split_a_word() {
    assert_eq!(canonical("đ\u{ad}ường\u{feff}"), "đường");
    assert_eq!(fold("đ\u{ad}ườ\u{200d}ng"), "duong");
}

#[test]
fn the_append_variants_leave_what_is_there() {
    let mut exact = String::from("a ");
    let mut folded = String::from("b ");
    forms_into("Kỹ", &mut exact, &mut folded);
    forms_into("THỦY", &mut exact, &mut folded);
    fold_into("ア", &mut folded);
    assert_eq!((exact.as_str(), folded.as_str()), ("a kĩthuỷ", "b kithuyア"));
}

#[test]
fn the_table_agrees_with_unicode() {
    for c in (0xc0..0x250).chain(0x1e00..0x1f00).filter_map(char::from_u32) {
        let mut parts = c.nfd();
        let base = parts.next().unwrap();
        let has_accents = parts.all(is_accent) && c.nfd().count() > 1;
        if has_accents && base.is_ascii_alphabetic() {
            assert_eq!(fold_char(c), Folded::Char(base.to_ascii_lowercase()), "{c}");
        }
        let folded = fold(&c.to_string());
        assert_eq!(fold(&folded), folded, "{c}");
        assert_eq!(fold(&c.to_lowercase().to_string()), folded, "{c} and its small letter");
    }
}

#[test]
fn no_character_folds_differently_when_folded_again() {
    for c in (0..0x3_0000).filter_map(char::from_u32) {
        let text = c.to_string();
        assert_eq!(fold(&fold(&text)), fold(&text), "{c:?}");
        assert_eq!(canonical(&canonical(&text)), canonical(&text), "{c:?}");
    }
}

proptest! {
    #[test]
    fn folding_is_idempotent_and_blind_to_composition(text in "\\PC{0,24}|[a-zà-ỹA-Z \u{300}-\u{323}\u{1100}-\u{11ff}かが\u{3099}]{0,24}") {
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
        prop_assert_eq!(&fold(&text.nfd().collect::<String>()), &folded);
        prop_assert_eq!(&fold(&text.nfc().collect::<String>()), &folded);
    }

    #[test]
    fn the_exact_key_is_idempotent_and_blind_to_composition(text in "\\PC{0,24}|[a-zà-ỹA-Z \u{300}-\u{323}\u{1100}-\u{11ff}かが\u{3099}]{0,24}") {
        let exact = canonical(&text);
        prop_assert_eq!(&canonical(&exact), &exact);
        prop_assert_eq!(&canonical(&text.nfd().collect::<String>()), &exact);
        prop_assert_eq!(fold(&exact).replace('y', "i"), fold(&text).replace('y', "i"));
    }
}
