//! A ledger that was lost or set back, and a repository that was.

use std::path::Path;

use app4g_core::model::Kind;
use app4g_portal::ledger::Ledger;
use app4g_portal::release::{Outcome, ReleaseError};
use app4g_portal::storage::folder::Folder;

use crate::desk::{DAY, Desk, noise};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

async fn some_releases() -> Desk {
    let mut desk = Desk::new().await;
    desk.write("n", Kind::Notice, "Cắt điện");
    for release in 0..5 {
        desk.write(&format!("a{release}"), Kind::Article, &noise(&release.to_string(), 9));
        desk.edit("n", &noise(&release.to_string(), 9));
        desk.publish().await.unwrap();
    }
    desk
}

#[tokio::test]
async fn a_lost_ledger_is_rebuilt_from_the_repository() {
    let mut desk = some_releases().await;
    std::fs::remove_dir_all(&desk.state).unwrap();
    assert_eq!(desk.publish().await.unwrap(), Outcome::Unchanged);
    desk.verify().await;
    desk.edit("a0", "Sửa");
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(6));
    assert_eq!(desk.records("news").await["a0"]["rev"], 2);
    assert_eq!(desk.version("news").await, 6);
    desk.verify().await;
}

#[tokio::test]
async fn a_lost_ledger_remembers_records_that_left_from_the_deltas() {
    let mut desk = some_releases().await;
    desk.now = desk.now.plus(60 * DAY);
    desk.publish().await.unwrap();
    assert!(desk.records("notices").await.is_empty());
    std::fs::remove_dir_all(&desk.state).unwrap();
    let end = desk.now.plus(DAY).rfc3339();
    desk.content.get_mut("n").unwrap().fields["valid_until"] = end.into();
    desk.publish().await.unwrap();
    assert_eq!(desk.records("notices").await["n"]["rev"], 6);
    desk.verify().await;
}

#[tokio::test]
async fn a_ledger_from_a_backup_catches_up_and_no_number_falls() {
    let mut desk = some_releases().await;
    let backup = desk.dir.path().join("backup");
    copy(&desk.state, &backup);
    for release in 0..3 {
        desk.edit("a1", &noise(&format!("later {release}"), 9));
        desk.publish().await.unwrap();
    }
    std::fs::remove_dir_all(&desk.state).unwrap();
    copy(&backup, &desk.state);
    assert_eq!(desk.publish().await.unwrap(), Outcome::Unchanged);
    desk.verify().await;
    desk.edit("a1", "Nữa");
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(9));
    assert_eq!(desk.records("news").await["a1"]["rev"], 5);
    desk.verify().await;
}

#[tokio::test]
async fn a_repository_from_a_backup_gets_what_it_lacks_and_no_number_falls() {
    let mut desk = some_releases().await;
    let (repo, backup) = (desk.dir.path().join("repo"), desk.dir.path().join("backup"));
    copy(&repo, &backup);
    for release in 0..3 {
        desk.edit("a1", &noise(&format!("later {release}"), 9));
        desk.publish().await.unwrap();
    }
    let before = desk.current().await;
    std::fs::remove_dir_all(&repo).unwrap();
    copy(&backup, &repo);
    desk.storage = Box::new(Folder::open(&repo).unwrap());
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(9));
    let after = desk.current().await;
    assert!(after.timestamp.version > before.timestamp.version);
    assert_eq!(after.catalog.collections["news"].version, before.catalog.collections["news"].version);
    assert_eq!(desk.records("news").await["a1"]["rev"], 4);
    desk.verify().await;
}

#[tokio::test]
async fn a_ledger_publishes_whole_to_a_new_and_empty_place() {
    let mut desk = some_releases().await;
    desk.storage = Box::new(Folder::create(&desk.dir.path().join("moved")).unwrap());
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(6));
    desk.verify().await;
}

#[tokio::test]
async fn a_repository_that_others_signed_is_not_published_to() {
    let mut desk = some_releases().await;
    let other = Desk::new().await;
    (desk.roots, desk.signers) = (other.roots, other.signers);
    assert!(matches!(desk.publish().await, Err(ReleaseError::Foreign)));
}

#[tokio::test]
async fn a_difference_between_ledger_and_repository_is_named() {
    let desk = some_releases().await;
    let mut catalog = desk.current().await.catalog;
    catalog.collections.remove("notices");
    catalog.sequence += 1;
    let found = Ledger::open(&desk.state).unwrap().differences(&catalog).unwrap();
    assert_eq!(found.len(), 2, "{found:?}");
}
