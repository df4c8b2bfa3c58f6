//! A tiny repository, and packs of it from end to end.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::error::Error;
use crate::repository::carrier::CarrierError;
use crate::repository::format::{Catalog, Collection, DeltaEntry, Index, Object, SegmentEntry, Sha256, encode};
use crate::repository::objects::LoadError;

/// The files of a repository by their path, and its catalog.
#[derive(Clone)]
pub(super) struct Specimen {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) catalog: Vec<u8>,
}

impl Specimen {
    fn put(&mut self, raw: &[u8]) -> Object {
        let (object, packed) = encode(raw, None, 3).unwrap();
        self.files.insert(object.path(), packed);
        object
    }

    fn collection(&mut self, name: &str, segments: &[&str]) -> Collection {
        let segments: Vec<_> = segments
            .iter()
            .map(|line| SegmentEntry { object: self.put(format!("{line}\n").as_bytes()), count: 1 })
            .collect();
        let delta = self.put(format!("a delta of {name}\n").as_bytes());
        let deltas = vec![DeltaEntry { object: delta, cost: delta.bytes, from: 1, to: 2 }];
        let count = segments.len() as u64;
        let index = Index { version: 2, segments, deltas, ..Index::empty(name) };
        let index = self.put(&index.to_bytes().unwrap());
        Collection { version: 2, count, set_hash: Sha256::of(b""), index }
    }

    fn role(&mut self, path: &str, version: u64, points: &str) {
        let text = format!(
            r#"{{"signatures":[],"signed":{{"expires":"2027-01-01T00:00:00Z","version":{version},{points}}}}}"#
        );
        self.files.insert(path.into(), text.into_bytes());
    }

    /// Two roots, release 7, `base` and `news`.
    pub(super) fn new() -> Self {
        let mut new = Self { files: BTreeMap::new(), catalog: Vec::new() };
        let collections = [("base", vec!["{\"a\":1}"]), ("news", vec!["{\"b\":2}", "{\"c\":3}"])]
            .into_iter()
            .map(|(name, segments)| (name.to_owned(), new.collection(name, &segments)))
            .collect();
        let catalog = Catalog { sequence: 7, collections, ..Catalog::empty(Timestamp::from_unix(1_795_330_800)) };
        new.catalog = catalog.to_bytes().unwrap();
        let hash = Sha256::of(&new.catalog);
        new.files.insert(format!("targets/{hash}.catalog.json"), new.catalog.clone());
        new.role("metadata/1.root.json", 1, r#""roles":{}"#);
        new.role("metadata/2.root.json", 2, r#""roles":{}"#);
        new.role("metadata/timestamp.json", 30, r#""meta":{"snapshot.json":{"version":7}}"#);
        new.role("metadata/7.snapshot.json", 7, r#""meta":{"targets.json":{"version":7}}"#);
        let target = format!(r#""targets":{{"catalog.json":{{"length":1,"hashes":{{"sha256":"{hash}"}}}}}}"#);
        new.role("metadata/7.targets.json", 7, &target);
        new
    }

    pub(super) async fn pack(&self, choice: &Choice) -> Result<Vec<u8>, PackError> {
        let kept = |path: &str, _: u64| Ok::<_, Error>(self.files.get(path).cloned());
        let mut out = Vec::new();
        let size = write(&PackSource::new(kept), &self.catalog, choice, &mut out, &CancelToken::new()).await?;
        assert_eq!(size, out.len() as u64);
        Ok(out)
    }
}

fn only(name: &str) -> Choice {
    Choice { collections: Some(BTreeSet::from([name.to_owned()])), ..Choice::default() }
}

#[tokio::test]
async fn a_pack_holds_what_a_first_sync_needs_and_no_deltas() {
    let specimen = Specimen::new();
    let bytes = specimen.pack(&Choice::default()).await.unwrap();
    let pack = Pack::of(&bytes).unwrap();
    let delta = Sha256::of(&encode(b"a delta of news\n", None, 3).unwrap().1).to_string();
    for (path, content) in &specimen.files {
        let is_delta = path.contains(&delta)
            || path.contains(&Sha256::of(&encode(b"a delta of base\n", None, 3).unwrap().1).to_string());
        match pack.read(path, 1 << 20) {
            Ok(carried) => assert!(!is_delta && carried == *content, "{path}"),
            Err(CarrierError::Missing) => assert!(is_delta, "{path}"),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(pack.files().count(), specimen.files.len() - 2);
}

#[tokio::test]
async fn the_same_release_gives_the_same_bytes_also_from_a_pack() {
    let specimen = Specimen::new();
    let first = specimen.pack(&Choice::default()).await.unwrap();
    assert_eq!(specimen.pack(&Choice::default()).await.unwrap(), first);
    let pack = Pack::of(&first).unwrap();
    let mut again = Vec::new();
    write(&pack, &specimen.catalog, &Choice::default(), &mut again, &CancelToken::new()).await.unwrap();
    assert_eq!(again, first);
}

#[tokio::test]
async fn a_tar_program_finds_the_files_of_a_pack_in_the_order_of_their_names() {
    let bytes = Specimen::new().pack(&Choice::default()).await.unwrap();
    let mut archive = tar::Archive::new(bytes.as_slice());
    let entries = archive.entries().unwrap().map(|entry| entry.unwrap().path().unwrap().to_str().unwrap().to_owned());
    let found: Vec<_> = entries.collect();
    assert!(found.is_sorted() && found.len() == 11, "{found:?}");
}

#[tokio::test]
async fn info_says_what_is_claimed_and_what_is_carried() {
    let specimen = Specimen::new();
    let bytes = specimen.pack(&only("news")).await.unwrap();
    let info = PackInfo::of(&Pack::of(&bytes).unwrap()).unwrap();
    assert_eq!((info.root_version, info.has_every_root, info.timestamp_version, info.sequence), (2, true, 30, 7));
    assert_eq!(sequence(&Pack::of(&bytes).unwrap()).unwrap(), 7);
    assert_eq!(info.published_at, Timestamp::from_unix(1_795_330_800));
    assert_eq!(info.collections["base"].1, Carries::Nothing);
    assert!(matches!(info.collections["news"].1, Carries::Whole { bytes } if bytes > 0));
    assert_eq!((info.files, info.bytes), (9, bytes.len() as u64));
}

#[tokio::test]
async fn what_is_missing_or_wrong_makes_no_pack() {
    let whole = Specimen::new();
    assert!(matches!(whole.pack(&only("sealed")).await, Err(PackError::NoCollection(name)) if name == "sealed"));
    for path in whole.files.keys().filter(|path| *path != "metadata/2.root.json") {
        let mut lacking = whole.clone();
        lacking.files.remove(path);
        let made = lacking.pack(&Choice::default()).await;
        let is_used = Pack::of(&whole.pack(&Choice::default()).await.unwrap()).unwrap().size_of(path).is_some();
        // The catalog is handed over, deltas are left out.
        let is_needed = is_used && !path.starts_with("targets/");
        match made {
            Ok(_) => assert!(!is_needed, "{path}"),
            Err(PackError::Lacks(_) | PackError::Load(LoadError::Missing)) => assert!(is_needed, "{path}"),
            Err(error) => panic!("{error}"),
        }
        if is_needed && path.starts_with("objects/") {
            let mut wrong = whole.clone();
            wrong.files.get_mut(path).unwrap()[5] ^= 1;
            assert!(
                matches!(wrong.pack(&Choice::default()).await, Err(PackError::Load(LoadError::NotGenuine))),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn a_release_in_between_is_noticed() {
    let mut specimen = Specimen::new();
    specimen.catalog.push(b' ');
    assert!(matches!(specimen.pack(&Choice::default()).await, Err(PackError::Changed)));
}

#[test]
fn every_problem_has_a_text_in_both_languages() {
    use crate::strings::{self, Lang};
    for error in [
        PackError::NotAPack { rule: "x", at: 0 },
        PackError::Lacks("x".into()),
        PackError::Changed,
        PackError::NoCollection("x".into()),
    ] {
        let public = Error::from(error);
        for lang in [Lang::Vi, Lang::En] {
            let text = strings::render(&public.message, lang);
            assert!(text != public.message.key && !text.contains('{'), "{text}");
        }
    }
}
