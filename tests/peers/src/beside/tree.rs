//! The published lines as files: one a record, as git and rsync take them; and which of them a release changed.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use app4g_core::repository::format::Sha256;
use app4g_portal::reading;
use app4g_portal::storage::folder::Folder;
use app4g_tests::department::{Department, Trouble};
use serde_json::Value;

/// The collection of the bench.
const NEWS: &str = "news";

/// A folder with a file for each record.
#[derive(Debug)]
pub struct Tree {
    folder: PathBuf,
    seen: HashSet<Sha256>,
    lines: BTreeMap<String, String>,
}

/// What a release changed.
#[derive(Debug, Default)]
pub struct Changes {
    /// Lines that are new or other, without those of records withdrawn.
    pub lines: Vec<String>,
    /// Ids of records that were withdrawn.
    pub withdrawn: Vec<String>,
}

impl Changes {
    /// These, then `later` ones: of a record that changed twice the later line counts, of one that was withdrawn its id.
    pub fn add(&mut self, later: Self) {
        let id_of = |line: &str| serde_json::from_str::<Value>(line).ok()?.get("id")?.as_str().map(str::to_owned);
        let newer: HashSet<String> =
            later.lines.iter().filter_map(|line| id_of(line)).chain(later.withdrawn.iter().cloned()).collect();
        self.lines.retain(|line| id_of(line).is_none_or(|id| !newer.contains(&id)));
        self.lines.extend(later.lines);
        self.withdrawn.extend(later.withdrawn);
    }
}

impl Tree {
    /// An empty one in `folder`.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(folder: &Path) -> Result<Self, Trouble> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), seen: HashSet::new(), lines: BTreeMap::new() })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many records there are.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// Writes what the newest release of `department` changed, from its segments; what it left is not touched.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub async fn follow(&mut self, department: &Department) -> Result<Changes, Trouble> {
        let storage = Folder::open(&department.repository())?;
        let current = reading::current(&storage).await?.ok_or("nothing is published")?;
        let entry = current.catalog.collections.get(NEWS).ok_or("no news")?;
        let index = reading::index(&storage, NEWS, entry).await?;
        let mut changes = Changes::default();
        for segment in index.segments {
            if !self.seen.insert(segment.object.sha256) {
                continue;
            }
            for line in reading::lines(&storage, &segment.object).await? {
                self.put(line, &mut changes)?;
            }
        }
        if self.lines.len() as u64 != entry.count {
            return Err("the files are not the records of the release".into());
        }
        Ok(changes)
    }

    fn put(&mut self, line: String, changes: &mut Changes) -> Result<(), Trouble> {
        let record: Value = serde_json::from_str(&line)?;
        let id = record.get("id").and_then(Value::as_str).ok_or("a record without an id")?;
        if self.lines.get(id) == Some(&line) {
            return Ok(());
        }
        // Ids are hexadecimal here; folders of their first two digits, as git itself keeps objects.
        let folder = self.folder.join(id.get(..2).unwrap_or_default());
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{id}.json")), format!("{line}\n"))?;
        let is_withdrawn = record.pointer("/change/kind").and_then(Value::as_str) == Some("withdraw");
        match is_withdrawn {
            true => changes.withdrawn.push(id.to_owned()),
            false => changes.lines.push(line.clone()),
        }
        self.lines.insert(id.to_owned(), line);
        Ok(())
    }
}
