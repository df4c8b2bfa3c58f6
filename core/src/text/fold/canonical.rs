//! The exact key: small letters, every mark kept, one spelling per syllable.
//!
//! Runs of letters that have the structure of a Vietnamese syllable are spelled as [`syllable`](crate::text::syllable) says;
//! all other words (English, French, names) are only made small and NFC.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::is_invisible;
use crate::text::letter::{self, Case, Glyph};
use crate::text::nfc::{is_plainly_nfc, nfc};
use crate::text::syllable::Glyphs;

/// The exact key of `text`.
pub fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    canonical_into(text, &mut out);
    out
}

/// Appends the exact key of `text` to `out`. Linear; NFC Latin and Vietnamese text allocates nothing.
pub fn canonical_into(text: &str, out: &mut String) {
    if is_plainly_nfc(text) {
        spell(text.chars().filter(|&c| !is_invisible(c)), out);
        return;
    }
    let lower: String = text.chars().filter(|&c| !is_invisible(c)).nfc().flat_map(char::to_lowercase).collect();
    spell(nfc(&lower).chars(), out);
}

/// Appends NFC characters made small, rewriting each run of letters that is a syllable.
fn spell(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut run = Run::new(out.len());
    for c in chars {
        match letter::of(c) {
            Some(glyph) => {
                run.take(glyph);
                out.push(if glyph.case == Case::Lower { c } else { Glyph { case: Case::Lower, ..glyph }.to_char() });
            }
            None if !c.is_ascii() && (c.is_alphabetic() || is_combining_mark(c)) => {
                run.glyphs = None;
                // U+0130, whose small form is two characters, becomes i.
                out.push(c.to_lowercase().next().unwrap_or(c));
            }
            None => {
                run.end(out);
                out.push(c);
                run = Run::new(out.len());
            }
        }
    }
    run.end(out);
}

/// A run of letters: where it begins in the output, and its letters while it may still be a syllable.
struct Run {
    start: usize,
    glyphs: Option<Glyphs>,
}

impl Run {
    fn new(start: usize) -> Self {
        Self { start, glyphs: Some(Glyphs::default()) }
    }

    fn take(&mut self, glyph: Glyph) {
        if let Some(glyphs) = &mut self.glyphs
            && glyphs.push(glyph).is_none()
        {
            self.glyphs = None;
        }
    }

    /// Rewrites the run if it is a syllable in another spelling than the canonical one.
    fn end(&self, out: &mut String) {
        let Some(glyphs) = self.glyphs.filter(Glyphs::may_have_other_spelling) else { return };
        if let Some(syllable) = glyphs.syllable()
            && !glyphs.spell(&syllable)
        {
            out.truncate(self.start);
            syllable.write_into(out);
        }
    }
}
