//! TCVN3 (ABC): each Vietnamese letter is one byte; `C«ng nghÖ` → `Công nghệ`.
//!
//! Source: TCVN 5712:1993, table VN3. Capitals with tones do not exist in it: documents used capital fonts (.VnTimeH) with
//! the same bytes. A word whose plain letters are all capitals (two at least) therefore gets capitals throughout.

/// Letters of bytes 0xA1 to 0xFE; a blank where VN3 has none.
const LETTERS: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', ' ', // A1 to AF
    ' ', ' ', ' ', ' ', ' ', 'à', 'ả', 'ã', 'á', 'ạ', ' ', 'ằ', 'ẳ', 'ẵ', 'ắ', ' ', // B0
    ' ', ' ', ' ', ' ', ' ', ' ', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', ' ', 'ẻ', 'ẽ', // C0
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', ' ', ' ', ' ', 'ĩ', 'í', 'ị', 'ò', // D0
    ' ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0
    ' ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0 to FE
];

/// Appends `text` turned back. Returns how many letters VN3 does not have (À, Ï, ÿ …).
pub(super) fn convert_into(text: &str, out: &mut String) -> usize {
    let mut orphans = 0;
    let mut word = Word { start: out.len(), capitals: 0, only_capitals: true };
    for c in text.chars() {
        let meant = letter_of(c);
        if c.is_ascii_alphabetic() || meant.is_some() {
            word.capitals += usize::from(c.is_ascii_uppercase());
            word.only_capitals &= !c.is_ascii_lowercase();
        } else {
            word.end(out);
            word = Word { start: out.len() + c.len_utf8(), capitals: 0, only_capitals: true };
            orphans += usize::from(!c.is_ascii() && c.is_alphabetic());
        }
        out.push(meant.unwrap_or(c));
    }
    word.end(out);
    orphans
}

fn letter_of(c: char) -> Option<char> {
    let at = usize::try_from(u32::from(c)).ok()?.checked_sub(0xa1)?;
    LETTERS.get(at).copied().filter(|&letter| letter != ' ')
}

/// What is known of the word being written.
struct Word {
    start: usize,
    capitals: usize,
    only_capitals: bool,
}

impl Word {
    fn end(&self, out: &mut String) {
        if self.only_capitals && self.capitals > 1 {
            let capitals = out.get(self.start..).map(str::to_uppercase).unwrap_or_default();
            out.truncate(self.start);
            out.push_str(&capitals);
        }
    }
}
