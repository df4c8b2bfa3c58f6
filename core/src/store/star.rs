//! Starring: the star, and the copy of line and images that makes it last (decision 8).
//!
//! Content is read first and personal.db written after, in one short transaction there; so a star never waits for a sync.
//! A starred article that changes later is copied again from the change log ([`Store::follow_changes`]).

use rusqlite::Connection;

use super::content::article::{self, Stored};
use super::content::image::{self, StoredImage};
use super::content::published::erases;
use super::content::record;
use super::error::StoreError;
use super::open::Store;
use super::personal::alias;
use super::personal::saved::{self, SavedArticle};
use super::personal::status::{self, Star};
use crate::clock::Timestamp;
use crate::model::{Article, ArticleId, Offline, Record, SourceId};

/// Name of the cursor that follows changes of starred articles.
const FOLLOWER: &str = "saved";

/// An article wherever it is: in content.db, else in the copy a star keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub record: Record<Article>,
    /// Who shows it.
    pub source: SourceId,
    /// How much of it is on the device.
    pub offline: Offline,
    /// Its doc, while it is in content.db.
    pub doc: Option<i64>,
}

impl Store {
    /// Looks an article up by its id, also by one it had before.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the stored bytes are not what was written and no copy is kept; as any read.
    pub fn find(&self, id: &ArticleId) -> Result<Option<Found>, StoreError> {
        let id = self.personal().read(|conn| alias::resolve(conn, id))?;
        let damage = match self.content().read(|conn| article::get(conn, &id)) {
            Ok(Some(stored)) => return Ok(Some(stored.into())),
            Ok(None) => None,
            Err(error @ StoreError::Damaged(_)) => Some(error),
            Err(error) => return Err(error),
        };
        match (self.personal().read(|conn| saved::get(conn, &id))?, damage) {
            (Some(copy), _) => Ok(Some(copy.into())),
            (None, Some(error)) => Err(error),
            (None, None) => Ok(None),
        }
    }

    /// Images of an article: those in content.db, else those kept with the star.
    ///
    /// # Errors
    /// As [`Store::find`].
    pub fn images(&self, id: &ArticleId) -> Result<Vec<StoredImage>, StoreError> {
        let id = self.personal().read(|conn| alias::resolve(conn, id))?;
        let stored = self.content().read(|conn| match article::get(conn, &id)? {
            Some(stored) => image::of_doc(conn, stored.doc),
            None => Ok(Vec::new()),
        })?;
        if stored.is_empty() { self.personal().read(|conn| saved::images(conn, &id)) } else { Ok(stored) }
    }

    /// Sets or clears the star. Setting keeps a copy of the article and its images for ever.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the article is neither stored nor kept; as any write.
    pub fn star(&self, id: &ArticleId, star: Star, now: Timestamp) -> Result<(), StoreError> {
        let id = self.personal().read(|conn| alias::resolve(conn, id))?;
        if star == Star::Cleared {
            return self.personal().write(|tx| {
                status::star(tx, &id, star, now)?;
                saved::remove(tx, &id)
            });
        }
        let copy = self.content().read(|conn| copy_of(conn, &id, now))?;
        self.personal().write(|tx| {
            match &copy {
                Some((article, images)) => keep(tx, article, images)?,
                None if saved::get(tx, &id)?.is_some() => {}
                None => return Err(StoreError::NotFound(id.to_string())),
            }
            status::star(tx, &id, star, now)
        })
    }

    /// Copies starred articles again that changed since the last call; sync calls it after its writes.
    ///
    /// Returns how many copies were renewed.
    ///
    /// # Errors
    /// As any read of content.db and write of personal.db.
    pub fn follow_changes(&self, now: Timestamp) -> Result<usize, StoreError> {
        let gather = |doc| self.renewed(doc, now);
        self.follow(FOLLOWER, gather, |tx, copies| {
            for (article, images) in copies {
                keep(tx, article, images)?;
            }
            Ok(copies.len())
        })
    }

    /// The copy to keep of the article that stands as `doc` now, if it is starred.
    fn renewed(&self, doc: i64, now: Timestamp) -> Result<Option<Copy>, StoreError> {
        let id = self.content().read(|conn| record::id_of(conn, doc))?;
        let Some(id) = id.map(ArticleId::new) else { return Ok(None) };
        if !self.personal().read(|conn| status::get(conn, &id))?.is_starred {
            return Ok(None);
        }
        self.content().read(|conn| copy_of(conn, &id, now))
    }
}

type Copy = (SavedArticle, Vec<StoredImage>);

fn copy_of(conn: &Connection, id: &ArticleId, now: Timestamp) -> Result<Option<Copy>, StoreError> {
    let Some(stored) = article::get(conn, id)? else {
        return Ok(None);
    };
    let images = image::of_doc(conn, stored.doc)?;
    let copy = SavedArticle { record: stored.record, saved_at: now, source: stored.source, offline: stored.offline };
    Ok(Some((copy, images)))
}

fn keep(conn: &Connection, article: &SavedArticle, images: &[StoredImage]) -> Result<(), StoreError> {
    let id = ArticleId::new(article.record.envelope.id.clone());
    saved::put(conn, article)?;
    if erases(&article.record.envelope) {
        saved::remove_images(conn, &id)?;
    }
    for image in images {
        saved::put_image(conn, &id, image)?;
    }
    Ok(())
}

impl From<Stored> for Found {
    fn from(stored: Stored) -> Self {
        Self { record: stored.record, source: stored.source, offline: stored.offline, doc: Some(stored.doc) }
    }
}

impl From<SavedArticle> for Found {
    fn from(copy: SavedArticle) -> Self {
        Self { record: copy.record, source: copy.source, offline: copy.offline, doc: None }
    }
}

#[cfg(test)]
mod tests;
