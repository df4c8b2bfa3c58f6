//! A quick look that lets right text pass at reading speed; only what it suspects is examined word by word.

use super::Legacy;
use super::windows_1252::byte_of;

/// Characters beyond ASCII looked at, at most.
const SAMPLE: usize = 2_000;

/// Bytes judged together.
const STRIDE: usize = 256;

/// What `text` might be, each to be examined.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspicion {
    doubled: bool,
    one_byte: bool,
}

impl Suspicion {
    /// Reads the text once: all bytes for doubled UTF-8, the first letters for the one-byte encodings.
    pub(super) fn of(text: &str) -> Self {
        Self { doubled: has_doubled_sequence(text), one_byte: is_shown_by_one_byte(text) }
    }

    /// Whether `legacy` is worth examining.
    pub(super) const fn includes(self, legacy: Legacy) -> bool {
        match legacy {
            Legacy::DoubleUtf8 => self.doubled,
            Legacy::Tcvn3 | Legacy::Vni | Legacy::Windows1258 => self.one_byte,
        }
    }
}

/// Whether a letter of U+00C2 to U+00F4 (a lead byte, doubled) is followed by as many characters as it wants continuation
/// bytes. All of them are asked for: «đã”» and «và –» are right Vietnamese and would begin a sequence.
fn has_doubled_sequence(text: &str) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).step_by(STRIDE).any(|from| {
        let stride = bytes.get(from..bytes.len().min(from + STRIDE + 2)).unwrap_or_default();
        may_begin_sequence(stride)
            && memchr::memchr_iter(0xc3, stride).any(|at| text.get(from + at..).is_some_and(begins_with_sequence))
    })
}

/// Whether a letter of U+00C0 to U+00FF (0xC3 and another byte) stands before one of the lead bytes of U+0080 to U+00BF and
/// of what windows-1252 shows for 0x80 to 0x9F. Without branches: the compiler takes many bytes at a time.
fn may_begin_sequence(bytes: &[u8]) -> bool {
    let after = bytes.get(2..).unwrap_or_default();
    let found = bytes.iter().zip(after).fold(0, |found, (&lead, &next)| {
        let continues = (next == 0xc2) | (next == 0xc5) | (next == 0xc6) | (next == 0xcb) | (next == 0xe2);
        found | u8::from((lead == 0xc3) & continues)
    });
    found != 0
}

fn begins_with_sequence(text: &str) -> bool {
    let mut shown = text.chars().map(byte_of);
    let continuations = match shown.next().flatten() {
        Some(0xc2..=0xdf) => 1,
        Some(0xe0..=0xef) => 2,
        Some(0xf0..=0xf4) => 3,
        _ => return false,
    };
    (0..continuations).all(|_| matches!(shown.next().flatten(), Some(0x80..=0xbf)))
}

/// Whether at most one letter in five is one that windows-1252 cannot show. Right Vietnamese has far more of them.
fn is_shown_by_one_byte(text: &str) -> bool {
    let (mut seen, mut beyond) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()).take(SAMPLE) {
        seen += 1;
        beyond += usize::from(byte_of(c).is_none());
    }
    beyond * 5 <= seen
}
