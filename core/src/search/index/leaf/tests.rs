//! A leaf of the term table gives its terms back in order, never outgrows its row, and survives damaged bytes.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn terms_come_back_in_order(mut keys in proptest::collection::btree_set("[a-d]{1,6}", 1..60)) {
        let mut builder = LeafBuilder::default();
        let mut written = Vec::new();
        for key in &keys {
            let list = [2, 4];
            prop_assert!(builder.push(key.as_bytes(), 2, &Placed::Inline(Form::Tiny, &list)));
            written.push(key.clone());
        }
        let (first, payload) = builder.written();
        prop_assert_eq!(first, keys.first().unwrap().as_bytes());
        let from = keys.pop_last().unwrap();
        let mut leaf = Leaf::new(payload);
        let mut back = Vec::new();
        while let Some(entry) = leaf.next_from(b"").unwrap() {
            prop_assert_eq!(entry.count, 2);
            back.push(String::from_utf8(entry.key).unwrap());
        }
        prop_assert_eq!(back, written);
        let only = Leaf::new(payload).next_from(from.as_bytes()).unwrap().unwrap();
        prop_assert_eq!(only.key, from.as_bytes());
    }

    #[test]
    fn what_two_keys_have_in_common_is_counted_byte_by_byte(a in "[a\u{0}]{0,20}", b in "[a\u{0}]{0,20}") {
        let expected = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        for known in 0..=expected {
            prop_assert_eq!(common(a.as_bytes(), b.as_bytes(), known), expected);
        }
    }

    #[test]
    fn damaged_leaves_never_panic(bytes: Vec<u8>) {
        let mut leaf = Leaf::new(&bytes);
        while let Ok(Some(_)) = leaf.next_from(b"") {}
    }
}

#[test]
fn a_full_leaf_refuses_and_stays_within_its_row() {
    let mut builder = LeafBuilder::default();
    let list = [0; 300];
    let taken = (0..100_u32).take_while(|n| builder.push(&[b'k', *n as u8], 128, &Placed::Inline(Form::Blocks, &list)));
    assert_eq!(taken.count(), 13);
    assert!(builder.written().1.len() <= PAYLOAD);
}
