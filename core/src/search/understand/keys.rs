//! What the keys of Telex or VNI spell when no input method turned them into letters: `chuyeern` and `chuye6n3` are `chuyển`.
//!
//! A second guess only: the word must come out as a Vietnamese syllable, and the index must have it.

use crate::text::nfc;
use crate::text::syllable::{self, is_syllable};

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';
const HAT: char = '\u{302}';
const BREVE: char = '\u{306}';
const HORN: char = '\u{31b}';

/// The syllable that these keys (small ASCII letters and digits) spell in Telex, else in VNI; `None` if they spell none, or
/// nothing but themselves.
pub(super) fn spelt(keys: &str) -> Option<String> {
    if !keys.is_ascii() || keys.len() < 2 || keys.len() > 2 * syllable::MAX_LETTERS {
        return None;
    }
    [telex(keys), vni(keys)].into_iter().flatten().find(|word| word != keys && is_syllable(word))
}

fn telex(keys: &str) -> Option<String> {
    let mut word = Word::default();
    let mut before = None;
    for key in keys.chars() {
        let doubled = before == Some(key);
        match key {
            'a' | 'e' | 'o' if doubled => word.mark(key, HAT)?,
            'd' if doubled => word.stroke()?,
            // At the end of the syllable as well: `chuyene`, `dangd`.
            'a' | 'e' | 'o' if word.has(key) && !word.ends_in_vowel() => word.mark(key, HAT)?,
            'd' if word.begins_with_d() => word.stroke()?,
            'w' => word.horn_or_breve()?,
            's' if word.has_vowel() => word.tone(ACUTE)?,
            'f' if word.has_vowel() => word.tone(GRAVE)?,
            'r' if word.has_vowel() => word.tone(HOOK)?,
            'x' if word.has_vowel() => word.tone(TILDE)?,
            'j' if word.has_vowel() => word.tone(DOT)?,
            'a'..='z' => word.letters.push((key, None)),
            _ => return None,
        }
        before = (!doubled).then_some(key);
    }
    word.spelt()
}

fn vni(keys: &str) -> Option<String> {
    let mut word = Word::default();
    for key in keys.chars() {
        match key {
            '1' => word.tone(ACUTE)?,
            '2' => word.tone(GRAVE)?,
            '3' => word.tone(HOOK)?,
            '4' => word.tone(TILDE)?,
            '5' => word.tone(DOT)?,
            '6' => ['a', 'e', 'o'].into_iter().find_map(|vowel| word.mark(vowel, HAT))?,
            '7' => word.horns()?,
            '8' => word.mark('a', BREVE)?,
            '9' => word.stroke()?,
            'a'..='z' => word.letters.push((key, None)),
            _ => return None,
        }
    }
    word.spelt()
}

/// Letters with the mark of their quality, and one tone for all.
#[derive(Default)]
struct Word {
    letters: Vec<(char, Option<char>)>,
    tone: Option<char>,
}

impl Word {
    fn has_vowel(&self) -> bool {
        self.letters.iter().any(|(letter, _)| is_vowel(*letter))
    }

    fn ends_in_vowel(&self) -> bool {
        self.letters.last().is_some_and(|(letter, _)| is_vowel(*letter))
    }

    fn has(&self, vowel: char) -> bool {
        self.letters.contains(&(vowel, None))
    }

    fn begins_with_d(&self) -> bool {
        self.letters.first() == Some(&('d', None)) && self.has_vowel()
    }

    /// Puts a mark on the last such letter without one.
    fn mark(&mut self, letter: char, mark: char) -> Option<()> {
        let place = self.letters.iter_mut().rev().find(|(there, marked)| *there == letter && marked.is_none())?;
        place.1 = Some(mark);
        Some(())
    }

    fn stroke(&mut self) -> Option<()> {
        let first = self.letters.iter_mut().find(|(letter, _)| *letter == 'd')?;
        first.0 = 'đ';
        Some(())
    }

    /// Horns on `uo`, else on the last u or o.
    fn horns(&mut self) -> Option<()> {
        let both = self.letters.windows(2).position(|pair| matches!(pair, [('u', None), ('o', None)]));
        if let Some(at) = both {
            self.letters.iter_mut().skip(at).take(2).for_each(|(_, mark)| *mark = Some(HORN));
            return Some(());
        }
        let place =
            self.letters.iter_mut().rev().find(|(letter, mark)| matches!(letter, 'u' | 'o') && mark.is_none())?;
        place.1 = Some(HORN);
        Some(())
    }

    fn horn_or_breve(&mut self) -> Option<()> {
        // `uow` before anything else: `duowng` is `dương`, although an a may follow.
        self.horns().or_else(|| self.mark('a', BREVE)).or_else(|| {
            self.letters.push(('u', Some(HORN)));
            Some(())
        })
    }

    fn tone(&mut self, tone: char) -> Option<()> {
        if self.tone.is_some() || !self.has_vowel() {
            return None;
        }
        self.tone = Some(tone);
        Some(())
    }

    /// In canonical spelling; the tone goes where the syllable wants it.
    fn spelt(self) -> Option<String> {
        let last = self.letters.iter().rposition(|(letter, _)| is_vowel(*letter))?;
        let mut parts = String::new();
        for (at, (letter, mark)) in self.letters.iter().enumerate() {
            parts.push(*letter);
            parts.extend(mark.iter());
            if at == last {
                parts.extend(self.tone.iter());
            }
        }
        let mut word = String::new();
        syllable::parse(&nfc(&parts))?.write_into(&mut word);
        Some(word)
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn telex_keys_spell_their_word() {
        for (keys, word) in [
            ("chuyeern", "chuyển"),
            ("chuyenre", "chuyển"),
            ("coong", "công"),
            ("ngheej", "nghệ"),
            ("dduowngf", "đường"),
            ("duongwfd", "đường"),
            ("vair", "vải"),
            ("thieeuf", "thiều"),
            ("nuwowcs", "nước"),
            ("nuowcs", "nước"),
            ("sowr", "sở"),
            ("ddor", "đỏ"),
            ("thuwr", "thử"),
            ("bawcs", "bắc"),
            ("hoaf", "hoà"),
        ] {
            let mut canonical = String::new();
            syllable::parse(word).unwrap().write_into(&mut canonical);
            assert_eq!(spelt(keys).as_deref(), Some(canonical.as_str()), "{keys}");
        }
    }

    #[test]
    fn vni_keys_spell_their_word() {
        for (keys, word) in [("chuye6n3", "chuyển"), ("d9u7o7ng2", "đường"), ("d9uong72", "đường"), ("va3i", "vải")]
        {
            assert_eq!(spelt(keys).as_deref(), Some(word), "{keys}");
        }
    }

    #[test]
    fn what_is_no_syllable_or_nothing_new_is_none() {
        for keys in ["giao", "cong", "wifi", "excel", "covid", "a1b2", "zs", "ss", "2026", "ff"] {
            assert_eq!(spelt(keys), None, "{keys}");
        }
    }

    proptest! {
        #[test]
        fn any_keys_spell_a_syllable_or_nothing(keys in "[a-z0-9]{0,14}") {
            if let Some(word) = spelt(&keys) {
                prop_assert!(is_syllable(&word));
            }
        }
    }
}
