//! A disk that is full while the publisher writes: the release before stays, and the next attempt finishes this one.

#![allow(clippy::unwrap_used, reason = "tests may fail and say why")]

use std::path::{Path, PathBuf};

use app4g_core::clock::Timestamp;
use app4g_portal::commands::keys::FolderArg;
use app4g_portal::commands::publish::{Publish, publish};
use app4g_portal::commands::{Exit, Failure};
use app4g_portal::storage::folder::Folder;
use app4g_portal::texts::publishing::failure;
use app4g_portal::verify::verify;
use app4g_tests::department::Department;
use app4g_tests::draw::Draw;
use app4g_tests::repository::{BEGIN, DAY};
use app4g_tests::small_disk::SmallDisk;

/// Bytes that are left when a release begins: it breaks off at its first object, at a later one, at the signatures, at the end.
const LEFT: [usize; 5] = [0, 16 << 10, 64 << 10, 96 << 10, 128 << 10];

/// Articles that come with each release.
const ADDED: u64 = 130;

struct Desk {
    dir: tempfile::TempDir,
    repository: PathBuf,
    state: PathBuf,
}

impl Desk {
    fn articles(&self, numbers: std::ops::Range<u64>) {
        let folder = self.dir.path().join("content/articles");
        std::fs::create_dir_all(&folder).unwrap();
        for number in numbers {
            let mut draw = Draw::new(number);
            let words: Vec<String> = (0..60).map(|_| format!("{:016x}", draw.below(u64::MAX))).collect();
            let front = format!(
                "id = \"a{number}\"\npublished = \"2026-03-10T08:00:00+07:00\"\nunit = \"x-so-khcn\"\nsample = true\n\
                 title = \"Tin {number}\"\nlang = \"vi\"\ntopics = [\"x-che-bien\"]\ntier = \"official\"\nfulltext = \"full\"\n"
            );
            let text = format!("+++\n{front}+++\n\n{}\n", words.join(" "));
            std::fs::write(folder.join(format!("a{number}.md")), text).unwrap();
        }
    }

    async fn publish(&self, now: Timestamp) -> Result<(), Failure> {
        let options = Publish {
            dir: self.dir.path().join("content"),
            to: self.repository.display().to_string(),
            keys: FolderArg { keys: Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal/demo-keys") },
            state: Some(self.state.clone()),
            dry_run: false,
            allow_samples: true,
        };
        publish(&options, now, &mut Vec::new()).await
    }

    /// Everything in the repository is right; how many records are in the news.
    async fn verified(&self, now: Timestamp) -> u64 {
        let storage = Folder::open(&self.repository).unwrap();
        let report = verify(&storage, Some(&Department::root().unwrap()), now).await.unwrap();
        assert!(report.is_sound(), "{:#?}", report.findings);
        let current = app4g_portal::reading::current(&storage).await.unwrap().unwrap();
        current.catalog.collections["news"].count
    }
}

/// Publishes onto a disk that is full, then makes room; returns how often the disk was too small.
async fn releases_on(disk: &SmallDisk, desk: &Desk) -> usize {
    desk.articles(0..20);
    desk.publish(BEGIN).await.unwrap();
    let (mut published, mut refused) = (20, 0);
    for (day, left) in (1..).zip(LEFT) {
        let now = BEGIN.plus(day * DAY);
        desk.articles(published..published + ADDED);
        disk.fill(left).unwrap();
        if let Err(error) = desk.publish(now).await {
            let text = failure(&error);
            assert!(text.contains("Hết chỗ"), "{left} bytes left: {text}\n{error:?}");
            assert_eq!(error.exit(), Exit::Outside);
            refused += 1;
            let there = desk.verified(now).await;
            assert!(there == published || there == published + ADDED, "{there}");
        }
        disk.make_room().unwrap();
        desk.publish(now).await.unwrap();
        published += ADDED;
        assert_eq!(desk.verified(now).await, published);
    }
    refused
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_of_the_repository_is_named_and_the_release_before_stays() {
    let Some(disk) = SmallDisk::mount("6m").unwrap() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (repository, state) = (disk.path.join("repository"), dir.path().join("state"));
    let refused = releases_on(&disk, &Desk { dir, repository, state }).await;
    assert!(refused >= 3, "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_of_the_ledger_is_named_and_the_release_before_stays() {
    let Some(disk) = SmallDisk::mount("12m").unwrap() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (repository, state) = (dir.path().join("repository"), disk.path.join("state"));
    let refused = releases_on(&disk, &Desk { dir, repository, state }).await;
    assert!(refused >= 3, "{refused}");
}
