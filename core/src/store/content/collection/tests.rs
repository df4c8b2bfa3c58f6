//! Tests of the parent module.

use super::*;
use crate::store::fixtures;

#[test]
fn a_collection_is_complete_only_when_it_is_said_so() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    let begun = writer.write(|tx| begin(tx, "news")).unwrap();
    assert_eq!((begun.version, begun.set_hash, begun.pinned.clone()), (0, None, None));
    writer.write(move |tx| pin(tx, begun.key, Some(b"{}"))).unwrap();
    assert_eq!(writer.write(|tx| begin(tx, "news")).unwrap().pinned.as_deref(), Some(&b"{}"[..]));
    writer.write(move |tx| complete(tx, begun.key, 7, 50, [9; 32])).unwrap();
    let state = store.content().read(|conn| get(conn, "news")).unwrap().unwrap();
    assert_eq!((state.version, state.count, state.set_hash, state.pinned), (7, 50, Some([9; 32]), None));
    writer.write(move |tx| refuse(tx, begun.key, 8)).unwrap();
    assert_eq!(store.content().read(all).unwrap()[0].refused, 8);
}

#[test]
fn a_segment_has_one_number_as_long_as_a_record_came_with_it() {
    let (_folder, store) = fixtures::store();
    let writer = store.writer().unwrap();
    let (first, again, other) = writer
        .write(|tx| {
            let first = segment_or_add(tx, &[1; 32])?;
            Ok::<_, StoreError>((first, segment_or_add(tx, &[1; 32])?, segment_or_add(tx, &[2; 32])?))
        })
        .unwrap();
    assert_eq!(first, again);
    assert_ne!(first, other);
    writer
        .write(move |tx| {
            crate::store::content::record_digest::put(tx, 1, "a", 1, first, &[0; 32])?;
            forget_segments(tx)
        })
        .unwrap();
    assert_eq!(store.content().read(|conn| segment(conn, &[1; 32])).unwrap(), Some(first));
    assert_eq!(store.content().read(|conn| segment(conn, &[2; 32])).unwrap(), None);
}
