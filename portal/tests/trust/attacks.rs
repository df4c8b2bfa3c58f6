//! Somebody on the way, or somebody with some of the keys.

use std::collections::HashMap;

use app4g_core::error::{Error, ErrorKind};
use app4g_core::repository::trust::{Role, TrustError};
use tough::TargetName;
use tough::schema::{DelegatedRole, Delegations, PathHashPrefix, PathSet, Targets};

use crate::bench::{DAY, load, phone, still_works};
use crate::publisher::{Publisher, TIMESTAMP, catalog};
use crate::shelf::{Lie, Shelf};

fn kind(error: TrustError) -> ErrorKind {
    Error::from(error).kind
}

#[tokio::test]
async fn an_older_timestamp_is_a_rollback() {
    let (mut publisher, mut state, now) = phone().await;
    let today = publisher.files.clone();
    publisher.release(now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();

    let error = load(&mut state, &Shelf::of(&today), now).await.unwrap_err();

    assert!(matches!(error, TrustError::Rollback { role: Role::Timestamp }), "{error}");
    assert_eq!(kind(error), ErrorKind::NotGenuine);
    publisher.release(now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
}

#[tokio::test]
async fn a_stolen_timestamp_key_cannot_bring_back_an_old_release() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.point(2, 9, now).await;

    let error = load(&mut state, &Shelf::from(&publisher), now).await.unwrap_err();

    assert!(matches!(error, TrustError::Rollback { role: Role::Snapshot }), "{error}");
    publisher.timestamp = 9;
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn the_news_cannot_be_held_back_for_longer_than_a_timestamp_holds() {
    let (mut publisher, mut state, now) = phone().await;
    let frozen = Shelf::from(&publisher);
    load(&mut state, &frozen, now.plus(13 * DAY)).await.unwrap();

    let later = now.plus(14 * DAY);
    let error = load(&mut state, &frozen, later).await.unwrap_err();

    assert!(matches!(error, TrustError::Expired { role: Role::Timestamp, since } if since == later), "{error}");
    assert_eq!(kind(error), ErrorKind::ServerUnavailable);
    still_works(&mut publisher, &mut state, later).await;
}

#[tokio::test]
async fn files_of_two_releases_do_not_go_together() {
    let (mut publisher, state, now) = phone().await;
    publisher.release(now).await;
    let old_catalog = catalog(3, now);
    let new_catalog = publisher.files.keys().find(|path| publisher.files[*path] == catalog(4, now)).unwrap().clone();
    let mixtures = [
        ("metadata/4.snapshot.json".to_owned(), publisher.files["metadata/3.snapshot.json"].clone()),
        ("metadata/4.targets.json".to_owned(), publisher.files["metadata/3.targets.json"].clone()),
        (new_catalog, old_catalog),
    ];
    for (path, bytes) in mixtures {
        let mut state = state.clone();
        let error = load(&mut state, &Shelf::from(&publisher).lie(&path, Lie::Bytes(bytes)), now).await.unwrap_err();
        assert!(matches!(error, TrustError::Forged { .. }), "{path}: {error}");
        assert_eq!(kind(error), ErrorKind::NotGenuine);
        let loaded = load(&mut state, &Shelf::from(&publisher), now).await;
        assert!(loaded.is_ok(), "{path}: a good answer for the same name is taken afterwards");
    }
}

#[tokio::test]
async fn no_file_may_be_endless_whether_the_carrier_counts_or_not() {
    let (mut publisher, state, now) = phone().await;
    publisher.release(now).await;
    let huge = vec![b' '; 1 << 20];
    let names: Vec<_> =
        publisher.files.keys().filter(|path| path.contains("/4.") || *path == TIMESTAMP).cloned().collect();
    for path in names.iter().map(String::as_str).chain(["metadata/2.root.json"]) {
        for lie in [Lie::Endless, Lie::Bytes(huge.clone())] {
            let mut state = state.clone();
            let error = load(&mut state, &Shelf::from(&publisher).lie(path, lie), now).await.unwrap_err();
            assert!(matches!(error, TrustError::TooLarge { .. }), "{path}: {error}");
            assert_eq!(kind(error), ErrorKind::NotGenuine);
            load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_signed_catalog_above_its_bound_is_not_asked_for() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release_anything(&vec![b' '; 1 << 20], now, |_| ()).await;
    let shelf = Shelf::from(&publisher);

    let error = load(&mut state, &shelf, now).await.unwrap_err();

    assert!(matches!(error, TrustError::TooLarge { .. }), "{error}");
    assert!(!shelf.asked().iter().any(|path| path.starts_with("targets/")));
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn keys_of_others_sign_nothing() {
    let (mut publisher, mut state, now) = phone().await;
    let mut other = Publisher::found("TEST", false, now).await;
    for _ in 0..5 {
        other.release(now).await;
    }

    let error = load(&mut state, &Shelf::from(&other), now).await.unwrap_err();

    assert!(matches!(error, TrustError::Forged { .. }), "{error}");
    assert_eq!(kind(error), ErrorKind::NotGenuine);
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_changed_byte_in_a_signed_file_is_found() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.resign(now).await;
    let text = String::from_utf8(publisher.files[TIMESTAMP].clone()).unwrap();
    let changed = text.replace(r#""version":4"#, r#""version":5"#);
    assert_ne!(text, changed);

    let lie = Lie::Bytes(changed.into_bytes());
    let error = load(&mut state, &Shelf::from(&publisher).lie(TIMESTAMP, lie), now).await.unwrap_err();

    assert!(matches!(error, TrustError::Forged { .. }), "{error}");
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_catalog_under_the_targets_of_another_release_is_refused() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release_anything(&catalog(9, now), now, |_| ()).await;
    let error = load(&mut state, &Shelf::from(&publisher), now).await.unwrap_err();
    assert!(matches!(error, TrustError::Forged { .. }), "{error}");
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_later_format_asks_for_an_update_and_keeps_what_is_there() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release_anything(br#"{"format":2,"anything":[]}"#, now, |_| ()).await;
    let error = load(&mut state, &Shelf::from(&publisher), now).await.unwrap_err();
    assert!(matches!(error, TrustError::TooNew(2)), "{error}");
    assert_eq!(kind(error), ErrorKind::TooNew);
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn delegated_roles_are_a_later_format_and_never_followed() {
    let (publisher, state, now) = phone().await;
    let role = |paths| DelegatedRole {
        name: "other".into(),
        keyids: vec![],
        threshold: std::num::NonZeroU64::MIN,
        paths,
        terminating: false,
        targets: None,
    };
    let prefixes = PathSet::PathHashPrefixes(vec![PathHashPrefix::new("00").unwrap()]);
    let mut publisher = publisher;
    let delegations = Delegations { keys: HashMap::new(), roles: vec![role(prefixes)] };
    publisher.release_anything(&catalog(4, now), now, |targets| targets.delegations = Some(delegations)).await;
    let shelf = Shelf::from(&publisher);
    let mut state = state;

    let error = load(&mut state, &shelf, now).await.unwrap_err();

    assert!(matches!(error, TrustError::TooNew(2)), "{error}");
    assert!(!shelf.asked().iter().any(|path| path.contains("other")));
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn targets_that_name_another_file_are_refused() {
    let (mut publisher, mut state, now) = phone().await;
    let add = |targets: &mut Targets| {
        let catalog = targets.targets.values().next().unwrap().clone();
        targets.targets.insert(TargetName::new("program.bin").unwrap(), catalog);
    };
    publisher.release_anything(&catalog(4, now), now, add).await;
    let shelf = Shelf::from(&publisher);

    let error = load(&mut state, &shelf, now).await.unwrap_err();

    assert!(matches!(error, TrustError::Forged { .. }), "{error}");
    assert!(!shelf.asked().iter().any(|path| path.starts_with("targets/")));
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn an_answer_that_nothing_changed_without_a_question_is_no_answer() {
    let (publisher, mut state, now) = phone().await;
    state.timestamp_etag = None;
    let shelf = Shelf::from(&publisher);
    load(&mut state, &shelf, now.plus(60)).await.unwrap();
    assert!(state.timestamp_etag.is_some(), "the mark is learned again");
}
