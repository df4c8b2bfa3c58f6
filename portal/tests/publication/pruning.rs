//! What is deleted, what stays, and copies.

use app4g_core::model::Kind;
use app4g_core::repository::format::Sha256;
use app4g_portal::content::Media;
use app4g_portal::leak::leaks;
use app4g_portal::mirror::{MirrorError, Mirrored, mirror};
use app4g_portal::prune;
use app4g_portal::storage::Storage;
use app4g_portal::storage::folder::Folder;
use app4g_portal::unpack::unpack;
use app4g_portal::verify::verify;

use crate::desk::{DAY, Desk, noise};

pub(crate) const SECRET: &str = "0912 345 678";

/// Files lie in folders by the clock of the machine; a day must have passed for those that nothing names.
fn age(desk: &Desk) {
    let two_days = std::time::SystemTime::now() - std::time::Duration::from_secs(2 * 86_400);
    let mut folders = vec![desk.dir.path().join("repo")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                std::fs::File::options().write(true).open(path).unwrap().set_modified(two_days).unwrap();
            }
        }
    }
}

pub(crate) async fn prune(desk: &Desk) -> prune::Pruned {
    let pruned = prune::plan(&*desk.storage, desk.now).await.unwrap();
    prune::delete(&*desk.storage, &pruned).await.unwrap();
    pruned
}

pub(crate) async fn files(desk: &Desk, prefix: &str) -> usize {
    desk.storage.list(prefix).await.unwrap().len()
}

/// Every object is named by the newest release or can be read alone.
pub(crate) async fn no_edit_is_left(desk: &Desk) {
    let named = desk.named().await;
    for file in desk.storage.list("objects").await.unwrap() {
        let stored = desk.storage.get(&file.path).await.unwrap().unwrap();
        let is_edit = unpack(&stored.bytes).is_none();
        assert!(!is_edit || named.contains(&file.path), "{} is left", file.path);
    }
}

pub(crate) async fn picture(desk: &mut Desk, id: &str, bytes: &[u8]) {
    let sha256 = Sha256::of(bytes);
    let record = desk.content.get_mut(id).unwrap();
    record.media = vec![Media { sha256, extension: "jpg", bytes: bytes.to_vec() }];
    record.fields["data"]["images"] =
        serde_json::json!([{"bytes": bytes.len(), "mime": "image/jpeg", "sha256": sha256.to_string()}]);
}

#[tokio::test]
async fn withdrawn_for_privacy_leaves_no_byte_after_prune() {
    let mut desk = Desk::new().await;
    for id in 0..20 {
        desk.write(&format!("a{id}"), Kind::Article, &noise(&id.to_string(), 80));
    }
    desk.publish().await.unwrap();
    desk.write("p", Kind::Article, &format!("Gọi {SECRET} gặp bà Lan"));
    picture(&mut desk, "p", b"a face").await;
    desk.publish().await.unwrap();
    for release in 0..6 {
        desk.edit("p", &format!("Gọi {SECRET}, lần {release} {}", noise(&release.to_string(), 200)));
        desk.edit("a3", &noise(&release.to_string(), 80));
        desk.publish().await.unwrap();
    }
    assert!(leaks(&*desk.storage, &[SECRET]).await.unwrap().len() > 3);
    desk.withdraw("p", "privacy");
    desk.publish().await.unwrap();
    let pruned = prune(&desk).await;
    assert!(pruned.erased > 3, "{pruned:?}");
    assert_eq!(leaks(&*desk.storage, &[SECRET, "a face", "Lan"]).await.unwrap(), []);
    assert_eq!(files(&desk, "media").await, 0);
    desk.verify().await;
    // The earlier edits of other records are no longer a way to the newest version; the segments are.
    desk.edit("a3", "Tiếp");
    desk.publish().await.unwrap();
    desk.verify().await;
}

#[tokio::test]
async fn what_a_killed_release_left_of_an_erased_record_goes_too() {
    use crate::dying::{Dying, Last};
    let mut desk = Desk::new().await;
    desk.write("p", Kind::Article, &noise("p", 300));
    desk.write("q", Kind::Article, "Hai");
    desk.publish().await.unwrap();
    desk.edit("p", &format!("{} {SECRET}", noise("p", 300)));
    let dying = Dying::after(15, Last::Lost, &*desk.storage);
    desk.publish_through(&dying).await.unwrap_err();
    assert!(!leaks(&*desk.storage, &[SECRET]).await.unwrap().is_empty());
    desk.edit("p", "Ba");
    desk.publish().await.unwrap();
    desk.withdraw("p", "error");
    desk.publish().await.unwrap();
    prune(&desk).await;
    assert_eq!(leaks(&*desk.storage, &[SECRET]).await.unwrap(), []);
    no_edit_is_left(&desk).await;
    desk.verify().await;
}

#[tokio::test]
async fn the_files_of_a_release_stay_thirty_days_after_the_next_one() {
    let mut desk = Desk::new().await;
    for release in 0..4 {
        desk.write(&format!("a{release}"), Kind::Article, &noise(&release.to_string(), 80));
        desk.publish().await.unwrap();
    }
    age(&desk);
    assert!(prune(&desk).await.paths.is_empty());
    desk.now = desk.now.plus(29 * DAY);
    // Four days ago and more: the first three were followed by others then.
    let pruned = prune(&desk).await;
    assert!(pruned.paths.contains(&"metadata/1.targets.json".to_owned()), "{pruned:?}");
    assert!(pruned.paths.iter().any(|path| path.starts_with("targets/")));
    assert!(!pruned.paths.iter().any(|path| path.contains("root")));
    desk.now = desk.now.plus(40 * DAY);
    prune(&desk).await;
    assert_eq!(files(&desk, "targets").await, 1);
    assert_eq!(files(&desk, "metadata").await, 4);
    desk.verify().await;
}

#[tokio::test]
async fn what_nothing_names_is_left_alone_for_a_day() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.write("p", Kind::Article, "Hai");
    desk.publish().await.unwrap();
    for has_tombstone in [false, true] {
        if has_tombstone {
            desk.withdraw("p", "privacy");
            desk.publish().await.unwrap();
            prune(&desk).await;
        }
        desk.storage.put("objects/aa/under-way.zst", b"x".to_vec()).await.unwrap();
        assert!(prune(&desk).await.paths.is_empty(), "tombstone: {has_tombstone}");
        age(&desk);
        assert_eq!(prune(&desk).await.paths, ["objects/aa/under-way.zst"]);
    }
}

#[tokio::test]
async fn a_release_that_is_under_way_loses_nothing_to_a_prune() {
    use crate::dying::{Dying, Last};
    let mut desk = Desk::new().await;
    desk.write("p", Kind::Article, "Một");
    desk.write("q", Kind::Article, &noise("q", 400));
    desk.publish().await.unwrap();
    desk.withdraw("p", "privacy");
    desk.publish().await.unwrap();
    prune(&desk).await;
    desk.edit("q", &(noise("q", 400) + "hai"));
    let mut operations = 1;
    loop {
        let dying = Dying::after(operations, Last::Lost, &*desk.storage);
        let outcome = desk.publish_through(&dying).await;
        assert_eq!(prune(&desk).await.paths, [""; 0], "after {operations} operations");
        if outcome.is_ok() {
            break;
        }
        operations += 1;
    }
    assert!(operations > 15);
    desk.verify().await;
}

#[tokio::test]
async fn a_file_that_a_record_names_is_there_with_its_length_and_hash() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    picture(&mut desk, "a", b"a tree").await;
    desk.publish().await.unwrap();
    desk.verify().await;
    let path = desk.storage.list("media").await.unwrap()[0].path.clone();
    let file = desk.dir.path().join("repo").join(&path);
    for (bytes, wrong) in [(Some("a trew"), 1), (Some("a tree and more"), 2), (None, 1)] {
        match bytes {
            Some(bytes) => std::fs::write(&file, bytes).unwrap(),
            None => std::fs::remove_file(&file).unwrap(),
        }
        let found = verify(&*desk.storage, None, desk.now).await.unwrap().findings;
        assert!(found.iter().all(|finding| finding.path == path), "{found:?}");
        assert_eq!(found.len(), wrong, "{found:?}");
    }
}

#[tokio::test]
async fn a_mirror_is_the_newest_release_and_never_goes_backwards() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    picture(&mut desk, "a", b"a tree").await;
    for release in 0..3 {
        desk.edit("a", &noise(&release.to_string(), 300));
        desk.publish().await.unwrap();
    }
    let copy = Folder::create(&desk.dir.path().join("copy")).unwrap();
    let root = desk.roots[0].1.clone();
    let to_copy = async |desk: &Desk| mirror(&*desk.storage, &copy, Some(&root), desk.now).await;
    assert_eq!(to_copy(&desk).await.unwrap(), Mirrored::Release(3));
    assert!(verify(&copy, Some(&root), desk.now).await.unwrap().is_sound());
    assert_eq!(copy.list("media").await.unwrap().len(), 1);
    assert_eq!(to_copy(&desk).await.unwrap(), Mirrored::Nothing);
    desk.edit("a", "Nữa");
    desk.publish().await.unwrap();
    assert_eq!(to_copy(&desk).await.unwrap(), Mirrored::Release(4));
    let old = Desk { storage: Box::new(Folder::create(&desk.dir.path().join("old")).unwrap()), ..desk };
    let mut old = old;
    old.state = old.dir.path().join("fresh");
    old.publish().await.unwrap();
    assert!(matches!(to_copy(&old).await, Err(MirrorError::Backwards { .. })));
    let other = Folder::create(&old.dir.path().join("other")).unwrap();
    other.create("metadata/1.targets.json", b"{}".to_vec()).await.unwrap();
    let mixed = mirror(&*old.storage, &other, Some(&root), old.now).await;
    assert!(matches!(mixed, Err(MirrorError::NoCopy(_))));
}

#[tokio::test]
async fn a_source_that_is_not_genuine_is_not_copied() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.publish().await.unwrap();
    let other = Desk::new().await;
    let copy = Folder::create(&desk.dir.path().join("copy")).unwrap();
    let copied = mirror(&*desk.storage, &copy, Some(&other.roots[0].1), desk.now).await;
    assert!(matches!(copied, Err(MirrorError::NotSound(_))));
    let object = desk.storage.list("objects").await.unwrap().remove(0);
    desk.storage.put(&object.path, b"forged".to_vec()).await.unwrap();
    assert!(mirror(&*desk.storage, &copy, None, desk.now).await.is_err());
    assert!(copy.get("metadata/timestamp.json").await.unwrap().is_none());
}

#[tokio::test]
async fn what_a_killed_publisher_began_to_write_goes_after_a_day_and_nothing_else_does() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Tin");
    desk.publish().await.unwrap();
    let root = desk.dir.path().join("repo");
    let hash = Sha256::of(b"half");
    let object = app4g_core::repository::format::object::path_of(&hash);
    std::fs::create_dir_all(root.join(&object).parent().unwrap()).unwrap();
    let ours = [format!("{object}#1"), "metadata/.tmpAb3xYz".into(), "metadata/9.targets.json#12".into()];
    let others: [String; 3] = ["metadata/.tmp-notes".into(), "targets/notes#1".into(), "objects/a#1".into()];
    for path in ours.iter().chain(&others) {
        std::fs::write(root.join(path), b"half").unwrap();
    }
    let there = |path: &String| root.join(path).exists();
    assert_eq!(prune(&desk).await, prune::Pruned::default(), "somebody may be writing them");
    age(&desk);
    let mut expected = ours.to_vec();
    expected.sort();
    assert_eq!(prune::plan(&*desk.storage, desk.now).await.unwrap().paths, expected);
    assert!(ours.iter().all(there));
    assert_eq!(prune::sweep(&*desk.storage).await.unwrap(), 3);
    assert!(!ours.iter().any(there) && others.iter().all(there));
    assert!(verify(&*desk.storage, None, desk.now).await.unwrap().is_sound());
}
