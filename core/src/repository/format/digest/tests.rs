//! Tests of the parent module.

use super::*;

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
