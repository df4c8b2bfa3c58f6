//! Table `host_state`: back-off per host, so that it survives restarts. What the numbers mean is `net::backoff`'s.

use rusqlite::{Connection, OptionalExtension};

use crate::clock::Timestamp;
use crate::store::error::StoreError;

const GET: &str = "SELECT failures, last_request, not_before, asked_until FROM host_state WHERE host = ?1";
const ALL: &str = "SELECT failures, last_request, not_before, asked_until, host FROM host_state ORDER BY host";
const PUT: &str = "\
    INSERT OR REPLACE INTO host_state (host, failures, last_request, not_before, asked_until) \
    VALUES (?1, ?2, ?3, ?4, ?5)";

/// How a host has been answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct HostState {
    /// Failures in a row.
    pub failures: u32,
    /// When it was last asked.
    pub last_request: Timestamp,
    /// When it may be asked again.
    pub not_before: Timestamp,
    /// Until when the server itself asked for peace, if it did.
    pub asked_until: Option<Timestamp>,
}

/// The state of a host; the default one if it was never asked.
///
/// # Errors
/// As any read.
pub fn get(conn: &Connection, host: &str) -> Result<HostState, StoreError> {
    Ok(conn.prepare_cached(GET)?.query_row([host], read).optional()?.unwrap_or_default())
}

/// The state of every host, by name.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<(String, HostState)>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| Ok((row.get(4)?, read(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records the state of a host.
///
/// # Errors
/// As any write.
pub fn put(conn: &Connection, host: &str, state: HostState) -> Result<(), StoreError> {
    let HostState { failures, last_request, not_before, asked_until } = state;
    let asked_until = asked_until.map(Timestamp::unix);
    conn.prepare_cached(PUT)?.execute((host, failures, last_request.unix(), not_before.unix(), asked_until))?;
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<HostState> {
    Ok(HostState {
        failures: row.get(0)?,
        last_request: Timestamp::from_unix(row.get(1)?),
        not_before: Timestamp::from_unix(row.get(2)?),
        asked_until: row.get::<_, Option<i64>>(3)?.map(Timestamp::from_unix),
    })
}
