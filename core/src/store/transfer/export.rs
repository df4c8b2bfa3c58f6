//! Writes the tar. One entry after another, a table at a time: articles go through a temporary file, not through memory.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::{
    ALIASES, ARTICLES, AliasLine, ArticleLine, FORMAT, IMAGE_FOLDER, IMAGES, ImageLine, LEDGER, LedgerLine, MANIFEST,
    Manifest, NOTICES, NoticeLine, SAVED, SETTINGS, SOURCES, STATUSES, SavedLine, SeenLine, SettingLine, SourceLine,
    StatusLine,
};
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::model::line::LineError;
use crate::model::{ArticleId, Offline};
use crate::store::content::article;
use crate::store::content::offline_code;
use crate::store::content::record;
use crate::store::content::sighting;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::personal::ledger::Network;
use crate::store::personal::revision_notice::{self, RevisionNotice};
use crate::store::personal::{alias, ledger, saved, setting, source, status};

/// Articles read at once.
const STEP: u32 = 200;

impl Store {
    /// Writes everything that `import` needs to bring the profile back elsewhere.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`]; [`StoreError::Full`], [`StoreError::Io`] and the like from `out`; as any read.
    pub fn export(&self, out: impl Write, now: Timestamp, cancel: &CancelToken) -> Result<(), StoreError> {
        let mut tar = Tar { builder: tar::Builder::new(out), now };
        tar.append(MANIFEST, &lines([Manifest { format: FORMAT, exported: now }])?)?;
        let personal = self.personal();
        let statuses = personal.read(status::all)?.into_iter().map(|(id, status)| StatusLine {
            id: id.to_string(),
            read: status.is_read,
            read_changed: status.read_changed,
            starred: status.is_starred,
            star_changed: status.star_changed,
            position: status.position,
            position_changed: status.position_changed,
        });
        // Before everything that is looked up by id.
        let aliases = personal.read(alias::all)?.into_iter();
        tar.append(
            ALIASES,
            &lines(aliases.map(|(old, new)| AliasLine { old: old.to_string(), new: new.to_string() }))?,
        )?;
        tar.append(STATUSES, &lines(statuses)?)?;
        let settings = personal.read(setting::all)?.into_iter();
        tar.append(
            SETTINGS,
            &lines(settings.map(|entry| SettingLine { key: entry.key, value: entry.value, changed: entry.changed }))?,
        )?;
        let uses = personal.read(ledger::all)?.into_iter().map(|used| LedgerLine {
            month: used.month,
            source: used.source,
            host: used.host,
            metered: used.network == Network::Metered,
            requests: used.requests,
            sent: used.sent,
            received: used.received,
        });
        tar.append(LEDGER, &lines(uses)?)?;
        let sources = personal.read(source::entries)?.into_iter().map(|entry| SourceLine {
            id: entry.id.to_string(),
            source: entry.source,
            changed: entry.changed,
        });
        tar.append(SOURCES, &lines(sources)?)?;
        let notices = personal.read(revision_notice::all)?.into_iter().map(|(notice, seen)| {
            let RevisionNotice { id, rev, at, change, title, note } = notice;
            NoticeLine { id, rev, at, seen, change, title, note }
        });
        tar.append(NOTICES, &lines(notices)?)?;
        self.export_saved(&mut tar, cancel)?;
        self.export_articles(&mut tar, cancel)?;
        tar.builder.into_inner()?.flush()?;
        Ok(())
    }

    fn export_saved(&self, tar: &mut Tar<impl Write>, cancel: &CancelToken) -> Result<(), StoreError> {
        let ids = self.personal().read(saved::ids)?;
        let mut scratch = Scratch::new(self)?;
        let mut list = Vec::new();
        for id in &ids {
            cancel.check()?;
            let Some(article) = self.personal().read(|conn| saved::get(conn, id))? else { continue };
            let (body_state, body_at) = offline_code::encode(article.offline);
            let source = article.source.to_string();
            let line = SavedLine { record: article.record, saved: article.saved_at, source, body_state, body_at };
            write_line(&mut scratch.file, &line)?;
            for image in self.personal().read(|conn| saved::images(conn, id))? {
                let url = hex(&image.url_hash);
                let file = image_name(id, &url);
                let (width, height) = (image.width, image.height);
                write_line(&mut list, &ImageLine { id: id.to_string(), url, width, height, mime: image.mime, file })?;
            }
        }
        tar.append_file(SAVED, &mut scratch.file)?;
        tar.append(IMAGES, &list)?;
        // Read again, one article at a time: all images together may not fit into memory.
        for id in &ids {
            cancel.check()?;
            for image in self.personal().read(|conn| saved::images(conn, id))? {
                tar.append(&image_name(id, &hex(&image.url_hash)), &image.bytes)?;
            }
        }
        Ok(())
    }

    fn export_articles(&self, tar: &mut Tar<impl Write>, cancel: &CancelToken) -> Result<(), StoreError> {
        let mut scratch = Scratch::new(self)?;
        let mut after = 0;
        loop {
            cancel.check()?;
            let step = self.content().read(|conn| -> Result<_, StoreError> {
                let mut step = Vec::new();
                for doc in article::docs_after(conn, after, STEP)? {
                    let stored = article::get_by_doc(conn, doc)?;
                    step.push((doc, stored, record::digest_of(conn, doc)?, sighting::of_doc(conn, doc)?));
                }
                Ok(step)
            })?;
            let Some((last, ..)) = step.last() else { break };
            after = *last;
            for (_, stored, digest, sightings) in step {
                let Some(stored) = stored else { continue };
                let seen = sightings.into_iter().map(|sighting| SeenLine {
                    source: sighting.source.to_string(),
                    guid: sighting.guid,
                    first: sighting.first_seen,
                });
                let at = match stored.offline {
                    Offline::Full { at } | Offline::FullWithImages { at } => at,
                    _ => stored.record.envelope.updated,
                };
                let origin = stored.origin.code();
                let line = ArticleLine { record: stored.record, digest, origin, stored: at, seen: seen.collect() };
                write_line(&mut scratch.file, &line)?;
            }
        }
        tar.append_file(ARTICLES, &mut scratch.file)
    }
}

/// A file for what is too large for memory and must be measured before it is written; gone when dropped.
struct Scratch {
    file: File,
    path: PathBuf,
}

impl Scratch {
    fn new(store: &Store) -> Result<Self, StoreError> {
        let folder = store.paths().staging();
        std::fs::create_dir_all(&folder)?;
        let path = folder.join("export.part");
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        Ok(Self { file, path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Erased and swept with the folder if this fails.
        let _ = std::fs::remove_file(&self.path);
    }
}

struct Tar<W: Write> {
    builder: tar::Builder<W>,
    now: Timestamp,
}

impl<W: Write> Tar<W> {
    fn append(&mut self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let mut header = self.header(bytes.len() as u64);
        Ok(self.builder.append_data(&mut header, name, bytes)?)
    }

    fn append_file(&mut self, name: &str, file: &mut File) -> Result<(), StoreError> {
        let size = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(0))?;
        let mut header = self.header(size);
        Ok(self.builder.append_data(&mut header, name, std::io::BufReader::new(file))?)
    }

    fn header(&self, size: u64) -> tar::Header {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(u64::try_from(self.now.unix()).unwrap_or(0));
        header
    }
}

fn lines<T: Serialize>(rows: impl IntoIterator<Item = T>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    rows.into_iter().try_for_each(|row| write_line(&mut bytes, &row))?;
    Ok(bytes)
}

fn write_line(out: &mut impl Write, row: &impl Serialize) -> Result<(), StoreError> {
    let line = serde_json::to_string(row).map_err(LineError::from)?;
    out.write_all(line.as_bytes())?;
    Ok(out.write_all(b"\n")?)
}

fn image_name(id: &ArticleId, url: &str) -> String {
    format!("{IMAGE_FOLDER}{}-{url}", id.as_str().replace(|c: char| !c.is_ascii_alphanumeric(), "_"))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
