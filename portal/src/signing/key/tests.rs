//! A key survives its file and never shows itself.

use super::*;

#[test]
fn a_key_read_back_from_its_file_is_the_same_key() {
    let (key, bytes) = SigningKey::generate().unwrap();
    assert_eq!(SigningKey::parse(&bytes, "x").unwrap().id(), key.id());
    assert_eq!(key.id().len(), 64);
}

#[test]
fn anything_else_is_refused_by_the_name_of_its_file() {
    let refused = SigningKey::parse(b"-----BEGIN PRIVATE KEY-----", "root-1.der").unwrap_err();
    assert_eq!(refused.to_string(), "root-1.der is no Ed25519 key in PKCS#8 DER form");
}

#[test]
fn two_keys_are_two() {
    assert_ne!(SigningKey::generate().unwrap().0.id(), SigningKey::generate().unwrap().0.id());
}

#[test]
fn debug_shows_the_id_and_nothing_private() {
    let (key, bytes) = SigningKey::generate().unwrap();
    let shown = format!("{key:?}");
    assert_eq!(shown, format!("SigningKey({})", key.id()));
    assert!(!shown.contains(&digest::hex(bytes.get(16..48).unwrap())));
}
