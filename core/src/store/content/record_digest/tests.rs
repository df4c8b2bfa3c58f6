//! Tests of the parent module.

use super::*;
use crate::store::content::collection;
use crate::store::fixtures;

#[test]
fn what_leaves_a_collection_is_remembered_until_it_is_dealt_with() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    writer
        .write(|tx| {
            let (news, base) = (collection::begin(tx, "news")?.key, collection::begin(tx, "base")?.key);
            put(tx, news, "a", 1, 5, &[1; 32])?;
            put(tx, base, "a", 2, 6, &[2; 32])?;
            put(tx, news, "b", 1, BY_DELTA, &[3; 32])?;
            assert!(remove(tx, news, "a")?);
            assert!(!remove(tx, news, "a")?);
            assert!(is_held(tx, "a")?);
            assert_eq!(remove_unlisted(tx, news, &[5])?, 1);
            assert!(!is_held(tx, "b")?);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(store.content().read(|conn| orphans(conn, 10)).unwrap(), ["a", "b"]);
    writer.write(|tx| settle_orphan(tx, "a")).unwrap();
    assert_eq!(store.content().read(|conn| orphans(conn, 10)).unwrap(), ["b"]);
}

#[test]
fn records_are_counted_by_the_segment_they_came_with_and_keep_being_put_away() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    let found = writer
        .write(|tx| {
            let news = collection::begin(tx, "news")?.key;
            let segment = collection::segment_or_add(tx, &[7; 32])?;
            put(tx, news, "a", 1, segment, &[1; 32])?;
            put(tx, news, "b", 1, segment, &[2; 32])?;
            put(tx, news, "c", 1, BY_DELTA, &[3; 32])?;
            mark_pruned(tx, "a")?;
            move_to(tx, news, "c", segment)?;
            assert_eq!(counts_by_segment(tx, news)?, HashMap::from([([7; 32], 3)]));
            let mut digests = Vec::new();
            each(tx, news, |digest| digests.push(digest[0]))?;
            digests.sort_unstable();
            assert_eq!(digests, [1, 2, 3]);
            let pruned = get(tx, news, "a")?;
            put(tx, news, "a", 2, BY_DELTA, &[4; 32])?;
            Ok::<_, StoreError>((pruned, get(tx, news, "a")?))
        })
        .unwrap();
    assert_eq!(found.0.map(|row| row.pruned), Some(true));
    assert_eq!(found.1, Some(RecordDigest { rev: 2, segment: BY_DELTA, pruned: false, digest: [4; 32] }));
}
