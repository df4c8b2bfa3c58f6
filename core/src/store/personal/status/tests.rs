//! Merging states gives the same in any order, a wrong clock freezes nothing, aliases carry states over without
//! circles.

use proptest::prelude::*;

use super::*;
use crate::store::fixtures::{NOW, id, store};

fn any_status() -> impl Strategy<Value = Status> {
    (any::<bool>(), 0i64..4, any::<bool>(), 0i64..4, prop::option::of("[a-c]"), 0i64..4).prop_map(
        |(is_read, read_changed, is_starred, star_changed, position, position_changed)| Status {
            is_read,
            read_changed,
            is_starred,
            star_changed,
            position,
            position_changed,
        },
    )
}

proptest! {
    #[test]
    fn merging_does_not_depend_on_order(a in any_status(), b in any_status(), c in any_status()) {
        prop_assert_eq!(a.clone().merged(b.clone()), b.clone().merged(a.clone()));
        prop_assert_eq!(a.clone().merged(b.clone()).merged(c.clone()), a.clone().merged(b.merged(c)));
        prop_assert_eq!(a.clone().merged(a.clone()), a);
    }
}

#[test]
fn a_clock_that_was_once_in_2100_does_not_freeze_the_state() {
    let (_folder, store) = store();
    let in_2100 = Timestamp::from_unix(4_102_444_800);
    store.personal().write(|tx| mark(tx, &id(1), Mark::Read, in_2100)).unwrap();
    let old = store.personal().read(|conn| get(conn, &id(1))).unwrap();
    store.personal().write(|tx| mark(tx, &id(1), Mark::Unread, NOW)).unwrap();
    let new = store.personal().read(|conn| get(conn, &id(1))).unwrap();
    assert!(!new.is_read);
    assert!(!old.merged(new).is_read, "the later change wins although its clock was behind");
}

#[test]
fn an_alias_carries_the_state_over_and_answers_for_the_old_id() {
    let (_folder, store) = store();
    store
        .personal()
        .write(|tx| -> Result<_, StoreError> {
            mark(tx, &id(1), Mark::Read, NOW)?;
            set_position(tx, &id(2), Some("p7"), NOW)?;
            alias::add(tx, &id(1), &id(2))?;
            alias::add(tx, &id(2), &id(3))
        })
        .unwrap();
    for old in 1..=3 {
        let status = store.personal().read(|conn| get(conn, &id(old))).unwrap();
        assert!(status.is_read, "asked by id {old}");
        assert_eq!(status.position.as_deref(), Some("p7"));
    }
}

#[test]
fn an_alias_back_and_forth_makes_no_circle() {
    let (_folder, store) = store();
    store
        .personal()
        .write(|tx| -> Result<_, StoreError> {
            mark(tx, &id(1), Mark::Read, NOW)?;
            alias::add(tx, &id(1), &id(2))?;
            alias::add(tx, &id(2), &id(1))
        })
        .unwrap();
    for either in 1..=2 {
        assert!(store.personal().read(|conn| get(conn, &id(either))).unwrap().is_read);
    }
}
