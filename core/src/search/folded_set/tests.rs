//! It must never say no to a word that is looked for.

use proptest::prelude::*;

use super::*;
use crate::search::index::Term;
use crate::text::nfc;

fn set_of(words: &[&str]) -> FoldedSet {
    let mut set = FoldedSet::default();
    words.iter().for_each(|word| set.add(&Term::spelt(word).folded));
    set
}

#[test]
fn a_word_is_known_however_it_is_written() {
    let set = set_of(&["kỹ", "đường", "straße", "й"]);
    for word in ["kĩ", "KỸ", "ky", "đu\u{31b}o\u{300}ng", "du\u{ad}ong", "Đường", "STRASSE", "и\u{306}", "kỹ÷"]
    {
        assert!(set.may_have(word), "{word}");
    }
}

#[test]
fn most_other_words_are_passed_over() {
    let set = set_of(&["chuyển", "giao", "công", "nghệ", "sấy"]);
    let others = ["chuyen2", "giáo2", "dương", "cung", "nghe1", "say5", "của", "và", "trong", "được", "Đường", "chuye"];
    assert!(others.iter().filter(|word| set.may_have(word)).count() <= 1);
}

proptest! {
    #[test]
    fn no_word_that_is_looked_for_is_passed_over(word in "[a-zA-Zà-ỹĐđıſßæ0-9а-яё\u{300}-\u{323}\u{ad}一-丂]{1,60}") {
        let term = Term::spelt(&word);
        let mut set = FoldedSet::default();
        set.add(&term.folded);
        prop_assert!(set.may_have(&word), "{word} → {}", term.folded);
        prop_assert!(set.may_have(&nfc(&word)), "composed {word}");
    }
}
