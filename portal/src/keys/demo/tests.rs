//! The committed demo keys fit their root, and the root says what it is.

use app4g_core::Timestamp;
use app4g_core::repository::format::Catalog;

use super::*;
use crate::signing::{root, sign_release};

#[tokio::test]
async fn the_demo_keys_sign_a_release_of_the_demo_root() {
    let demo = demo_keys().unwrap();
    let now = Timestamp::from_unix(1_800_000_000);
    let catalog = Catalog { sequence: 1, ..Catalog::empty(now) }.to_bytes().unwrap();
    sign_release(demo.root, &demo.signers, &catalog, 1, 1, now).await.unwrap();
}

#[test]
fn the_demo_root_says_that_it_is_one() {
    let root = root::parse(ROOT).unwrap().signed;
    let trust = root::trust_of(&root);
    assert!(trust.is_demo);
    assert_eq!(trust.name, "DEMO");
    assert!(root.expires.as_second() > Timestamp::parse_rfc3339("2079-01-01T00:00:00Z").unwrap().unix());
}

#[test]
fn every_holder_of_the_demo_root_is_there() {
    let demo = demo_keys().unwrap();
    let root = root::parse(ROOT).unwrap().signed;
    let named = crate::keys::draft::ids_of(&root, tough::schema::RoleType::Root);
    assert_eq!(named.len(), 3);
    assert!(demo.holders.iter().all(|key| named.contains(&key.id())));
}
