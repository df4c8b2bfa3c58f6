//! Words one slip of a finger away: a letter left out, doubled in, replaced, or two exchanged (Damerau 1964).
//!
//! Vietnamese has few syllables, so of some two hundred such words only those of Vietnamese shape are worth a look. Names from
//! elsewhere have any shape.

use std::collections::BTreeSet;

/// Letters a folded word is made of; f, j, w and z occur in no Vietnamese syllable.
const LETTERS: &[u8] = b"abcdeghiklmnopqrstuvxy";

/// Consonants a syllable begins with. `gi` and `qu` count as consonants, but to tell a shape their vowel may stand apart.
const INITIALS: [&[u8]; 26] = [
    b"", b"b", b"c", b"ch", b"d", b"g", b"gh", b"h", b"k", b"kh", b"l", b"m", b"n", b"ng", b"ngh", b"nh", b"p", b"ph",
    b"q", b"r", b"s", b"t", b"th", b"tr", b"v", b"x",
];
const FINALS: [&[u8]; 9] = [b"", b"c", b"ch", b"m", b"n", b"ng", b"nh", b"p", b"t"];

/// Folded words of Vietnamese shape at one edit from `folded`, without `folded` itself, sorted. None if it has other letters
/// than a to z.
pub(super) fn one_edit(folded: &str) -> Vec<String> {
    edits(folded, folded.len() + 1, LETTERS, has_shape)
}

/// Words of any shape at one edit from `folded` within its first `head` letters, sorted; those whose edit comes later begin
/// with these letters.
pub(super) fn edits_of_head(folded: &str, head: usize) -> Vec<String> {
    edits(folded, head, b"abcdefghijklmnopqrstuvwxyz", |_| true)
}

/// Edits at the first `places` places that `keep` lets through.
fn edits(folded: &str, places: usize, alphabet: &[u8], keep: impl Fn(&[u8]) -> bool) -> Vec<String> {
    let letters = folded.as_bytes();
    if !letters.iter().all(u8::is_ascii_lowercase) {
        return Vec::new();
    }
    let mut edited = BTreeSet::new();
    // Some two hundred are tried and most dropped, so they are put together in one place.
    let mut word: Vec<u8> = Vec::with_capacity(letters.len() + 1);
    let mut add = |pieces: [&[u8]; 3]| {
        word.clear();
        pieces.iter().for_each(|piece| word.extend_from_slice(piece));
        if word != letters && keep(&word) {
            edited.extend(std::str::from_utf8(&word).ok().map(str::to_owned));
        }
    };
    for at in (0..=letters.len()).take(places) {
        let (before, after) = letters.split_at(at);
        for letter in alphabet {
            add([before, &[*letter], after]);
        }
        let Some((first, rest)) = after.split_first() else { continue };
        add([before, rest, b""]);
        for letter in alphabet {
            add([before, &[*letter], rest]);
        }
        if let Some((second, tail)) = rest.split_first() {
            add([before, &[*second, *first], tail]);
        }
    }
    edited.into_iter().collect()
}

/// Whether a folded word is an initial, one to three vowels and a final.
fn has_shape(word: &[u8]) -> bool {
    let is_vowel = |letter: &u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let (initial, rhyme) = word.split_at(word.iter().take_while(|letter| !is_vowel(letter)).count());
    let vowels = rhyme.iter().take_while(|letter| is_vowel(letter)).count();
    let most = if word.starts_with(b"gi") || word.starts_with(b"qu") { 4 } else { 3 };
    (1..=most).contains(&vowels)
        && INITIALS.contains(&initial)
        && rhyme.get(vowels..).is_some_and(|ending| FINALS.contains(&ending))
}

/// Whether one edit turns `typed` into `meant`, marked letters counting as other letters.
pub(super) fn is_one_edit(typed: &str, meant: &str) -> bool {
    // More than one letter of four bytes.
    if typed.len().abs_diff(meant.len()) > 4 {
        return false;
    }
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let same = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (a, b) = (typed.get(same..).unwrap_or_default(), meant.get(same..).unwrap_or_default());
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(..a.len() - tail).unwrap_or_default(), b.get(..b.len() - tail).unwrap_or_default());
    match (a, b) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([x, y], [z, w]) => x == w && y == z,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slips_of_the_finger_lead_to_what_was_meant() {
        for (typed, meant) in [("nge", "nghe"), ("cogn", "cong"), ("cing", "cong"), ("coong", "cong"), ("vaii", "vai")]
        {
            assert!(one_edit(typed).iter().any(|word| word == meant), "{typed}");
        }
    }

    #[test]
    fn a_shape_is_an_initial_vowels_and_a_final() {
        for word in ["a", "nghe", "nghieng", "gi", "gia", "gieo", "giuoi", "qua", "quyen", "quyet", "xoong", "uyen"] {
            assert!(has_shape(word.as_bytes()), "{word}");
        }
        for word in ["", "ng", "wifi", "blog", "covid", "nghieoum", "aeiou", "giuoiu", "hoas", "trs", "ngan2"] {
            assert!(!has_shape(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn what_has_no_vietnamese_shape_is_left_out() {
        let words = one_edit("cong");
        assert!(!words.iter().any(|word| word == "cong" || word == "cmng" || word == "cog"), "{words:?}");
        assert!(words.len() < 60, "{}", words.len());
        assert!(one_edit("đường").is_empty() && one_edit("a1").is_empty());
    }

    #[test]
    fn marked_letters_are_letters_of_their_own() {
        assert!(is_one_edit("nhệ", "nghệ") && is_one_edit("cng", "công") && is_one_edit("cnôg", "công"));
        assert!(!is_one_edit("nghe", "nghệt") && !is_one_edit("công", "công") && !is_one_edit("cong", "đường"));
    }

    #[test]
    fn a_name_has_any_shape_and_an_edit_of_its_head_may_touch_the_first_letters_only() {
        let words = edits_of_head("thannos", 3);
        assert!(words.iter().any(|word| word == "hannos") && words.iter().any(|word| word == "thxannos"));
        assert!(!words.iter().any(|word| word == "thanos"), "its edit is found among the words that begin with tha");
        assert!(is_one_edit("thannos", "thanos"));
    }

    proptest! {
        #[test]
        fn every_edit_is_one_edit(word in "[a-y]{1,6}") {
            for edited in one_edit(&word) {
                prop_assert!(is_one_edit(&word, &edited), "{} {}", word, edited);
            }
        }
    }
}
