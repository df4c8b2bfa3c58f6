//! One block of postings: up to 128 documents that contain a term.
//!
//! Layout, all byte-aligned: `high bits | low bits | tf header | [exception plane | exceptions] | [titles]`.
//! - Ordinals are Elias–Fano: with `span` = last − base, each offset keeps its `l = ⌊log2((span+1)/n)⌋` low bits packed,
//!   its high bits as a bitmap with one set bit at `high + index`. Within half a bit of the entropy of random gaps, and
//!   decoded by counting bits. `base` and `last` stand in the list's skip table, not here.
//! - Body tf is 1 for most: a plane of `n` bits marks the others, whose codes (0 = only in the title, c = tf − 1) follow
//!   packed in `w` bits. Header: bits 0–3 `w`, bit 4 plane present, bit 5 titles present.
//! - Title tf: a count, then one byte of index for each document with the term in its title, its high bit set if a byte
//!   with the tf follows (else 1).

use super::bits::{BitWriter, Reader, field, load};
use crate::search::SearchError;

/// Most postings a block holds.
pub(super) const BLOCK: usize = 128;
/// Largest body tf that is told apart.
pub(super) const MAX_BODY: u8 = 255;
/// Largest title tf that is told apart.
pub(super) const MAX_TITLE: u8 = 15;

const PLANE: u8 = 0x10;
const TITLES: u8 = 0x20;

/// One document of a list: its ordinal in the segment and how often each field has the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Posting {
    /// Place of the document in its segment, from 0.
    pub(crate) ordinal: u32,
    /// Occurrences in the title, at most 15.
    pub(crate) title: u8,
    /// Occurrences in the body, at most 255.
    pub(crate) body: u8,
}

const fn low_width(span: u32, n: usize) -> u32 {
    let ratio = (span as u64 + 1) / n as u64;
    if ratio <= 1 { 0 } else { ratio.ilog2() }
}

/// Bytes of the high bits and of the low bits of `n` ordinals.
const fn ordinal_bytes(span: u32, n: usize) -> (usize, usize) {
    let low = low_width(span, n);
    ((n + (span >> low) as usize).div_ceil(8), (n * low as usize).div_ceil(8))
}

/// What a block of these postings takes at least: more only for term frequencies.
pub(super) fn least_bytes(postings: &[Posting], base: u32) -> usize {
    let (high, low) = ordinal_bytes(postings.last().map_or(0, |last| last.ordinal - base), postings.len().max(1));
    high + low + 1
}

/// Appends the block of `postings` (1 ..= 128, ascending, all ≥ `base`).
pub(super) fn encode(out: &mut Vec<u8>, postings: &[Posting], base: u32) {
    let Some(last) = postings.last() else {
        return;
    };
    let span = last.ordinal - base;
    let low = low_width(span, postings.len());
    let (high_bytes, low_bytes) = ordinal_bytes(span, postings.len());
    // As `span >> low` is below two for each posting, 384 bits hold all high bits of 128; low bits are never more than 128 · 24.
    let (mut highs, mut lows) = ([0_u64; 6], [0_u32; BLOCK]);
    let (mut pending, mut filled, mut full) = (0_u64, 0, 0);
    let (mut odd, mut titled, mut largest) = ([0_u64; 2], [0_u64; 2], 0);
    for (index, posting) in postings.iter().enumerate() {
        let offset = posting.ordinal - base;
        let bit = (offset >> low) as usize + index;
        if let Some(word) = highs.get_mut(bit >> 6) {
            *word |= 1 << (bit & 63);
        }
        pending |= u64::from(offset & ((1_u32 << low) - 1)) << filled;
        filled += low;
        if filled >= 32 {
            if let Some(word) = lows.get_mut(full) {
                *word = pending as u32;
            }
            (pending, filled, full) = (pending >> 32, filled - 32, full + 1);
        }
        odd[index >> 6 & 1] |= u64::from(posting.body != 1) << (index & 63);
        titled[index >> 6 & 1] |= u64::from(posting.title != 0) << (index & 63);
        largest = largest.max(posting.body);
    }
    if let Some(word) = lows.get_mut(full) {
        *word = pending as u32;
    }
    extend(out, &highs.map(u64::to_le_bytes), high_bytes);
    extend(out, &lows.map(u32::to_le_bytes), low_bytes);
    let both = |[first, second]: [u64; 2]| u128::from(second) << 64 | u128::from(first);
    encode_tf(out, postings, both(odd), both(titled), body_code(largest));
}

/// Appends the first `len` bytes of `words`.
fn extend<const N: usize>(out: &mut Vec<u8>, words: &[[u8; N]], len: usize) {
    out.extend_from_slice(words.as_flattened().get(..len).unwrap_or_default());
}

const fn body_code(body: u8) -> u32 {
    body.saturating_sub(1) as u32
}

fn body_of(code: u32) -> u8 {
    if code == 0 { 0 } else { code.saturating_add(1).min(255) as u8 }
}

/// `odd` and `titled` have a bit for each posting whose body tf is not 1 or whose title tf is not 0.
fn encode_tf(out: &mut Vec<u8>, postings: &[Posting], odd: u128, titled: u128, largest: u32) {
    let width = 32 - largest.leading_zeros();
    let plane = if odd != 0 { PLANE } else { 0 };
    out.push(width as u8 | plane | if titled != 0 { TITLES } else { 0 });
    if odd != 0 {
        out.extend_from_slice(odd.to_le_bytes().get(..postings.len().div_ceil(8)).unwrap_or_default());
        let mut packer = BitWriter::default();
        for (_, posting) in marked(postings, odd) {
            packer.put(out, body_code(posting.body), width);
        }
        packer.finish(out);
    }
    if titled != 0 {
        out.push(titled.count_ones() as u8);
        for (index, posting) in marked(postings, titled) {
            if posting.title == 1 {
                out.push(index as u8);
            } else {
                out.extend_from_slice(&[index as u8 | 0x80, posting.title]);
            }
        }
    }
}

/// The postings whose bits are set, with their places.
fn marked(postings: &[Posting], mut bits: u128) -> impl Iterator<Item = (usize, &Posting)> {
    std::iter::from_fn(move || {
        let index = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        postings.get(index).map(|posting| (index, posting))
    })
}

/// The parts of a block that say which documents it has; `rest` stands before the tf header.
struct Ordinals<'a> {
    /// Bits of an ordinal that stand in `lows`.
    low: u32,
    highs: &'a [u8],
    lows: &'a [u8],
    rest: Reader<'a>,
}

impl<'a> Ordinals<'a> {
    fn open(bytes: &'a [u8], n: usize, base: u32, last: u32) -> Result<Self, SearchError> {
        let Some(span) = last.checked_sub(base) else {
            return Err(SearchError::Damaged("block ends before it starts"));
        };
        if n == 0 || n > BLOCK || span >= 1 << 31 || (span as u64) + 1 < n as u64 {
            return Err(SearchError::Damaged("block of impossible size"));
        }
        let (high_bytes, low_bytes) = ordinal_bytes(span, n);
        let mut rest = Reader::new(bytes);
        Ok(Self { low: low_width(span, n), highs: rest.take(high_bytes)?, lows: rest.take(low_bytes)?, rest })
    }
}

/// Decodes a block of `n` postings between `base` and `last` into `into` (cleared first).
///
/// # Errors
/// [`SearchError::Damaged`] if the bytes cannot be such a block; never panics.
pub(super) fn decode(
    bytes: &[u8],
    n: usize,
    base: u32,
    last: u32,
    into: &mut Vec<Posting>,
) -> Result<usize, SearchError> {
    into.clear();
    let Ordinals { low, highs, lows, rest: mut reader } = Ordinals::open(bytes, n, base, last)?;
    let (mut index, mut next, mut ascending) = (0, base, true);
    into.resize(n, Posting { ordinal: base, title: 0, body: 1 });
    'words: for word_at in (0..highs.len()).step_by(8) {
        let mut word = load(highs, word_at);
        while word != 0 {
            let Some(posting) = into.get_mut(index) else { break 'words };
            let high = (word_at * 8) as u32 + word.trailing_zeros() - index as u32;
            let offset = (high << low) | field(lows, index * low as usize, low);
            posting.ordinal = base.wrapping_add(offset);
            ascending &= posting.ordinal >= next;
            next = posting.ordinal.wrapping_add(1);
            index += 1;
            word &= word - 1;
        }
    }
    if !ascending || index != n || into.last().is_none_or(|posting| posting.ordinal != last) {
        return Err(SearchError::Damaged("block does not end where its list says"));
    }
    decode_tf(&mut reader, into)?;
    Ok(bytes.len() - reader.remaining())
}

/// The posting of `ordinal` in such a block, if it is there; the others are not decoded, and only what is read is checked.
///
/// # Errors
/// [`SearchError::Damaged`] as for [`decode`].
pub(super) fn find(bytes: &[u8], n: usize, base: u32, last: u32, ordinal: u32) -> Result<Option<Posting>, SearchError> {
    if ordinal < base || ordinal > last {
        return Ok(None);
    }
    let Ordinals { low, highs, lows, rest: mut reader } = Ordinals::open(bytes, n, base, last)?;
    let (high, wanted) = ((ordinal - base) >> low, (ordinal - base) & ((1_u32 << low) - 1));
    // Those with the same high bits are the set bits behind as many zeros.
    let mut bit = behind_zeros(highs, high as usize);
    while load(highs, bit >> 3) >> (bit & 7) & 1 == 1 {
        let index = bit - high as usize;
        let found = field(lows, index * low as usize, low);
        if found >= wanted || index >= n {
            return if found == wanted && index < n { one_tf(&mut reader, n, ordinal, index) } else { Ok(None) };
        }
        bit += 1;
    }
    Ok(None)
}

/// The place behind the first `zeros` bits that are not set.
fn behind_zeros(bits: &[u8], mut zeros: usize) -> usize {
    if zeros == 0 {
        return 0;
    }
    for at in (0..bits.len()).step_by(8) {
        let mut clear = !load(bits, at);
        let count = clear.count_ones() as usize;
        if count >= zeros {
            // Halve the word until one bit is left.
            let (mut place, mut width) = (0, 32);
            while width > 0 {
                let below = (clear & ((1_u64 << width) - 1)).count_ones() as usize;
                if below < zeros {
                    zeros -= below;
                    clear >>= width;
                    place += width as usize;
                }
                width /= 2;
            }
            return at * 8 + place + 1;
        }
        zeros -= count;
    }
    bits.len() * 8
}

/// Reads the tf of one posting of `n`.
fn one_tf(reader: &mut Reader<'_>, n: usize, ordinal: u32, index: usize) -> Result<Option<Posting>, SearchError> {
    let mut posting = Posting { ordinal, title: 0, body: 1 };
    let header = reader.byte()?;
    let width = u32::from(header & 0x0f);
    if header & PLANE != 0 {
        let plane = reader.take(n.div_ceil(8))?;
        let (mut before, mut exceptions) = (0, 0);
        for start in (0..n).step_by(64) {
            let word = load(plane, start >> 3);
            let inside = index.saturating_sub(start).min(64) as u32;
            before += (word & 1_u64.checked_shl(inside).unwrap_or(0).wrapping_sub(1)).count_ones();
            exceptions += word.count_ones();
        }
        let codes = reader.take((exceptions * width).div_ceil(8) as usize)?;
        if load(plane, index >> 3) >> (index & 7) & 1 == 1 {
            posting.body = body_of(field(codes, (before * width) as usize, width));
        }
    }
    if header & TITLES != 0 {
        for _ in 0..reader.byte()? {
            let place = reader.byte()?;
            let title = if place & 0x80 == 0 { 1 } else { reader.byte()? };
            if usize::from(place & 0x7f) == index {
                posting.title = title;
            }
        }
    }
    Ok(Some(posting))
}

fn decode_tf(reader: &mut Reader<'_>, into: &mut [Posting]) -> Result<(), SearchError> {
    let header = reader.byte()?;
    let width = u32::from(header & 0x0f);
    if header & PLANE != 0 {
        let plane = reader.take(into.len().div_ceil(8))?;
        let exceptions: u32 = plane.iter().map(|byte| byte.count_ones()).sum();
        let codes = reader.take((exceptions * width).div_ceil(8) as usize)?;
        let mut at = 0;
        for (start, chunk) in (0..).step_by(64).zip(into.chunks_mut(64)) {
            let mut word = load(plane, start >> 3);
            while word != 0 {
                let code = field(codes, at, width);
                at += width as usize;
                if let Some(posting) = chunk.get_mut(word.trailing_zeros() as usize) {
                    posting.body = body_of(code);
                }
                word &= word - 1;
            }
        }
    }
    if header & TITLES != 0 {
        for _ in 0..reader.byte()? {
            let index = reader.byte()?;
            let title = if index & 0x80 == 0 { 1 } else { reader.byte()? };
            let posting =
                into.get_mut(usize::from(index & 0x7f)).ok_or(SearchError::Damaged("title of no document"))?;
            posting.title = title;
        }
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests;
