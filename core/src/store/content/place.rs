//! What a row of any kind says beside its text: who shows it, when, and how much of it is on the device.

use rusqlite::Connection;

use super::headline;
use super::record::StoredLine;
use crate::clock::Timestamp;
use crate::model::line::open_line;
use crate::model::{Offline, SourceId};
use crate::store::error::StoreError;

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which record.
    pub id: String,
    /// Who shows it: the first source that did; the responsible unit of records that are no articles.
    pub source: SourceId,
    /// The author's or source's date.
    pub published: Timestamp,
    /// End of validity, where the kind has one.
    pub valid_until: Option<Timestamp>,
    /// Invented text, drawn as «dữ liệu mẫu».
    pub sample: bool,
    /// How much of it is on the device; records of the repository are here whole.
    pub offline: Offline,
}

/// Where a stored record stands; `None` if its line cannot be read.
///
/// # Errors
/// As any read.
pub fn of(conn: &Connection, stored: &StoredLine) -> Result<Option<Place>, StoreError> {
    let Ok((envelope, _)) = open_line(&stored.line) else { return Ok(None) };
    let (offline, source) = match headline::state_of(conn, envelope.published.unix(), stored.doc)? {
        Some(found) => found,
        None => {
            let unit = SourceId::new(envelope.unit.as_deref().unwrap_or_default());
            (Offline::Full { at: envelope.updated }, unit)
        }
    };
    let (published, valid_until) = (envelope.published, envelope.valid_until);
    Ok(Some(Place { id: envelope.id, source, published, valid_until, sample: envelope.sample, offline }))
}
