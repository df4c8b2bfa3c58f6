//! One byte for each Vietnamese letter with a mark; they take two or three in UTF-8.
//!
//! Invariant: the table never changes, it is on disks. [`super`] writes and reads with it.

/// The letters of bytes 0x80 to 0xff: all small ones, and the capitals without the six rarest.
pub(super) const LETTERS: [char; 128] = [
    'à', 'á', 'ả', 'ã', 'ạ', 'ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ', 'â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ', 'è', 'é', 'ẻ', 'ẽ', 'ẹ', 'ê',
    'ề', 'ế', 'ể', 'ễ', 'ệ', 'ì', 'í', 'ỉ', 'ĩ', 'ị', 'ò', 'ó', 'ỏ', 'õ', 'ọ', 'ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ', 'ơ', 'ờ',
    'ớ', 'ở', 'ỡ', 'ợ', 'ù', 'ú', 'ủ', 'ũ', 'ụ', 'ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ', 'đ', 'À', 'Á',
    'Ả', 'Ã', 'Ạ', 'Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ', 'Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ', 'È', 'É', 'Ẹ', 'Ê', 'Ề', 'Ế', 'Ể', 'Ễ',
    'Ệ', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ', 'Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ', 'Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ',
    'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ', 'Ư', 'Ừ', 'Ứ', 'Ử', 'Ự', 'Ỳ', 'Ý', 'Đ',
];

/// Where the letters lie: Latin-1 to Latin Extended-B, and Latin Extended Additional.
const LOW: std::ops::Range<usize> = 0xc0..0x1b1;
const HIGH: std::ops::Range<usize> = 0x1ea0..0x1efa;

/// Bytes by code point, 0 where there is none.
static BYTES: ([u8; LOW.end - LOW.start], [u8; HIGH.end - HIGH.start]) = bytes();

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which refuses an index outside")]
const fn bytes() -> ([u8; LOW.end - LOW.start], [u8; HIGH.end - HIGH.start]) {
    let mut low = [0; LOW.end - LOW.start];
    let mut high = [0; HIGH.end - HIGH.start];
    let mut at = 0;
    while at < LETTERS.len() {
        let point = LETTERS[at] as usize;
        if point < LOW.end {
            low[point - LOW.start] = 0x80 + at as u8;
        } else {
            high[point - HIGH.start] = 0x80 + at as u8;
        }
        at += 1;
    }
    (low, high)
}

/// The byte of a letter with a mark; `None` for every other character.
pub(super) fn byte_of(letter: char) -> Option<u8> {
    let point = letter as usize;
    let byte = match point.checked_sub(HIGH.start) {
        Some(at) => BYTES.1.get(at),
        None => BYTES.0.get(point.checked_sub(LOW.start)?),
    };
    byte.copied().filter(|byte| *byte != 0)
}

/// The letter of a byte from 0x80 on; `None` below.
pub(super) fn letter_of(byte: u8) -> Option<char> {
    LETTERS.get(usize::from(byte.checked_sub(0x80)?)).copied()
}
