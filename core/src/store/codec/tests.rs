//! A line comes back as it was packed or not at all, and a lying frame allocates nothing.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_packed_unpacks_to_the_same(line in any::<String>()) {
        prop_assert_eq!(unpack_current(&pack(&line).unwrap()).unwrap(), line.clone());
        prop_assert_eq!(unpack_alone(&pack_alone(line.as_bytes()).unwrap()).unwrap(), line.into_bytes());
    }

    #[test]
    fn one_changed_byte_never_gives_another_line(seed in 0usize..10_000, bit in 0u8..8) {
        let line = "{\"title\":\"Sở Khoa học và Công nghệ tỉnh công bố kế hoạch\"}".repeat(3);
        let mut packed = pack(&line).unwrap();
        let at = seed % packed.len();
        packed[at] ^= 1 << bit;
        if let Some(unpacked) = unpack_current(&packed) {
            prop_assert_eq!(unpacked, line);
        }
    }
}

#[test]
fn a_frame_that_declares_gigabytes_is_refused_without_allocating_them() {
    let mut packed = zstd::bulk::compress(&vec![0; 64 << 20], 1).unwrap();
    assert!(unpack_current(&packed).is_none());
    packed.truncate(3);
    assert!(unpack_current(&packed).is_none());
}
