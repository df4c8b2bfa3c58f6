//! A posting list comes back as it was, and a skip never promises less than its block holds.

use proptest::prelude::*;

use super::super::block::tests::ascending;
use super::*;

fn round_trip(postings: &[Posting]) -> List {
    let mut bytes = Vec::new();
    let form = encode(&mut bytes, postings, &|block| block.iter().map(|p| (p.ordinal % 200) as u8).min().unwrap());
    if form == Form::Tiny {
        assert_eq!(tiny_len(&[bytes.as_slice(), b"more"].concat(), postings.len() as u32).unwrap(), bytes.len());
    }
    List::read(form, postings.len() as u32, bytes.into()).unwrap()
}

proptest! {
    #[test]
    fn a_list_comes_back_as_it_was(postings in ascending(700)) {
        let list = round_trip(&postings);
        let mut back = Vec::new();
        list.decode_all(&mut Vec::new(), &mut back).unwrap();
        prop_assert_eq!(&back, &postings);
    }

    #[test]
    fn no_posting_of_a_block_exceeds_what_its_skip_says(postings in ascending(700)) {
        let list = round_trip(&postings);
        let mut block = Vec::new();
        for (index, skip) in list.blocks().iter().enumerate() {
            list.decode(index, &mut block).unwrap();
            for posting in &block {
                prop_assert!(posting.title <= skip.max_title && posting.body <= skip.max_body);
                prop_assert!((posting.ordinal % 200) as u8 >= skip.min_length);
                prop_assert!((skip.base..=skip.last).contains(&posting.ordinal));
            }
        }
    }

    #[test]
    fn damaged_lists_never_panic(bytes: Vec<u8>, count in 0_u32..2_000, tiny: bool) {
        let form = if tiny { Form::Tiny } else { Form::Blocks };
        if let Ok(list) = List::read(form, count, bytes.into()) {
            let _ = list.decode_all(&mut Vec::new(), &mut Vec::new());
        }
    }
}

#[test]
fn one_document_costs_no_more_than_its_number() {
    let mut bytes = Vec::new();
    let form = encode(&mut bytes, &[Posting { ordinal: 90_000, title: 0, body: 1 }], &|_| 0);
    assert_eq!((form, bytes.len()), (Form::Tiny, 3));
}
