//! What the readers of blocks, lists and leaves make of any bytes: a checksum finds accidents, not what somebody put there.
//!
//! The fuzz target `index_block` calls [`read`], and a property test here; no other code does.

use std::sync::Arc;

use rusqlite::Connection;

use super::bits::Reader;
use super::block::{self, BLOCK, Posting};
use super::leaf::{Leaf, LeafBuilder, Placed};
use super::list::{Form, List};

/// Longest stretch of ordinals of which each is looked for.
const EVERY: u32 = 2_000;

/// Reads `bytes` as a block, as lists and as a leaf.
///
/// # Panics
/// If a reader does, or two readers of the same bytes disagree, or what was read and written again is something else.
pub fn read(bytes: &[u8]) {
    let mut reader = Reader::new(bytes);
    if let (Ok(n), Ok(base), Ok(span)) = (reader.byte(), reader.varint(), reader.varint())
        && let Ok(block) = reader.take(reader.remaining())
    {
        as_block(block, usize::from(n), base, base.saturating_add(span));
    }
    let mut reader = Reader::new(bytes);
    if let (Ok(count), Ok(list)) = (reader.varint(), reader.take(reader.remaining())) {
        as_list(Form::Tiny, count, list);
        as_list(Form::Blocks, count, list);
    }
    as_leaf(bytes);
}

fn as_block(bytes: &[u8], n: usize, base: u32, last: u32) {
    let mut postings = Vec::new();
    let decoded = block::decode(bytes, n, base, last, &mut postings);
    for ordinal in looked_for(&postings, base, last) {
        let found = block::find(bytes, n, base, last, ordinal);
        if decoded.is_ok() {
            assert_eq!(found.unwrap_or_default(), at(&postings, ordinal));
        }
    }
    if decoded.is_ok() {
        assert!(postings.len() == n && n <= BLOCK && ascend(&postings, base));
        assert_eq!(postings.last().map(|posting| posting.ordinal), Some(last));
        let (mut written, mut again) = (Vec::new(), Vec::new());
        block::encode(&mut written, &postings, base);
        assert_eq!(block::decode(&written, n, base, last, &mut again).unwrap_or_default(), written.len());
        assert_eq!(again, postings);
    }
}

fn as_list(form: Form, count: u32, bytes: &[u8]) {
    let Ok(list) = List::read(form, count, bytes.to_vec().into()) else { return };
    assert_eq!(list.len(), count as usize);
    let (mut all, mut postings, mut sound) = (Vec::new(), Vec::new(), true);
    for (index, skip) in list.blocks().iter().enumerate() {
        let decoded = list.decode(index, &mut postings);
        sound &= decoded.is_ok();
        for ordinal in looked_for(&postings, skip.base, skip.last) {
            let found = list.find(index, ordinal);
            if decoded.is_ok() {
                assert_eq!(found.unwrap_or_default(), at(&postings, ordinal));
            }
        }
        if decoded.is_ok() {
            assert!(ascend(&postings, skip.base));
            assert_eq!(postings.last().map(|posting| posting.ordinal), Some(skip.last));
            all.extend_from_slice(&postings);
        }
    }
    let mut whole = Vec::new();
    assert_eq!(list.decode_all(&mut postings, &mut whole).is_ok(), sound);
    assert!(!sound || (whole == all && ascend(&whole, 0)));
}

fn as_leaf(bytes: &[u8]) {
    let payload = Arc::new(bytes.to_vec());
    let (mut leaf, mut keys) = (Leaf::new(Arc::clone(&payload)), Vec::new());
    // A list that stands elsewhere is looked for here, and not found.
    let nothing = Connection::open_in_memory();
    while let Ok(true) = leaf.advance() {
        keys.push(leaf.key().to_vec());
        if let (Some(entry), Ok(conn)) = (leaf.entry(), &nothing) {
            assert_eq!(entry.count, leaf.count());
            let (mut scratch, mut postings) = (Vec::new(), Vec::new());
            if entry.postings(conn, 1, &mut scratch, &mut postings).is_ok() {
                assert!(postings.len() == entry.count as usize && ascend(&postings, 0));
            }
        }
    }
    for key in &keys {
        let _ = Leaf::new(Arc::clone(&payload)).seek(key);
    }
    // In a leaf as it is written, a walk and a leap come to the same entries.
    keys.sort_unstable();
    keys.dedup();
    let mut builder = LeafBuilder::default();
    keys.retain(|key| builder.push(key, 1, &Placed::Inline(Form::Tiny, &[0])));
    let payload = Arc::new(builder.written().1.to_vec());
    for (place, key) in keys.iter().enumerate() {
        for (from, expected) in [(key.clone(), Some(key)), ([key, &[0][..]].concat(), keys.get(place + 1))] {
            let mut leaf = Leaf::new(Arc::clone(&payload));
            let found = leaf.seek(&from).unwrap_or_default().then(|| leaf.key().to_vec());
            assert_eq!(found.as_ref(), expected);
        }
    }
}

/// Every ordinal of a short stretch; of a long one the ends, and those that are there with their neighbours.
fn looked_for(postings: &[Posting], base: u32, last: u32) -> Vec<u32> {
    if last.saturating_sub(base) <= EVERY {
        return (base..=last).collect();
    }
    let near = |ordinal: u32| [ordinal.saturating_sub(1), ordinal, ordinal.saturating_add(1)];
    let ordinals = postings.iter().map(|posting| posting.ordinal);
    [base, last].into_iter().chain(ordinals).flat_map(near).collect()
}

fn at(postings: &[Posting], ordinal: u32) -> Option<Posting> {
    postings.iter().find(|posting| posting.ordinal == ordinal).copied()
}

fn ascend(postings: &[Posting], base: u32) -> bool {
    postings.iter().all(|posting| posting.ordinal >= base) && postings.is_sorted_by(|a, b| a.ordinal < b.ordinal)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_alike_by_all_readers_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            read(&bytes);
        }

        #[test]
        fn so_are_blocks_with_a_few_other_bytes(
            gaps in proptest::collection::vec(1_u32..40, 1..=128),
            bodies in proptest::collection::vec(0_u8..9, 128),
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
        ) {
            let (mut postings, mut ordinal) = (Vec::new(), 0);
            for (gap, body) in gaps.iter().zip(bodies) {
                ordinal += gap;
                postings.push(Posting { ordinal, title: u8::from(body == 0), body });
            }
            let mut bytes = vec![postings.len() as u8, 0];
            super::super::bits::put_varint(&mut bytes, u64::from(ordinal));
            block::encode(&mut bytes, &postings, 0);
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            read(&bytes);
        }
    }
}
