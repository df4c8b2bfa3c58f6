//! What nobody needs any more is deleted (decision 26).
//!
//! Objects stay as long as a catalog of the last 30 days leads to them: a phone may be loading from it. Those that hold a record
//! that was withdrawn for error or privacy go at once. Every `N.root.json` stays for ever. Works from the repository alone.
//! What a publisher that was killed began to write goes after a day: nobody can tell it from a release that is under way.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use app4g_core::Timestamp;
use app4g_core::model::Envelope;
use app4g_core::repository::format::{Catalog, Manifest, Object, Sha256};

use crate::media;
use crate::reading::{self, Current, ReadingError};
use crate::release::finish::number;
use crate::revision::is_erasing;
use crate::storage::{Listed, Storage, StorageError};
use crate::unpack::unpack;
use crate::walk::Walked;

/// Seconds that the files of a release stay after the next one.
const GRACE: i64 = 30 * 86_400;

/// How long a file that nothing names is left alone: a release may be under way.
const UNDER_WAY: Duration = Duration::from_secs(86_400);

/// What is to be deleted, or was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Paths, in the order in which they go.
    pub paths: Vec<String>,
    /// Their bytes.
    pub bytes: u64,
    /// How many of them hold records that were withdrawn for error or privacy.
    pub erased: usize,
}

/// By id: the revision that withdrew it for error or privacy.
type Erased = BTreeMap<String, u32>;

/// Finds out what may go at `now`.
///
/// # Errors
/// [`ReadingError`]: of a repository that cannot be read nothing is deleted.
pub async fn plan(storage: &dyn Storage, now: Timestamp) -> Result<Pruned, ReadingError> {
    let mut pruned = Pruned::default();
    for file in leftovers(storage).await? {
        pruned.delete(&file);
    }
    let Some(current) = reading::current(storage).await? else { return Ok(pruned) };
    let mut erased = Erased::new();
    let mut needed = Walked::default();
    let mut note = |_: &Object, line: &str| {
        note_erased(line, &mut erased);
        true
    };
    needed.walk(storage, &current.catalog, &mut note).await?;
    let catalogs = storage.list("targets").await?;
    let kept = kept_catalogs(storage, &catalogs, &current, now).await?;
    // What only earlier releases lead to: all of it is read, to find what must not wait.
    let mut earlier = needed.clone();
    let mut tainted: BTreeSet<Sha256> = BTreeSet::new();
    let mut tainted_media = BTreeSet::new();
    for catalog in kept.values() {
        let mut look = |object: &Object, line: &str| {
            let is_tainted = holds(line, &erased);
            if is_tainted {
                tainted.insert(object.sha256);
                media::named_in(line, &mut tainted_media);
            }
            !is_tainted
        };
        earlier.walk(storage, catalog, &mut look).await?;
    }
    let sequences: BTreeSet<u64> = kept.values().map(|catalog| catalog.sequence).collect();
    pruned.metadata(storage.list("metadata").await?, &current, &sequences);
    for file in catalogs.iter().filter(|file| !kept.contains_key(&file.path)) {
        pruned.delete(file);
    }
    let objects = storage.list("objects").await?;
    if !erased.is_empty() {
        let is_orphan = |file: &&Listed| hash_of(&file.path).is_none_or(|hash| !earlier.objects.contains_key(&hash));
        for file in objects.iter().filter(is_orphan) {
            let found = orphan(storage, file, &erased, &mut earlier.edits).await?;
            if !found.is_empty() {
                tainted.extend(hash_of(&file.path));
            }
            found.iter().for_each(|line| media::named_in(line, &mut tainted_media));
        }
    }
    let edits: Vec<Sha256> =
        tainted.iter().filter_map(|twin| earlier.edits.get(twin)).flat_map(BTreeMap::keys).copied().collect();
    tainted.extend(edits);
    for file in objects {
        let hash = hash_of(&file.path);
        let is_needed = hash.is_some_and(|hash| needed.objects.contains_key(&hash));
        let is_named = hash.is_some_and(|hash| earlier.objects.contains_key(&hash));
        let is_tainted = hash.is_some_and(|hash| tainted.contains(&hash));
        if !is_needed && (is_tainted || (!is_named && is_old(&file))) {
            pruned.erased += usize::from(is_tainted);
            pruned.delete(&file);
        }
    }
    for file in storage.list("media").await? {
        if !earlier.media.contains(&file.path) && (is_old(&file) || tainted_media.contains(&file.path)) {
            pruned.delete(&file);
        }
    }
    Ok(pruned)
}

/// Deletes what [`plan`] found: names first, then what they named.
///
/// # Errors
/// [`ReadingError::Storage`]; the rest goes the next time.
pub async fn delete(storage: &dyn Storage, pruned: &Pruned) -> Result<(), ReadingError> {
    for path in &pruned.paths {
        storage.delete(path).await?;
    }
    Ok(())
}

/// Deletes what publishers that were killed began to write, a day ago or longer. Returns how many files.
///
/// # Errors
/// [`StorageError`].
pub async fn sweep(storage: &dyn Storage) -> Result<usize, StorageError> {
    let found = leftovers(storage).await?;
    for file in &found {
        storage.delete(&file.path).await?;
    }
    Ok(found.len())
}

async fn leftovers(storage: &dyn Storage) -> Result<Vec<Listed>, StorageError> {
    let mut found = storage.leftovers().await?;
    found.retain(is_old);
    Ok(found)
}

impl Pruned {
    fn delete(&mut self, file: &Listed) {
        self.paths.push(file.path.clone());
        self.bytes += file.bytes;
    }

    /// Targets and snapshots of releases whose catalog goes, and of claims that came to nothing.
    fn metadata(&mut self, files: Vec<Listed>, current: &Current, kept: &BTreeSet<u64>) {
        for file in files {
            let name = file.path.strip_prefix("metadata/").unwrap_or_default();
            let number = number(name, ".targets.json").or_else(|| number(name, ".snapshot.json"));
            if number.is_some_and(|number| number < current.catalog.sequence && !kept.contains(&number)) {
                self.delete(&file);
            }
        }
    }
}

/// Catalogs by path that were the newest at some time of the last 30 days; one that is newer than the newest is under way.
async fn kept_catalogs(
    storage: &dyn Storage,
    files: &[Listed],
    current: &Current,
    now: Timestamp,
) -> Result<BTreeMap<String, Catalog>, ReadingError> {
    let mut catalogs = BTreeMap::new();
    for file in files {
        let Some(stored) = storage.get(&file.path).await? else { continue };
        // A catalog of a later format is somebody's, and stays.
        if let Ok(catalog) = Catalog::parse(&stored.bytes) {
            catalogs.insert(file.path.clone(), catalog);
        }
    }
    let ends: BTreeMap<u64, Timestamp> =
        catalogs.values().map(|catalog| (catalog.sequence, catalog.published_at)).collect();
    catalogs.retain(|_, catalog| {
        let next = ends.range(catalog.sequence + 1..).next();
        let next = next.filter(|(sequence, _)| **sequence <= current.catalog.sequence);
        next.is_none_or(|(_, end)| now.since(*end) <= GRACE)
    });
    Ok(catalogs)
}

fn note_erased(line: &str, erased: &mut Erased) {
    // Most lines are of no withdrawal, and need not be parsed.
    if line.contains(r#""kind":"withdraw""#)
        && let Ok(envelope) = serde_json::from_str::<Envelope<String>>(line)
        && is_erasing(&envelope.change)
    {
        let rev = erased.entry(envelope.id).or_default();
        *rev = envelope.rev.max(*rev);
    }
}

/// Whether a line is an earlier revision of an erased record.
fn holds(line: &str, erased: &Erased) -> bool {
    if erased.is_empty() {
        return false;
    }
    let Ok(envelope) = serde_json::from_str::<Envelope<String>>(line) else { return false };
    erased.get(&envelope.id).is_some_and(|rev| envelope.rev < *rev)
}

/// Lines of erased records in an object that nothing names. If it is a delta, its twin and edit are noted: only so it is known what
/// an edit says. One that no delta names yet is left alone for its day, as a release may be under way.
async fn orphan(
    storage: &dyn Storage,
    file: &Listed,
    erased: &Erased,
    edits: &mut BTreeMap<Sha256, BTreeMap<Sha256, Object>>,
) -> Result<Vec<String>, ReadingError> {
    let Some(stored) = storage.get(&file.path).await? else { return Ok(Vec::new()) };
    let Some(raw) = unpack(&stored.bytes) else { return Ok(Vec::new()) };
    let text = String::from_utf8_lossy(&raw);
    if let Some(Ok(manifest)) = text.lines().next().map(serde_json::from_str::<Manifest>)
        && let (Some(edit), Some(twin)) = (manifest.edit, manifest.twin)
    {
        edits.entry(twin.sha256).or_default().insert(edit.sha256, edit);
    }
    Ok(text.lines().filter(|line| holds(line, erased)).map(str::to_owned).collect())
}

fn is_old(file: &Listed) -> bool {
    SystemTime::now().duration_since(file.modified).is_ok_and(|age| age > UNDER_WAY)
}

fn hash_of(path: &str) -> Option<Sha256> {
    Sha256::parse(path.rsplit('/').next()?.strip_suffix(".zst")?)
}
