//! Key order is what folded look-up and prefixes rest on: all variants of a folded form, and nothing else, stand
//! together.

use proptest::prelude::*;

use super::*;
use crate::text::fold::{canonical, fold};

fn term(word: &str) -> Term {
    Term::spelt(word)
}

#[test]
fn a_vietnamese_syllable_costs_a_byte_for_each_marked_letter() {
    assert_eq!(term("tiếng").marks.len(), 1);
    assert_eq!(term("đường").marks.len(), 3);
    assert_eq!(term("cho").marks.len(), 0);
    assert_eq!(term("cộng").marks, [0x2b], "as docs/search.md has it");
    for letter in ["ậ", "ặ", "ệ", "ộ", "ợ", "ự", "ấ", "ẵ", "ể", "ỗ"] {
        assert_eq!(term(letter).marks.len(), 1, "{letter}");
    }
}

#[test]
fn all_variants_of_a_folded_form_stand_side_by_side_and_nothing_else_between() {
    let mut words = ["duong", "dương", "đường", "dưỡng", "duo", "duongs", "duonh", "đu", "zz"].map(term).to_vec();
    words.sort_by_key(Term::key);
    let range = variants("duong");
    let inside: Vec<_> = words.iter().filter(|word| range.contains(&word.key())).collect();
    assert_eq!(inside.len(), 4);
    assert!(inside.iter().all(|word| word.folded == "duong"));
}

#[test]
fn a_prefix_of_the_second_word_selects_its_pairs_only() {
    let pair = |a: &str, b: &str| term(a).key_with(&term(b));
    let range = pair_completions("chuyen", "gi");
    assert!(range.contains(&pair("chuyển", "giao")));
    assert!(range.contains(&pair("chuyên", "gi")));
    assert!(!range.contains(&pair("chuyển", "đổi")));
    assert!(!range.contains(&pair("chuyến", "g")));
    assert!(!range.contains(&pair("chuyene", "giao")));
}

proptest! {
    #[test]
    fn the_exact_form_comes_back_from_its_key(word in "[a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹüñçß]{1,12}") {
        let exact = canonical(&word);
        let term = Term::new(&exact, &fold(&exact));
        prop_assert_eq!(term.exact(), Some(exact));
        prop_assert_eq!(parse_syllable(&term.key()), Some(term.clone()));
        prop_assert_eq!(parse_pair(&term.key_with(&term)), Some((term.clone(), term)));
    }

    #[test]
    fn damaged_marks_never_panic(folded in "[a-z]{0,9}", marks: Vec<u8>) {
        let _ = Term { folded, marks }.exact();
    }
}
