//! A publisher that is killed, at every operation on the storage.

use app4g_core::model::Kind;
use app4g_portal::reading;
use app4g_portal::release::Outcome;

use crate::desk::{DAY, Desk, noise};
use crate::dying::{Dying, Last};

async fn two_releases() -> Desk {
    let mut desk = Desk::new().await;
    for id in 0..40 {
        desk.write(&format!("a{id}"), Kind::Article, &noise(&id.to_string(), 40));
    }
    desk.write("d", Kind::Document, "Hai");
    desk.publish().await.unwrap();
    desk.edit("a1", "Sửa");
    desk.publish().await.unwrap();
    desk
}

fn change(desk: &mut Desk) {
    for id in 2..30 {
        desk.edit(&format!("a{id}"), &noise(&format!("x{id}"), 40));
    }
    desk.write("b", Kind::Article, "Mới");
    desk.withdraw("d", "error");
}

/// Kills the third release after every number of operations; each time the repository is the old one or the new one, and the
/// next attempt ends in the same sets as a release that nobody killed.
async fn killed_everywhere(last: Last) {
    let mut quiet = two_releases().await;
    change(&mut quiet);
    quiet.publish().await.unwrap();
    let expected = quiet.current().await.catalog.collections;
    for operations in 1.. {
        let mut desk = two_releases().await;
        change(&mut desk);
        let before = desk.current().await;
        let dying = Dying::after(operations, last, &*desk.storage);
        let killed = desk.publish_through(&dying).await;
        let now = desk.current().await;
        let is_old = now.catalog_hash == before.catalog_hash;
        assert!(is_old || now.catalog.sequence == 3, "{operations}");
        let again = desk.publish().await.unwrap();
        assert_eq!(again == Outcome::Unchanged, !is_old, "{operations}");
        let collections = desk.current().await.catalog.collections;
        for (name, entry) in &expected {
            let found = &collections[name];
            assert_eq!((found.version, found.set_hash), (entry.version, entry.set_hash), "{operations} {name}");
        }
        desk.verify().await;
        if killed.is_ok() {
            assert!(operations > 20);
            return;
        }
    }
}

#[tokio::test]
async fn a_release_that_died_before_any_operation_is_finished_by_the_next() {
    killed_everywhere(Last::Lost).await;
}

#[tokio::test]
async fn a_release_whose_answer_was_lost_at_any_operation_is_finished_by_the_next() {
    killed_everywhere(Last::Unanswered).await;
}

#[tokio::test]
async fn a_claim_that_died_burns_its_number() {
    let mut desk = two_releases().await;
    desk.storage.create("metadata/3.targets.json", b"{}".to_vec()).await.unwrap();
    desk.storage.create("metadata/4.snapshot.json", b"{}".to_vec()).await.unwrap();
    change(&mut desk);
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(5));
    desk.verify().await;
}

#[tokio::test]
async fn what_a_killed_release_had_sent_is_not_sent_again() {
    let mut desk = Desk::new().await;
    for id in 0..3_500 {
        desk.write(&format!("a{id}"), Kind::Article, &noise(&id.to_string(), 3));
    }
    // Reading, then a question and a write for each of the four segments, and the index is not written any more.
    let dying = Dying::after(10, Last::Lost, &*desk.storage);
    desk.publish_through(&dying).await.unwrap_err();
    let objects = desk.storage.list("objects").await.unwrap();
    assert_eq!(objects.len(), 4);
    desk.publish().await.unwrap();
    let entry = desk.current().await.catalog.collections["news"];
    let index = reading::index(&*desk.storage, "news", &entry).await.unwrap();
    for object in objects {
        let now = desk.storage.list("objects").await.unwrap();
        let same = now.iter().find(|now| now.path == object.path).unwrap();
        assert_eq!(same.modified, object.modified);
        assert!(index.segments.iter().any(|segment| segment.object.path() == object.path));
    }
    desk.now = desk.now.plus(DAY);
    desk.verify().await;
}
