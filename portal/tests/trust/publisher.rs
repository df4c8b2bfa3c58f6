//! A publisher in memory: its keys, its roots, its releases, and whatever an attacker with some of its keys could sign.

use std::collections::BTreeMap;
use std::num::NonZeroU64;

use app4g_core::Timestamp;
use app4g_core::repository::format::{Catalog, Sha256};
use app4g_portal::keys::draft::Draft;
use app4g_portal::signing::{RootKeys, Signers, SigningKey, Trust, make_root, root, sign_release, sign_timestamp};
use serde::Serialize;
use tough::TargetName;
use tough::schema::{Hashes, Metafile, Role, RoleType, Root, Signed, Snapshot, Target, Targets};

/// Files of a repository by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

pub(crate) const TIMESTAMP: &str = "metadata/timestamp.json";

pub(crate) struct Publisher {
    /// The three holders, then any that came later.
    pub(crate) holders: Vec<Vec<u8>>,
    /// Targets, snapshot, timestamp; each the newest key.
    pub(crate) online: [Vec<u8>; 3],
    pub(crate) root: Vec<u8>,
    pub(crate) sequence: u64,
    pub(crate) timestamp: u64,
    pub(crate) files: Files,
}

pub(crate) fn new_key() -> Vec<u8> {
    SigningKey::generate().unwrap().1
}

pub(crate) fn key(bytes: &[u8]) -> SigningKey {
    SigningKey::parse(bytes, "test").unwrap()
}

impl Publisher {
    /// A root of three holders and no release yet.
    pub(crate) async fn found(name: &str, is_demo: bool, now: Timestamp) -> Self {
        let holders = vec![new_key(), new_key(), new_key()];
        let online = [new_key(), new_key(), new_key()];
        let keys: Vec<_> = holders.iter().chain(&online).map(|bytes| key(bytes)).collect();
        let of =
            RootKeys { root: keys[..3].iter().collect(), targets: &keys[3], snapshot: &keys[4], timestamp: &keys[5] };
        let signed = make_root(&of, &Trust { name: name.into(), is_demo }, now).unwrap();
        let root = finish(Draft::resume(None, Signed { signed, signatures: vec![] }).unwrap(), &keys[..2]).await;
        let mut publisher = Self { holders, online, root: vec![], sequence: 0, timestamp: 0, files: Files::new() };
        publisher.take_root(root);
        publisher
    }

    fn take_root(&mut self, root: Vec<u8>) {
        let version = root::parse(&root).unwrap().signed.version;
        self.files.insert(format!("metadata/{version}.root.json"), root.clone());
        self.root = root;
    }

    pub(crate) fn signers(&self) -> Signers {
        Signers::new(self.online.iter().map(|bytes| key(bytes)).collect())
    }

    pub(crate) fn root_draft(&self, now: Timestamp) -> Draft {
        Draft::after(root::parse(&self.root).unwrap().signed, now).unwrap()
    }

    /// The next root, signed by the first two holders of before.
    pub(crate) async fn take(&mut self, draft: Draft) {
        let keys: Vec<_> = self.holders[..2].iter().map(|bytes| key(bytes)).collect();
        self.take_root(finish(draft, &keys).await);
    }

    /// Rotates the key of targets (0), snapshot (1) or timestamp (2).
    pub(crate) async fn rotate(&mut self, which: usize, now: Timestamp) {
        let roles = [RoleType::Targets, RoleType::Snapshot, RoleType::Timestamp];
        let new = new_key();
        let mut draft = self.root_draft(now);
        draft.replace(roles[which], None, &key(&new)).unwrap();
        self.online[which] = new;
        self.take(draft).await;
    }

    /// The next release, with an empty catalog.
    pub(crate) async fn release(&mut self, now: Timestamp) {
        self.sequence += 1;
        self.timestamp += 1;
        let catalog = catalog(self.sequence, now);
        let signed =
            sign_release(&self.root, &self.signers(), &catalog, self.sequence, self.timestamp, now).await.unwrap();
        let n = self.sequence;
        self.files.insert(format!("targets/{}.catalog.json", Sha256::of(&catalog)), catalog);
        self.files.insert(format!("metadata/{n}.targets.json"), signed.targets);
        self.files.insert(format!("metadata/{n}.snapshot.json"), signed.snapshot);
        self.files.insert(TIMESTAMP.into(), signed.timestamp);
    }

    /// The daily timestamp.
    pub(crate) async fn resign(&mut self, now: Timestamp) {
        self.timestamp += 1;
        self.point(self.sequence, self.timestamp, now).await;
    }

    /// A timestamp of this version over the snapshot of that release: what a stolen timestamp key can do.
    pub(crate) async fn point(&mut self, sequence: u64, version: u64, now: Timestamp) {
        let snapshot = self.files[&format!("metadata/{sequence}.snapshot.json")].clone();
        let timestamp = sign_timestamp(&self.root, &self.signers(), &snapshot, sequence, version, now).await.unwrap();
        self.files.insert(TIMESTAMP.into(), timestamp);
    }

    /// A release that the portal would refuse to sign: any bytes as catalog, any change to the targets.
    pub(crate) async fn release_anything(&mut self, catalog: &[u8], now: Timestamp, change: impl FnOnce(&mut Targets)) {
        self.sequence += 1;
        self.timestamp += 1;
        let (version, spec) = (NonZeroU64::new(self.sequence).unwrap(), || "1.0.0".to_owned());
        let expires = || now.plus(86_400).rfc3339().parse().unwrap();
        let hashes = |bytes: &[u8]| Hashes { sha256: Sha256::of(bytes).0.to_vec().into(), _extra: Default::default() };
        let meta = |bytes: &[u8]| Metafile {
            length: Some(bytes.len() as u64),
            hashes: Some(hashes(bytes)),
            version,
            _extra: Default::default(),
        };
        let mut targets = Targets::new(spec(), version, expires());
        targets.delegations = None;
        let target = Target {
            length: catalog.len() as u64,
            hashes: hashes(catalog),
            custom: Default::default(),
            _extra: Default::default(),
        };
        targets.add_target(TargetName::new("catalog.json").unwrap(), target);
        change(&mut targets);
        let targets = self.sign(0, targets).await;
        let mut snapshot = Snapshot::new(spec(), version, expires());
        snapshot.meta.insert("targets.json".into(), meta(&targets));
        let snapshot = self.sign(1, snapshot).await;
        self.files.insert(format!("targets/{}.catalog.json", Sha256::of(catalog)), catalog.to_vec());
        self.files.insert(format!("metadata/{version}.targets.json"), targets);
        self.files.insert(format!("metadata/{version}.snapshot.json"), snapshot);
        self.point(self.sequence, self.timestamp, now).await;
    }

    async fn sign<R: Role + Serialize>(&self, which: usize, role: R) -> Vec<u8> {
        let signature = key(&self.online[which]).sign(&role).await.unwrap();
        root::to_bytes(&Signed { signed: role, signatures: vec![signature] }).unwrap()
    }
}

pub(crate) fn catalog(sequence: u64, now: Timestamp) -> Vec<u8> {
    Catalog { sequence, ..Catalog::empty(now) }.to_bytes().unwrap()
}

/// The root, signed by `keys`, whether that is enough or not.
pub(crate) async fn finish(mut draft: Draft, keys: &[SigningKey]) -> Vec<u8> {
    for key in keys {
        draft.sign(key).await.unwrap();
    }
    root::to_bytes(&draft.next).unwrap()
}

/// Signs any root with any keys.
pub(crate) async fn sign_root(root: Root, keys: &[&[u8]]) -> Vec<u8> {
    let mut signed = Signed { signed: root, signatures: vec![] };
    for bytes in keys {
        signed.signatures.push(key(bytes).sign(&signed.signed).await.unwrap());
    }
    root::to_bytes(&signed).unwrap()
}
