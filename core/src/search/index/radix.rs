//! Sorting of packed postings: least significant digit first, stable, two arrays.
//!
//! Stability is used: postings enter in document order and leave in it within each term, so the document's bits need no
//! pass of their own.

const DIGIT: u32 = 9;

/// Sorts `values` by their bits `from .. to`, keeping the order of equal ones. `scratch` is working space.
pub(super) fn sort(values: &mut Vec<u64>, scratch: &mut Vec<u64>, from: u32, to: u32) {
    scratch.clear();
    scratch.resize(values.len(), 0);
    let mut shift = from;
    while shift < to {
        let bits = DIGIT.min(to - shift);
        let digit = |value: u64| ((value >> shift) & ((1 << bits) - 1)) as usize;
        let mut places = [0_u32; 1 << DIGIT];
        for value in values.iter() {
            places[digit(*value)] += 1;
        }
        let mut next = 0;
        for place in &mut places {
            let count = *place;
            *place = next;
            next += count;
        }
        for value in values.iter() {
            let place = &mut places[digit(*value)];
            if let Some(slot) = scratch.get_mut(*place as usize) {
                *slot = *value;
            }
            *place += 1;
        }
        std::mem::swap(values, scratch);
        shift += bits;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_a_stable_sort_by_the_same_bits(values: Vec<u64>, from in 0_u32..40, width in 0_u32..24) {
            let mut expected = values.clone();
            expected.sort_by_key(|value| (value >> from) & ((1 << width) - 1));
            let mut sorted = values;
            super::sort(&mut sorted, &mut Vec::new(), from, from + width);
            prop_assert_eq!(sorted, expected);
        }
    }
}
