//! One verified copy for each day with changes, only the last few kept, a damaged one passed over.

use super::*;
use crate::store::fixtures::{NOW, id, store_with};
use crate::store::personal::status::{self, Mark};

const DAY: i64 = 86_400;

fn mark(store: &Store, number: u32) {
    // Coarse file systems keep whole ticks: the write must be later than the copy before it.
    std::thread::sleep(Duration::from_millis(15));
    store.personal().write(|tx| status::mark(tx, &id(number), Mark::Read, NOW)).unwrap();
}

#[test]
fn one_copy_a_day_with_changes_and_only_the_last_few() {
    let (_folder, store) = store_with(9);
    for day in 0..6 {
        mark(&store, u32::try_from(day).unwrap());
        assert!(store.copy_personal(NOW.plus(day * DAY)).unwrap(), "day {day}");
        mark(&store, 8);
        assert!(!store.copy_personal(NOW.plus(day * DAY + 60)).unwrap(), "a second one on day {day}");
    }
    let copies = all(store.paths()).unwrap();
    assert_eq!(copies.iter().map(|copy| copy.number).collect::<Vec<_>>(), [4, 5, 6]);
}

#[test]
fn a_day_without_changes_makes_no_copy() {
    let (_folder, store) = store_with(1);
    mark(&store, 1);
    assert!(store.copy_personal(NOW).unwrap());
    assert!(!store.copy_personal(NOW.plus(DAY)).unwrap());
}

#[test]
fn a_clock_that_was_in_2100_does_not_make_its_copy_the_newest_for_ever() {
    let (_folder, store) = store_with(2);
    mark(&store, 1);
    store.copy_personal(Timestamp::from_unix(4_102_444_800)).unwrap();
    mark(&store, 2);
    store.copy_personal(NOW).unwrap();
    let newest = newest_good(store.paths()).unwrap().unwrap();
    let conn = Connection::open(newest).unwrap();
    assert!(status::get(&conn, &id(2)).unwrap().is_read);
}

#[test]
fn a_damaged_copy_is_passed_over() {
    let (_folder, store) = store_with(2);
    mark(&store, 1);
    store.copy_personal(NOW).unwrap();
    mark(&store, 2);
    store.copy_personal(NOW.plus(DAY)).unwrap();
    let copies = all(store.paths()).unwrap();
    let mut bytes = std::fs::read(&copies[1].path).unwrap();
    for byte in bytes.iter_mut().skip(4096) {
        *byte = 0x55;
    }
    std::fs::write(&copies[1].path, bytes).unwrap();
    assert_eq!(newest_good(store.paths()).unwrap(), Some(copies[0].path.clone()));
}
