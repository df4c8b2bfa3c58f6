//! The deltas of a collection: that each can be read, and that every way along them ends at what the segments hold.

use std::collections::{BTreeMap, HashMap};

use app4g_core::repository::format::{DeltaEntry, Index, Manifest, Sha256, decode};

use super::{Report, line};
use crate::deltas::append;
use crate::reading::{self, ReadingError};
use crate::storage::Storage;

/// What a delta does to the ids it touches: the hash of their new line, or none if they leave.
type Effect = HashMap<String, Option<Sha256>>;

/// An edit object that can be tried once all lines are known.
struct Edited {
    path: String,
    manifest: Manifest,
    new: Vec<u8>,
}

/// Checks all deltas of `index` against `members`, what its segments hold.
pub(super) async fn check(
    storage: &dyn Storage,
    name: &str,
    index: &Index,
    members: &HashMap<String, Sha256>,
    report: &mut Report,
) {
    let (mut effects, mut edits) = (Vec::new(), Vec::new());
    let mut lines: HashMap<String, String> = HashMap::new();
    for entry in &index.deltas {
        let path = entry.object.path();
        match read(storage, name, entry, &mut lines).await {
            Ok((effect, edited)) => {
                effects.push((entry, effect));
                edits.extend(edited);
            }
            Err(cause) => report.find(&path, cause),
        }
    }
    for edited in edits {
        check_edit(storage, &edited, &lines, report).await;
    }
    // From the end backwards: what happens to an id from a version on until the newest.
    let mut until_now: BTreeMap<u64, Effect> = BTreeMap::from([(index.version, Effect::new())]);
    effects.sort_by_key(|(entry, _)| std::cmp::Reverse((entry.to, entry.from)));
    for (entry, effect) in effects {
        let Some(rest) = until_now.get(&entry.to) else { continue };
        let mut whole = effect;
        whole.extend(rest.iter().map(|(id, digest)| (id.clone(), *digest)));
        if whole.iter().any(|(id, digest)| members.get(id) != digest.as_ref()) {
            let path = entry.object.path();
            report.find(&path, format!("from version {} it does not lead to what {name} holds", entry.from));
        }
        until_now.entry(entry.from).or_insert(whole);
    }
}

/// Reads a delta and its twin; lines are kept by the beginning of their hash, which edits name.
async fn read(
    storage: &dyn Storage,
    name: &str,
    entry: &DeltaEntry,
    lines: &mut HashMap<String, String>,
) -> Result<(Effect, Option<Edited>), String> {
    let text = |error: ReadingError| error.to_string();
    let raw = reading::object(storage, &entry.object, None).await.map_err(text)?;
    let delta = reading::delta(&raw, name, entry).map_err(text)?;
    let manifest = delta.manifest;
    let mut beginning = manifest.to_bytes().map_err(|error| error.to_string())?;
    beginning.push(b'\n');
    if !raw.starts_with(&beginning) {
        return Err("its manifest is not canonical".to_owned());
    }
    if !manifest.drop.is_sorted_by(|a, b| a < b) {
        return Err("its drops are not sorted".to_owned());
    }
    if entry.cost != entry.object.bytes + manifest.edit.map_or(0, |edit| edit.bytes) {
        return Err("its cost is not that of its objects".to_owned());
    }
    let mut effect: Effect = manifest.drop.iter().map(|id| (id.clone(), None)).collect();
    let mut take = |line: &str| -> Result<String, String> {
        let id = line::check(line)?.id;
        let digest = Sha256::of(line.as_bytes());
        lines.insert(digest.short_hex(), line.to_owned());
        match effect.insert(id.clone(), Some(digest)) {
            None => Ok(id),
            Some(_) => Err(format!("it has {id} twice")),
        }
    };
    for line in &delta.lines {
        take(line)?;
    }
    let Some(twin) = manifest.twin else { return Ok((effect, None)) };
    let mut new = Vec::new();
    let twins = reading::lines(storage, &twin).await.map_err(text)?;
    if twins.len() != manifest.base.len() {
        return Err("its twin has another number of lines than its base".to_owned());
    }
    for (line, (id, _)) in twins.iter().zip(&manifest.base) {
        if take(line)? != *id {
            return Err("its twin is not in the order of its base".to_owned());
        }
        append(&mut new, line);
    }
    Ok((effect, Some(Edited { path: entry.object.path(), manifest, new })))
}

/// Where all old lines are in other deltas, the edit must say what its twin says.
async fn check_edit(storage: &dyn Storage, edited: &Edited, lines: &HashMap<String, String>, report: &mut Report) {
    let Some(edit) = edited.manifest.edit else { return };
    let packed = match reading::file(storage, &edit.path()).await {
        Ok(packed) => packed,
        Err(error) => return report.find(&edited.path, error),
    };
    if Sha256::of(&packed) != edit.sha256 || packed.len() as u64 != edit.bytes {
        return report.find(&edit.path(), "other bytes than its name says");
    }
    let mut prefix = Vec::new();
    for (_, digest) in &edited.manifest.base {
        let Some(line) = lines.get(digest) else { return };
        append(&mut prefix, line);
    }
    match decode(&edit, &packed, Some(&prefix)) {
        Ok(raw) if raw == edited.new => {}
        Ok(_) => report.find(&edit.path(), "it says something else than its twin"),
        Err(error) => report.find(&edit.path(), error),
    }
}
