//! Releases that are signed with the right keys and break the format: nothing of them is stored, and the next sound one is taken.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use app4g_core::app::App;
use app4g_core::model::Kind;
use app4g_core::repository::format::{Catalog, Index, Manifest, Object, SegmentEntry, Sha256, encode};
use app4g_core::sync::{CollectionOutcome, RepositoryOutcome};
use app4g_core::{Error, ErrorKind, Timestamp};
use app4g_tests::department::Department;
use app4g_tests::repository::{BEGIN, DAY, Forge, Held, Shelf, held, phone, record};
use app4g_tests::scenario::{Device, view};
use app4g_tests::stock::noise;

/// A phone at the first release, and a second one of which it has not heard.
struct Stage {
    _work: tempfile::TempDir,
    shelf: Shelf,
    device: Device,
    forge: Forge,
    /// What the phone holds.
    good: Held,
    /// The second release as it should be.
    catalog: Catalog,
    index: Index,
    now: Timestamp,
}

async fn failure(app: &App) -> Option<Error> {
    let report = view::sync(app).await.unwrap().repository.unwrap();
    if let RepositoryOutcome::Failed(error) = report.outcome {
        return Some(error);
    }
    report.collections.into_iter().find_map(|collection| match collection.outcome {
        CollectionOutcome::Failed(error) => Some(error),
        _ => None,
    })
}

impl Stage {
    async fn new() -> Self {
        let work = tempfile::tempdir().unwrap();
        let content = (0..20).map(|number| record(&format!("a{number}"), Kind::Article, BEGIN, &noise(number, 60)));
        let mut department = Department::with(work.path(), content.collect());
        department.publish(BEGIN).await.unwrap();
        let mut shelf = Shelf::of(&department.repository()).await.unwrap();
        shelf.refresh().unwrap();
        let device = phone(Device::new().unwrap(), &[shelf.url()], &[]).unwrap();
        let app = device.open().unwrap();
        assert!(failure(&app).await.is_none());
        let good = held(&app).unwrap();
        app.close().unwrap();
        department.content[3] = record("a3", Kind::Article, BEGIN, &noise(777, 60));
        department.content.push(record("b", Kind::Article, BEGIN, &noise(778, 60)));
        let now = BEGIN.plus(DAY);
        department.publish(now).await.unwrap();
        let forge = Forge::of(&department.repository());
        let (_, index) = forge.index("news").await.unwrap();
        let catalog = forge.current().await.unwrap().catalog;
        Self { _work: work, shelf, device, forge, good, catalog, index, now }
    }

    fn only_segments(&self) -> Index {
        Index { deltas: Vec::new(), ..self.index.clone() }
    }

    /// The index with the one segment replaced, and no delta.
    fn segment(&self, object: Object) -> Index {
        let count = self.index.segments[0].count;
        Index { segments: vec![SegmentEntry { object, count }], ..self.only_segments() }
    }

    /// The index with the delta from the phone's version replaced, by whose way the segments cost too much.
    fn delta(&self, object: Object) -> Index {
        let mut index = self.index.clone();
        for delta in &mut index.deltas {
            (delta.object, delta.cost) = (object, object.bytes);
        }
        index
    }

    async fn meets(&mut self) -> (Option<Error>, Held) {
        self.now = self.now.plus(60);
        self.shelf.refresh().unwrap();
        self.device.clock.set(self.now.plus(60));
        let app = self.device.open().unwrap();
        let failure = failure(&app).await;
        let found = held(&app).unwrap();
        app.close().unwrap();
        (failure, found)
    }

    /// Whether the phone asked the server for it.
    fn is_asked_for(&self, object: &Object) -> bool {
        self.shelf.portal.hits(&Shelf::place(&object.path())) > 0
    }

    async fn refuses(&mut self, what: &str, index: &Index, kind: ErrorKind) {
        self.forge.release_index("news", index, self.now).await.unwrap();
        let (error, found) = self.meets().await;
        let error = error.unwrap_or_else(|| panic!("{what}: nobody noticed"));
        assert_eq!(error.kind, kind, "{what}: {error:?}");
        view::said(&error).unwrap();
        self.is_as_before(what, &found);
    }

    fn is_as_before(&self, what: &str, found: &Held) {
        assert_eq!((&found.lines, &found.versions), (&self.good.lines, &self.good.versions), "{what}");
        assert_eq!(found.collections, self.good.collections, "{what}");
    }

    /// The second release comes at last, under a later number.
    async fn recovers(&mut self) {
        self.forge.release(self.catalog.clone(), self.now).await.unwrap();
        let (error, found) = self.meets().await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!((found.lines.len(), found.versions["news"]), (21, 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn segments_that_break_the_format_bring_nothing() {
    let mut stage = Stage::new().await;
    let object = stage.index.segments[0].object;
    let raw = stage.forge.raw(&object).unwrap();
    let text = String::from_utf8(raw.clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let packed = |raw: &[u8]| encode(raw, None, 3).unwrap().1;
    let (sound, len) = (packed(&raw), raw.len() as u64);
    let bomb = packed(&vec![b'a'; 6 << 20]);
    let long = format!("{}\n{}\n", lines[1..].join("\n"), lines[0].trim_end_matches('}'));
    let frames = [sound.clone(), packed(b"{}\n")].concat();
    let cases: Vec<(&str, Vec<u8>, u64)> = vec![
        ("bytes after the frame", [sound.as_slice(), b"junk"].concat(), len),
        ("a second frame", frames, len + 3),
        ("a frame cut short", sound[..sound.len() - 5].to_vec(), len),
        ("no frame at all", raw.clone(), len),
        ("more than announced", sound.clone(), len - 1),
        ("less than announced", sound.clone(), len + 1),
        ("a bomb", bomb, len),
        ("a line that is no record", packed(long.as_bytes()), long.len() as u64),
        ("no LF at the end", packed(text.trim_end().as_bytes()), len - 1),
        ("an empty segment", packed(b""), 0),
    ];
    for (what, bytes, raw_bytes) in cases {
        let forged = stage.forge.put(&bytes, raw_bytes).unwrap();
        let index = stage.segment(forged);
        stage.refuses(what, &index, ErrorKind::NotGenuine).await;
        // Of an index with impossible sizes nothing is loaded; all others are refused for what their segment is.
        let is_loaded = stage.is_asked_for(&forged);
        assert_eq!(is_loaded, what != "an empty segment", "{what}");
    }
    stage.recovers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_breaks_the_format_brings_nothing() {
    let mut stage = Stage::new().await;
    let mut later = stage.only_segments();
    later.format = 2;
    let mut other = stage.only_segments();
    other.collection = "notices".to_owned();
    let mut version = stage.only_segments();
    version.version = 9;
    let mut count = stage.only_segments();
    count.segments[0].count += 1;
    let mut huge = stage.only_segments();
    huge.segments[0].object.raw_bytes = 1 << 40;
    let cases = [
        ("a later format", later, ErrorKind::TooNew),
        ("of another collection", other, ErrorKind::NotGenuine),
        ("of another version", version, ErrorKind::NotGenuine),
        ("counting another number", count, ErrorKind::NotGenuine),
        ("with a boundless segment", huge, ErrorKind::NotGenuine),
    ];
    for (what, index, kind) in cases {
        stage.refuses(what, &index, kind).await;
    }
    for raw in [b"[]".as_slice(), b"{", b"\xff\xfe", b"{\"format\":1}"] {
        let object = stage.forge.pack(raw, None).unwrap();
        stage.forge.release_object("news", object, stage.now).await.unwrap();
        let (error, found) = stage.meets().await;
        assert_eq!(error.unwrap().kind, ErrorKind::NotGenuine, "{raw:?}");
        stage.is_as_before("no index", &found);
    }
    stage.recovers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delta_that_breaks_the_format_leaves_the_segments() {
    for what in ["junk", "manifest", "prefix", "foreign"] {
        let mut stage = Stage::new().await;
        let (entry, text) = stage.forge.newest_delta("news", &stage.index).unwrap();
        let old = &stage.good.lines["a3"];
        let edited = |prefix: &[u8], new: &str| {
            let edit = stage.forge.pack(new.as_bytes(), Some(prefix)).unwrap();
            let manifest = Manifest {
                base: vec![("a3".to_owned(), Sha256::of(old.as_bytes()).short_hex())],
                edit: Some(edit),
                twin: Some(stage.forge.pack(new.as_bytes(), None).unwrap()),
                ..Manifest::empty("news", entry.from, entry.to)
            };
            let raw = [manifest.to_bytes().unwrap(), b"\n".to_vec()].concat();
            vec![stage.forge.pack(&raw, None).unwrap(), edit]
        };
        let objects = match what {
            "junk" => {
                let (object, packed) = encode(text.as_bytes(), None, 3).unwrap();
                vec![stage.forge.put(&[packed.as_slice(), b"junk"].concat(), object.raw_bytes).unwrap()]
            }
            "manifest" => {
                vec![stage.forge.pack(text.replacen("\"from\":1", "\"from\":0", 1).as_bytes(), None).unwrap()]
            }
            // The phone has the base that is named, and the edit was made from another one.
            "prefix" => edited(noise(4, 300).as_bytes(), &format!("{}\n", old.replace("Tin a3", "Tin giả"))),
            _ => edited(format!("{old}\n").as_bytes(), &format!("{}\n", old.replace("\"a3\"", "\"a4\""))),
        };
        let mut index = stage.delta(objects[0]);
        // So large that nobody takes it unless there is no other way.
        index.segments.clone_from(&stage.index.segments);
        stage.forge.release_index("news", &index, stage.now).await.unwrap();
        let (error, found) = stage.meets().await;
        assert!(error.is_none(), "{what}: {error:?}");
        for object in &objects {
            assert!(stage.is_asked_for(object), "{what}: the phone never went this way");
        }
        assert_eq!((found.lines.len(), found.versions["news"]), (21, 2), "{what}");
        assert!(!found.lines.values().any(|line| line.contains("giả")), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_of_records_that_the_catalog_does_not_count_is_told_and_records_no_version() {
    let mut stage = Stage::new().await;
    let mut catalog = stage.catalog.clone();
    catalog.collections.get_mut("news").unwrap().set_hash = Sha256::of(b"other");
    stage.forge.release(catalog, stage.now).await.unwrap();
    let (error, found) = stage.meets().await;
    assert_eq!(error.unwrap().kind, ErrorKind::NotGenuine);
    assert_eq!(found.versions, stage.good.versions);
    // A segment with one record twice and another one missing.
    let text = String::from_utf8(stage.forge.raw(&stage.index.segments[0].object).unwrap()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let twice = format!("{}\n{}\n", lines[..lines.len() - 1].join("\n"), lines[0]);
    let index = stage.segment(stage.forge.pack(twice.as_bytes(), None).unwrap());
    stage.forge.release_index("news", &index, stage.now).await.unwrap();
    let (error, found) = stage.meets().await;
    assert_eq!(error.unwrap().kind, ErrorKind::NotGenuine);
    assert_eq!(found.versions, stage.good.versions);
    stage.recovers().await;
}
