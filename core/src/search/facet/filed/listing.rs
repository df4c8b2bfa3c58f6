//! What a listing has in the fields of its kind.

use rusqlite::Connection;

use super::line_of;
use crate::model::kinds::listing::Outline;
use crate::model::line::open_line;
use crate::search::SearchError;
use crate::search::facet::Given;
use crate::search::facet::kinds::{FIELD, FIELD_SCHEME, LISTING_STATUS, LISTING_TYPE, REGION, TRANSFER_MODE, TRL};

/// The values of a stored listing; none if its data cannot be read, for one odd record must not stop a sync.
pub(super) fn values_of(conn: &Connection, doc: i64) -> Result<Vec<Given>, SearchError> {
    let stored = line_of(conn, doc)?;
    let data = stored.as_ref().and_then(|stored| open_line(&stored.line).ok()).map(|(_, data)| data);
    Ok(data.and_then(Outline::read).map(|outline| values(&outline)).unwrap_or_default())
}

/// Words of a later version are empty here and so left out: they have no name yet.
fn values(outline: &Outline) -> Vec<Given> {
    let mut values =
        vec![Given::code(&LISTING_TYPE, outline.kind.as_str()), Given::code(&LISTING_STATUS, outline.status.as_str())];
    let fields = outline.field_codes.iter().filter(|code| code.scheme == FIELD_SCHEME);
    values.extend(fields.map(|code| Given::code(&FIELD, code.code.as_str())));
    values.extend(outline.trl.map(|trl| Given::number(&TRL, i64::from(trl))));
    values.extend(outline.regions.iter().map(|unit| Given::code(&REGION, unit.as_str())));
    values.extend(outline.transfer_modes.iter().map(|mode| Given::code(&TRANSFER_MODE, mode.as_str())));
    values
}
