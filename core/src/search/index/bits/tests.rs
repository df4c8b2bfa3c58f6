//! Varints and packed fields come back as written; an oversized number is damage.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn varints_come_back(values: Vec<u32>) {
        let mut bytes = Vec::new();
        for value in &values {
            put_varint(&mut bytes, u64::from(*value));
        }
        let mut reader = Reader::new(&bytes);
        for value in &values {
            prop_assert_eq!(reader.varint().unwrap(), *value);
        }
        prop_assert!(reader.is_empty());
        prop_assert!(reader.varint().is_err());
    }

    #[test]
    fn packed_fields_come_back(fields in proptest::collection::vec((any::<u32>(), 0_u32..=32), 0..200)) {
        let mut bytes = Vec::new();
        let mut writer = BitWriter::default();
        let masked = |value: u32, width: u32| (u64::from(value) & ((1_u64 << width) - 1)) as u32;
        for (value, width) in &fields {
            writer.put(&mut bytes, masked(*value, *width), *width);
        }
        writer.finish(&mut bytes);
        let mut at = 0;
        for (value, width) in &fields {
            prop_assert_eq!(field(&bytes, at, *width), masked(*value, *width));
            at += *width as usize;
        }
    }
}

#[test]
fn a_number_of_more_than_32_bits_is_damage() {
    assert!(Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x1f]).varint().is_err());
    assert!(Reader::new(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80]).varint().is_err());
}
