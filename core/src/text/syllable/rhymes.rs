//! The closed inventory of Vietnamese rhymes and initials, without tones.
//!
//! Source: the orthography as taught in schools; rare but real ones (xoong, moóc, khuỷu, ngoằn ngoèo) are in. Rhymes are
//! grouped by the letter that carries the tone mark, which is what the placement rule needs.

use crate::text::letter::Letter;

/// The tone stands on the first letter.
const FIRST: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch",
    "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "o", "oc", "oi", "om",
    "on", "ong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u",
    "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", "y",
];

/// The tone stands on the second letter: the vowel proper after a glide (oa, uy), or the marked half of iê, uô, ươ.
const SECOND: &[&str] = &[
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao",
    "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen", "oeo", "oet", "ooc", "oong", "uân", "uâng",
    "uât", "uây", "uê", "uêch", "uênh", "uêu", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uy", "uya", "uych",
    "uyn", "uynh", "uyp", "uyt", "uyu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "yêm", "yên", "yêng",
    "yêt", "yêu",
];

/// The tone stands on the third letter.
const THIRD: &[&str] = &["uyên", "uyêt"];

/// Consonants that may open a syllable. `q` and `gi` are special and live in the parser; c, k, g, gh, ng, ngh are limited
/// there to the vowels they may stand before.
const INITIALS: &[&str] = &[
    "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "r", "s", "t",
    "th", "tr", "v", "x",
];

/// Up to ten letters as one number, six bits each, so that a lookup compares integers; 0 is no word.
type Key = u64;

static RHYMES: Table<512> = Table::of(&[FIRST, SECOND, THIRD]);
static INITIAL_KEYS: Table<64> = Table::of(&[INITIALS]);

/// Which letter of the rhyme carries the tone, if this is a rhyme.
pub(super) fn tone_place(rhyme: &[Letter]) -> Option<usize> {
    RHYMES.group_of(key_of(rhyme))
}

/// Whether these consonants may open a syllable.
pub(super) fn is_initial(letters: &[Letter]) -> bool {
    INITIAL_KEYS.group_of(key_of(letters)).is_some()
}

/// Words and the group each is in: open addressing in `N` slots (a power of two, at least twice the words), filled when
/// compiled. A lookup is one or two comparisons.
struct Table<const N: usize>([(Key, u8); N]);

impl<const N: usize> Table<N> {
    const fn of(groups: &[&[&str]]) -> Self {
        let mut slots = [(0, 0); N];
        let mut group = 0;
        while group < groups.len() {
            let mut at = 0;
            while at < groups[group].len() {
                let key = key_of_text(groups[group][at]);
                let mut slot = Self::first_slot(key);
                while slots[slot].0 != 0 {
                    slot = (slot + 1) % N;
                }
                slots[slot] = (key, group as u8);
                at += 1;
            }
            group += 1;
        }
        Self(slots)
    }

    /// Fibonacci hashing: the high bits of a product with 2^64 / φ.
    const fn first_slot(key: Key) -> usize {
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - N.trailing_zeros())) as usize
    }

    fn group_of(&self, key: Key) -> Option<usize> {
        let start = Self::first_slot(key);
        let slots = self.0.iter().cycle().skip(start).take(N);
        slots
            .take_while(|(found, _)| *found != 0)
            .find(|(found, _)| *found == key)
            .map(|(_, group)| usize::from(*group))
    }
}

fn key_of(letters: &[Letter]) -> Key {
    letters.iter().fold(0, |key, letter| key << 6 | Key::from(letter.rank() + 1))
}

/// The same key from the source text above: ASCII, and two-byte UTF-8 for ă â ê ô ơ ư đ.
const fn key_of_text(text: &str) -> Key {
    let bytes = text.as_bytes();
    let mut key = 0;
    let mut at = 0;
    while at < bytes.len() {
        let code = if bytes[at] < 0x80 {
            bytes[at] as u32
        } else {
            at += 1;
            ((bytes[at - 1] & 0x1f) as u32) << 6 | (bytes[at] & 0x3f) as u32
        };
        at += 1;
        let rank = match char::from_u32(code) {
            Some(c) => match Letter::from_char(c) {
                Some(letter) => letter.rank() + 1,
                None => 0,
            },
            None => 0,
        };
        key = key << 6 | rank as Key;
    }
    key
}

/// Every rhyme, for tests.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    FIRST.iter().chain(SECOND).chain(THIRD).copied()
}
