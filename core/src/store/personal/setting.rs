//! Table `setting`: what the person chose, as text by key. Meaning and defaults belong to `model::settings`.

use rusqlite::{Connection, OptionalExtension};

use super::later;
use crate::clock::Timestamp;
use crate::model::Settings;
use crate::store::error::StoreError;

const GET: &str = "SELECT value, changed FROM setting WHERE key = ?1";
const ALL: &str = "SELECT key, value, changed FROM setting ORDER BY key";
const PUT: &str = "INSERT OR REPLACE INTO setting (key, value, changed) VALUES (?1, ?2, ?3)";

/// One setting with the moment of its last change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Name, e.g. `image_quota`.
    pub key: String,
    /// `None`: back to the default.
    pub value: Option<String>,
    /// Unix seconds.
    pub changed: i64,
}

/// The value of `key`, if the person chose one.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(find(conn, key)?.and_then(|setting| setting.value))
}

fn find(conn: &Connection, key: &str) -> Result<Option<Setting>, StoreError> {
    let row = conn
        .prepare_cached(GET)?
        .query_row([key], |row| Ok(Setting { key: key.to_owned(), value: row.get(0)?, changed: row.get(1)? }));
    Ok(row.optional()?)
}

/// Chooses a value; `None` goes back to the default.
///
/// # Errors
/// As any write.
pub fn set(conn: &Connection, key: &str, value: Option<&str>, now: Timestamp) -> Result<(), StoreError> {
    let previous = find(conn, key)?.map_or(0, |setting| setting.changed);
    conn.prepare_cached(PUT)?.execute((key, value, later(previous, now)))?;
    Ok(())
}

/// Every setting that was ever chosen, by key.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<Setting>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows =
        statement.query_map([], |row| Ok(Setting { key: row.get(0)?, value: row.get(1)?, changed: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The settings in force: what the person chose, defaults for the rest.
///
/// # Errors
/// As any read.
pub fn in_force(conn: &Connection) -> Result<Settings, StoreError> {
    let chosen = all(conn)?;
    Ok(Settings::from_pairs(
        chosen.iter().filter_map(|setting| Some((setting.key.as_str(), setting.value.as_deref()?))),
    ))
}

/// Takes over a setting from elsewhere if it is the later one.
///
/// # Errors
/// As any write.
pub fn merge(conn: &Connection, other: &Setting) -> Result<(), StoreError> {
    match find(conn, &other.key)? {
        Some(mine) if mine.changed >= other.changed => Ok(()),
        _ => {
            conn.prepare_cached(PUT)?.execute((&other.key, &other.value, other.changed))?;
            Ok(())
        }
    }
}
