//! A new root: it reaches the repository before anything that only it accepts, also when no record changed.

use std::path::Path;

use app4g_core::Timestamp;
use app4g_portal::keys::draft::Draft;
use app4g_portal::ledger::Ledger;
use app4g_portal::plan::Samples;
use app4g_portal::release::{Order, Outcome, ReleaseError, Started, resign};
use app4g_portal::signing::{RootKeys, Signers, SigningKey, Trust, make_root, root};
use app4g_portal::storage::Storage;
use app4g_portal::storage::folder::Folder;
use app4g_portal::verify::verify;
use tough::schema::{RoleType, Signed};

use crate::desk::{BEGIN, DAY};

/// Keys of which some can be replaced, and what they signed.
struct House {
    holders: Vec<Vec<u8>>,
    online: [Vec<u8>; 3],
    roots: Vec<(u64, Vec<u8>)>,
    dir: tempfile::TempDir,
    storage: Folder,
}

fn key(bytes: &[u8]) -> SigningKey {
    SigningKey::parse(bytes, "test").unwrap()
}

fn new_key() -> Vec<u8> {
    SigningKey::generate().unwrap().1
}

impl House {
    async fn found() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let storage = Folder::create(&dir.path().join("repository")).unwrap();
        let (holders, online) = (vec![new_key(), new_key(), new_key()], [new_key(), new_key(), new_key()]);
        let keys: Vec<_> = holders.iter().chain(&online).map(|bytes| key(bytes)).collect();
        let of =
            RootKeys { root: keys[..3].iter().collect(), targets: &keys[3], snapshot: &keys[4], timestamp: &keys[5] };
        let signed = make_root(&of, &Trust { name: "TEST".into(), is_demo: false }, BEGIN).unwrap();
        let mut house = Self { holders, online, roots: vec![], dir, storage };
        house.take(Draft::resume(None, Signed { signed, signatures: vec![] }).unwrap()).await;
        house
    }

    async fn take(&mut self, mut draft: Draft) {
        for holder in &self.holders[..2] {
            draft.sign(&key(holder)).await.unwrap();
        }
        self.roots.push((self.roots.len() as u64 + 1, root::to_bytes(&draft.next).unwrap()));
    }

    fn draft(&self, now: Timestamp) -> Draft {
        Draft::after(root::parse(&self.roots.last().unwrap().1).unwrap().signed, now).unwrap()
    }

    /// `keys rotate`: 0 targets, 1 snapshot, 2 timestamp.
    async fn rotate(&mut self, which: usize, now: Timestamp) {
        let new = new_key();
        let mut draft = self.draft(now);
        draft.replace([RoleType::Targets, RoleType::Snapshot, RoleType::Timestamp][which], None, &key(&new)).unwrap();
        self.online[which] = new;
        self.take(draft).await;
    }

    /// `keys renew`.
    async fn renew(&mut self, now: Timestamp) {
        let mut draft = self.draft(now);
        draft.renew(now).unwrap();
        self.take(draft).await;
    }

    fn signers(&self) -> Signers {
        Signers::new(self.online.iter().map(|bytes| key(bytes)).collect())
    }

    async fn publish(&self, now: Timestamp) -> Outcome {
        let mut ledger = Ledger::open(&self.dir.path().join("state")).unwrap();
        let signers = self.signers();
        let order = Order { storage: &self.storage, ledger: &mut ledger, roots: &self.roots, signers: &signers };
        let started = Started::begin(order).await.unwrap();
        let plan = started.plan(Some(&[]), now, Samples::Allowed).unwrap();
        started.publish(&plan, &[], None, now).await.unwrap()
    }

    async fn resign(&self, now: Timestamp) -> Result<u64, ReleaseError> {
        resign::timestamp(&self.storage, &self.roots, &self.signers(), 0, now).await
    }

    fn is_there(&self, version: u64) -> bool {
        Path::new(&self.dir.path().join(format!("repository/metadata/{version}.root.json"))).exists()
    }

    /// As a phone that knows the first root only.
    async fn check(&self, now: Timestamp) {
        let report = verify(&self.storage, Some(&self.roots[0].1), now).await.unwrap();
        assert!(report.is_sound(), "{:#?}", report.findings);
    }
}

#[tokio::test]
async fn a_publication_without_changes_sends_a_new_root() {
    let mut house = House::found().await;
    assert_eq!(house.publish(BEGIN).await, Outcome::Released(1));
    assert_eq!(house.publish(BEGIN).await, Outcome::Unchanged);
    house.rotate(2, BEGIN).await;
    assert_eq!(house.publish(BEGIN.plus(DAY)).await, Outcome::Released(2));
    assert!(house.is_there(2));
    house.check(BEGIN.plus(DAY)).await;
    house.renew(BEGIN.plus(DAY)).await;
    assert_eq!(house.publish(BEGIN.plus(2 * DAY)).await, Outcome::Released(3));
    assert!(house.is_there(3));
    assert_eq!(house.publish(BEGIN.plus(2 * DAY)).await, Outcome::Unchanged);
    house.check(BEGIN.plus(2 * DAY)).await;
}

#[tokio::test]
async fn the_daily_timestamp_sends_new_roots_first() {
    let mut house = House::found().await;
    house.publish(BEGIN).await;
    house.rotate(2, BEGIN).await;
    house.renew(BEGIN).await;
    assert_eq!(house.resign(BEGIN.plus(DAY)).await.unwrap(), 2);
    assert!(house.is_there(2) && house.is_there(3));
    house.check(BEGIN.plus(DAY)).await;
}

#[tokio::test]
async fn the_daily_timestamp_refuses_a_root_that_locks_phones_out() {
    for role in [0, 1] {
        let mut house = House::found().await;
        house.publish(BEGIN).await;
        house.rotate(role, BEGIN).await;
        let before = house.storage.get("metadata/timestamp.json").await.unwrap().unwrap().bytes;
        assert!(matches!(house.resign(BEGIN.plus(DAY)).await, Err(ReleaseError::NewRoot(2))));
        assert_eq!(house.storage.get("metadata/timestamp.json").await.unwrap().unwrap().bytes, before);
        assert!(!house.is_there(2));
        assert_eq!(house.publish(BEGIN.plus(DAY)).await, Outcome::Released(2));
        assert_eq!(house.resign(BEGIN.plus(DAY)).await.unwrap(), 3);
        house.check(BEGIN.plus(DAY)).await;
    }
}

#[tokio::test]
async fn the_daily_timestamp_refuses_an_old_copy_of_the_keys() {
    let mut house = House::found().await;
    house.publish(BEGIN).await;
    house.rotate(2, BEGIN).await;
    house.publish(BEGIN).await;
    house.roots.truncate(1);
    assert!(matches!(house.resign(BEGIN.plus(DAY)).await, Err(ReleaseError::OldRoots(2) | ReleaseError::Foreign)));
}
