//! A release is entered: one transaction, after which the ledger is level with the repository.

use std::collections::HashMap;

use app4g_core::repository::format::{DELTA_WINDOW, STEPS, Sha256};
use rusqlite::{Connection, Transaction};

use super::holding::{Held, Holdings, Member};
use super::{Ledger, LedgerError, Release, lines, record};
use crate::revision::Known;

/// What a release changes in the ledger.
#[derive(Debug, Default)]
pub struct Entry<'a> {
    /// New lines by their hash: id, revision, line.
    pub lines: HashMap<Sha256, (&'a str, u32, &'a str)>,
    /// New revisions by id.
    pub records: HashMap<&'a str, &'a Known>,
    /// All collections as they are now; those that did not change may be left out.
    pub holdings: Holdings,
    /// Names of collections whose history before this version is not to be trusted.
    pub restarted: Vec<String>,
}

const RELEASE: &str = "INSERT OR REPLACE INTO release
    (one, sequence, catalog, published_at, timestamp_version, quiet_until, input) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)";
const COLLECTION: &str = "INSERT OR REPLACE INTO collection
    (name, version, count, set_hash, sha256, bytes, raw_bytes, highest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
        max(?2, coalesce((SELECT highest FROM collection WHERE name = ?1), 0)))";
const VERSION: &str = "INSERT OR IGNORE INTO version (collection, version) VALUES (?1, ?2)";
const SEGMENT: &str = "INSERT INTO segment
    (collection, number, sha256, bytes, raw_bytes, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const DELTA: &str = r#"INSERT INTO delta
    (collection, "from", "to", sha256, bytes, raw_bytes, cost) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"#;
const ENTER: &str = "INSERT OR REPLACE INTO stay
    (collection, id, digest, bytes, segment, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const LEAVE: &str = "UPDATE stay SET until = ?3 WHERE collection = ?1 AND id = ?2 AND until IS NULL";
const MOVE: &str = "UPDATE stay SET segment = ?3 WHERE collection = ?1 AND id = ?2 AND until IS NULL";

impl Ledger {
    /// Enters `release`; `before` is what [`Ledger::holdings`] said.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`], and then nothing was entered.
    pub fn enter(&mut self, release: &Release, before: &Holdings, entry: &Entry<'_>) -> Result<(), LedgerError> {
        let tx = self.conn.transaction()?;
        for (digest, (id, rev, line)) in &entry.lines {
            lines::put(&tx, digest, id, *rev, line)?;
        }
        for (id, known) in &entry.records {
            record::put(&tx, id, known)?;
        }
        for (name, held) in &entry.holdings {
            if entry.restarted.contains(name) {
                for table in ["stay", "version"] {
                    tx.execute(&format!("DELETE FROM {table} WHERE collection = ?1"), [name])?;
                }
                put_collection(&tx, name, None, held)?;
            } else {
                put_collection(&tx, name, before.get(name), held)?;
            }
        }
        put_release(&tx, release)?;
        tx.execute("DELETE FROM packed", [])?;
        tx.commit()?;
        Ok(())
    }
}

fn put_release(tx: &Transaction<'_>, release: &Release) -> Result<(), LedgerError> {
    tx.execute(
        RELEASE,
        (
            release.sequence,
            release.catalog.0,
            release.published_at.unix(),
            release.timestamp_version,
            release.quiet_until.unix(),
            release.input.map(|input| input.0),
        ),
    )?;
    Ok(())
}

fn put_collection(tx: &Transaction<'_>, name: &str, before: Option<&Held>, held: &Held) -> Result<(), LedgerError> {
    let (entry, index) = (&held.entry, &held.entry.index);
    tx.execute(
        COLLECTION,
        (name, entry.version, entry.count, entry.set_hash.0, index.sha256.0, index.bytes, index.raw_bytes),
    )?;
    tx.execute(VERSION, (name, entry.version))?;
    tx.execute("DELETE FROM segment WHERE collection = ?1", [name])?;
    for (number, segment) in &held.segments {
        let object = &segment.object;
        let row = (name, number, object.sha256.0, object.bytes, object.raw_bytes, segment.count);
        tx.prepare_cached(SEGMENT)?.execute(row)?;
    }
    tx.execute("DELETE FROM delta WHERE collection = ?1", [name])?;
    for delta in &held.deltas {
        let object = &delta.object;
        let row = (name, delta.from, delta.to, object.sha256.0, object.bytes, object.raw_bytes, delta.cost);
        tx.prepare_cached(DELTA)?.execute(row)?;
    }
    put_members(tx, name, entry.version, before.map(|before| &before.members), &held.members)?;
    forget_old_stays(tx, name, entry.version)
}

fn put_members(
    conn: &Connection,
    name: &str,
    version: u64,
    before: Option<&HashMap<String, Member>>,
    now: &HashMap<String, Member>,
) -> Result<(), LedgerError> {
    let none = HashMap::new();
    let before = before.unwrap_or(&none);
    for id in before.keys().filter(|id| !now.contains_key(*id)) {
        conn.prepare_cached(LEAVE)?.execute((name, id, version))?;
    }
    for (id, member) in now {
        match before.get(id) {
            Some(old) if old == member => {}
            Some(old) if old.digest == member.digest => {
                conn.prepare_cached(MOVE)?.execute((name, id, member.segment))?;
            }
            old => {
                if old.is_some() {
                    conn.prepare_cached(LEAVE)?.execute((name, id, version))?;
                }
                let row = (name, id, member.digest.0, member.bytes, member.segment, version);
                conn.prepare_cached(ENTER)?.execute(row)?;
            }
        }
    }
    Ok(())
}

/// No delta starts further back than the longest step or is listed longer than the window; lines and revisions stay for ever.
fn forget_old_stays(conn: &Connection, name: &str, version: u64) -> Result<(), LedgerError> {
    let reach = DELTA_WINDOW + STEPS.into_iter().max().unwrap_or_default();
    let oldest = version.saturating_sub(reach);
    conn.prepare_cached("DELETE FROM stay WHERE collection = ?1 AND until <= ?2")?.execute((name, oldest))?;
    conn.prepare_cached("DELETE FROM version WHERE collection = ?1 AND version < ?2")?.execute((name, oldest))?;
    Ok(())
}
