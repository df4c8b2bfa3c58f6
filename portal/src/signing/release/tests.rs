//! A release is signed by the keys of its root, in the numbers it was given, and by no others.

use app4g_core::repository::format::Catalog;
use tough::schema::Root;

use super::*;
use crate::signing::{RootKeys, SigningKey, Trust, make_root};

const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

async fn fixture() -> (Vec<u8>, Signers) {
    let keys: Vec<_> = (0..6).map(|_| SigningKey::generate().unwrap().0).collect();
    let root_keys =
        RootKeys { root: keys[3..].iter().collect(), targets: &keys[0], snapshot: &keys[1], timestamp: &keys[2] };
    let trust = Trust { name: "TEST".into(), is_demo: false };
    let mut root = schema::Signed { signed: make_root(&root_keys, &trust, NOW).unwrap(), signatures: Vec::new() };
    for key in &keys[3..5] {
        root.signatures.push(key.sign(&root.signed).await.unwrap());
    }
    (root::to_bytes(&root).unwrap(), Signers::new(keys.into_iter().take(3).collect()))
}

fn catalog(sequence: u64) -> Vec<u8> {
    Catalog { sequence, ..Catalog::empty(NOW) }.to_bytes().unwrap()
}

fn root_of(bytes: &[u8]) -> Root {
    root::parse(bytes).unwrap().signed
}

#[tokio::test]
async fn every_file_names_the_next_and_verifies() {
    let (root, signers) = fixture().await;
    let catalog = catalog(7);
    let signed = sign_release(&root, &signers, &catalog, 7, 12, NOW).await.unwrap();
    let root = root_of(&root);
    let timestamp: schema::Signed<schema::Timestamp> = serde_json::from_slice(&signed.timestamp).unwrap();
    let snapshot: schema::Signed<Snapshot> = serde_json::from_slice(&signed.snapshot).unwrap();
    let targets: schema::Signed<Targets> = serde_json::from_slice(&signed.targets).unwrap();
    root.verify_role(&timestamp).unwrap();
    root.verify_role(&snapshot).unwrap();
    root.verify_role(&targets).unwrap();
    let numbers = (timestamp.signed.version, snapshot.signed.version, targets.signed.version);
    assert_eq!((numbers.0.get(), numbers.1.get(), numbers.2.get()), (12, 7, 7));
    assert_eq!(timestamp.signed.meta["snapshot.json"], metafile(&signed.snapshot, numbers.1));
    assert_eq!(snapshot.signed.meta["targets.json"], metafile(&signed.targets, numbers.2));
    let target = &targets.signed.targets[&TargetName::new("catalog.json").unwrap()];
    assert_eq!((target.length, &target.hashes), (catalog.len() as u64, &hashes(&catalog)));
}

#[tokio::test]
async fn expiry_is_written_in_whole_seconds_of_utc() {
    let (root, signers) = fixture().await;
    let signed = sign_release(&root, &signers, &catalog(1), 1, 1, NOW).await.unwrap();
    let value: serde_json::Value = serde_json::from_slice(&signed.timestamp).unwrap();
    assert_eq!(value["signed"]["expires"], "2027-01-29T08:00:00Z");
}

#[tokio::test]
async fn signing_again_gives_the_same_bytes() {
    let (root, signers) = fixture().await;
    let once = sign_release(&root, &signers, &catalog(3), 3, 3, NOW).await.unwrap();
    assert_eq!(sign_release(&root, &signers, &catalog(3), 3, 3, NOW).await.unwrap(), once);
}

#[tokio::test]
async fn a_timestamp_alone_needs_only_its_key_and_the_published_snapshot() {
    let (root, signers) = fixture().await;
    let release = sign_release(&root, &signers, &catalog(7), 7, 12, NOW).await.unwrap();
    let again = sign_timestamp(&root, &signers, &release.snapshot, 7, 13, NOW.plus(86_400)).await.unwrap();
    let timestamp: schema::Signed<schema::Timestamp> = serde_json::from_slice(&again).unwrap();
    assert_eq!(timestamp.signed.version.get(), 13);
    assert_eq!(timestamp.signed.meta["snapshot.json"], metafile(&release.snapshot, NonZeroU64::new(7).unwrap()));
    let other = sign_timestamp(&root, &signers, &release.snapshot, 8, 13, NOW).await;
    assert!(matches!(other, Err(SigningError::Rule(_))));
}

#[tokio::test]
async fn keys_of_another_root_sign_nothing() {
    let (root, _) = fixture().await;
    let (_, others) = fixture().await;
    let refused = sign_release(&root, &others, &catalog(1), 1, 1, NOW).await;
    assert!(matches!(refused, Err(SigningError::NoKey { role: RoleType::Targets })));
}

#[tokio::test]
async fn a_catalog_of_another_release_is_not_signed() {
    let (root, signers) = fixture().await;
    let refused = sign_release(&root, &signers, &catalog(2), 1, 1, NOW).await;
    assert!(matches!(refused, Err(SigningError::Rule(_))));
}
