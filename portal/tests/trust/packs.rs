//! Packs: old by nature, never older than what is known (decision 29).

use app4g_core::Timestamp;
use app4g_core::repository::trust::{Role, TrustError, TrustState};

use crate::bench::{DAY, NOW, import, load, phone, still_works, verified};
use crate::publisher::Publisher;
use crate::shelf::Shelf;

#[tokio::test]
async fn a_pack_whose_timestamp_ran_out_is_taken_with_its_age() {
    let (publisher, _, now) = phone().await;
    let mut state = TrustState::bootstrap(&publisher.root).unwrap();
    let pack = verified(import(&mut state, &Shelf::from(&publisher), now.plus(300 * DAY)).await.unwrap());
    assert_eq!((pack.catalog.sequence, pack.published, pack.clock_in_doubt), (3, now, false));
    assert_eq!(state.root_asked, None, "a pack says nothing about what the server has");
}

#[tokio::test]
async fn a_pack_whose_root_ran_out_is_refused_and_changes_nothing() {
    let (publisher, _, _) = phone().await;
    let mut state = TrustState::bootstrap(&publisher.root).unwrap();
    let before = state.clone();
    let error = import(&mut state, &Shelf::from(&publisher), NOW.plus(731 * DAY)).await.unwrap_err();
    assert!(matches!(error, TrustError::Expired { role: Role::Root, .. }), "{error}");
    assert_eq!(state, before);
}

#[tokio::test]
async fn a_pack_older_than_what_is_known_is_a_rollback() {
    let (mut publisher, mut state, now) = phone().await;
    let pack = Shelf::from(&publisher);
    publisher.release(now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
    let before = state.clone();
    let error = import(&mut state, &pack, now).await.unwrap_err();
    assert!(matches!(error, TrustError::Rollback { role: Role::Timestamp }), "{error}");
    assert_eq!(state, before);
}

#[tokio::test]
async fn the_same_pack_twice_is_no_rollback() {
    let (publisher, mut state, now) = phone().await;
    assert_eq!(verified(import(&mut state, &Shelf::from(&publisher), now).await.unwrap()).catalog.sequence, 3);
}

#[tokio::test]
async fn a_pack_signed_with_a_key_that_was_taken_away_is_refused() {
    let (mut publisher, mut state, now) = phone().await;
    let stolen = publisher.online[2].clone();
    publisher.rotate(2, now).await;
    publisher.release(now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
    let before = state.clone();

    // The thief has the old key and every file up to the rotation, and leaves out the root that took the key away.
    let mut thief = publisher;
    thief.online[2] = stolen;
    thief.root = thief.files["metadata/1.root.json"].clone();
    thief.point(4, 99, now).await;
    thief.files.remove("metadata/2.root.json");
    let error = import(&mut state, &Shelf::from(&thief), now).await.unwrap_err();

    assert!(matches!(error, TrustError::Forged { .. }), "{error}");
    assert_eq!(state, before);
}

#[tokio::test]
async fn a_pack_cannot_lower_versions_by_bringing_new_keys() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.point(3, 50, now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
    let before = state.clone();
    publisher.rotate(2, now).await;
    publisher.resign(now).await;

    let error = import(&mut state, &Shelf::from(&publisher), now).await.unwrap_err();

    assert!(matches!(error, TrustError::Rollback { role: Role::Timestamp }), "{error}");
    assert_eq!(state, before);
}

#[tokio::test]
async fn a_pack_brings_newer_roots() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.rotate(0, now).await;
    publisher.release(now).await;
    let pack = verified(import(&mut state, &Shelf::from(&publisher), now).await.unwrap());
    assert_eq!((pack.root_version, pack.catalog.sequence), (2, 4));
    still_works_after(&mut publisher, &mut state, now).await;
}

async fn still_works_after(publisher: &mut Publisher, state: &mut TrustState, now: Timestamp) {
    publisher.release(now).await;
    let loaded = load(state, &Shelf::from(&*publisher), now).await.unwrap();
    assert_eq!(verified(loaded).catalog.sequence, publisher.sequence);
}

#[tokio::test]
async fn without_a_clock_a_pack_is_judged_by_the_newest_release_and_says_so() {
    for text in ["1970-01-01T00:00:10Z", "2100-06-01T00:00:00Z"] {
        let (mut publisher, mut state, now) = phone().await;
        publisher.release(now).await;
        let wrong = Timestamp::parse_rfc3339(text).unwrap();
        let pack = verified(import(&mut state, &Shelf::from(&publisher), wrong).await.unwrap());
        assert_eq!((pack.catalog.sequence, pack.clock_in_doubt), (4, true));
    }
}

#[tokio::test]
async fn a_pack_of_others_is_refused() {
    let (mut publisher, mut state, now) = phone().await;
    let mut other = Publisher::found("TEST", false, NOW).await;
    for _ in 0..9 {
        other.release(now).await;
    }
    let error = import(&mut state, &Shelf::from(&other), now).await.unwrap_err();
    assert!(matches!(error, TrustError::Forged { .. }), "{error}");
    still_works(&mut publisher, &mut state, now).await;
}
