//! A desk that publishes: content in memory, keys, a ledger and a repository in folders.

use std::collections::BTreeMap;
use std::path::PathBuf;

use app4g_core::Timestamp;
use app4g_core::model::{Change, ChangeKind, Kind};
use app4g_core::repository::format::Object;
use app4g_portal::content::Authored;
use app4g_portal::ledger::Ledger;
use app4g_portal::plan::Samples;
use app4g_portal::reading::{self, Current};
use app4g_portal::release::{Order, Outcome, ReleaseError, Started};
use app4g_portal::signing::{RootKeys, Signers, SigningKey, Trust, make_root, root};
use app4g_portal::storage::Storage;
use app4g_portal::storage::folder::Folder;
use app4g_portal::verify::{Report, verify};
use app4g_portal::walk::Walked;
use serde_json::{Value, json};
use tough::schema::Signed;

pub(crate) const DAY: i64 = 86_400;

/// 2026-03-15T08:00:00+07:00.
pub(crate) const BEGIN: Timestamp = Timestamp::from_unix(1_773_536_400);

/// One publisher: more of them may share a repository.
pub(crate) struct Desk {
    pub(crate) content: BTreeMap<String, Authored>,
    pub(crate) now: Timestamp,
    pub(crate) state: PathBuf,
    pub(crate) storage: Box<dyn Storage>,
    pub(crate) roots: Vec<(u64, Vec<u8>)>,
    pub(crate) signers: Signers,
    pub(crate) dir: tempfile::TempDir,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let storage = Box::new(Folder::create(&dir.path().join("repo")).unwrap());
        Self::at(dir, storage).await
    }

    pub(crate) async fn at(dir: tempfile::TempDir, storage: Box<dyn Storage>) -> Self {
        let keys: Vec<_> = (0..6).map(|_| SigningKey::generate().unwrap().0).collect();
        let root_keys =
            RootKeys { root: keys[3..].iter().collect(), targets: &keys[0], snapshot: &keys[1], timestamp: &keys[2] };
        let trust = Trust { name: "TEST".into(), is_demo: false };
        let mut root = Signed { signed: make_root(&root_keys, &trust, BEGIN).unwrap(), signatures: Vec::new() };
        for key in &keys[3..5] {
            root.signatures.push(key.sign(&root.signed).await.unwrap());
        }
        let roots = vec![(1, root::to_bytes(&root).unwrap())];
        let signers = Signers::new(keys.into_iter().take(3).collect());
        let state = dir.path().join("state");
        Self { content: BTreeMap::new(), now: BEGIN, state, storage, roots, signers, dir }
    }

    /// Publishes what there is, through `storage`.
    pub(crate) async fn publish_through(&self, storage: &dyn Storage) -> Result<Outcome, ReleaseError> {
        let mut ledger = Ledger::open(&self.state).unwrap();
        let order = Order { storage, ledger: &mut ledger, roots: &self.roots, signers: &self.signers };
        let started = Started::begin(order).await?;
        let authored: Vec<_> = self.content.values().cloned().collect();
        let plan = started.plan(Some(&authored), self.now, Samples::Allowed)?;
        started.publish(&plan, &authored, None, self.now).await
    }

    pub(crate) async fn publish(&mut self) -> Result<Outcome, ReleaseError> {
        let outcome = self.publish_through(&*self.storage).await;
        self.now = self.now.plus(DAY);
        outcome
    }

    pub(crate) async fn current(&self) -> Current {
        reading::current(&*self.storage).await.unwrap().unwrap()
    }

    /// Version of a collection; 0 if there is none.
    pub(crate) async fn version(&self, collection: &str) -> u64 {
        self.current().await.catalog.collections.get(collection).map_or(0, |entry| entry.version)
    }

    /// All records of a collection, as JSON by id.
    pub(crate) async fn records(&self, collection: &str) -> BTreeMap<String, Value> {
        let current = self.current().await;
        let Some(entry) = current.catalog.collections.get(collection) else { return BTreeMap::new() };
        let index = reading::index(&*self.storage, collection, entry).await.unwrap();
        let mut records = BTreeMap::new();
        for segment in &index.segments {
            for line in reading::lines(&*self.storage, &segment.object).await.unwrap() {
                let record: Value = serde_json::from_str(&line).unwrap();
                records.insert(record["id"].as_str().unwrap().to_owned(), record);
            }
        }
        records
    }

    /// From where to where the deltas of a collection lead.
    pub(crate) async fn ways(&self, collection: &str) -> Vec<(u64, u64)> {
        let entry = self.current().await.catalog.collections[collection];
        let index = reading::index(&*self.storage, collection, &entry).await.unwrap();
        index.deltas.iter().map(|delta| (delta.from, delta.to)).collect()
    }

    /// Paths of all objects that the newest release leads to.
    pub(crate) async fn named(&self) -> Vec<String> {
        let mut walked = Walked::default();
        walked.walk(&*self.storage, &self.current().await.catalog, &mut |_, _| true).await.unwrap();
        walked.objects.values().map(Object::path).collect()
    }

    /// Verifies everything, and that the ledger says the same.
    pub(crate) async fn verify(&self) -> Report {
        let report = verify(&*self.storage, Some(&self.roots[0].1), self.now).await.unwrap();
        assert!(report.is_sound(), "{:#?}", report.findings);
        let ledger = Ledger::open(&self.state).unwrap();
        assert_eq!(ledger.differences(&self.current().await.catalog).unwrap(), []);
        report
    }

    pub(crate) fn write(&mut self, id: &str, kind: Kind, text: &str) {
        let valid_until = matches!(kind, Kind::Notice | Kind::Listing).then(|| self.now.plus(DAY));
        let mut fields = json!({"id": id, "kind": kind.as_str(), "unit": "24", "sample": true,
            "data": {"title": format!("Tin {id}"), "body": text}});
        if let Some(end) = valid_until {
            fields["valid_until"] = end.rfc3339().into();
        }
        let authored = Authored {
            file: format!("{}/{id}.md", kind.as_str()),
            place: String::new(),
            id: id.into(),
            kind,
            published: Some(self.now),
            fields: fields.as_object().unwrap().clone(),
            change: None,
            media: vec![],
        };
        self.content.insert(id.into(), authored);
    }

    /// Another body, the rest as it was.
    pub(crate) fn edit(&mut self, id: &str, text: &str) {
        self.content.get_mut(id).unwrap().fields["data"]["body"] = text.into();
    }

    pub(crate) fn withdraw(&mut self, id: &str, reason: &str) {
        let change = Change {
            kind: ChangeKind::Withdraw,
            reason: Some(reason.into()),
            note: Some("Theo yêu cầu".into()),
            replaced_by: None,
        };
        self.content.get_mut(id).unwrap().change = Some(change);
    }
}

/// Text that does not compress away.
pub(crate) fn noise(seed: &str, words: usize) -> String {
    use app4g_core::repository::format::Sha256;
    (0..words).map(|n| Sha256::of(format!("{seed} {n}").as_bytes()).short_hex() + " ").collect()
}
