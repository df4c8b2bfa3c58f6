//! Table `redirect_proof`: a permanent redirect is remembered only after two proofs, at least 24 h apart (decision 20).
//!
//! A captive portal answers 301 for a day at most, and never with this feed; the caller proves the latter (a known item or
//! the same title), this table the former.

use rusqlite::{Connection, OptionalExtension};

use crate::clock::Timestamp;
use crate::model::SourceId;
use crate::store::error::StoreError;

/// Seconds between the two proofs.
pub const BETWEEN_PROOFS: i64 = 24 * 3600;

const GET: &str = "SELECT target, first_proved FROM redirect_proof WHERE source = ?1";
const SET: &str = "\
    INSERT OR REPLACE INTO redirect_proof (source, target, first_proved, proofs) VALUES (?1, ?2, ?3, 1)";
const REMOVE: &str = "DELETE FROM redirect_proof WHERE source = ?1";

/// What one more proof means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Noted; the source stays where it is.
    First,
    /// The first is too recent still.
    TooEarly,
    /// Proved twice: the source may move now (the proof is used up).
    Proved,
}

/// Notes that `source` was permanently redirected to `target` and that the target is this feed.
///
/// # Errors
/// As any write.
pub fn prove(conn: &Connection, source: &SourceId, target: &str, now: Timestamp) -> Result<Proof, StoreError> {
    let known: Option<(String, i64)> =
        conn.prepare_cached(GET)?.query_row([source.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    match known {
        // A first proof from the future is worth nothing: the clock was wrong then or is now.
        Some((known, first)) if known == target && first <= now.unix() => {
            if now.unix() - first < BETWEEN_PROOFS {
                return Ok(Proof::TooEarly);
            }
            forget(conn, source)?;
            Ok(Proof::Proved)
        }
        _ => {
            conn.prepare_cached(SET)?.execute((source.as_str(), target, now.unix()))?;
            Ok(Proof::First)
        }
    }
}

/// The source answered from its own address again.
///
/// # Errors
/// As any write.
pub fn forget(conn: &Connection, source: &SourceId) -> Result<(), StoreError> {
    conn.prepare_cached(REMOVE)?.execute([source.as_str()])?;
    Ok(())
}
