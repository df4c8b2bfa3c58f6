//! What a phone holds of the repository, and what the publisher's ledger says it should hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use app4g_core::app::App;
use app4g_core::repository::format::Manifest;
use app4g_core::store::content::article::Origin;
use app4g_core::store::content::record;
use app4g_portal::ledger::Ledger;
use app4g_portal::unpack::unpack;
use rusqlite::Connection;

use super::secrets_of;
use crate::scenario::Trouble;

/// Records by id: revision and digest of the line.
type Members = BTreeMap<String, (u32, [u8; 32])>;

/// What is held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Every collection that has records.
    pub collections: BTreeMap<String, Members>,
    /// Version of each.
    pub versions: BTreeMap<String, u64>,
    /// Lines by id.
    pub lines: BTreeMap<String, String>,
    /// Ids whose line retention took away.
    pub pruned: BTreeSet<String>,
    /// Collections of which a load is under way.
    pub pinned: BTreeSet<String>,
}

/// What the profile holds.
///
/// # Errors
/// As any read.
pub fn held(app: &App) -> Result<Held, Trouble> {
    Ok(app.store().content().read(read).map_err(app4g_core::Error::from)?)
}

fn read(conn: &Connection) -> Result<Held, app4g_core::store::StoreError> {
    const MEMBERS: &str = "\
        SELECT c.name, d.id, d.rev, d.digest, d.body_state FROM record_digest d JOIN collection c ON c.key = d.collection";
    let mut found = Held::default();
    for state in app4g_core::store::content::collection::all(conn)? {
        found.versions.insert(state.name.clone(), state.version);
        if state.pinned.is_some() {
            found.pinned.insert(state.name);
        }
    }
    let mut statement = conn.prepare(MEMBERS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, id): (String, String) = (row.get(0)?, row.get(1)?);
        if row.get::<_, i64>(4)? == 1 {
            found.pruned.insert(id.clone());
        }
        found.collections.entry(name).or_default().insert(id, (row.get(2)?, row.get(3)?));
    }
    for id in record::ids_beginning_with(conn, "", 100_000)? {
        if let Some(stored) = record::get(conn, &id)?.filter(|stored| stored.origin == Origin::Repository) {
            found.lines.insert(id, stored.line);
        }
    }
    Ok(found)
}

/// What the ledger in `folder` says that a phone with these collections holds.
///
/// # Errors
/// A ledger that cannot be read.
pub fn published(folder: &Path, wanted: &[&str]) -> Result<Held, Trouble> {
    let (holdings, records) = {
        let ledger = Ledger::open(folder)?;
        (ledger.holdings()?, ledger.records()?)
    };
    let conn = Connection::open(folder.join("ledger.db"))?;
    let mut found = Held::default();
    for (name, collection) in holdings.into_iter().filter(|(name, _)| wanted.contains(&name.as_str())) {
        found.versions.insert(name.clone(), collection.entry.version);
        for (id, member) in collection.members {
            let rev = records.get(&id).ok_or("a member that the ledger has no record of")?.rev;
            let line =
                conn.query_row("SELECT line FROM line WHERE digest = ?1", [member.digest.0], |row| row.get(0))?;
            found.lines.insert(id.clone(), line);
            found.collections.entry(name.clone()).or_default().insert(id, (rev, member.digest.0));
        }
    }
    Ok(found)
}

/// All words of their own in lines that were ever published from the ledger in `folder`.
///
/// # Errors
/// A ledger that cannot be read.
pub fn ever_published(folder: &Path) -> Result<BTreeSet<String>, Trouble> {
    let conn = Connection::open(folder.join("ledger.db"))?;
    let mut statement = conn.prepare("SELECT line FROM line")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let words = lines.map(|line| Ok(secrets_of(&line?).collect::<Vec<_>>())).collect::<Result<Vec<_>, Trouble>>()?;
    Ok(words.into_iter().flatten().collect())
}

/// The words of their own in every byte of a repository, as it is and decompressed.
///
/// An edit cannot be decompressed alone; its delta names it with a twin that says the same. One without a delta is an error.
///
/// # Errors
/// A file that cannot be read; an object that is neither.
pub fn words_in_repository(folder: &Path) -> Result<BTreeSet<String>, Trouble> {
    let (mut words, mut edits, mut unread) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path)?;
            words.extend(secrets_of(&String::from_utf8_lossy(&bytes)));
            if path.extension().is_none_or(|extension| extension != "zst") {
                continue;
            }
            let Some(raw) = unpack(&bytes) else {
                unread.push(path);
                continue;
            };
            let text = String::from_utf8_lossy(&raw);
            words.extend(secrets_of(&text));
            let manifest = text.lines().next().map(serde_json::from_str::<Manifest>);
            edits.extend(manifest.and_then(Result::ok).and_then(|manifest| manifest.edit).map(|edit| edit.path()));
        }
    }
    match unread.iter().find(|path| !edits.iter().any(|edit| path.ends_with(edit))) {
        None => Ok(words),
        Some(path) => Err(format!("{}: no delta names it as its edit", path.display()).into()),
    }
}

/// Which of `words` stand in any file below `folder`, byte for byte.
///
/// # Errors
/// A file that cannot be read.
pub fn bytes_hold(folder: &Path, words: &BTreeSet<String>) -> Result<BTreeSet<String>, Trouble> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(bytes_hold(&path, words)?);
            continue;
        }
        // Words have one length and begin alike: one pass, whatever their number.
        let bytes = std::fs::read(&path)?;
        let length = words.first().map_or(1, String::len);
        for window in bytes.windows(length).filter(|window| window.starts_with(b"bm")) {
            let text = std::str::from_utf8(window).unwrap_or_default();
            found.extend(words.get(text).cloned());
        }
    }
    Ok(found)
}
