//! An independent client of The Update Framework (python-tuf) reads what is signed here, through two rotations of the root.
//!
//! Run by hand: make a virtual environment with `pip install tuf 'securesystemslib[crypto]'` anywhere outside the tree, then
//! `APP4G_TUF_PYTHON=VENV/bin/python cargo test -p app4g-portal --test trust foreign`. Without the variable it is skipped.

use std::path::{Path, PathBuf};
use std::process::Command;

use app4g_portal::keys::demo_keys;

use crate::bench::{DAY, NOW};
use crate::publisher::{Publisher, TIMESTAMP};

fn write(publisher: &Publisher, repository: &Path) {
    for (path, bytes) in publisher.files.iter().filter(|(path, _)| *path != TIMESTAMP).chain(
        // Last, as a publisher does.
        publisher.files.get_key_value(TIMESTAMP),
    ) {
        let file = repository.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

/// What the client says: versions of root, timestamp, snapshot, targets and the catalog's sequence.
fn update(python: &Path, repository: &Path, client: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/python/tuf_client.py");
    let run = Command::new(python).arg(script).args([repository, client]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap().trim().to_owned()
}

fn python() -> Option<PathBuf> {
    let python = std::env::var_os("APP4G_TUF_PYTHON").map(PathBuf::from);
    if python.is_none() {
        println!("skipped: APP4G_TUF_PYTHON names no Python with tuf");
    }
    python
}

#[tokio::test]
async fn python_tuf_follows_two_rotations_of_the_root() {
    let Some(python) = python() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (repository, client) = (dir.path().join("repository"), dir.path().join("client"));
    // The client judges expiry by the real clock.
    let now = app4g_core::Clock::now(&app4g_core::clock::SystemClock);
    let mut publisher = Publisher::found("TEST", true, now).await;
    publisher.release(now).await;
    write(&publisher, &repository);
    assert_eq!(update(&python, &repository, &client), "root 1 timestamp 1 snapshot 1 targets 1 catalog 1");

    publisher.rotate(2, now).await;
    publisher.rotate(0, now).await;
    publisher.release(now).await;
    publisher.resign(now).await;
    write(&publisher, &repository);
    assert_eq!(update(&python, &repository, &client), "root 3 timestamp 3 snapshot 2 targets 2 catalog 2");
}

#[tokio::test]
async fn python_tuf_reads_the_demo_root() {
    let Some(python) = python() else { return };
    let dir = tempfile::tempdir().unwrap();
    let now = app4g_core::Clock::now(&app4g_core::clock::SystemClock);
    let demo = demo_keys().unwrap();
    let mut publisher = Publisher::found("TEST", true, now).await;
    publisher.root = demo.root.to_vec();
    publisher.files.insert("metadata/1.root.json".into(), demo.root.to_vec());
    publisher.online = demo_online();
    publisher.release(now).await;
    write(&publisher, &dir.path().join("repository"));
    let said = update(&python, &dir.path().join("repository"), &dir.path().join("client"));
    assert_eq!(said, "root 1 timestamp 1 snapshot 1 targets 1 catalog 1");
}

fn demo_online() -> [Vec<u8>; 3] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo-keys/online");
    ["targets", "snapshot", "timestamp"].map(|role| std::fs::read(folder.join(format!("{role}.der"))).unwrap())
}

#[test]
fn days_of_these_tests_are_days() {
    assert_eq!(NOW.plus(DAY).rfc3339(), "2026-11-24T07:00:00+07:00");
}
