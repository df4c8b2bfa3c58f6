//! The 512 bytes before each file of a tar, in the one form packs use: POSIX ustar, a regular file, a short name.
//!
//! Read here and not by a tar library, because libraries follow what packs must not have: long-name and PAX records that put
//! another name in place of the one that was checked, links, sparse files, sizes in base 256.

/// Bytes of a header, and what contents are padded to.
pub(super) const BLOCK: usize = 512;

/// Header fields by offset and length (POSIX.1-1988).
const NAME: (usize, usize) = (0, 100);
const MODE: (usize, usize) = (100, 8);
const SIZE: (usize, usize) = (124, 12);
const CHECKSUM: (usize, usize) = (148, 8);
const TYPE: usize = 156;
const LINK: (usize, usize) = (157, 100);
const MAGIC: (usize, usize) = (257, 8);
const DEVICE: (usize, usize) = (329, 16);
const PREFIX: (usize, usize) = (345, 155);

/// POSIX, then the form GNU tar writes for short names.
const MAGICS: [&[u8]; 2] = [b"ustar\x0000", b"ustar  \0"];

/// A file's name and size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) path: String,
    pub(super) size: u64,
}

impl Header {
    /// Reads a header.
    ///
    /// # Errors
    /// The rule it breaks.
    pub(super) fn parse(block: &[u8; BLOCK]) -> Result<Self, &'static str> {
        if !MAGICS.contains(&field(block, MAGIC)) {
            return Err("no tar header");
        }
        if octal(field(block, CHECKSUM)) != Some(checksum(block)) {
            return Err("a header with a wrong checksum");
        }
        match block.get(TYPE) {
            Some(b'0' | 0) => {}
            Some(b'1' | b'2') => return Err("a link"),
            Some(b'3' | b'4' | b'6') => return Err("a device"),
            Some(b'5') => return Err("a folder"),
            Some(b'L' | b'K' | b'x' | b'g' | b'X') => return Err("a record for long names"),
            _ => return Err("an entry of unknown type"),
        }
        let is_zero = |field: &[u8]| field.iter().all(|byte| matches!(byte, 0 | b'0' | b' '));
        if !is_zero(field(block, LINK)) || !is_zero(field(block, DEVICE)) || !is_zero(field(block, PREFIX)) {
            return Err("a file with a link, a device number or a long name");
        }
        let path = text(field(block, NAME)).ok_or("a name that is no text")?;
        let size = octal(field(block, SIZE)).ok_or("a size that is no number")?;
        Ok(Self { path, size })
    }

    /// Writes the header of a regular file that anybody may read, of no user and no time. `None` if it does not fit.
    pub(super) fn to_block(&self) -> Option<[u8; BLOCK]> {
        let mut block = [0; BLOCK];
        let size = format!("{:011o}", self.size);
        // A name of exactly 100 bytes would have no end.
        if self.path.len() >= NAME.1 || size.len() >= SIZE.1 {
            return None;
        }
        put(&mut block, NAME, self.path.as_bytes());
        put(&mut block, MODE, b"0000644");
        put(&mut block, (108, 8), b"0000000");
        put(&mut block, (116, 8), b"0000000");
        put(&mut block, SIZE, size.as_bytes());
        put(&mut block, (136, 12), b"00000000000");
        put(&mut block, (TYPE, 1), b"0");
        put(&mut block, MAGIC, MAGICS.first().copied().unwrap_or_default());
        put(&mut block, DEVICE, b"0000000\x000000000\0");
        let sum = format!("{:06o}\0 ", checksum(&block));
        put(&mut block, CHECKSUM, sum.as_bytes());
        Some(block)
    }
}

/// Bytes that fill the last block of a content of `size` bytes.
pub(super) const fn padding(size: u64) -> u64 {
    size.next_multiple_of(BLOCK as u64) - size
}

fn field(block: &[u8; BLOCK], (at, length): (usize, usize)) -> &[u8] {
    block.get(at..at + length).unwrap_or_default()
}

fn put(block: &mut [u8; BLOCK], (at, length): (usize, usize), value: &[u8]) {
    for (to, from) in block.iter_mut().skip(at).take(length).zip(value) {
        *to = *from;
    }
}

/// The sum of all bytes, those of the checksum itself as spaces.
fn checksum(block: &[u8; BLOCK]) -> u64 {
    let own = CHECKSUM.0..CHECKSUM.0 + CHECKSUM.1;
    block.iter().enumerate().map(|(at, byte)| if own.contains(&at) { 32 } else { u64::from(*byte) }).sum()
}

/// Up to the first NUL, with nothing but NULs after it.
fn text(field: &[u8]) -> Option<String> {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    let (text, rest) = field.split_at(end);
    rest.iter().all(|byte| *byte == 0).then(|| String::from_utf8(text.to_vec()).ok())?
}

/// Octal digits, ended by NUL or space; base 256 (first bit set) is no number here.
fn octal(field: &[u8]) -> Option<u64> {
    let is_end = |byte: &u8| matches!(byte, 0 | b' ');
    let start = field.iter().position(|byte| *byte != b' ')?;
    let field = field.get(start..)?;
    let end = field.iter().position(is_end).unwrap_or(field.len());
    let (digits, rest) = field.split_at(end);
    if digits.is_empty() || !rest.iter().all(is_end) || !digits.iter().all(|byte| (b'0'..=b'7').contains(byte)) {
        return None;
    }
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()
}

#[cfg(test)]
mod tests;
