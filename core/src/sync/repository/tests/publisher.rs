//! A publisher in memory and a phone with real SQLite files, for the tests beside this file.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tempfile::TempDir;

use super::super::*;
use crate::model::ArticleId;
use crate::repository::format::{
    Collection, DeltaEntry, Index, Manifest, Object, SegmentEntry, SetHash, Sha256, encode,
};
use crate::repository::objects::LoadError;
use crate::store::OpenOptions;
use crate::store::content::{article, collection as states, record, record_digest};

pub(super) const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

/// Objects in memory; counts what is asked for, and fails after a number of loads.
#[derive(Default)]
pub(super) struct Shelf {
    pub(super) objects: Mutex<HashMap<Sha256, Vec<u8>>>,
    pub(super) asked: Mutex<Vec<Sha256>>,
    pub(super) left: Mutex<Option<usize>>,
}

impl Shelf {
    pub(super) fn add(&self, raw: &[u8], prefix: Option<&[u8]>) -> Object {
        let (object, packed) = encode(raw, prefix, 3).unwrap();
        self.objects.lock().unwrap().insert(object.sha256, packed);
        object
    }

    pub(super) fn asked(&self) -> Vec<Sha256> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl Source for Shelf {
    fn load<'a>(&'a self, object: &'a Object, _: &'a CancelToken) -> BoxFuture<'a, Result<Vec<u8>, LoadError>> {
        self.asked.lock().unwrap().push(object.sha256);
        let mut left = self.left.lock().unwrap();
        let found = match &mut *left {
            Some(0) => Err(LoadError::Carrier(crate::cancel::Cancelled.into())),
            left => {
                *left = left.map(|left| left - 1);
                self.objects.lock().unwrap().get(&object.sha256).cloned().ok_or(LoadError::Missing)
            }
        };
        async move { found }.boxed()
    }
}

/// What a publisher has of one collection.
#[derive(Clone, Default)]
pub(super) struct Side {
    pub(super) lines: BTreeMap<String, String>,
    pub(super) deltas: Vec<DeltaEntry>,
    pub(super) version: u64,
}

impl Side {
    pub(super) fn set_hash(&self) -> Sha256 {
        let mut set = SetHash::default();
        self.lines.values().for_each(|line| set.add(Sha256::of(line.as_bytes())));
        set.finish()
    }

    /// The next version with these lines, its delta with edits, segments of two records.
    pub(super) fn publish(&mut self, shelf: &Shelf, name: &str, lines: BTreeMap<String, String>) -> Collection {
        let (from, to) = (self.version, self.version + 1);
        if from > 0 {
            let mut manifest = Manifest::empty(name, from, to);
            manifest.drop = self.lines.keys().filter(|id| !lines.contains_key(*id)).cloned().collect();
            let (mut old, mut new, mut puts) = (String::new(), String::new(), String::new());
            for (id, line) in &lines {
                match self.lines.get(id) {
                    Some(before) if before == line => {}
                    Some(before) => {
                        manifest.base.push((id.clone(), Sha256::of(before.as_bytes()).short_hex()));
                        old += &format!("{before}\n");
                        new += &format!("{line}\n");
                    }
                    None => puts += &format!("{line}\n"),
                }
            }
            if !new.is_empty() {
                manifest.edit = Some(shelf.add(new.as_bytes(), Some(old.as_bytes())));
                manifest.twin = Some(shelf.add(new.as_bytes(), None));
            }
            let raw = [manifest.to_bytes().unwrap(), b"\n".to_vec(), puts.into_bytes()].concat();
            let object = shelf.add(&raw, None);
            self.deltas.push(DeltaEntry { object, cost: 1, from, to });
        }
        (self.lines, self.version) = (lines, to);
        let all: Vec<&String> = self.lines.values().collect();
        let segments = all
            .chunks(2)
            .map(|lines| {
                let raw: String = lines.iter().map(|line| format!("{line}\n")).collect();
                SegmentEntry { object: shelf.add(raw.as_bytes(), None), count: lines.len() as u64 }
            })
            .collect();
        let index = Index { version: to, segments, deltas: self.deltas.clone(), ..Index::empty(name) };
        let index = shelf.add(&index.to_bytes().unwrap(), None);
        Collection { version: to, count: self.lines.len() as u64, set_hash: self.set_hash(), index }
    }
}

pub(super) fn line(id: &str, rev: u32, change: &str, title: &str, body: &str) -> (String, String) {
    let body = if body.is_empty() { String::new() } else { format!(r#""body":"<p>{body}</p>","fulltext":"full","#) };
    let line = format!(
        r#"{{"change":{change},"data":{{{body}"title":"{title}"}},"id":"{id}","kind":"article","published":"2026-11-01T08:00:00+07:00","rev":{rev},"sample":true,"unit":"x-so-khcn","updated":"2026-11-01T08:00:00+07:00"}}"#
    );
    (id.to_owned(), line)
}

pub(super) const NEW: &str = r#"{"kind":"new"}"#;
pub(super) const CORRECT: &str = r#"{"kind":"correct","note":"Sửa"}"#;
pub(super) const PRIVACY: &str = r#"{"kind":"withdraw","note":"Gỡ","reason":"privacy"}"#;

pub(super) fn news(ids: impl IntoIterator<Item = u32>) -> BTreeMap<String, String> {
    ids.into_iter().map(|id| line(&format!("a{id}"), 1, NEW, &format!("Bài {id}"), "đủ chữ")).collect()
}

pub(super) struct Phone {
    pub(super) _folder: TempDir,
    pub(super) store: Store,
}

pub(super) fn phone() -> Phone {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
    Phone { _folder: folder, store }
}

/// A phone that holds the first version of `news` with these lines.
pub(super) fn synced(lines: BTreeMap<String, String>) -> (Shelf, Phone, Side) {
    let (shelf, phone, mut side) = (Shelf::default(), phone(), Side::default());
    let first = side.publish(&shelf, "news", lines);
    phone.sync(&shelf, &[("news", first)]);
    (shelf, phone, side)
}

impl Phone {
    /// What retention does with an article.
    pub(super) fn put_away(&self, id: &'static str) {
        let writer = self.store.writer().unwrap();
        writer
            .write(move |tx| {
                article::remove(tx, &ArticleId::new(id))?;
                record_digest::mark_pruned(tx, id)
            })
            .unwrap();
        writer.close();
    }

    /// What a worn memory chip does, and no counter notices.
    pub(super) fn damage(&self, sql: &'static str) {
        let writer = self.store.writer().unwrap();
        writer.write(move |tx| Ok::<_, crate::store::StoreError>(tx.execute_batch(sql)?)).unwrap();
        writer.close();
    }

    pub(super) fn sync(&self, shelf: &Shelf, entries: &[(&str, Collection)]) -> Vec<CollectionReport> {
        let mut catalog = Catalog::empty(NOW);
        catalog.collections = entries.iter().map(|(name, entry)| ((*name).to_owned(), *entry)).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let cancel = CancelToken::new();
            let load = Load {
                store: &self.store,
                writer: Arc::new(self.store.writer().unwrap()),
                source: shelf,
                at: NOW,
                allows: &|_| Ok(()),
                watcher: &|_| {},
                cancel: &cancel,
                only: None,
            };
            let reports = bring(&load, &catalog, &[]).await.unwrap();
            Arc::into_inner(load.writer).unwrap().close();
            reports
        })
    }

    pub(super) fn lines(&self) -> BTreeSet<String> {
        let ids = self.store.content().read(|conn| record::ids_beginning_with(conn, "", 1000)).unwrap();
        ids.iter().map(|id| self.store.content().read(|conn| record::get(conn, id)).unwrap().unwrap().line).collect()
    }

    pub(super) fn version(&self, name: &str) -> u64 {
        self.store.content().read(|conn| states::get(conn, name)).unwrap().map_or(0, |state| state.version)
    }

    pub(super) fn found(&self, words: &str) -> usize {
        let searcher = crate::search::Searcher::new();
        let filter = crate::store::news::Filter::default();
        crate::search::find::articles(&self.store, &searcher, words, &filter, 50, &CancelToken::new())
            .unwrap()
            .hits
            .len()
    }
}

pub(super) fn same(phone: &Phone, sides: &[&Side]) {
    let all: BTreeSet<String> = sides.iter().flat_map(|side| side.lines.values().cloned()).collect();
    assert_eq!(phone.lines(), all);
}

pub(super) fn updated(report: &CollectionReport) -> (usize, usize, usize) {
    match report.outcome {
        CollectionOutcome::Updated { new, changed, dropped } => (new, changed, dropped),
        ref other => panic!("{other:?}"),
    }
}
