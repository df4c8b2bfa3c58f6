//! The Vietnamese syllable: initial + rhyme + tone, from a closed inventory.
//!
//! Answers two questions: is this a well-formed syllable (legacy repair counts them, search may), and where does its tone
//! mark belong (the canonical key)? Table-driven: `rhymes` holds the inventory; this file holds the few spelling rules
//! that relate its parts.
//!
//! Invariant: `Syllable::write_into` gives one spelling for all spellings of the same syllable, and parsing that spelling
//! gives the same syllable.

mod rhymes;

use super::letter::{Glyph, Letter, Tone};
use super::{letter, nfc};

/// `nghiêng` and `nghuếch` are the longest: seven letters.
pub const MAX_LETTERS: usize = 7;

/// A syllable of Vietnamese structure, in canonical spelling.
///
/// The tone mark goes on the vowel proper (hoà, thuỷ, khoẻ: the "new" placement), so that what is typed stays a prefix of
/// longer words (`hoà` of `hoàn`). A lone i or y after a consonant is written i (kĩ, lí, công ti), after qu it is y
/// (quý, quýt): only spelling differs there. Alone (`y tế`, `ỉ`/`ỷ`) and after a vowel (tay/tai, thuý/thúi) both stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syllable {
    letters: [Letter; MAX_LETTERS],
    len: usize,
    tone_at: usize,
    tone: Tone,
}

/// Reads one word, in any case, NFC or NFD, with the tone mark on any letter. `None` if it has no Vietnamese structure.
///
/// The rule that syllables ending in c, ch, p, t only take sắc and nặng is not asked here: see
/// [`Syllable::has_possible_tone`].
pub fn parse(word: &str) -> Option<Syllable> {
    let mut glyphs = Glyphs::default();
    for c in nfc::nfc(word).chars() {
        glyphs.push(letter::of(c)?)?;
    }
    glyphs.syllable()
}

/// Whether `word` is a well-formed Vietnamese syllable, tone included: `bác` and `Nghiêng` are, `bac`, `kon` and `théâtre`
/// are not.
pub fn is_syllable(word: &str) -> bool {
    parse(word).is_some_and(|syllable| syllable.has_possible_tone())
}

impl Syllable {
    /// Its tone.
    pub const fn tone(&self) -> Tone {
        self.tone
    }

    /// Whether the tone can stand with the final: c, ch, p and t only take sắc and nặng.
    pub fn has_possible_tone(&self) -> bool {
        let letters = self.letters();
        let stopped = match letters.last().map(|last| last.to_char()) {
            Some('c' | 'p' | 't') => true,
            Some('h') => letters.get(self.len.wrapping_sub(2)).is_some_and(|before| before.to_char() == 'c'),
            _ => false,
        };
        !stopped || matches!(self.tone, Tone::Sac | Tone::Nang)
    }

    /// Appends the canonical spelling, small letters. No allocation if `out` has room for 21 bytes.
    pub fn write_into(&self, out: &mut String) {
        for (at, letter) in self.letters().iter().enumerate() {
            out.push(letter.with_tone(if at == self.tone_at { self.tone } else { Tone::Ngang }));
        }
    }

    fn letters(&self) -> &[Letter] {
        self.letters.get(..self.len).unwrap_or_default()
    }
}

/// Letters of one word as they are read; lives on the stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyphs {
    letters: [Letter; MAX_LETTERS],
    len: usize,
    vowels: usize,
    tone: Tone,
    tone_at: usize,
}

impl Default for Glyphs {
    fn default() -> Self {
        Self { letters: [Letter::A; MAX_LETTERS], len: 0, vowels: 0, tone: Tone::Ngang, tone_at: 0 }
    }
}

impl Glyphs {
    /// Takes one more letter; `None` once this can be no syllable: too long, or a second tone mark.
    pub(super) fn push(&mut self, glyph: Glyph) -> Option<()> {
        *self.letters.get_mut(self.len)? = glyph.letter;
        if glyph.tone != Tone::Ngang {
            if self.tone != Tone::Ngang {
                return None;
            }
            self.tone = glyph.tone;
            self.tone_at = self.len;
        }
        self.vowels += usize::from(glyph.letter.is_vowel());
        self.len += 1;
        Some(())
    }

    /// A quick no for two syllables in three: only a tone among several vowels can stand elsewhere, only a final y can be
    /// an i, and only after q can an i be a y.
    pub(super) fn may_have_other_spelling(&self) -> bool {
        let ends_in_y = self.len.checked_sub(1).and_then(|last| self.letters.get(last)) == Some(&Letter::Y);
        (self.tone != Tone::Ngang && self.vowels > 1) || ends_in_y || self.letters.first() == Some(&Letter::Q)
    }

    /// Whether these letters are the canonical spelling of `syllable`.
    pub(super) fn spell(&self, syllable: &Syllable) -> bool {
        self.letters == syllable.letters && (self.tone == Tone::Ngang || self.tone_at == syllable.tone_at)
    }

    /// The syllable that these letters spell.
    pub(super) fn syllable(mut self) -> Option<Syllable> {
        let (start, tone_place) = self.split()?;
        Some(Syllable { letters: self.letters, len: self.len, tone_at: start + tone_place, tone: self.tone })
    }

    /// Where the rhyme begins and which of its letters carries the tone. Rewrites a lone i or y to the canonical one.
    fn split(&mut self) -> Option<(usize, usize)> {
        let letters = self.letters;
        let word = letters.get(..self.len)?;
        let char_at = |at: usize| word.get(at).map(|letter| letter.to_char());
        match (char_at(0)?, char_at(1)) {
            ('q', Some('u')) => return self.split_after_qu(),
            ('g', Some('i')) if char_at(2).is_some() => {
                if let Some(place) = word.get(2..).and_then(rhymes::tone_place) {
                    return (char_at(2) != Some('y')).then_some((2, place));
                }
            }
            _ => {}
        }
        let start = word.iter().position(|letter| letter.is_vowel())?;
        let (initial, rhyme) = word.split_at_checked(start)?;
        let front = matches!(char_at(start)?, 'e' | 'ê' | 'i' | 'y');
        let fits = match initial.last().map(|letter| letter.to_char()) {
            None => true,
            _ if !rhymes::is_initial(initial) => false,
            Some('c') => !front,
            Some('k') => front,
            // g before i is gi without a second vowel: gì, gìn, giếng.
            Some('g') => !front || (start == 1 && char_at(start) == Some('i')),
            Some('h') if start.checked_sub(2).and_then(char_at) == Some('g') => front,
            Some(_) => true,
        };
        let place = rhymes::tone_place(rhyme)?;
        if !fits || (start > 0 && rhyme.len() > 1 && char_at(start) == Some('y')) {
            return None;
        }
        if start > 0 && rhyme.len() == 1 && char_at(start) == Some('y') {
            *self.letters.get_mut(start)? = Letter::I;
        }
        Some((start, place))
    }

    /// qu + rhyme. The rhyme table lists its y as i (quýt like ít, quyên like iên); it is written y.
    fn split_after_qu(&mut self) -> Option<(usize, usize)> {
        let first = *self.letters.get(..self.len)?.get(2)?;
        // quay is qu + ay: y opens the rhyme only in third place.
        let first = if first == Letter::Y { Letter::I } else { first };
        if matches!(first.to_char(), 'o' | 'u' | 'ư') {
            return None;
        }
        *self.letters.get_mut(2)? = first;
        let place = rhymes::tone_place(self.letters.get(2..self.len)?)?;
        if first == Letter::I {
            *self.letters.get_mut(2)? = Letter::Y;
        }
        Some((2, place))
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use rhymes::all as every_rhyme;
