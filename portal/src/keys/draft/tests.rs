//! Which signatures a root needs, and that a change takes them away.

use super::*;
use crate::signing::{RootKeys, Trust, make_root};

const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

fn keys() -> Vec<SigningKey> {
    (0..6).map(|_| SigningKey::generate().unwrap().0).collect()
}

/// Keys 0 to 2 are holders, 3 to 5 sign targets, snapshot, timestamp.
fn first(keys: &[SigningKey]) -> Draft {
    let root =
        RootKeys { root: keys[..3].iter().collect(), targets: &keys[3], snapshot: &keys[4], timestamp: &keys[5] };
    let trust = Trust { name: "TEST".into(), is_demo: false };
    let next = Signed { signed: make_root(&root, &trust, NOW).unwrap(), signatures: Vec::new() };
    Draft::resume(None, next).unwrap()
}

async fn finished(keys: &[SigningKey]) -> Root {
    let mut draft = first(keys);
    draft.sign(&keys[0]).await.unwrap();
    draft.sign(&keys[1]).await.unwrap();
    assert!(draft.is_finished());
    draft.next.signed
}

#[tokio::test]
async fn the_first_root_needs_two_of_its_own_holders() {
    let keys = keys();
    let mut draft = first(&keys);
    assert_eq!(draft.missing(), (0, 2));
    draft.sign(&keys[2]).await.unwrap();
    draft.sign(&keys[2]).await.unwrap();
    assert_eq!((draft.missing(), draft.is_finished()), ((0, 1), false));
    draft.sign(&keys[0]).await.unwrap();
    assert_eq!((draft.missing(), draft.is_finished()), ((0, 0), true));
}

#[tokio::test]
async fn a_new_holder_counts_for_the_new_root_and_the_old_ones_for_both() {
    let keys = keys();
    let mut draft = Draft::after(finished(&keys).await, NOW).unwrap();
    let (new, _) = SigningKey::generate().unwrap();
    draft.replace(RoleType::Root, Some(&keys[0].id()), &new).unwrap();
    assert_eq!(draft.missing(), (2, 2));
    draft.sign(&new).await.unwrap();
    draft.sign(&keys[1]).await.unwrap();
    assert_eq!((draft.missing(), draft.is_finished()), ((1, 0), false));
    // The one who is replaced may still sign for the old root; it is then a rotation without anybody lost.
    draft.sign(&keys[0]).await.unwrap();
    assert_eq!((draft.missing(), draft.is_finished()), ((0, 0), true));
}

#[tokio::test]
async fn a_lost_key_is_replaced_by_the_two_who_are_left() {
    let keys = keys();
    let mut draft = Draft::after(finished(&keys).await, NOW).unwrap();
    let (new, _) = SigningKey::generate().unwrap();
    draft.replace(RoleType::Root, keys[2].id().get(..8), &new).unwrap();
    draft.sign(&keys[0]).await.unwrap();
    draft.sign(&keys[1]).await.unwrap();
    assert!(draft.is_finished());
}

#[tokio::test]
async fn a_change_takes_the_signatures_away() {
    let keys = keys();
    let mut draft = Draft::after(finished(&keys).await, NOW).unwrap();
    draft.sign(&keys[0]).await.unwrap();
    draft.replace(RoleType::Timestamp, None, &SigningKey::generate().unwrap().0).unwrap();
    assert_eq!(draft.missing(), (2, 2));
    assert_eq!(draft.next.signed.keys.len(), 6, "the old timestamp key is gone");
}

#[tokio::test]
async fn a_draft_that_was_tampered_with_shows_its_signatures_as_missing() {
    let keys = keys();
    let mut draft = first(&keys);
    draft.sign(&keys[0]).await.unwrap();
    draft.next.signed.consistent_snapshot = false;
    assert_eq!(draft.missing(), (0, 2));
}

#[tokio::test]
async fn strangers_and_other_roles_cannot_sign() {
    let keys = keys();
    let mut draft = first(&keys);
    for key in [&SigningKey::generate().unwrap().0, &keys[3]] {
        assert!(matches!(draft.sign(key).await, Err(KeysError::NotAHolder { .. })));
    }
}

#[tokio::test]
async fn only_a_role_with_a_key_to_spare_can_lose_one() {
    let keys = keys();
    let mut draft = Draft::after(finished(&keys).await, NOW).unwrap();
    let id = |key: &SigningKey| key.id();
    assert!(matches!(draft.revoke(&id(&keys[5])), Err(KeysError::TooFewKeys { role: RoleType::Timestamp })));
    draft.revoke(&id(&keys[1])).unwrap();
    assert!(matches!(draft.revoke(&id(&keys[2])), Err(KeysError::TooFewKeys { role: RoleType::Root })));
    assert!(matches!(draft.revoke("ab"), Err(KeysError::UnknownKey { .. })));
}

#[tokio::test]
async fn which_of_three_holders_goes_must_be_said() {
    let keys = keys();
    let mut draft = Draft::after(finished(&keys).await, NOW).unwrap();
    let refused = draft.replace(RoleType::Root, None, &SigningKey::generate().unwrap().0);
    assert!(matches!(refused, Err(KeysError::WhichKey { role: RoleType::Root })));
}

#[tokio::test]
async fn a_draft_that_skips_a_version_is_stale() {
    let keys = keys();
    let root = finished(&keys).await;
    let mut next = Draft::after(root.clone(), NOW).unwrap().next;
    next.signed.version = next.signed.version.saturating_add(1);
    assert!(matches!(Draft::resume(Some(root), next), Err(KeysError::StaleDraft { newest: 1 })));
}
