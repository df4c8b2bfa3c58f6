//! The table of elements is sorted, as its search needs, and knows names in any case.

use super::*;

#[test]
fn the_table_is_sorted_and_its_longest_name_fits() {
    assert!(ELEMENTS.is_sorted_by(|a, b| a.0 < b.0));
    assert_eq!(ELEMENTS.iter().map(|(name, _)| name.len()).max(), Some(LONGEST));
}

#[test]
fn names_are_found_in_any_case_and_words_jargon_is_not() {
    assert_eq!(known("DIV").map(|element| element.kind), Some(Kind::Block));
    assert_eq!(known("o:p"), None);
    assert_eq!(known("a-very-long-custom-element"), None);
}
