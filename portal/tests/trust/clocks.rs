//! Clocks that are wrong, and roles that ran out.

use app4g_core::error::{Error, ErrorKind};
use app4g_core::repository::trust::{Loaded, Role, TrustError};
use app4g_core::{Timestamp, repository::trust};

use crate::bench::{DAY, NOW, load, phone, still_works, verified};
use crate::publisher::TIMESTAMP;
use crate::shelf::{Lie, Shelf};

#[tokio::test]
async fn a_clock_in_1970_or_2100_is_named_and_nothing_is_asked() {
    let (mut publisher, mut state, now) = phone().await;
    let before = state.clone();
    for text in ["1970-01-01T00:00:10Z", "2100-06-01T00:00:00Z"] {
        let (wrong, shelf) = (Timestamp::parse_rfc3339(text).unwrap(), Shelf::from(&publisher));
        let error = load(&mut state, &shelf, wrong).await.unwrap_err();
        assert!(matches!(error, TrustError::Clock { now } if now == wrong), "{error}");
        let said = Error::from(error);
        assert_eq!((said.kind, said.message.key), (ErrorKind::InvalidInput, "error.repository.clock"));
        assert!(shelf.asked().is_empty());
    }
    assert_eq!(state, before);
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_clock_that_was_once_ahead_stops_nothing_later() {
    let (mut publisher, mut state, now) = phone().await;
    assert!(load(&mut state, &Shelf::from(&publisher), now.plus(1_000 * DAY)).await.is_err());
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_mirror_whose_roles_ran_out_is_no_obstacle_to_one_that_is_fresh() {
    let (mut publisher, mut state, _) = phone().await;
    let stale = Shelf::from(&publisher);
    let later = NOW.plus(40 * DAY);
    publisher.release(later).await;

    let error = load(&mut state, &stale, later).await.unwrap_err();
    assert!(matches!(error, TrustError::Expired { role: Role::Timestamp, .. }), "{error}");
    assert_eq!(verified(load(&mut state, &Shelf::from(&publisher), later).await.unwrap()).catalog.sequence, 4);
}

#[tokio::test]
async fn a_timestamp_that_ran_out_is_not_taken_for_unchanged() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release(now.plus(600)).await;
    let shelf = || Shelf::from(&publisher).lie(TIMESTAMP, Lie::Same);
    assert_eq!(load(&mut state, &shelf(), now.plus(900)).await.unwrap(), Loaded::Unchanged, "nobody could tell");

    let error = load(&mut state, &shelf(), now.plus(40 * DAY)).await.unwrap_err();
    assert!(matches!(error, TrustError::Expired { role: Role::Timestamp, .. }), "{error}");
    publisher.release(now.plus(40 * DAY)).await;
    let shelf = Shelf::from(&publisher).lie(TIMESTAMP, Lie::Same);
    assert_eq!(verified(load(&mut state, &shelf, now.plus(40 * DAY)).await.unwrap()).catalog.sequence, 5);
}

#[tokio::test]
async fn each_role_ends_by_itself() {
    for (days, expected) in [(31, Role::Snapshot), (181, Role::Snapshot), (727, Role::Snapshot), (728, Role::Root)] {
        let (mut publisher, mut state, now) = phone().await;
        let later = now.plus(days * DAY);
        publisher.resign(later).await;
        let error = load(&mut state, &Shelf::from(&publisher), later).await.unwrap_err();
        assert!(matches!(error, TrustError::Expired { role, .. } if role == expected), "{days}: {error}");
    }
}

#[tokio::test]
async fn what_ran_out_is_still_known() {
    let (publisher, mut state, now) = phone().await;
    load(&mut state, &Shelf::from(&publisher), now.plus(50 * DAY)).await.unwrap_err();
    let known = trust::verified(&state).unwrap().unwrap();
    assert_eq!((known.catalog.sequence, known.published), (3, NOW.plus(2 * DAY)));
}
