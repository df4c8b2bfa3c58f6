//! The latest record of a code that was used more than once: units by their days, terms by the editions of their list.
//!
//! Callers: names of what records refer to, and the trees of facets. Ids end with ISO dates and editions are named by years or
//! counted, so both come in the order of time.

use rusqlite::Connection;

use super::record;
use crate::store::error::StoreError;

/// Spans of time of one code, and editions of one list, that are looked through.
const MOST: u32 = 64;

/// The id of the last unit that has the code.
///
/// # Errors
/// As any read.
pub fn unit(conn: &Connection, code: &str) -> Result<Option<String>, StoreError> {
    let always = format!("unit:{code}");
    let dated = record::ids_beginning_with(conn, &format!("{always}:"), MOST)?.pop();
    match dated {
        Some(id) => Ok(Some(id)),
        None => Ok(record::first_id(conn, &always, &always)?.filter(|id| *id == always)),
    }
}

/// The id of the term that has the code in the last edition of the list that has it. One read for each edition, however long it
/// is.
///
/// # Errors
/// As any read.
pub fn term(conn: &Connection, scheme: &str, code: &str) -> Result<Option<String>, StoreError> {
    let list = format!("taxonomy:{scheme}:");
    let (mut from, mut found) = (list.clone(), None);
    for _ in 0..MOST {
        let Some(id) = record::first_id(conn, &from, &list)? else { break };
        let Some(version) = id.strip_prefix(list.as_str()).and_then(|rest| rest.split(':').next()) else { break };
        let own = format!("{list}{version}:{code}");
        if record::first_id(conn, &own, &own)?.is_some_and(|id| id == own) {
            found = Some(own);
        }
        // `;` sorts right behind `:`, and so behind every term of this edition.
        from = format!("{list}{version};");
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
