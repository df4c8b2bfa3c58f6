//! Is this text convincingly spoiled Vietnamese?
//!
//! Looks only at words with characters beyond ASCII, so that markup, addresses and numbers do not count. A word *wins* if
//! turning it back makes it a Vietnamese syllable and it was none before; it *loses* if it becomes no syllable, or has
//! characters that the encoding does not have.
//!
//! The bars come from the languages that must survive: French, German, Polish and English have words that turn into a
//! syllable by chance (`Loïc` → `Lọc`, `thé` → `thộ`), about one in eight; spoiled Vietnamese has nine in ten.

use super::{Legacy, convert_into};
use crate::text::nfc::nfc;
use crate::text::syllable::is_syllable;
use crate::text::words::words;

/// Words looked at, at most: enough for any document, and a bound on the work for large ones.
const MOST_WORDS: usize = 5_000;

/// Different words that must win.
const ENOUGH: usize = 3;

/// How the words of a text fared.
#[derive(Debug, Default)]
struct Tally {
    won: usize,
    lost: usize,
    /// Syllables before as after: they say nothing, or that the text is right as it is.
    undecided: usize,
    /// The first different words that won.
    different: Vec<String>,
    /// ASCII words that are neither syllables nor abbreviations.
    foreign: usize,
}

/// How many words win if `text` is turned back from `legacy`; `None` if that does not convince.
pub(super) fn won_words(text: &str, legacy: Legacy) -> Option<usize> {
    let tally = tally(text, legacy);
    tally.convinces().then_some(tally.won)
}

/// Whether nothing speaks against `text` being spoiled so, and at least one word for it.
pub(super) fn may_be(text: &str, legacy: Legacy) -> bool {
    let tally = tally(text, legacy);
    tally.won > 0 && tally.lost == 0
}

/// How the words of `text` fare if it is turned back from `legacy`.
fn tally(text: &str, legacy: Legacy) -> Tally {
    let mut tally = Tally::default();
    let mut turned = String::new();
    for token in text.split(is_separator).filter(|token| !token.is_empty()).take(MOST_WORDS * 20) {
        if tally.judged() == MOST_WORDS {
            break;
        }
        if token.is_ascii() {
            let is_abbreviation = token.bytes().all(|byte| byte.is_ascii_uppercase());
            tally.foreign += usize::from(!is_abbreviation && !is_syllable(token));
            continue;
        }
        turned.clear();
        let orphans = convert_into(token, legacy, &mut turned);
        tally.judge(token, &turned, orphans, legacy);
    }
    tally
}

/// White space, ASCII punctuation and digits end a word; everything beyond ASCII may be a letter in disguise.
const fn is_separator(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphabetic()
}

impl Tally {
    const fn judged(&self) -> usize {
        self.won + self.lost + self.undecided
    }

    fn judge(&mut self, token: &str, turned: &str, orphans: usize, legacy: Legacy) {
        let turned = nfc(turned);
        let was_right = is_vietnamese(token);
        if turned == token {
            // Quotes and dashes say nothing. Nor do syllables that read the same in both encodings, or stand unspoiled
            // between doubled UTF-8. Any other letter speaks against it.
            let has_letters = token.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
            let is_neutral = was_right && (orphans == 0 || legacy == Legacy::DoubleUtf8);
            self.lost += usize::from(has_letters && !is_neutral);
        } else if orphans > 0 || !is_vietnamese(&turned) {
            self.lost += 1;
        } else if was_right {
            self.undecided += 1;
        } else if words(&turned).any(|word| !word.text.is_ascii()) {
            self.won += 1;
            if self.different.len() < ENOUGH && !self.different.iter().any(|seen| *seen == *turned) {
                self.different.push(turned.into_owned());
            }
        }
    }

    /// Most words win, few lose, and either three different ones won, or two and nothing else in the text is foreign.
    fn convinces(&self) -> bool {
        let judged = self.judged();
        let is_enough = match self.different.len() {
            ENOUGH.. => true,
            2 => self.foreign == 0 && self.lost == 0,
            _ => false,
        };
        is_enough && self.won * 2 > judged && self.lost * 5 <= judged
    }
}

/// Whether all words of `text` are syllables; also true without words.
fn is_vietnamese(text: &str) -> bool {
    words(text).all(|word| is_syllable(word.text))
}
