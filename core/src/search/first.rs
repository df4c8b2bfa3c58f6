//! The first few of many, in order, for lists of candidates of which most are thrown away.
//!
//! Sorting all to keep a dozen costs more time, and each sort some 5 KB of the library: the standard one is made for each type
//! and order anew.

use std::cmp::Ordering;

/// The first `most` of `items` by `order`; of equal ones those that came first. Time: items × (log `most` + moves within it).
pub(super) fn first<T>(items: impl IntoIterator<Item = T>, most: usize, order: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        let place = kept.partition_point(|known| order(known, &item) != Ordering::Greater);
        if place < most {
            kept.truncate(most - 1);
            kept.insert(place, item);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
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
}
