//! What a root must have before anybody signs it, and that its mark survives.

use super::*;

fn keys(count: usize) -> Vec<SigningKey> {
    (0..count).map(|_| SigningKey::generate().unwrap().0).collect()
}

fn root_keys(keys: &[SigningKey], holders: usize) -> RootKeys<'_> {
    RootKeys { root: keys[3..3 + holders].iter().collect(), targets: &keys[0], snapshot: &keys[1], timestamp: &keys[2] }
}

fn demo() -> Trust {
    Trust { name: "DEMO".into(), is_demo: true }
}

#[tokio::test]
async fn two_of_three_holders_make_a_root_whole() {
    let keys = keys(6);
    let root = make_root(&root_keys(&keys, 3), &demo(), Timestamp::from_unix(1_800_000_000)).unwrap();
    let mut signed = Signed { signed: root, signatures: Vec::new() };
    signed.signatures.push(keys[3].sign(&signed.signed).await.unwrap());
    assert!(parse(&to_bytes(&signed).unwrap()).is_err());
    signed.signatures.push(keys[5].sign(&signed.signed).await.unwrap());
    let read = parse(&to_bytes(&signed).unwrap()).unwrap();
    assert_eq!(trust_of(&read.signed), demo());
    assert_eq!(read.signed.expires.as_second(), 1_800_000_000 + 730 * 86_400);
}

#[tokio::test]
async fn the_mark_is_signed() {
    let keys = keys(6);
    let root = make_root(&root_keys(&keys, 3), &demo(), Timestamp::from_unix(1_800_000_000)).unwrap();
    let mut signed = Signed { signed: root, signatures: Vec::new() };
    for key in &keys[3..] {
        signed.signatures.push(key.sign(&signed.signed).await.unwrap());
    }
    let bytes = String::from_utf8(to_bytes(&signed).unwrap()).unwrap();
    let forged = bytes.replace(r#""demo":true"#, r#""demo":false"#);
    assert_ne!(bytes, forged);
    assert!(parse(forged.as_bytes()).is_err());
}

#[test]
fn one_holder_is_too_few() {
    let keys = keys(6);
    assert!(make_root(&root_keys(&keys, 1), &demo(), Timestamp::from_unix(0)).is_err());
}

#[test]
fn one_key_for_two_roles_is_refused() {
    let keys = keys(6);
    let mut two = root_keys(&keys, 3);
    two.timestamp = two.targets;
    assert!(make_root(&two, &demo(), Timestamp::from_unix(0)).is_err());
}

#[test]
fn a_name_is_plain_ascii() {
    let keys = keys(6);
    for name in ["", "Đà Nẵng", "a\"b", &"x".repeat(65)] {
        let trust = Trust { name: name.into(), is_demo: false };
        assert!(make_root(&root_keys(&keys, 3), &trust, Timestamp::from_unix(0)).is_err(), "{name}");
    }
}
