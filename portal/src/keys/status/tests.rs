//! Status tells what is published, what ran out, and what a holder is about to sign.

use app4g_core::repository::format::Catalog;

use super::*;
use crate::keys::ceremony::{init, rotate, sign_root};
use crate::signing::{sign_release, signers};
use crate::texts;

const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);
const DAY: i64 = 86_400;

async fn founded(dir: &tempfile::TempDir) -> KeyFolder {
    let folder = KeyFolder::new(dir.path().join("keys"));
    let trust = Trust { name: "TEST".into(), is_demo: true };
    let written = init(&folder, &trust, NOW).unwrap();
    for path in &written[..2] {
        sign_root(&folder, &signers::open_key(path).unwrap()).await.unwrap();
    }
    folder
}

async fn publish(folder: &KeyFolder, repository: &Path) {
    let root = folder.newest_root().unwrap().unwrap();
    let catalog = Catalog { sequence: 5, ..Catalog::empty(NOW) }.to_bytes().unwrap();
    let signers = Signers::open(&folder.online()).unwrap();
    let signed = sign_release(&root, &signers, &catalog, 5, 9, NOW).await.unwrap();
    std::fs::create_dir_all(repository.join("metadata")).unwrap();
    let files = [("timestamp", signed.timestamp), ("5.snapshot", signed.snapshot), ("5.targets", signed.targets)];
    for (name, bytes) in files {
        std::fs::write(repository.join(format!("metadata/{name}.json")), bytes).unwrap();
    }
}

#[tokio::test]
async fn every_published_role_is_named_with_its_end() {
    let dir = tempfile::tempdir().unwrap();
    let folder = founded(&dir).await;
    publish(&folder, &dir.path().join("repository")).await;

    let found = status(&folder, Some(&dir.path().join("repository"))).unwrap();

    let versions: Vec<_> = found.published.iter().map(|role| (role.role, role.version)).collect();
    assert_eq!(versions, [(RoleType::Timestamp, 9), (RoleType::Snapshot, 5), (RoleType::Targets, 5)]);
    let said = texts::keys_status(&found, NOW.plus(20 * DAY));
    assert!(said.contains("Kho TEST, kho thử nghiệm."), "{said}");
    assert!(said.contains("dấu thời gian (timestamp) bản 9: ĐÃ HẾT HẠN từ"), "{said}");
    assert!(said.contains("bản chụp (snapshot) bản 5: có hạn đến"), "{said}");
    assert!(said.contains("còn 10 ngày"), "{said}");
}

#[tokio::test]
async fn a_holder_sees_which_keys_come_and_go_before_signing() {
    let dir = tempfile::tempdir().unwrap();
    let folder = founded(&dir).await;
    let old = status(&folder, None).unwrap().root.unwrap().keys;
    let (_, gone, _) = old.iter().find(|(role, _, _)| *role == RoleType::Targets).unwrap();
    rotate(&folder, RoleType::Targets, None, NOW).unwrap();

    let draft = status(&folder, None).unwrap().draft.unwrap();

    let changes: Vec<_> = draft.changes.iter().map(|change| (change.role, change.is_new)).collect();
    assert_eq!(changes, [(RoleType::Targets, false), (RoleType::Targets, true)]);
    assert_eq!(&draft.changes[0].id, gone);
    assert_eq!((draft.missing_old, draft.missing_new), (2, 2));
}

#[tokio::test]
async fn a_repository_with_nothing_in_it_has_no_roles() {
    let dir = tempfile::tempdir().unwrap();
    let folder = founded(&dir).await;
    assert_eq!(status(&folder, Some(dir.path())).unwrap().published, []);
}

#[test]
fn a_folder_without_keys_is_said_to_be_empty() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(status(&KeyFolder::new(dir.path()), None), Err(KeysError::Empty)));
}
