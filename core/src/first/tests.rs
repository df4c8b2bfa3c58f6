//! It is what a sort and a cut would leave.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn it_is_what_sorting_all_and_cutting_leaves(
        items in proptest::collection::vec((0_u8..9, any::<u8>()), 0..80),
        most in 0_usize..90,
    ) {
        let by_key = |a: &(u8, u8), b: &(u8, u8)| a.0.cmp(&b.0);
        let mut sorted = items.clone();
        sorted.sort_by(by_key);
        sorted.truncate(most);
        prop_assert_eq!(first(items, most, by_key), sorted);
    }
}
