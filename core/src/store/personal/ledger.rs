//! Table `ledger`: bytes used, per month, source and host. Headers and failures count too (product.md, data cost).

use rusqlite::{Connection, params};

use crate::clock::Timestamp;
use crate::store::error::StoreError;

const ADD: &str = "\
    INSERT INTO ledger (month, source, host, metered, requests, sent, received) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
    ON CONFLICT (month, source, host, metered) DO UPDATE SET \
    requests = requests + ?5, sent = sent + ?6, received = received + ?7";
const RAISE: &str = "\
    INSERT INTO ledger (month, source, host, metered, requests, sent, received) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
    ON CONFLICT (month, source, host, metered) DO UPDATE SET \
    requests = max(requests, ?5), sent = max(sent, ?6), received = max(received, ?7)";
const OF_MONTH: &str = "\
    SELECT month, source, host, metered, requests, sent, received FROM ledger WHERE month = ?1 \
    ORDER BY received + sent DESC, source, host, metered";
const ALL: &str = "\
    SELECT month, source, host, metered, requests, sent, received FROM ledger ORDER BY month, source, host, metered";
const TOTAL: &str = "SELECT coalesce(sum(sent + received), 0) FROM ledger WHERE month = ?1 AND metered = ?2";
const USUAL: &str = "\
    SELECT source, host, sum(sent + received) / sum(requests) FROM ledger WHERE month >= ?1 AND requests > 0 \
    GROUP BY source, host";

/// What the connection costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Network {
    /// Each byte is paid for.
    Metered,
    /// Flat rate.
    Unmetered,
}

/// Use of one month by one source at one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// `YYYY-MM` in Việt Nam.
    pub month: String,
    /// Source id; empty for what belongs to none.
    pub source: String,
    /// Host asked.
    pub host: String,
    /// What the connection cost.
    pub network: Network,
    /// Requests made, failed ones included.
    pub requests: u64,
    /// Bytes sent, headers included.
    pub sent: u64,
    /// Bytes received, headers included.
    pub received: u64,
}

/// `YYYY-MM` on the calendar of Việt Nam.
pub fn month_of(now: Timestamp) -> String {
    now.in_vietnam().format("%Y-%m").to_string()
}

/// Adds to the month's account.
///
/// # Errors
/// As any write.
pub fn add(conn: &Connection, used: &Use) -> Result<(), StoreError> {
    account(conn, ADD, used)
}

/// Takes over an account of the same use from elsewhere: the higher numbers stand, so that doing it twice adds nothing.
///
/// # Errors
/// As any write.
pub fn raise(conn: &Connection, used: &Use) -> Result<(), StoreError> {
    account(conn, RAISE, used)
}

fn account(conn: &Connection, sql: &str, used: &Use) -> Result<(), StoreError> {
    conn.prepare_cached(sql)?.execute(params![
        used.month,
        used.source,
        used.host,
        used.network == Network::Metered,
        number(used.requests),
        number(used.sent),
        number(used.received),
    ])?;
    Ok(())
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The account of one month, the largest use first.
///
/// # Errors
/// As any read.
pub fn of_month(conn: &Connection, month: &str) -> Result<Vec<Use>, StoreError> {
    let mut statement = conn.prepare_cached(OF_MONTH)?;
    let rows = statement.query_map([month], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All months, in order.
///
/// # Errors
/// As any read.
pub fn all(conn: &Connection) -> Result<Vec<Use>, StoreError> {
    let mut statement = conn.prepare_cached(ALL)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Bytes sent and received in a month over one kind of network: what the monthly cap is compared with.
///
/// # Errors
/// As any read.
pub fn total(conn: &Connection, month: &str, network: Network) -> Result<u64, StoreError> {
    let bytes: i64 = conn.prepare_cached(TOTAL)?.query_row((month, network == Network::Metered), |row| row.get(0))?;
    Ok(u64::try_from(bytes).unwrap_or(0))
}

/// What one request of each source to each host cost on average since `month`, as `(source, host, bytes)`.
///
/// # Errors
/// As any read.
pub fn usual(conn: &Connection, month: &str) -> Result<Vec<(String, String, u64)>, StoreError> {
    let mut statement = conn.prepare_cached(USUAL)?;
    let rows = statement
        .query_map([month], |row| Ok((row.get(0)?, row.get(1)?, u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Use> {
    let count = |at: usize| row.get::<_, i64>(at).map(|count| u64::try_from(count).unwrap_or(0));
    Ok(Use {
        month: row.get(0)?,
        source: row.get(1)?,
        host: row.get(2)?,
        network: if row.get(3)? { Network::Metered } else { Network::Unmetered },
        requests: count(4)?,
        sent: count(5)?,
        received: count(6)?,
    })
}
