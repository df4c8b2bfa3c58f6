//! Tables `saved_article` and `saved_image`: the copies that a star keeps for ever.
//!
//! Feeds keep 10-20 items, so content.db alone cannot be rebuilt (decision 8). Lines are packed without the dictionary:
//! they stay readable whatever happens to the rest. Callers: `star`, export, import, recovery.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest as _, Sha256};

use crate::clock::Timestamp;
use crate::model::line::{from_line, to_line};
use crate::model::{Article, ArticleId, Offline, Record, SourceId};
use crate::store::codec;
use crate::store::content::image::StoredImage;
use crate::store::content::offline_code;
use crate::store::error::StoreError;

const PUT: &str = "\
    INSERT INTO saved_article (id, published, saved_at, source, sample, body_state, body_at, title, line) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
    ON CONFLICT (id) DO UPDATE SET published = ?2, saved_at = ?3, source = ?4, sample = ?5, body_state = ?6, \
    body_at = ?7, title = ?8, line = ?9";
const GET: &str = "SELECT saved, saved_at, source, body_state, body_at, line FROM saved_article WHERE id = ?1";
const REMOVE: &str = "DELETE FROM saved_article WHERE id = ?1";
const REMOVE_IMAGES: &str = "DELETE FROM saved_image WHERE id = ?1";
const RENAME: &str = "UPDATE OR REPLACE saved_article SET id = ?2 WHERE id = ?1";
const RENAME_IMAGES: &str = "UPDATE OR REPLACE saved_image SET id = ?2 WHERE id = ?1";
const IDS: &str = "SELECT id FROM saved_article ORDER BY id";
const PUT_IMAGE: &str = "\
    INSERT OR REPLACE INTO saved_image (id, url_hash, width, height, mime, sha256, bytes) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const IMAGES: &str =
    "SELECT url_hash, width, height, mime, bytes, sha256 FROM saved_image WHERE id = ?1 ORDER BY url_hash";

/// An article as it was when it was starred, or last since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedArticle {
    /// The record.
    pub record: Record<Article>,
    /// When this copy was made.
    pub saved_at: Timestamp,
    /// Who showed it.
    pub source: SourceId,
    /// How much of it the copy holds.
    pub offline: Offline,
}

/// Keeps a copy; a newer one of the same article takes its place.
///
/// # Errors
/// [`StoreError::Line`] if the record has no line; as any write.
pub fn put(conn: &Connection, article: &SavedArticle) -> Result<(), StoreError> {
    let line = codec::pack_alone(to_line(&article.record)?.as_bytes())?;
    let (state, at) = offline_code::encode(article.offline);
    let envelope = &article.record.envelope;
    conn.prepare_cached(PUT)?.execute(params![
        envelope.id,
        envelope.published.unix(),
        article.saved_at.unix(),
        article.source.as_str(),
        envelope.sample,
        state,
        at,
        article.record.data.title,
        line,
    ])?;
    Ok(())
}

/// The copy of an article, if the person keeps it.
///
/// # Errors
/// [`StoreError::Damaged`] if its bytes are not what was written; as any read.
pub fn get(conn: &Connection, id: &ArticleId) -> Result<Option<SavedArticle>, StoreError> {
    let row = conn.prepare_cached(GET)?.query_row([id.as_str()], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            Timestamp::from_unix(row.get(1)?),
            row.get::<_, String>(2)?,
            offline_code::decode(row.get(3)?, row.get(4)?),
            row.get::<_, Vec<u8>>(5)?,
        ))
    });
    let Some((number, saved_at, source, offline, packed)) = row.optional()? else {
        return Ok(None);
    };
    let record = codec::unpack_alone(&packed)
        .and_then(|line| from_line(&line).ok())
        .ok_or_else(|| StoreError::contradiction("saved line", number))?;
    Ok(Some(SavedArticle { record, saved_at, source: SourceId::new(source), offline }))
}

/// Removes the copy and its images.
///
/// # Errors
/// As any write.
pub fn remove(conn: &Connection, id: &ArticleId) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute([id.as_str()])?;
    remove_images(conn, id)
}

/// Removes the images kept with the copy of `id`: its text was withdrawn.
///
/// # Errors
/// As any write.
pub fn remove_images(conn: &Connection, id: &ArticleId) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE_IMAGES)?.execute([id.as_str()])?;
    Ok(())
}

pub(super) fn rename(conn: &Connection, old: &str, new: &str) -> Result<(), StoreError> {
    conn.prepare_cached(RENAME)?.execute((old, new))?;
    conn.prepare_cached(RENAME_IMAGES)?.execute((old, new))?;
    Ok(())
}

/// Ids of all copies, ascending.
///
/// # Errors
/// As any read.
pub fn ids(conn: &Connection) -> Result<Vec<ArticleId>, StoreError> {
    let mut statement = conn.prepare_cached(IDS)?;
    let ids = statement.query_map([], |row| Ok(ArticleId::new(row.get::<_, String>(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Keeps an image with the copy of `id`.
///
/// # Errors
/// As any write.
pub fn put_image(conn: &Connection, id: &ArticleId, image: &StoredImage) -> Result<(), StoreError> {
    conn.prepare_cached(PUT_IMAGE)?.execute(params![
        id.as_str(),
        image.url_hash,
        image.width,
        image.height,
        image.mime,
        sum_of(image),
        image.bytes
    ])?;
    Ok(())
}

/// Images kept with the copy of `id`. One whose bytes are not what was written is left out: the text is worth more.
///
/// # Errors
/// As any read.
pub fn images(conn: &Connection, id: &ArticleId) -> Result<Vec<StoredImage>, StoreError> {
    let mut statement = conn.prepare_cached(IMAGES)?;
    let rows = statement.query_map([id.as_str()], |row| {
        let image = StoredImage {
            url_hash: row.get(0)?,
            width: row.get(1)?,
            height: row.get(2)?,
            mime: row.get(3)?,
            bytes: row.get(4)?,
        };
        Ok((sum_of(&image) == row.get::<_, [u8; 32]>(5)?).then_some(image))
    })?;
    let images: Vec<Option<StoredImage>> = rows.collect::<Result<_, _>>()?;
    Ok(images.into_iter().flatten().collect())
}

/// What tells a damaged image from a sound one.
pub(in crate::store) fn sum_of(image: &StoredImage) -> [u8; 32] {
    Sha256::digest(&image.bytes).into()
}
