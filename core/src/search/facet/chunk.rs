//! The stored form of one column over 4,096 neighbouring document numbers.
//!
//! The distinct values of the chunk stand once, ascending; each document has a code into that list, packed into as few bits
//! as the list needs. A column in which every document has the same value takes no bits at all. Codes are read where they
//! lie, so that the form on disk is also the form in memory.
//!
//! Layout, varints as in [`bits`]: form (1 byte: 1 several values a document, 2 only documents with values are listed, 4 every
//! listed document has one) | first slot | span in slots | with 2: number of documents, then gaps between their slots less
//! one | number of values | least value (zigzag), then differences | with 1: number of codes, then for each document and the
//! end the place where its codes begin | codes, without 4 and 1 a 0 for "none" and all others one more.
//!
//! Invariants: reading never trusts a length; a code beyond the list reads as "none".

use std::ops::Range;

use super::unpacked::Unpacked;
use super::value::MAX_VALUES;
use crate::search::SearchError;
use crate::search::index::bits::{BitWriter, Reader, field, put_varint};

/// Document numbers of a chunk. Measured on 100k documents with five fields (docs/search-facets.md).
pub(super) const SLOTS: u32 = 4_096;

/// Codes a chunk may have.
const MAX_CODES: u32 = SLOTS * MAX_VALUES as u32;

const SEVERAL: u8 = 1;
const LISTED: u8 = 2;
const FULL: u8 = 4;

/// A chunk whose codes are read where they lie.
#[derive(Debug)]
pub(super) struct Chunk {
    bytes: Vec<u8>,
    form: u8,
    first: u32,
    /// Slots of the documents if they are listed, else empty.
    slots: Vec<u16>,
    /// Documents that have a place, with or without a value.
    places: u32,
    /// The distinct values, ascending.
    values: Vec<i64>,
    /// Bit where places of codes begin, and the width of one.
    starts: (usize, u32),
    /// Bit where codes begin, and the width of one.
    codes: (usize, u32),
    /// What code stands for the first value: 1 if 0 says "none".
    gap: u32,
}

/// Bits that `count` different codes need.
const fn width(count: u32) -> u32 {
    match count {
        0 | 1 => 0,
        _ => 32 - (count - 1).leading_zeros(),
    }
}

const fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

const fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// The stored form of `values`: documents are listed where that is shorter than giving each number of the span a place.
pub(super) fn encode(own: &Unpacked) -> Vec<u8> {
    let (first, last) = own.ends();
    let span = if own.is_empty() { 0 } else { u32::from(last - first) + 1 };
    let distinct = own.distinct();
    let several = own.iter().any(|(_, values)| values.len() != 1);
    let wide = width(distinct.len() as u32 + 1);
    // A listed document costs at least a byte.
    let listed = own.len() as u32 * (8 + wide) < span * wide;
    let full = listed || own.len() == span as usize;
    let form = u8::from(several) * SEVERAL + u8::from(listed) * LISTED + u8::from(full) * FULL;

    let mut out = vec![form];
    put_varint(&mut out, u64::from(first));
    put_varint(&mut out, u64::from(span));
    if listed {
        put_varint(&mut out, own.len() as u64);
        let slots = own.iter().map(|(slot, _)| slot);
        for (slot, next) in slots.clone().zip(slots.skip(1)) {
            put_varint(&mut out, u64::from(next - slot - 1));
        }
    }
    put_varint(&mut out, distinct.len() as u64);
    let mut base = None;
    for value in &distinct {
        put_varint(&mut out, base.map_or(zigzag(*value), |base: i64| value.wrapping_sub(base) as u64));
        base = Some(*value);
    }
    let mut places: Vec<&[i64]> = Vec::with_capacity(span as usize);
    for (slot, values) in own.iter() {
        if !listed {
            places.resize(usize::from(slot - first), &[]);
        }
        places.push(values);
    }
    put_codes(&mut out, &places, &distinct, several);
    out
}

/// Appends the codes of all places, with where each begins if there are several.
fn put_codes(out: &mut Vec<u8>, places: &[&[i64]], distinct: &[i64], several: bool) {
    let code_of = |value: &i64| distinct.binary_search(value).unwrap_or(0) as u32;
    let mut bits = BitWriter::default();
    if several {
        let total: usize = places.iter().map(|own| own.len()).sum();
        put_varint(out, total as u64);
        let wide = width(total as u32 + 1);
        let mut start = 0;
        for own in places {
            bits.put(out, start, wide);
            start += own.len() as u32;
        }
        bits.put(out, start, wide);
        let wide = width(distinct.len() as u32);
        for value in places.iter().flat_map(|own| own.iter()) {
            bits.put(out, code_of(value), wide);
        }
    } else {
        let gap = u32::from(places.iter().any(|own| own.is_empty()));
        let wide = width(distinct.len() as u32 + gap);
        for own in places {
            bits.put(out, own.first().map_or(0, |value| code_of(value) + gap), wide);
        }
    }
    bits.finish(out);
}

impl Chunk {
    /// Reads the stored form.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if it is not what [`encode`] writes.
    pub(super) fn parse(bytes: Vec<u8>) -> Result<Self, SearchError> {
        const DAMAGED: SearchError = SearchError::Damaged("facet chunk out of form");
        let mut reader = Reader::new(&bytes);
        let form = reader.byte()?;
        let (first, span) = (reader.varint()?, reader.varint()?);
        if form > 7 || first >= SLOTS || span > SLOTS - first {
            return Err(DAMAGED);
        }
        let mut slots = Vec::new();
        if form & LISTED != 0 {
            let count = reader.varint()?;
            if count > span || count as usize > reader.remaining() + 1 {
                return Err(DAMAGED);
            }
            let mut slot = first;
            for place in 0..count {
                slot = if place == 0 { slot } else { slot.saturating_add(reader.varint()?).saturating_add(1) };
                if slot >= SLOTS {
                    return Err(DAMAGED);
                }
                slots.push(slot as u16);
            }
        }
        let places = if form & LISTED != 0 { slots.len() as u32 } else { span };
        let count = reader.varint()?;
        if count as usize > reader.remaining() {
            return Err(DAMAGED);
        }
        let mut values: Vec<i64> = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let written = reader.varint64()?;
            let value = values.last().map_or(unzigzag(written), |base| base.wrapping_add(written as i64));
            if values.last().is_some_and(|base| *base >= value) {
                return Err(DAMAGED);
            }
            values.push(value);
        }
        let (mut starts, mut total) = ((0, 0), places);
        if form & SEVERAL != 0 {
            total = reader.varint()?;
            if total > MAX_CODES {
                return Err(DAMAGED);
            }
            starts.1 = width(total + 1);
        }
        let gap = u32::from(form & (FULL | SEVERAL) == 0);
        let wide = width(count + gap);
        let begin = (bytes.len() - reader.remaining()) * 8;
        let start_bits = if form & SEVERAL != 0 { (places as usize + 1) * starts.1 as usize } else { 0 };
        starts.0 = begin;
        let codes = (begin + start_bits, wide);
        if (start_bits + total as usize * wide as usize).div_ceil(8) != reader.remaining() {
            return Err(DAMAGED);
        }
        let chunk = Self { bytes, form, first, slots, places, values, starts, codes, gap };
        if form & SEVERAL != 0 {
            let mut start = 0;
            for place in 0..=places {
                let next = chunk.start(place);
                if next < start || next > total || (place == places && next != total) {
                    return Err(DAMAGED);
                }
                start = next;
            }
        }
        Ok(chunk)
    }

    /// The distinct values, ascending; codes are places in it.
    pub(super) fn values(&self) -> &[i64] {
        &self.values
    }

    /// The codes of the document in `slot`.
    pub(super) fn codes(&self, slot: u32) -> impl Iterator<Item = usize> + '_ {
        self.positions(slot).filter_map(|position| self.code(position))
    }

    /// The code of the document in `slot`; the first if there are several.
    #[inline]
    pub(super) fn first_code(&self, slot: u32) -> Option<usize> {
        let positions = self.positions(slot);
        if positions.is_empty() { None } else { self.code(positions.start) }
    }

    /// Where the codes of the document in `slot` stand.
    #[inline]
    pub(super) fn positions(&self, slot: u32) -> Range<u32> {
        let place = if self.form & LISTED == 0 {
            slot.checked_sub(self.first).filter(|place| *place < self.places)
        } else {
            u16::try_from(slot).ok().and_then(|slot| self.slots.binary_search(&slot).ok()).map(|place| place as u32)
        };
        match place {
            None => 0..0,
            Some(place) if self.form & SEVERAL == 0 => place..place + 1,
            Some(place) => self.start(place)..self.start(place + 1),
        }
    }

    #[inline]
    fn start(&self, place: u32) -> u32 {
        let (begin, wide) = self.starts;
        field(&self.bytes, begin + place as usize * wide as usize, wide)
    }

    /// The code that stands there. `None` for none.
    #[inline]
    pub(super) fn code(&self, position: u32) -> Option<usize> {
        let (begin, wide) = self.codes;
        let written = field(&self.bytes, begin + position as usize * wide as usize, wide);
        written.checked_sub(self.gap).map(|code| code as usize).filter(|code| *code < self.values.len())
    }

    /// Everything in it, to be changed.
    pub(super) fn unpack(&self) -> Unpacked {
        let mut all = Unpacked::default();
        let mut own = Vec::new();
        for slot in self.first..SLOTS {
            own.clear();
            own.extend(self.codes(slot).filter_map(|code| self.values.get(code).copied()));
            all.push(slot as u16, &own);
        }
        all
    }
}

#[cfg(test)]
mod tests;
