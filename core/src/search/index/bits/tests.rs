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

#[test]
fn short_and_long_pieces_are_appended_whole_wherever_they_end() {
    let from: Vec<u8> = (1..=40).collect();
    for start in 0..=40 {
        for len in 0..=40 - start {
            let mut out = vec![7];
            put_short(&mut out, &from[start..], len);
            assert_eq!(out, [&[7], &from[start..start + len]].concat());
            let (mut reader, mut taken) = (Reader::new(&from[start..]), Vec::new());
            reader.take_into(len, &mut taken).unwrap();
            assert_eq!((taken.as_slice(), reader.remaining()), (&from[start..start + len], 40 - start - len));
        }
        assert!(Reader::new(&from[start..]).take_into(41 - start, &mut Vec::new()).is_err());
    }
}

#[test]
fn eight_bytes_are_loaded_from_anywhere_with_zeros_behind_the_end() {
    let bytes: Vec<u8> = (1..=20).collect();
    for len in 0..=20 {
        for at in 0..=30 {
            let expected: Vec<u8> = (at..at + 8).map(|at| if at < len { bytes[at] } else { 0 }).collect();
            assert_eq!(load(&bytes[..len], at).to_le_bytes().as_slice(), expected);
        }
    }
}
