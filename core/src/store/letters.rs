//! One byte for each Vietnamese letter before compression.
//!
//! A letter with a mark takes two or three bytes of UTF-8, which halves what the compressor sees in its window and blurs
//! its statistics: in one byte each, lines are 4 % smaller at the same level, or as small at an eighth of the time
//! (`docs/measurements.md`). ASCII stays as it is; every other character stands as UTF-8 behind [`ESCAPE`].
//!
//! Invariant: `decode(encode(line)) == line` for every text; the table never changes, it is on disks.

/// Announces a character that has no byte of its own; JSON lines never hold it raw.
const ESCAPE: u8 = 0x01;

/// The letters of bytes 0x80 to 0xff: all small ones, and the capitals without the six rarest.
const LETTERS: [char; 128] = [
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

fn byte_of(letter: char) -> Option<u8> {
    let point = letter as usize;
    let byte = match point.checked_sub(HIGH.start) {
        Some(at) => BYTES.1.get(at),
        None => BYTES.0.get(point.checked_sub(LOW.start)?),
    };
    byte.copied().filter(|byte| *byte != 0)
}

/// The line with one byte for each letter.
pub fn encode(line: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '\u{1}' => bytes.extend([ESCAPE, ESCAPE]),
            '\0'..='\u{7f}' => bytes.push(letter as u8),
            _ => match byte_of(letter) {
                Some(byte) => bytes.push(byte),
                None => {
                    bytes.push(ESCAPE);
                    bytes.extend(letter.encode_utf8(&mut [0; 4]).bytes());
                }
            },
        }
    }
    bytes
}

/// The line that was encoded; `None` if no line was.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let mut line = String::with_capacity(bytes.len() * 5 / 4);
    let mut rest = bytes;
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            &ESCAPE => {
                let length = match rest.first()? {
                    0x00..=0x7f => 1,
                    0xc0..=0xdf => 2,
                    0xe0..=0xef => 3,
                    _ => 4,
                };
                line.push_str(std::str::from_utf8(rest.get(..length)?).ok()?);
                rest = rest.get(length..)?;
            }
            0x00..=0x7f => line.push(char::from(*byte)),
            _ => line.push(*LETTERS.get(usize::from(*byte) - 0x80)?),
        }
    }
    Some(line)
}

#[cfg(test)]
mod tests;
