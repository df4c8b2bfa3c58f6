//! The chain of roots: who may be followed, and what a change of keys takes with it.

use app4g_core::repository::trust::{Role, TrustError, TrustState};
use app4g_portal::signing::root;
use serde_json::json;
use tough::schema::RoleType;

use crate::bench::{DAY, NOW, load, phone, still_works, verified};
use crate::publisher::{Publisher, TIMESTAMP, finish, key, new_key, sign_root};
use crate::shelf::{Lie, Shelf};

const NEXT: &str = "metadata/2.root.json";

#[tokio::test]
async fn one_holder_of_two_makes_no_root() {
    let (mut publisher, mut state, now) = phone().await;
    let draft = publisher.root_draft(now);
    let alone = finish(draft, &[key(&publisher.holders[0])]).await;

    let error = load(&mut state, &Shelf::from(&publisher).lie(NEXT, Lie::Bytes(alone)), now.plus(DAY)).await;

    assert!(matches!(error.unwrap_err(), TrustError::Forged { .. }));
    assert_eq!(state.root, publisher.root);
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn new_holders_need_the_old_ones() {
    let (mut publisher, mut state, now) = phone().await;
    let stolen = Publisher::found("TEST", false, now).await;
    let mut usurper = root::parse(&stolen.root).unwrap().signed;
    usurper.version = usurper.version.saturating_add(1);
    let usurped = sign_root(usurper, &[&stolen.holders[0], &stolen.holders[1]]).await;

    let error = load(&mut state, &Shelf::from(&publisher).lie(NEXT, Lie::Bytes(usurped)), now.plus(DAY)).await;

    assert!(matches!(error.unwrap_err(), TrustError::Forged { .. }));
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_root_that_skips_a_version_is_refused() {
    let (mut publisher, mut state, now) = phone().await;
    let mut skipping = publisher.root_draft(now).next.signed;
    skipping.version = skipping.version.saturating_add(1);
    let skipped = sign_root(skipping, &[&publisher.holders[0], &publisher.holders[1]]).await;

    let error = load(&mut state, &Shelf::from(&publisher).lie(NEXT, Lie::Bytes(skipped)), now.plus(DAY)).await;

    assert!(matches!(error.unwrap_err(), TrustError::Forged { .. }));
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn a_root_served_again_as_the_next_is_a_rollback() {
    let (mut publisher, mut state, now) = phone().await;
    let again = publisher.root.clone();
    let error = load(&mut state, &Shelf::from(&publisher).lie(NEXT, Lie::Bytes(again)), now.plus(DAY)).await;
    assert!(matches!(error.unwrap_err(), TrustError::Rollback { role: Role::Root }));
    still_works(&mut publisher, &mut state, now).await;
}

#[tokio::test]
async fn without_an_answer_about_the_next_root_nothing_is_taken() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.release(now).await;
    let error = load(&mut state, &Shelf::from(&publisher).lie(NEXT, Lie::Offline), now).await.unwrap_err();
    assert!(matches!(error, TrustError::Network(_)), "{error}");
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
}

#[tokio::test]
async fn a_key_that_was_taken_away_signs_nothing_more() {
    let (mut publisher, mut state, now) = phone().await;
    let stolen = publisher.online[2].clone();
    publisher.rotate(2, now).await;
    publisher.release(now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();

    let mut thief =
        Publisher { online: publisher.online.clone(), holders: vec![], files: publisher.files.clone(), ..publisher };
    thief.online[2] = stolen;
    thief.root = thief.files["metadata/1.root.json"].clone();
    thief.point(3, 99, now).await;
    let error = load(&mut state, &Shelf::from(&thief), now).await.unwrap_err();

    assert!(matches!(error, TrustError::Forged { .. }), "{error}");
}

#[tokio::test]
async fn a_version_driven_up_by_a_thief_is_forgotten_with_the_key() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.point(3, 1_000_000, now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();

    publisher.rotate(2, now).await;
    publisher.release(now).await;
    let release = verified(load(&mut state, &Shelf::from(&publisher), now).await.unwrap());

    assert_eq!((release.root_version, release.catalog.sequence), (2, 4));
}

#[tokio::test]
async fn a_rotation_cut_off_half_way_goes_on_later() {
    let (mut publisher, mut state, now) = phone().await;
    publisher.point(3, 1_000_000, now).await;
    load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
    publisher.rotate(2, now).await;
    let second = publisher.root.clone();
    publisher.rotate(1, now).await;
    publisher.release(now).await;

    let cut = Shelf::from(&publisher).lie("metadata/3.root.json", Lie::Offline);
    assert!(matches!(load(&mut state, &cut, now).await.unwrap_err(), TrustError::Network(_)));

    assert_eq!(state.root, second, "what was learned is kept");
    assert_eq!((&state.timestamp, &state.snapshot), (&None, &None), "and what the thief signed is not");
    let release = verified(load(&mut state, &Shelf::from(&publisher), now).await.unwrap());
    assert_eq!((release.root_version, release.catalog.sequence), (3, 4));
}

#[tokio::test]
async fn a_root_without_the_mark_of_the_demo_does_not_follow_one_that_has_it() {
    let mut publisher = Publisher::found("DEMO", true, NOW).await;
    publisher.release(NOW).await;
    let mut state = TrustState::bootstrap(&publisher.root).unwrap();
    load(&mut state, &Shelf::from(&publisher), NOW).await.unwrap();
    let before = state.clone();

    for mark in [json!({"demo": false, "name": "DEMO"}), json!({"demo": true, "name": "DANANG"}), json!(null)] {
        let mut draft = publisher.root_draft(NOW);
        draft.next.signed._extra.insert("app4g".into(), mark);
        let holders = [key(&publisher.holders[0]), key(&publisher.holders[1])];
        let unmarked = finish(draft, &holders).await;
        let shelf = Shelf::from(&publisher).lie(NEXT, Lie::Bytes(unmarked));
        let error = load(&mut state, &shelf, NOW.plus(DAY)).await.unwrap_err();
        assert!(matches!(error, TrustError::Forged { .. }), "{error}");
        assert_eq!(state, before);
    }
}

#[tokio::test]
async fn a_root_that_ran_out_is_of_use_while_a_newer_one_holds() {
    let (mut publisher, mut state, now) = phone().await;
    let later = NOW.plus(731 * DAY);
    let draft = publisher.root_draft(NOW.plus(700 * DAY));
    publisher.take(draft).await;
    publisher.release(later).await;
    assert!(now < later);

    let release = verified(load(&mut state, &Shelf::from(&publisher), later).await.unwrap());
    assert_eq!((release.root_version, release.catalog.sequence), (2, 4));
}

#[tokio::test]
async fn a_root_that_ran_out_stops_everything() {
    let (mut publisher, mut state, _) = phone().await;
    let later = NOW.plus(731 * DAY);
    publisher.release(later).await;
    let error = load(&mut state, &Shelf::from(&publisher), later).await.unwrap_err();
    assert!(matches!(error, TrustError::Expired { role: Role::Root, .. }), "{error}");
}

#[tokio::test]
async fn more_than_64_new_roots_at_once_are_not_followed_and_64_are() {
    for (rotations, is_taken) in [(64, true), (65, false)] {
        let (mut publisher, mut state, now) = phone().await;
        for _ in 0..rotations {
            let draft = publisher.root_draft(now);
            publisher.take(draft).await;
        }
        publisher.resign(now).await;
        let loaded = load(&mut state, &Shelf::from(&publisher), now).await;
        assert_eq!(loaded.is_ok(), is_taken);
        if let Err(error) = loaded {
            assert!(matches!(error, TrustError::TooLarge { .. }), "{error}");
        }
    }
}

#[tokio::test]
async fn a_lost_holder_is_replaced_and_phones_follow() {
    let (mut publisher, mut state, now) = phone().await;
    let mut draft = publisher.root_draft(now);
    let lost = key(&publisher.holders[2]).id();
    draft.replace(RoleType::Root, Some(&lost), &key(&new_key())).unwrap();
    publisher.take(draft).await;
    publisher.release(now).await;
    assert!(publisher.files.contains_key(TIMESTAMP));
    assert_eq!(verified(load(&mut state, &Shelf::from(&publisher), now).await.unwrap()).root_version, 2);
}
