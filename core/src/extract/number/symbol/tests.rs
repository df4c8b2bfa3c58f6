//! The lists can be searched, and no name in them is cut in two.

use super::*;

#[test]
fn the_lists_are_sorted_and_spelt_as_their_letters() {
    for list in [KINDS, BODIES] {
        assert!(list.is_sorted_by_key(|(plain, _)| *plain));
        for (plain, written) in list {
            assert_eq!(crate::text::fold::fold(written), *plain);
        }
    }
}

#[test]
fn no_listed_name_is_both_a_kind_and_an_issuer() {
    assert!(KINDS.iter().all(|(plain, _)| !is_body(plain)));
}
