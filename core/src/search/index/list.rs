//! A whole posting list: the documents of one term in one segment.
//!
//! Three forms, told apart by the term's entry in its leaf:
//! - **tiny**: a varint for each posting, `(delta << 1) | odd`; odd postings have a byte `title << 5 | body` after it.
//! - **blocks**: for each block of 128 postings, the last one shorter, `varint(last − base) varint(bytes) max-title max-body
//!   min-length`, then the blocks themselves. With one block only `varint(last)` precedes it.
//!
//! The skip table lets ranking pass over blocks that cannot matter: the three bytes bound every score in the block,
//! whatever the weights are. `base` is one more than the last ordinal of the block before.

use std::ops::Range;
use std::sync::Arc;

use super::bits::{Reader, put_varint};
use super::block::{self, BLOCK, Posting};
use crate::search::SearchError;

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A varint for each posting.
    Tiny,
    /// Blocks, after their skip table.
    Blocks,
}

/// The least code of a body's length among the documents of these postings.
pub(super) type Shortest<'a> = &'a dyn Fn(&[Posting]) -> u8;

/// Most postings for which the tiny form is tried.
const TINY: usize = 12;

/// What is known of a block without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Skip {
    /// Lowest ordinal that could be in it.
    pub(crate) base: u32,
    /// Its last ordinal.
    pub(crate) last: u32,
    /// Largest title tf.
    pub(crate) max_title: u8,
    /// Largest body tf.
    pub(crate) max_body: u8,
    /// Length code of its shortest body.
    pub(crate) min_length: u8,
    at: usize,
    n: usize,
}

/// Writes `postings` (not empty, ascending) in the shorter form. `shortest` gives the least code of a
/// body's length in a block.
pub(super) fn encode(out: &mut Vec<u8>, postings: &[Posting], shortest: Shortest<'_>) -> Form {
    let start = out.len();
    let tiny = postings.len() <= TINY && postings.iter().all(|p| p.title < 8 && p.body < 32);
    if tiny {
        encode_tiny(out, postings);
        if postings.len() <= 2 {
            return Form::Tiny;
        }
        let (end, last) = (out.len(), postings.last().map_or(0, |p| p.ordinal));
        if end - start <= varint_len(last) + block::least_bytes(postings, 0) {
            return Form::Tiny;
        }
        encode_blocks(out, postings, shortest);
        if end - start <= out.len() - end {
            out.truncate(end);
            return Form::Tiny;
        }
        out.drain(start..end);
        return Form::Blocks;
    }
    encode_blocks(out, postings, shortest);
    Form::Blocks
}

const fn varint_len(value: u32) -> usize {
    (38 - (value | 1).leading_zeros() as usize) / 7
}

fn encode_tiny(out: &mut Vec<u8>, postings: &[Posting]) {
    let mut base = 0;
    for posting in postings {
        let odd = posting.title != 0 || posting.body != 1;
        put_varint(out, u64::from(posting.ordinal - base) << 1 | u64::from(odd));
        if odd {
            out.push(posting.title << 5 | posting.body);
        }
        base = posting.ordinal + 1;
    }
}

fn encode_blocks(out: &mut Vec<u8>, postings: &[Posting], shortest: Shortest<'_>) {
    let mut base = 0;
    if postings.len() <= BLOCK {
        put_varint(out, u64::from(postings.last().map_or(0, |p| p.ordinal)));
        block::encode(out, postings, base);
        return;
    }
    let mut blocks = Vec::new();
    for chunk in postings.chunks(BLOCK) {
        let start = blocks.len();
        block::encode(&mut blocks, chunk, base);
        let last = chunk.last().map_or(base, |p| p.ordinal);
        put_varint(out, u64::from(last - base));
        put_varint(out, (blocks.len() - start) as u64);
        out.push(chunk.iter().map(|p| p.title).max().unwrap_or(0));
        out.push(chunk.iter().map(|p| p.body).max().unwrap_or(0));
        out.push(shortest(chunk));
        base = last + 1;
    }
    out.extend_from_slice(&blocks);
}

/// A part of bytes that others may share.
#[derive(Clone, Debug)]
pub(crate) struct Slice {
    all: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Slice {
    pub(super) fn new(all: &Arc<Vec<u8>>, range: Range<usize>) -> Self {
        Self { all: Arc::clone(all), range }
    }

    /// Copies the part.
    pub(super) fn detach(&mut self) {
        *self = self.bytes().to_vec().into();
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        self.all.get(self.range.clone()).unwrap_or_default()
    }
}

impl From<Vec<u8>> for Slice {
    fn from(all: Vec<u8>) -> Self {
        let range = 0..all.len();
        Self { all: Arc::new(all), range }
    }
}

/// A list that was read from its segment, not yet decoded but for its skip table.
#[derive(Clone, Debug)]
pub(crate) struct List {
    form: Form,
    bytes: Slice,
    skips: Vec<Skip>,
}

impl List {
    /// Reads the skip table of a list of `count` documents.
    pub(super) fn read(form: Form, count: u32, bytes: Slice) -> Result<Self, SearchError> {
        let count = count as usize;
        if count == 0 || count.div_ceil(BLOCK) > bytes.bytes().len() {
            return Err(SearchError::Damaged("list of impossible size"));
        }
        let skips = match form {
            Form::Tiny => vec![Self::unknown(0, 0, count, u32::MAX)],
            Form::Blocks => Self::skips(bytes.bytes(), count)?,
        };
        let mut list = Self { form, bytes, skips };
        if form == Form::Tiny {
            let mut postings = Vec::new();
            list.decode(0, &mut postings)?;
            if let (Some(skip), Some(last)) = (list.skips.first_mut(), postings.last()) {
                skip.last = last.ordinal;
            }
        }
        Ok(list)
    }

    /// A block about whose scores nothing is known.
    const fn unknown(base: u32, at: usize, n: usize, last: u32) -> Skip {
        let (max_title, max_body) = (block::MAX_TITLE, block::MAX_BODY);
        Skip { base, last, max_title, max_body, min_length: 0, at, n }
    }

    fn skips(bytes: &[u8], count: usize) -> Result<Vec<Skip>, SearchError> {
        let mut reader = Reader::new(bytes);
        if count <= BLOCK {
            let last = reader.varint()?;
            return Ok(vec![Self::unknown(0, bytes.len() - reader.remaining(), count, last)]);
        }
        let mut skips = Vec::with_capacity(count.div_ceil(BLOCK));
        let (mut base, mut at) = (0_u32, 0_usize);
        for start in (0..count).step_by(BLOCK) {
            let gap = reader.varint()?;
            let Some((last, after)) = base.checked_add(gap).and_then(|last| Some((last, last.checked_add(1)?))) else {
                return Err(SearchError::Damaged("ordinal out of range"));
            };
            let len = reader.varint()? as usize;
            let (max_title, max_body, min_length) = (reader.byte()?, reader.byte()?, reader.byte()?);
            skips.push(Skip { base, last, max_title, max_body, min_length, at, n: (count - start).min(BLOCK) });
            at += len;
            base = after;
        }
        let table = bytes.len() - reader.remaining();
        for skip in &mut skips {
            skip.at += table;
        }
        Ok(skips)
    }

    /// The blocks in order.
    pub(crate) fn blocks(&self) -> &[Skip] {
        &self.skips
    }

    /// How many documents it has.
    pub(crate) fn len(&self) -> usize {
        self.skips.iter().map(|skip| skip.n).sum()
    }

    /// The posting of a document that block `index` would have, without decoding the others.
    ///
    /// # Errors
    /// As for [`List::decode`].
    pub(crate) fn find(&self, index: usize, ordinal: u32) -> Result<Option<Posting>, SearchError> {
        let skip = self.skips.get(index).ok_or_else(|| SearchError::Damaged("no such block"))?;
        let bytes = self.bytes.bytes().get(skip.at..).ok_or_else(|| SearchError::Damaged("block outside its list"))?;
        match self.form {
            Form::Blocks => block::find(bytes, skip.n, skip.base, skip.last, ordinal),
            Form::Tiny => {
                let mut postings = Vec::new();
                decode_tiny(&mut Reader::new(bytes), skip.n, &mut postings)?;
                Ok(postings.into_iter().find(|posting| posting.ordinal == ordinal))
            }
        }
    }

    /// Decodes block `index` into `into` (cleared first).
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if there is no such block or its bytes are no block.
    pub(crate) fn decode(&self, index: usize, into: &mut Vec<Posting>) -> Result<(), SearchError> {
        let skip = self.skips.get(index).ok_or_else(|| SearchError::Damaged("no such block"))?;
        let bytes = self.bytes.bytes().get(skip.at..).ok_or_else(|| SearchError::Damaged("block outside its list"))?;
        match self.form {
            Form::Blocks => block::decode(bytes, skip.n, skip.base, skip.last, into).map(|_| ()),
            Form::Tiny => decode_tiny(&mut Reader::new(bytes), skip.n, into),
        }
    }

    /// Appends every posting to `into`; `scratch` is reused between calls.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] as for [`List::decode`].
    pub(crate) fn decode_all(&self, scratch: &mut Vec<Posting>, into: &mut Vec<Posting>) -> Result<(), SearchError> {
        for index in 0..self.skips.len() {
            self.decode(index, scratch)?;
            into.extend_from_slice(scratch);
        }
        Ok(())
    }
}

/// Reads a tiny list of `n` postings into `into` (cleared first).
pub(super) fn decode_tiny(reader: &mut Reader<'_>, n: usize, into: &mut Vec<Posting>) -> Result<(), SearchError> {
    into.clear();
    let mut base = 0_u32;
    for _ in 0..n {
        let value = reader.varint()?;
        let odd = if value & 1 == 1 { reader.byte()? } else { 1 };
        let Some((ordinal, after)) = base.checked_add(value >> 1).and_then(|at| Some((at, at.checked_add(1)?))) else {
            return Err(SearchError::Damaged("ordinal out of range"));
        };
        into.push(Posting { ordinal, title: odd >> 5, body: odd & 31 });
        base = after;
    }
    Ok(())
}

/// Reads the blocks of a list of `count` documents into `into` (cleared first); `block` is working space.
pub(super) fn decode_blocks(
    bytes: &[u8],
    count: u32,
    block: &mut Vec<Posting>,
    into: &mut Vec<Posting>,
) -> Result<(), SearchError> {
    into.clear();
    let mut reader = Reader::new(bytes);
    if count as usize <= BLOCK {
        let last = reader.varint()?;
        return block::decode(reader.take(reader.remaining())?, count as usize, 0, last, into).map(|_| ());
    }
    for skip in List::skips(bytes, count as usize)? {
        block::decode(bytes.get(skip.at..).unwrap_or_default(), skip.n, skip.base, skip.last, block)?;
        into.extend_from_slice(block);
    }
    Ok(())
}

/// Length of a tiny list at the beginning of `bytes`: its end is not written down.
pub(super) fn tiny_len(bytes: &[u8], count: u32) -> Result<usize, SearchError> {
    let mut reader = Reader::new(bytes);
    for _ in 0..count {
        if reader.varint()? & 1 == 1 {
            reader.byte()?;
        }
    }
    Ok(bytes.len() - reader.remaining())
}

#[cfg(test)]
mod tests;
