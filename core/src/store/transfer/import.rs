//! Reads the tar and merges it, by id, the later change wins. Nothing in it is trusted: names are compared, never used as
//! paths, and every line and image has a limit.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

use rusqlite::Transaction;
use serde::de::DeserializeOwned;

use super::{
    ALIASES, ARTICLES, AliasLine, ArticleLine, FORMAT, IMAGE_FOLDER, IMAGES, ImageLine, LEDGER, LedgerLine, MANIFEST,
    Manifest, NOTICES, NoticeLine, SAVED, SETTINGS, SOURCES, STATUSES, SavedLine, SettingLine, SourceLine, StatusLine,
};
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::model::{ArticleId, SourceId};
use crate::store::content::article::{self, Origin, Restored};
use crate::store::content::image::StoredImage;
use crate::store::content::offline_code;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::personal::alias;
use crate::store::personal::ledger::{self, Network, Use};
use crate::store::personal::revision_notice::{self, RevisionNotice};
use crate::store::personal::saved::{self, SavedArticle};
use crate::store::personal::setting::{self, Setting};
use crate::store::personal::source::{self, SourceEntry};
use crate::store::personal::status::{self, Status};

/// No line is longer: a record of 2 MiB with what stands around it.
const MAX_LINE: u64 = 9 << 20;

/// No stored image is larger.
const MAX_IMAGE: u64 = 32 << 20;

/// Articles written in one transaction.
const BATCH: usize = 200;

/// What an import brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Imported {
    /// Articles that were not there or were older here.
    pub articles: u64,
    /// Starred articles in the file.
    pub starred: u64,
    /// States of articles in the file.
    pub states: u64,
}

impl Store {
    /// Merges an export into the profile. `index` gets the docs that went and came, inside the transaction of each batch.
    ///
    /// # Errors
    /// [`StoreError::NotAnExport`] (what was read before it stays merged), [`StoreError::TooNew`] for a later format (then
    /// nothing is changed), [`StoreError::Busy`] while a sync runs, [`StoreError::Cancelled`]; as any write.
    pub fn import<F, E>(&self, input: impl Read, cancel: &CancelToken, now: Timestamp, index: F) -> Result<Imported, E>
    where
        F: Fn(&Transaction<'_>, &[i64], &[i64]) -> Result<(), E> + Clone + Send + 'static,
        E: From<StoreError> + std::error::Error + Send + 'static,
    {
        let mut archive = tar::Archive::new(input);
        let mut entries = archive.entries().map_err(StoreError::from)?;
        let first = entries.next().ok_or(StoreError::NotAnExport("empty"))?;
        check_manifest(first.map_err(not_a_tar)?)?;
        let mut imported = Imported::default();
        let mut images = HashMap::new();
        for entry in entries {
            cancel.check().map_err(StoreError::from)?;
            let entry = entry.map_err(not_a_tar)?;
            let name = entry.path().map_err(not_a_tar)?.to_string_lossy().into_owned();
            match name.as_str() {
                ARTICLES => imported.articles = self.import_articles(entry, cancel, now, &index)?,
                IMAGES => {
                    let lines = Lines::<ImageLine>::new(entry).collect::<Result<Vec<_>, _>>()?;
                    images = lines.into_iter().map(|line| (line.file.clone(), line)).collect();
                }
                name if name.starts_with(IMAGE_FOLDER) => {
                    if let Some(line) = images.remove(name) {
                        self.import_image(&line, entry)?;
                    }
                }
                name => self.import_personal(name, entry, &mut imported)?,
            }
        }
        Ok(imported)
    }

    /// One table of personal.db, in one transaction. An entry this version does not know is left.
    fn import_personal(&self, name: &str, entry: impl Read, imported: &mut Imported) -> Result<(), StoreError> {
        self.personal().write(|tx| match name {
            ALIASES => Lines::<AliasLine>::new(entry).try_for_each(|line| {
                let line = line?;
                alias::add(tx, &ArticleId::new(line.old), &ArticleId::new(line.new))
            }),
            STATUSES => Lines::<StatusLine>::new(entry).try_for_each(|line| {
                let line = line?;
                imported.states += 1;
                let state = Status {
                    is_read: line.read,
                    read_changed: line.read_changed,
                    is_starred: line.starred,
                    star_changed: line.star_changed,
                    position: line.position,
                    position_changed: line.position_changed,
                };
                status::merge(tx, &ArticleId::new(line.id), state)
            }),
            SETTINGS => Lines::<SettingLine>::new(entry).try_for_each(|line| {
                let line = line?;
                setting::merge(tx, &Setting { key: line.key, value: line.value, changed: line.changed })
            }),
            LEDGER => Lines::<LedgerLine>::new(entry).try_for_each(|line| {
                let line = line?;
                let network = if line.metered { Network::Metered } else { Network::Unmetered };
                let LedgerLine { month, source, host, requests, sent, received, .. } = line;
                ledger::raise(tx, &Use { month, source, host, network, requests, sent, received })
            }),
            SOURCES => Lines::<SourceLine>::new(entry).try_for_each(|line| {
                let line = line?;
                let id = SourceId::new(line.id);
                source::merge(tx, &SourceEntry { id, source: line.source, changed: line.changed })
            }),
            NOTICES => Lines::<NoticeLine>::new(entry).try_for_each(|line| {
                let NoticeLine { id, rev, at, seen, change, title, note } = line?;
                revision_notice::merge(tx, &RevisionNotice { id, rev, at, change, title, note }, seen)
            }),
            SAVED => Lines::<SavedLine>::new(entry).try_for_each(|line| {
                imported.starred += 1;
                keep(tx, line?)
            }),
            _ => Ok(()),
        })
    }

    fn import_image(&self, line: &ImageLine, entry: impl Read) -> Result<(), StoreError> {
        let id = ArticleId::new(line.id.clone());
        let url_hash = unhex(&line.url).ok_or(StoreError::NotAnExport("image address"))?;
        let mut bytes = Vec::new();
        entry.take(MAX_IMAGE + 1).read_to_end(&mut bytes).map_err(not_a_tar)?;
        if bytes.len() as u64 > MAX_IMAGE {
            return Err(StoreError::NotAnExport("image too large"));
        }
        let image = StoredImage { url_hash, width: line.width, height: line.height, mime: line.mime.clone(), bytes };
        self.personal().write(|tx| match saved::get(tx, &id)? {
            Some(_) => saved::put_image(tx, &id, &image),
            None => Ok(()),
        })
    }

    fn import_articles<F, E>(&self, entry: impl Read, cancel: &CancelToken, now: Timestamp, index: &F) -> Result<u64, E>
    where
        F: Fn(&Transaction<'_>, &[i64], &[i64]) -> Result<(), E> + Clone + Send + 'static,
        E: From<StoreError> + std::error::Error + Send + 'static,
    {
        let writer = self.writer()?;
        let mut lines = Lines::<ArticleLine>::new(entry);
        let mut imported = 0;
        loop {
            let batch: Vec<ArticleLine> = lines.by_ref().take(BATCH).collect::<Result<_, _>>()?;
            if batch.is_empty() {
                writer.close();
                return Ok(imported);
            }
            let index = index.clone();
            let pending = writer.submit(cancel, move |tx| -> Result<u64, E> {
                let (mut gone, mut new) = (Vec::new(), Vec::new());
                for line in batch {
                    let (removed, added) = take_over(tx, line, now)?;
                    gone.extend(removed);
                    new.extend(added);
                }
                index(tx, &gone, &new)?;
                Ok(new.len() as u64)
            })?;
            imported += pending.wait()?;
        }
    }
}

/// Keeps the copy of a starred article unless the star is gone or a later copy is here.
fn keep(tx: &Transaction<'_>, line: SavedLine) -> Result<(), StoreError> {
    let id = alias::resolve(tx, &ArticleId::new(line.record.envelope.id.clone()))?;
    if !status::get(tx, &id)?.is_starred {
        return Ok(());
    }
    match saved::get(tx, &id) {
        Ok(Some(mine)) if mine.saved_at >= line.saved => return Ok(()),
        Ok(_) | Err(StoreError::Damaged(_)) => {}
        Err(error) => return Err(error),
    }
    let offline = offline_code::decode(line.body_state, line.body_at);
    saved::put(
        tx,
        &SavedArticle { record: line.record, saved_at: line.saved, source: SourceId::new(line.source), offline },
    )
}

/// Stores an article that is not here or older here: the doc that went and the one that came.
fn take_over(
    tx: &Transaction<'_>,
    line: ArticleLine,
    now: Timestamp,
) -> Result<(Option<i64>, Option<i64>), StoreError> {
    let id = ArticleId::new(line.record.envelope.id.clone());
    let mine = article::get(tx, &id)?;
    let newness = |record: &crate::model::Record<_>| (record.envelope.rev, record.envelope.updated);
    let gone = match mine {
        Some(mine) if newness(&mine.record) >= newness(&line.record) => return Ok((None, None)),
        Some(mine) => {
            article::remove(tx, &id)?;
            Some(mine.doc)
        }
        None => None,
    };
    let sightings = line.seen.into_iter().map(|seen| (SourceId::new(seen.source), seen.guid, seen.first));
    let restored = Restored {
        record: line.record,
        digest: line.digest,
        origin: Origin::from_code(line.origin),
        sightings: sightings.collect(),
        // A moment in the future would say that the text is fresher than it can be.
        now: line.stored.min(now),
    };
    Ok((gone, Some(article::restore(tx, restored)?)))
}

fn check_manifest(entry: tar::Entry<'_, impl Read>) -> Result<(), StoreError> {
    if entry.path().map_err(not_a_tar)?.to_str() != Some(MANIFEST) {
        return Err(StoreError::NotAnExport("no manifest"));
    }
    let mut lines = Lines::<Manifest>::new(entry);
    let manifest = lines.next().ok_or(StoreError::NotAnExport("empty manifest"))??;
    if manifest.format > FORMAT {
        return Err(StoreError::TooNew { file: MANIFEST, found: manifest.format, known: FORMAT });
    }
    Ok(())
}

/// A tar that cannot be read is a wrong file, unless the disk says otherwise.
fn not_a_tar(error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::Other | std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => {
            StoreError::NotAnExport("no tar")
        }
        _ => error.into(),
    }
}

/// Lines of an entry, each a `T`; the first that is not ends it with an error.
struct Lines<'a, T> {
    input: Box<dyn BufRead + 'a>,
    kind: std::marker::PhantomData<T>,
}

impl<'a, T: DeserializeOwned> Lines<'a, T> {
    fn new(input: impl Read + 'a) -> Self {
        Self { input: Box::new(BufReader::new(input)), kind: std::marker::PhantomData }
    }
}

impl<T: DeserializeOwned> Iterator for Lines<'_, T> {
    type Item = Result<T, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        match self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_slice(&line).map_err(|_| StoreError::NotAnExport("a line"))),
            Err(error) => Some(Err(not_a_tar(error))),
        }
    }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
