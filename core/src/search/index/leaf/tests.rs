//! A leaf of the term table gives its terms back in order, never outgrows its row, and survives damaged bytes.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn terms_come_back_in_order(
        keys in proptest::collection::btree_set("[a-d]{1,6}", 1..60),
        from in "[a-d]{0,7}",
    ) {
        let mut builder = LeafBuilder::default();
        let mut written = Vec::new();
        for key in &keys {
            let list = [2, 4];
            prop_assert!(builder.push(key.as_bytes(), 2, &Placed::Inline(Form::Tiny, &list)));
            written.push(key.clone());
        }
        let (first, payload) = builder.written();
        prop_assert_eq!(first, keys.first().unwrap().as_bytes());
        let payload = Arc::new(payload.to_vec());
        let mut leaf = Leaf::new(Arc::clone(&payload));
        let mut back = Vec::new();
        while leaf.advance().unwrap() {
            prop_assert_eq!(leaf.count(), 2);
            back.push(String::from_utf8(leaf.key().to_vec()).unwrap());
        }
        prop_assert_eq!(&back, &written);
        // Whatever is looked for, the walk goes on from the first key that is not smaller.
        let mut leaf = Leaf::new(payload);
        let mut rest = written.iter().skip_while(|key| **key < from);
        prop_assert_eq!(leaf.seek(from.as_bytes()).unwrap(), rest.clone().next().is_some());
        if let Some(first) = rest.next() {
            prop_assert_eq!(leaf.key(), first.as_bytes());
        }
        for key in rest {
            prop_assert!(leaf.advance().unwrap());
            prop_assert_eq!(leaf.key(), key.as_bytes());
        }
        prop_assert!(!leaf.advance().unwrap());
    }

    #[test]
    fn what_two_keys_have_in_common_is_counted_byte_by_byte(a in "[a\u{0}]{0,20}", b in "[a\u{0}]{0,20}") {
        let expected = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        for known in 0..=expected {
            prop_assert_eq!(common(a.as_bytes(), b.as_bytes(), known), expected);
        }
    }

    #[test]
    fn damaged_leaves_never_panic(bytes: Vec<u8>, from: Vec<u8>) {
        let payload = Arc::new(bytes);
        let mut leaf = Leaf::new(Arc::clone(&payload));
        while leaf.advance().is_ok_and(|there| there) {}
        let _ = Leaf::new(payload).seek(&from);
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
