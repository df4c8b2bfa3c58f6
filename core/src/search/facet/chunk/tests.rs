//! A chunk reads back as it was written in every form, and damaged bytes are an error or "none", never a panic.

use proptest::prelude::*;

use super::*;

fn unpacked(own: &[(u16, &[i64])]) -> Unpacked {
    let mut all = Unpacked::default();
    own.iter().for_each(|(slot, values)| all.push(*slot, values));
    all
}

fn parsed(values: &Unpacked) -> Chunk {
    Chunk::parse(encode(values)).unwrap()
}

#[test]
fn a_column_of_one_value_takes_a_few_bytes() {
    let mut same = Unpacked::default();
    (0..4_096).for_each(|slot| same.push(slot, &[7]));
    let bytes = encode(&same);
    assert!(bytes.len() < 12, "{} bytes", bytes.len());
    assert_eq!(Chunk::parse(bytes).unwrap().unpack(), same);
}

#[test]
fn a_few_documents_far_apart_are_listed_and_others_have_nothing() {
    let values = unpacked(&[(3, &[-5]), (900, &[1_250_000_000]), (4_095, &[12])]);
    assert!(encode(&values).len() < 30);
    let chunk = parsed(&values);
    assert_eq!(chunk.values(), [-5, 12, 1_250_000_000]);
    assert_eq!(chunk.first_code(900), Some(2));
    assert_eq!((chunk.first_code(899), chunk.first_code(0), chunk.first_code(70_000)), (None, None, None));
}

#[test]
fn several_values_of_a_document_keep_together() {
    let values = unpacked(&[(1, &[4, 9]), (2, &[9]), (5, &[-1, 4, 9])]);
    let chunk = parsed(&values);
    assert_eq!(chunk.codes(5).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(chunk.codes(3).count(), 0);
    assert_eq!(chunk.unpack(), values);
}

#[test]
fn the_example_of_the_documentation_is_what_is_written() {
    let values = unpacked(&[(1, &[0]), (2, &[0]), (3, &[0, 1])]);
    assert_eq!(encode(&values), [0x05, 0x01, 0x03, 0x02, 0x00, 0x01, 0x04, 0x88, 0x88]);
}

#[test]
fn the_largest_numbers_fit() {
    let values = unpacked(&[(0, &[i64::MIN]), (1, &[i64::MAX]), (2, &[0])]);
    assert_eq!(parsed(&values).unpack(), values);
}

#[test]
fn a_chunk_that_is_cut_or_goes_on_too_long_is_damaged() {
    let whole = encode(&unpacked(&[(1, &[4, 9]), (2, &[9]), (5, &[-1, 4, 9])]));
    for len in 0..whole.len() {
        assert!(matches!(Chunk::parse(whole[..len].to_vec()), Err(SearchError::Damaged(_))), "{len}");
    }
    let longer = [whole.as_slice(), &[0, 0]].concat();
    assert!(matches!(Chunk::parse(longer), Err(SearchError::Damaged(_))));
}

fn any_values() -> impl Strategy<Value = Unpacked> {
    let own = prop::collection::btree_set(-40_i64..40, 1..4).prop_map(|own| own.into_iter().collect::<Vec<_>>());
    prop::collection::btree_map(0_u16..4_096, own, 0..300).prop_map(|own| {
        let mut all = Unpacked::default();
        own.iter().for_each(|(slot, values)| all.push(*slot, values));
        all
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(values in any_values()) {
        let chunk = parsed(&values);
        prop_assert_eq!(chunk.unpack(), values);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(chunk) = Chunk::parse(bytes) {
            chunk.unpack();
        }
    }

    #[test]
    fn a_changed_byte_never_panics(values in any_values(), at in 0_usize..500, with in any::<u8>()) {
        let mut bytes = encode(&values);
        let at = at % bytes.len();
        bytes[at] = with;
        if let Ok(chunk) = Chunk::parse(bytes) {
            chunk.unpack();
        }
    }
}
