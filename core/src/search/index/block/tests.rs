//! A block of postings comes back as it was, at the size the design promises, and damaged bytes never panic.

use proptest::prelude::*;

use super::*;

pub(in crate::search::index) fn ascending(max_len: usize) -> impl Strategy<Value = Vec<Posting>> {
    let one =
        (prop_oneof![8 => 1_u32..40, 1 => 1_u32..50_000], prop_oneof![5 => Just(0_u8), 1 => 0..=15_u8], 0..=255_u8);
    proptest::collection::vec(one, 1..=max_len).prop_map(|steps| {
        let mut ordinal = 0;
        steps
            .into_iter()
            .map(|(step, title, body)| {
                ordinal += step;
                // A posting without any occurrence does not exist.
                Posting { ordinal, title, body: if title == 0 { body.max(1) } else { body } }
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_block_comes_back_as_it_was(postings in ascending(BLOCK), gap in 0_u32..3) {
        let base = postings[0].ordinal.saturating_sub(gap);
        let mut bytes = Vec::new();
        encode(&mut bytes, &postings, base);
        let used = bytes.len();
        bytes.extend_from_slice(b"what follows");
        let mut back = Vec::new();
        let read = decode(&bytes, postings.len(), base, postings[postings.len() - 1].ordinal, &mut back).unwrap();
        prop_assert_eq!(read, used);
        prop_assert_eq!(back, postings);
    }

    #[test]
    fn one_posting_is_found_without_the_others(postings in ascending(BLOCK), gap in 0_u32..3) {
        let (base, last) = (postings[0].ordinal.saturating_sub(gap), postings[postings.len() - 1].ordinal);
        let mut bytes = Vec::new();
        encode(&mut bytes, &postings, base);
        bytes.extend_from_slice(&[0xff; 12]);
        let beside = postings.iter().flat_map(|posting| [posting.ordinal - 1, posting.ordinal, posting.ordinal + 1]);
        for ordinal in beside.chain([0, base, u32::MAX]) {
            let expected = postings.iter().copied().find(|posting| posting.ordinal == ordinal);
            prop_assert_eq!(find(&bytes, postings.len(), base, last, ordinal).unwrap(), expected);
        }
    }

    #[test]
    fn damaged_bytes_are_refused_or_read_but_never_panic(bytes: Vec<u8>, n in 0_usize..300, base: u32, last: u32) {
        let mut back = Vec::new();
        if decode(&bytes, n, base, last, &mut back).is_ok() {
            prop_assert_eq!(back.len(), n);
            prop_assert!(back.windows(2).all(|pair| pair[0].ordinal < pair[1].ordinal));
        }
        for ordinal in [base, last, base.wrapping_add(last.wrapping_sub(base) / 2)] {
            let found = find(&bytes, n, base, last, ordinal).ok().flatten();
            prop_assert!(found.is_none_or(|posting| posting.ordinal == ordinal));
        }
    }
}

#[test]
fn a_dense_block_costs_two_bits_and_a_header_a_document() {
    let postings: Vec<Posting> = (0..128).map(|ordinal| Posting { ordinal: ordinal * 2, title: 0, body: 1 }).collect();
    let mut bytes = Vec::new();
    encode(&mut bytes, &postings, 0);
    assert!(bytes.len() <= 50, "{} bytes", bytes.len());
}
