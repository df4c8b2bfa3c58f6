//! A chunk reads back as it was written in every form, and damaged bytes are an error or "none", never a panic.

use proptest::prelude::*;

use super::*;

fn one(values: &[(u16, i64)]) -> Values {
    values.iter().map(|(slot, value)| (*slot, vec![*value])).collect()
}

fn parsed(values: &Values) -> Chunk {
    Chunk::parse(encode(values)).unwrap()
}

#[test]
fn a_column_of_one_value_takes_a_few_bytes() {
    let same: Values = (0..4_096).map(|slot| (slot, vec![7])).collect();
    let bytes = encode(&same);
    assert!(bytes.len() < 12, "{} bytes", bytes.len());
    assert_eq!(Chunk::parse(bytes).unwrap().unpack(), same);
}

#[test]
fn a_few_documents_far_apart_are_listed_and_others_have_nothing() {
    let values = one(&[(3, -5), (900, 1_250_000_000), (4_095, 12)]);
    assert!(encode(&values).len() < 30);
    let chunk = parsed(&values);
    assert_eq!(chunk.values(), [-5, 12, 1_250_000_000]);
    assert_eq!(chunk.first_code(900), Some(2));
    assert_eq!((chunk.first_code(899), chunk.first_code(0), chunk.first_code(70_000)), (None, None, None));
}

#[test]
fn several_values_of_a_document_keep_together() {
    let values = Values::from([(1, vec![4, 9]), (2, vec![9]), (5, vec![-1, 4, 9])]);
    let chunk = parsed(&values);
    assert_eq!(chunk.codes(5).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(chunk.codes(3).count(), 0);
    assert_eq!(chunk.unpack(), values);
}

#[test]
fn the_largest_numbers_fit() {
    let values = one(&[(0, i64::MIN), (1, i64::MAX), (2, 0)]);
    assert_eq!(parsed(&values).unpack(), values);
}

#[test]
fn a_chunk_that_is_cut_or_goes_on_too_long_is_damaged() {
    let whole = encode(&Values::from([(1, vec![4, 9]), (2, vec![9]), (5, vec![-1, 4, 9])]));
    for len in 0..whole.len() {
        assert!(matches!(Chunk::parse(whole[..len].to_vec()), Err(SearchError::Damaged(_))), "{len}");
    }
    let longer = [whole.as_slice(), &[0, 0]].concat();
    assert!(matches!(Chunk::parse(longer), Err(SearchError::Damaged(_))));
}

fn any_values() -> impl Strategy<Value = Values> {
    let own = prop::collection::btree_set(-40_i64..40, 1..4).prop_map(|own| own.into_iter().collect::<Vec<_>>());
    prop::collection::btree_map(0_u16..4_096, own, 0..300)
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
