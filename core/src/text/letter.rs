//! The Vietnamese alphabet: which letter, which tone and which case a `char` stands for.
//!
//! The one table that [`syllable`](super::syllable), [`fold`](super::fold), [`collate`](super::collate) and
//! [`legacy`](super::legacy) share. It knows NFC characters only: 12 vowels in 6 tones, đ, and the Latin consonants (f, j, w
//! and z too, which names and sorting need).
//!
//! Invariant: `of(glyph.to_char()) == Some(glyph)` for every glyph.

/// The letters in dictionary order; [`Letter`] is an index into it.
static ALPHABET: [char; 33] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ', 'p', 'q',
    'r', 's', 't', 'u', 'ư', 'v', 'w', 'x', 'y', 'z',
];

/// Every vowel in every tone, in the order of [`Tone`].
static VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// One of the 33 letters, without tone and case. Ordered as in a Vietnamese dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(u8);

/// The six tones, in dictionary order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tone {
    /// ngang: no mark.
    #[default]
    Ngang,
    /// huyền: grave.
    Huyen,
    /// hỏi: hook above.
    Hoi,
    /// ngã: tilde.
    Nga,
    /// sắc: acute.
    Sac,
    /// nặng: dot below.
    Nang,
}

impl Tone {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [Self::Ngang, Self::Huyen, Self::Hoi, Self::Nga, Self::Sac, Self::Nang];

    /// Place in dictionary order, 0 for ngang.
    pub const fn rank(self) -> u8 {
        self as u8
    }

    const fn from_rank(rank: u8) -> Self {
        match rank {
            1 => Self::Huyen,
            2 => Self::Hoi,
            3 => Self::Nga,
            4 => Self::Sac,
            5 => Self::Nang,
            _ => Self::Ngang,
        }
    }
}

/// What one character shows: a letter with its tone and case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// The letter.
    pub letter: Letter,
    /// The tone written on it; consonants have [`Tone::Ngang`].
    pub tone: Tone,
    /// Its case.
    pub case: Case,
}

/// Small or capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// a
    Lower,
    /// A
    Upper,
}

impl Letter {
    /// a
    pub(crate) const A: Self = Self(0);
    /// i
    pub(crate) const I: Self = Self(12);
    /// q
    pub(crate) const Q: Self = Self(22);
    /// y
    pub(crate) const Y: Self = Self(31);

    /// The letter that the NFC character `c` shows in either case without tone; `None` for anything else.
    pub const fn from_char(c: char) -> Option<Self> {
        match of(c) {
            Some(Glyph { letter, tone: Tone::Ngang, .. }) => Some(letter),
            _ => None,
        }
    }

    /// Place in dictionary order: 0 for a, 32 for z.
    pub const fn rank(self) -> u8 {
        self.0
    }

    /// The small letter.
    pub const fn to_char(self) -> char {
        // `Letter` is only made from an index of the alphabet.
        if (self.0 as usize) < ALPHABET.len() { ALPHABET[self.0 as usize] } else { 'a' }
    }

    /// Whether a tone can be written on it.
    pub fn is_vowel(self) -> bool {
        self.vowels().is_some()
    }

    /// The letter with a tone, small; a consonant stays as it is.
    pub fn with_tone(self, tone: Tone) -> char {
        self.vowels().map_or(self.to_char(), |vowels| vowels[tone as usize])
    }

    /// The six characters of a vowel.
    fn vowels(self) -> Option<&'static [char; 6]> {
        VOWELS.get(usize::from(*VOWEL_ROWS.get(usize::from(self.0))?))
    }
}

impl Glyph {
    /// The NFC character.
    pub fn to_char(self) -> char {
        let lower = self.letter.with_tone(self.tone);
        match self.case {
            Case::Lower => lower,
            Case::Upper => upper(lower),
        }
    }
}

/// What `c` shows, if it is a Vietnamese or Latin letter in one piece (NFC).
pub const fn of(c: char) -> Option<Glyph> {
    let packed = match c as usize {
        at @ 0x41..0x7b => LOW[at - 0x41],
        at @ 0xc0..0x1b1 => MIDDLE[at - 0xc0],
        at @ 0x1ea0..0x1efa => HIGH[at - 0x1ea0],
        _ => 0,
    };
    if packed == 0 {
        return None;
    }
    let case = if packed & UPPER == 0 { Case::Lower } else { Case::Upper };
    Some(Glyph { letter: Letter((packed & 0x3f) as u8 - 1), tone: Tone::from_rank((packed >> 6 & 7) as u8), case })
}

/// Packed glyphs by code point: letter + 1 in bits 0..6, tone in 6..9, case in 9; 0 where no letter is.
static LOW: [u16; 0x7b - 0x41] = table(0x41);
static MIDDLE: [u16; 0x1b1 - 0xc0] = table(0xc0);
static HIGH: [u16; 0x1efa - 0x1ea0] = table(0x1ea0);
const UPPER: u16 = 1 << 9;

const fn table<const N: usize>(first: usize) -> [u16; N] {
    let mut out = [0; N];
    let mut letter = 0;
    while letter < ALPHABET.len() {
        let row = vowel_row(ALPHABET[letter]);
        let mut tone = 0;
        while tone < 6 {
            let lower = match row {
                Some(row) => VOWELS[row][tone],
                None => ALPHABET[letter],
            };
            let packed = (letter as u16 + 1) | ((tone as u16) << 6);
            let (small, capital) = (lower as usize, upper(lower) as usize);
            if small >= first && small < first + N {
                out[small - first] = packed;
            }
            if capital >= first && capital < first + N {
                out[capital - first] = packed | UPPER;
            }
            tone = if row.is_some() { tone + 1 } else { 6 };
        }
        letter += 1;
    }
    out
}

/// Row of [`VOWELS`] by letter; 12 for consonants.
static VOWEL_ROWS: [u8; 33] = {
    let mut out = [VOWELS.len() as u8; 33];
    let mut letter = 0;
    while letter < ALPHABET.len() {
        if let Some(row) = vowel_row(ALPHABET[letter]) {
            out[letter] = row as u8;
        }
        letter += 1;
    }
    out
};

const fn vowel_row(letter: char) -> Option<usize> {
    let mut row = 0;
    while row < VOWELS.len() {
        if VOWELS[row][0] == letter {
            return Some(row);
        }
        row += 1;
    }
    None
}

/// The capital of a small letter of the tables: 32 below in ASCII and Latin-1, the neighbour below elsewhere.
const fn upper(lower: char) -> char {
    let distance = if (lower as u32) < 0x100 { 32 } else { 1 };
    match char::from_u32(lower as u32 - distance) {
        Some(capital) => capital,
        None => lower,
    }
}

#[cfg(test)]
mod tests;
