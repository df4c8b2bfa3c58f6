//! The first few of many, in order, for lists of candidates of which most are thrown away.
//!
//! Sorting all to keep a dozen costs more time, and each sort some 5 KB of the library: the standard one is made for each type
//! and order anew.

use std::cmp::Ordering;

/// The first `most` of `items` by `order`; of equal ones those that came first. Time: items × (log `most` + moves within it).
pub(crate) fn first<T>(items: impl IntoIterator<Item = T>, most: usize, order: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
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
mod tests;
