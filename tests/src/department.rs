//! A department for the demo, the starter pack and tests: the sample content, the demo's keys, a ledger and a repository in
//! folders.
//!
//! Uses the publisher as its command line does; nothing here is a double.

use std::error::Error;
use std::path::{Path, PathBuf};

use app4g_core::cancel::CancelToken;
use app4g_core::clock::Timestamp;
use app4g_core::model::{Change, ChangeKind};
use app4g_core::repository::carrier;
use app4g_core::repository::pack::{self, Choice};
use app4g_portal::content::{Authored, read_folder};
use app4g_portal::keys::demo::demo_keys;
use app4g_portal::ledger::Ledger;
use app4g_portal::plan::Samples;
use app4g_portal::prune::{self, Pruned};
use app4g_portal::reading;
use app4g_portal::release::{Order, Outcome, Started};
use app4g_portal::storage::folder::Folder;

/// Anything that goes wrong here is told as it is.
pub type Trouble = Box<dyn Error + Send + Sync>;

/// What is published, and where.
#[derive(Debug)]
pub struct Department {
    folder: PathBuf,
    /// What the next release is made of.
    pub content: Vec<Authored>,
}

/// The folder with the sample content.
pub fn content_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal/content")
}

impl Department {
    /// A department with the sample content that works in `folder` and has published nothing.
    ///
    /// # Errors
    /// All that is wrong with the content.
    pub fn with_samples(folder: &Path) -> Result<Self, Trouble> {
        Ok(Self { folder: folder.to_owned(), content: read_folder(&content_dir())? })
    }

    /// A department with `content`.
    pub fn with(folder: &Path, content: Vec<Authored>) -> Self {
        Self { folder: folder.to_owned(), content }
    }

    /// The root that phones trust.
    ///
    /// # Errors
    /// The committed keys are damaged.
    pub fn root() -> Result<Vec<u8>, Trouble> {
        Ok(demo_keys()?.root.to_vec())
    }

    /// The folder that a web server serves.
    pub fn repository(&self) -> PathBuf {
        self.folder.join("repository")
    }

    /// Publishes the content as it is, at `now`.
    ///
    /// # Errors
    /// As the publisher.
    pub async fn publish(&self, now: Timestamp) -> Result<Outcome, Trouble> {
        let keys = demo_keys()?;
        let storage = Folder::create(&self.repository())?;
        let mut ledger = Ledger::open(&self.folder.join("ledger"))?;
        let roots = [(1, keys.root.to_vec())];
        let order = Order { storage: &storage, ledger: &mut ledger, roots: &roots, signers: &keys.signers };
        let started = Started::begin(order).await?;
        let plan = started.plan(Some(&self.content), now, Samples::Allowed)?;
        Ok(started.publish(&plan, &self.content, None, now).await?)
    }

    /// Deletes what nobody needs at `now`.
    ///
    /// # Errors
    /// As the publisher.
    pub async fn prune(&self, now: Timestamp) -> Result<Pruned, Trouble> {
        let storage = Folder::open(&self.repository())?;
        let pruned = prune::plan(&storage, now).await?;
        prune::delete(&storage, &pruned).await?;
        Ok(pruned)
    }

    /// Makes a pack of `collections` (`None`: all) of what is published; returns its bytes.
    ///
    /// # Errors
    /// As the pack's writer.
    pub async fn pack(&self, collections: Option<&[&str]>) -> Result<Vec<u8>, Trouble> {
        let current = reading::current(&Folder::open(&self.repository())?).await?;
        let current = current.ok_or("nothing is published")?;
        let collections = collections.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
        let choice = Choice { collections, media: Vec::new() };
        let mut bytes = Vec::new();
        let carrier = carrier::Folder::new(self.repository());
        pack::write(&carrier, &current.catalog.to_bytes()?, &choice, &mut bytes, &CancelToken::new()).await?;
        Ok(bytes)
    }

    /// The record in `file` (below the content folder), to be changed.
    ///
    /// # Errors
    /// If there is none.
    pub fn record(&mut self, file: &str) -> Result<&mut Authored, Trouble> {
        let found = self.content.iter_mut().find(|record| record.file == file);
        Ok(found.ok_or_else(|| format!("no record comes from {file}"))?)
    }

    /// Corrects a record: `with` is the new value of a field of its data.
    ///
    /// # Errors
    /// As [`Department::record`].
    pub fn correct(&mut self, file: &str, note: &str, (field, value): (&str, &str)) -> Result<(), Trouble> {
        let record = self.record(file)?;
        if let Some(data) = record.fields.get_mut("data").and_then(|data| data.as_object_mut()) {
            data.insert(field.to_owned(), value.into());
        }
        record.change = Some(Change { note: Some(note.to_owned()), kind: ChangeKind::Correct, ..Change::new() });
        Ok(())
    }

    /// Withdraws a record.
    ///
    /// # Errors
    /// As [`Department::record`].
    pub fn withdraw(&mut self, file: &str, reason: &str, note: &str) -> Result<(), Trouble> {
        let change = Change {
            kind: ChangeKind::Withdraw,
            note: Some(note.to_owned()),
            reason: Some(reason.to_owned()),
            replaced_by: None,
        };
        self.record(file)?.change = Some(change);
        Ok(())
    }
}
