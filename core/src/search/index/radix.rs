//! Sorting of packed occurrences: least significant digit first, stable, two arrays.
//!
//! Stability is used: postings enter in document order and leave in it within each term, so the document's bits need no
//! pass of their own.

const DIGIT: u32 = 9;

/// Sorts `values` by their bits `from .. to`, keeping the order of equal ones. `scratch` is working space.
pub(super) fn sort(values: &mut [u32], scratch: &mut Vec<u32>, from: u32, to: u32) {
    if scratch.len() < values.len() {
        scratch.resize(values.len(), 0);
    }
    let scratch = scratch.get_mut(..values.len()).unwrap_or_default();
    // Digits of one width: 23 bits are three passes of 8, not of 9, 9 and 5.
    let passes = to.saturating_sub(from).div_ceil(DIGIT).max(1);
    let width = to.saturating_sub(from).div_ceil(passes);
    let (mut here, mut there) = (values, scratch);
    let mut shift = from;
    for _ in 0..passes {
        pass(here, there, shift, width.min(to.saturating_sub(shift)));
        std::mem::swap(&mut here, &mut there);
        shift += width;
    }
    if passes % 2 == 1 {
        there.copy_from_slice(here);
    }
}

/// Moves `from` to `to`, sorted by `bits` bits from `shift`.
fn pass(from: &[u32], to: &mut [u32], shift: u32, bits: u32) {
    let digit = |value: u32| ((value >> shift) & ((1 << bits) - 1)) as usize;
    let mut places = [0_u32; 1 << DIGIT];
    for value in from {
        places[digit(*value)] += 1;
    }
    let mut next = 0;
    for place in places.iter_mut().take(1 << bits) {
        let count = *place;
        *place = next;
        next += count;
    }
    for value in from {
        let place = &mut places[digit(*value)];
        if let Some(slot) = to.get_mut(*place as usize) {
            *slot = *value;
        }
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_a_stable_sort_by_the_same_bits(values: Vec<u32>, from in 0_u32..16, width in 0_u32..16) {
            let mut expected = values.clone();
            expected.sort_by_key(|value| (value >> from) & ((1 << width) - 1));
            let mut sorted = values;
            super::sort(&mut sorted, &mut Vec::new(), from, from + width);
            prop_assert_eq!(sorted, expected);
        }
    }
}
