//! Every file that a release leads to: indexes, segments, deltas with their edits and twins, media.
//!
//! Callers: pruning (what may go) and mirroring (what must come).

use std::collections::{BTreeMap, BTreeSet};

use app4g_core::repository::format::{Catalog, Object, Sha256};

use crate::media;
use crate::reading::{self, ReadingError};
use crate::storage::Storage;

/// What was met on the way. Walking a second release into the same value visits only what is new.
#[derive(Clone, Debug, Default)]
pub struct Walked {
    /// Indexes, segments, deltas, twins and edits.
    pub objects: BTreeMap<Sha256, Object>,
    /// Of each twin the edits that say the same, each from another version; an edit cannot be read alone.
    pub edits: BTreeMap<Sha256, BTreeMap<Sha256, Object>>,
    /// Paths of media.
    pub media: BTreeSet<String>,
    /// Files that are named and not there.
    pub missing: BTreeSet<String>,
}

impl Walked {
    /// Walks through all that `catalog` leads to; `visit` is shown each line with the object it is in, and says whether the media
    /// it names count.
    ///
    /// # Errors
    /// [`ReadingError`] for files that are there and cannot be read; missing ones are noted.
    pub async fn walk(
        &mut self,
        storage: &dyn Storage,
        catalog: &Catalog,
        visit: &mut dyn FnMut(&Object, &str) -> bool,
    ) -> Result<(), ReadingError> {
        for (name, entry) in &catalog.collections {
            if !self.meet(&entry.index) {
                continue;
            }
            let index = match reading::index(storage, name, entry).await {
                Err(ReadingError::Missing(path)) => {
                    self.missing.insert(path);
                    continue;
                }
                other => other?,
            };
            for segment in &index.segments {
                self.lines(storage, &segment.object, visit).await?;
            }
            for delta in &index.deltas {
                if !self.meet(&delta.object) {
                    continue;
                }
                let raw = match reading::object(storage, &delta.object, None).await {
                    Err(ReadingError::Missing(path)) => {
                        self.missing.insert(path);
                        continue;
                    }
                    other => other?,
                };
                let read = reading::delta(&raw, name, delta)?;
                for line in &read.lines {
                    self.line(&delta.object, line, visit);
                }
                if let (Some(edit), Some(twin)) = (read.manifest.edit, read.manifest.twin) {
                    self.meet(&edit);
                    self.edits.entry(twin.sha256).or_default().insert(edit.sha256, edit);
                    self.lines(storage, &twin, visit).await?;
                }
            }
        }
        Ok(())
    }

    async fn lines(
        &mut self,
        storage: &dyn Storage,
        object: &Object,
        visit: &mut dyn FnMut(&Object, &str) -> bool,
    ) -> Result<(), ReadingError> {
        if !self.meet(object) {
            return Ok(());
        }
        match reading::lines(storage, object).await {
            Err(ReadingError::Missing(path)) => {
                self.missing.insert(path);
            }
            lines => lines?.iter().for_each(|line| self.line(object, line, visit)),
        }
        Ok(())
    }

    fn line(&mut self, object: &Object, line: &str, visit: &mut dyn FnMut(&Object, &str) -> bool) {
        if visit(object, line) {
            media::named_in(line, &mut self.media);
        }
    }

    /// Whether `object` is met for the first time.
    fn meet(&mut self, object: &Object) -> bool {
        self.objects.insert(object.sha256, *object).is_none()
    }
}
