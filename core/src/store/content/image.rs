//! Tables `image` and `image_use`: image bytes within a quota (decision 16 and product.md, data cost).
//!
//! An image is found by the SHA-256 of its URL; several articles may use one. The least recently used goes first when the
//! quota is full, but never one that an article of `keep` uses.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest as _, Sha256};

use super::headline;
use crate::clock::Timestamp;
use crate::model::Offline;
use crate::store::error::StoreError;

const FIND: &str = "SELECT image FROM image WHERE url_hash = ?1";
const ADD: &str = "\
    INSERT INTO image (url_hash, used, size, width, height, mime, sha256, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const USE: &str = "INSERT OR IGNORE INTO image_use (doc, url_hash) VALUES (?1, ?2)";
const GET: &str = "SELECT image, width, height, mime, sha256, bytes FROM image WHERE url_hash = ?1";
const OF_DOC: &str = "\
    SELECT i.image, i.width, i.height, i.mime, i.sha256, i.bytes, i.url_hash FROM image_use u \
    JOIN image i ON i.url_hash = u.url_hash WHERE u.doc = ?1 ORDER BY i.image";
const RELEASE: &str = "DELETE FROM image_use WHERE doc = ?1";
const MOVE: &str = "UPDATE image_use SET doc = ?2 WHERE doc = ?1";
const USED_BYTES: &str = "SELECT coalesce(sum(size), 0) FROM image";
const OLDEST: &str = "SELECT image, size FROM image INDEXED BY image_by_use WHERE used >= 0 ORDER BY used, image";
const REMOVE: &str = "DELETE FROM image WHERE image = ?1";
const DOCS_OF: &str = "\
    SELECT r.published, r.doc FROM image_use u JOIN image i ON i.url_hash = u.url_hash JOIN record r ON r.doc = u.doc \
    WHERE i.image = ?1";
const REMOVE_USES: &str = "DELETE FROM image_use WHERE url_hash = (SELECT url_hash FROM image WHERE image = ?1)";
const UNUSED: &str = "DELETE FROM image WHERE NOT EXISTS (SELECT 1 FROM image_use u WHERE u.url_hash = image.url_hash)";

/// Image bytes with what the header says about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredImage {
    /// SHA-256 of the URL.
    pub url_hash: [u8; 32],
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Media type as inspected, not as the server says.
    pub mime: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What images are found by.
pub fn url_hash(url: &str) -> [u8; 32] {
    Sha256::digest(url.as_bytes()).into()
}

/// Stores an image for the article `doc` and makes room for it within `quota` bytes.
///
/// `false`: it alone is larger than the quota, nothing was stored.
///
/// # Errors
/// As any write.
pub fn put(conn: &Connection, doc: i64, image: &StoredImage, quota: u64, now: Timestamp) -> Result<bool, StoreError> {
    let size = i64::try_from(image.bytes.len()).unwrap_or(i64::MAX);
    let quota = i64::try_from(quota).unwrap_or(i64::MAX);
    let known: Option<i64> = conn.prepare_cached(FIND)?.query_row([image.url_hash], |row| row.get(0)).optional()?;
    if known.is_none() {
        if size > quota {
            return Ok(false);
        }
        make_room(conn, quota - size)?;
        let sha256: [u8; 32] = Sha256::digest(&image.bytes).into();
        conn.prepare_cached(ADD)?.execute(params![
            image.url_hash,
            now.unix(),
            size,
            image.width,
            image.height,
            image.mime,
            sha256,
            image.bytes,
        ])?;
    }
    conn.prepare_cached(USE)?.execute((doc, image.url_hash))?;
    Ok(true)
}

/// Removes least recently stored images until at most `room` bytes are used.
pub(in crate::store) fn make_room(conn: &Connection, room: i64) -> Result<(), StoreError> {
    let mut used = used_bytes(conn)?;
    if used <= room {
        return Ok(());
    }
    let oldest: Vec<(i64, i64)> = {
        let mut statement = conn.prepare_cached(OLDEST)?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
    };
    for (image, size) in oldest {
        if used <= room {
            break;
        }
        lack_images(conn, image)?;
        conn.prepare_cached(REMOVE_USES)?.execute([image])?;
        conn.prepare_cached(REMOVE)?.execute([image])?;
        used -= size;
    }
    Ok(())
}

/// The articles that show `image` have their text still, and no longer all images.
fn lack_images(conn: &Connection, image: i64) -> Result<(), StoreError> {
    let rows: Vec<(i64, i64)> = {
        let mut statement = conn.prepare_cached(DOCS_OF)?;
        statement.query_map([image], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
    };
    for (published, doc) in rows {
        if let Some((Offline::FullWithImages { at }, _)) = headline::state_of(conn, published, doc)? {
            headline::set_offline(conn, published, doc, Offline::Full { at }, at)?;
        }
    }
    Ok(())
}

/// Bytes of all stored images.
///
/// # Errors
/// As any read.
pub fn used_bytes(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.prepare_cached(USED_BYTES)?.query_row([], |row| row.get(0))?)
}

/// The image of this URL.
///
/// # Errors
/// [`StoreError::Damaged`] if its bytes are not what was written; as any read.
pub fn get(conn: &Connection, url_hash: &[u8; 32]) -> Result<Option<StoredImage>, StoreError> {
    let row =
        conn.prepare_cached(GET)?.query_row([url_hash], |row| Ok((read(row, *url_hash)?, row.get(0)?, row.get(4)?)));
    row.optional()?.map(|(image, number, sha256)| checked(image, number, sha256)).transpose()
}

/// Every image of the article `doc`.
///
/// # Errors
/// As [`get`].
pub fn of_doc(conn: &Connection, doc: i64) -> Result<Vec<StoredImage>, StoreError> {
    let mut statement = conn.prepare_cached(OF_DOC)?;
    let rows = statement.query_map([doc], |row| Ok((read(row, row.get(6)?)?, row.get(0)?, row.get(4)?)))?;
    rows.map(|row| row.map_err(StoreError::from).and_then(|(image, number, sha256)| checked(image, number, sha256)))
        .collect()
}

fn read(row: &rusqlite::Row<'_>, url_hash: [u8; 32]) -> rusqlite::Result<StoredImage> {
    Ok(StoredImage { url_hash, width: row.get(1)?, height: row.get(2)?, mime: row.get(3)?, bytes: row.get(5)? })
}

fn checked(image: StoredImage, number: i64, sha256: [u8; 32]) -> Result<StoredImage, StoreError> {
    let found: [u8; 32] = Sha256::digest(&image.bytes).into();
    if found == sha256 { Ok(image) } else { Err(StoreError::contradiction("image", number)) }
}

/// The article `doc` is gone: images only it used stay until [`remove_unused`].
pub(super) fn release(conn: &Connection, doc: i64) -> Result<(), StoreError> {
    conn.prepare_cached(RELEASE)?.execute([doc])?;
    Ok(())
}

/// An edit gave the article a new doc.
pub(super) fn move_to(conn: &Connection, old: i64, new: i64) -> Result<(), StoreError> {
    conn.prepare_cached(MOVE)?.execute((old, new))?;
    Ok(())
}

/// Removes images no stored article uses.
///
/// # Errors
/// As any write.
pub fn remove_unused(conn: &Connection) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(UNUSED)?.execute([])?)
}
