//! The directory leads to the leaf that the table of leaves names.

use super::*;
use crate::search::index::change::tests::database;

#[test]
fn every_key_is_looked_for_in_the_leaf_that_the_table_names() {
    let conn = database();
    for (leaf, first) in (0_u32..).zip(["b", "ba", "d", "do"]) {
        conn.execute("INSERT INTO search_leaf (segment, first_key, leaf) VALUES (7, ?1, ?2)", (first.as_bytes(), leaf))
            .unwrap();
    }
    let directory = Directory::read(&conn, 7).unwrap();
    let asked = [("a", 0), ("b", 0), ("ba", 1), ("bz", 1), ("d", 2), ("dn", 2), ("do", 3), ("z", 3)];
    for (key, leaf) in asked {
        let place = directory.place_of(key.as_bytes());
        assert_eq!(directory.leaf_before(place, b"zz"), Some(leaf), "{key}");
    }
    assert_eq!(directory.leaf_before(directory.place_of(b"bz") + 1, b"c"), None, "the next begins beyond the end");
    assert_eq!(directory.leaf_before(4, b"zz"), None, "there are four");
    let none = Directory::read(&conn, 8).unwrap();
    assert_eq!(none.leaf_before(none.place_of(b"a"), b"z"), None, "a segment without leaves");
}

#[test]
fn the_leaf_that_was_not_asked_for_the_longest_goes_first() {
    let recent = Recent::default();
    let leaf = Arc::new(vec![1, 2, 3]);
    (0..KEPT as u32).for_each(|number| recent.put(number, &leaf));
    assert_eq!(recent.get(0), Some(Arc::clone(&leaf)));
    recent.put(1_000, &leaf);
    assert!(recent.get(0).is_some() && recent.get(1_000).is_some());
    assert_eq!(recent.get(1), None);
}
