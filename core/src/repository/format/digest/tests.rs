//! Tests of the parent module.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn changes_are_hashed_as_the_whole_set_would_be(
        here in prop::collection::btree_set(any::<u16>(), 0..60),
        gone in prop::collection::vec(any::<prop::sample::Index>(), 0..10),
        come in prop::collection::btree_set(any::<u16>(), 0..10),
    ) {
        let digest = |number: &u16| Sha256::of(&number.to_be_bytes());
        let gone: std::collections::BTreeSet<u16> = match here.is_empty() {
            true => Default::default(),
            false => gone.iter().filter_map(|at| here.iter().nth(at.index(here.len())).copied()).collect(),
        };
        let come: Vec<u16> = come.into_iter().filter(|number| gone.contains(number) || !here.contains(number)).collect();
        let set = |numbers: Vec<u16>| {
            let mut set = SetHash::default();
            numbers.iter().for_each(|number| set.add(digest(number)));
            set
        };
        let after: Vec<u16> = here.difference(&gone).copied().chain(come.iter().copied()).collect();
        let expected = (after.len() as u64, set(after).finish());
        let sorted = set(here.iter().copied().collect()).sort();
        let changed = sorted.after(gone.iter().map(digest).collect(), come.iter().map(digest).collect());
        prop_assert_eq!(changed, Some(expected));
    }
}

#[test]
fn what_was_not_there_cannot_leave() {
    let mut set = SetHash::default();
    [b"a", b"c"].iter().for_each(|line| set.add(Sha256::of(*line)));
    let sorted = set.sort();
    assert_eq!(sorted.after(vec![Sha256::of(b"b")], vec![]), None);
    assert_eq!(sorted.after(vec![Sha256::of(b"a"), Sha256::of(b"a")], vec![]), None, "and nothing twice");
    assert!(sorted.after(vec![Sha256::of(b"a"), Sha256::of(b"c")], vec![]).is_some());
}

#[test]
fn the_set_hash_does_not_depend_on_the_order_and_of_nothing_is_the_hash_of_nothing() {
    let (a, b) = (Sha256::of(b"a"), Sha256::of(b"b"));
    let hash = |digests: &[Sha256]| {
        let mut set = SetHash::default();
        digests.iter().for_each(|digest| set.add(*digest));
        set.finish()
    };
    assert_eq!(hash(&[a, b]), hash(&[b, a]));
    let [mut first, mut second] = [a, a];
    (first.0[20], second.0[20]) = (1, 2);
    assert_eq!(hash(&[first, second]), hash(&[second, first]), "also of those that begin alike");
    assert_ne!(hash(&[a, b]), hash(&[a]));
    assert_ne!(hash(&[a, a]), hash(&[a]));
    assert_eq!(hash(&[]).to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn only_lower_hex_of_the_right_length_is_a_hash() {
    let hash = Sha256::of(b"x");
    assert_eq!(Sha256::parse(&hash.to_string()), Some(hash));
    assert_eq!(Sha256::parse(&hash.to_string().to_uppercase()), None);
    assert_eq!(Sha256::parse(hash.to_string().split_at(62).0), None);
    assert_eq!(Sha256::parse(&"ế".repeat(32)), None);
    assert_eq!(hash.short_hex(), hash.to_string().split_at(16).0);
}
