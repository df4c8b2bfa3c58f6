//! Bytes and bits of the on-disk format: varints, bit-packed fields, and readers that survive damage.
//!
//! Invariant: a reader never panics and never reads past its slice; what does not fit is [`SearchError::Damaged`].

use crate::search::SearchError;

/// Appends `value` as LEB128: seven bits a byte, low bits first.
pub(in crate::search) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends the first `len` bytes of `from`. Short ones are copied as sixteen and cut, which needs no call and no choice by length.
#[inline]
pub(in crate::search) fn put_short(out: &mut Vec<u8>, from: &[u8], len: usize) {
    match from.first_chunk::<16>() {
        Some(sixteen) if len <= 16 => {
            let end = out.len() + len;
            out.extend_from_slice(sixteen);
            out.truncate(end);
        }
        _ => out.extend_from_slice(from.get(..len).unwrap_or(from)),
    }
}

/// Reads a byte string from its beginning.
#[derive(Clone, Copy)]
pub(in crate::search) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(in crate::search) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(in crate::search) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(in crate::search) const fn remaining(&self) -> usize {
        self.rest.len()
    }

    #[inline]
    pub(in crate::search) fn byte(&mut self) -> Result<u8, SearchError> {
        // No `ok_or`, here and below: it would make and drop an error for every byte.
        let Some((&first, rest)) = self.rest.split_first() else { return Err(SearchError::Damaged("cut short")) };
        self.rest = rest;
        Ok(first)
    }

    #[inline]
    pub(in crate::search) fn take(&mut self, len: usize) -> Result<&'a [u8], SearchError> {
        let Some((head, tail)) = self.rest.split_at_checked(len) else {
            return Err(SearchError::Damaged("cut short"));
        };
        self.rest = tail;
        Ok(head)
    }

    /// Takes `len` bytes and appends them to `into`.
    #[inline]
    pub(in crate::search) fn take_into(&mut self, len: usize, into: &mut Vec<u8>) -> Result<(), SearchError> {
        let rest = self.rest;
        self.take(len)?;
        put_short(into, rest, len);
        Ok(())
    }

    /// A varint of at most 32 bits, which is all that lists and document tables have.
    #[inline]
    pub(in crate::search) fn varint(&mut self) -> Result<u32, SearchError> {
        if let Some((&first, rest)) = self.rest.split_first()
            && first < 0x80
        {
            self.rest = rest;
            return Ok(u32::from(first));
        }
        u32::try_from(self.varint64()?).map_err(|_| SearchError::Damaged("number out of range"))
    }

    /// A varint of at most 64 bits.
    pub(in crate::search) fn varint64(&mut self) -> Result<u64, SearchError> {
        let mut value = 0_u64;
        for shift in (0..70).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                break;
            }
            value |= part << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(SearchError::Damaged("number out of range"))
    }
}

/// Packs fields of up to 32 bits, low bits first.
#[derive(Default)]
pub(in crate::search) struct BitWriter {
    pending: u64,
    filled: u32,
}

impl BitWriter {
    #[inline]
    pub(in crate::search) fn put(&mut self, out: &mut Vec<u8>, value: u32, width: u32) {
        self.pending |= u64::from(value) << self.filled;
        self.filled += width;
        if self.filled >= 32 {
            out.extend_from_slice(&(self.pending as u32).to_le_bytes());
            self.pending >>= 32;
            self.filled -= 32;
        }
    }

    /// Fills the last byte with zeros.
    pub(in crate::search) fn finish(self, out: &mut Vec<u8>) {
        let bytes = self.pending.to_le_bytes();
        out.extend_from_slice(bytes.get(..self.filled.div_ceil(8) as usize).unwrap_or_default());
    }
}

/// Eight bytes from `at`, zeros beyond the end.
#[inline]
pub(in crate::search) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at.wrapping_add(8)) {
        Some(eight) => u64::from_le_bytes(eight.try_into().unwrap_or([0; 8])),
        None => load_end(bytes, at),
    }
}

/// The same where fewer than eight bytes are left.
fn load_end(bytes: &[u8], at: usize) -> u64 {
    if let Some(last) = bytes.last_chunk() {
        let gone = (at + 8).saturating_sub(bytes.len());
        return if gone < 8 { u64::from_le_bytes(*last) >> (gone * 8) } else { 0 };
    }
    let mut buffer = [0; 8];
    for (to, from) in buffer.iter_mut().zip(bytes.iter().skip(at)) {
        *to = *from;
    }
    u64::from_le_bytes(buffer)
}

/// The field of `width` (≤ 32) bits that starts at bit `at`; zeros beyond the end.
#[inline]
pub(in crate::search) fn field(bytes: &[u8], at: usize, width: u32) -> u32 {
    ((load(bytes, at >> 3) >> (at & 7)) & ((1_u64 << width) - 1)) as u32
}

#[cfg(test)]
mod tests;
