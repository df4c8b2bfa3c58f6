//! What the collections hold after the newest release that the ledger knows of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app4g_core::repository::format::{Collection, DeltaEntry, SegmentEntry, Sha256};

use super::{Ledger, LedgerError, digest, object};

/// Every collection by name.
pub type Holdings = BTreeMap<String, Held>;

/// One collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What the catalog says of it.
    pub entry: Collection,
    /// The highest version there ever was.
    pub highest: u64,
    /// Its segments; higher numbers are newer.
    pub segments: BTreeMap<u64, SegmentEntry>,
    /// Its deltas, ordered by `to`, then `from`.
    pub deltas: Vec<DeltaEntry>,
    /// Its records by id.
    pub members: HashMap<String, Member>,
    /// Versions whose members are known exactly.
    pub versions: BTreeSet<u64>,
}

/// One record in a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Hash of its line.
    pub digest: Sha256,
    /// Bytes of its line, without LF.
    pub bytes: u64,
    /// Number of the segment it stays in.
    pub segment: u64,
}

const COLLECTIONS: &str = "SELECT name, version, count, set_hash, sha256, bytes, raw_bytes, highest FROM collection";
const SEGMENTS: &str = "SELECT number, sha256, bytes, raw_bytes, count FROM segment WHERE collection = ?1";
const DELTAS: &str =
    r#"SELECT sha256, bytes, raw_bytes, cost, "from", "to" FROM delta WHERE collection = ?1 ORDER BY "to", "from""#;
const MEMBERS: &str = "SELECT id, digest, bytes, segment FROM stay WHERE collection = ?1 AND until IS NULL";
const VERSIONS: &str = "SELECT version FROM version WHERE collection = ?1";

impl Ledger {
    /// Reads all collections.
    ///
    /// # Errors
    /// [`LedgerError::Sqlite`].
    pub fn holdings(&self) -> Result<Holdings, LedgerError> {
        let mut collections = self.conn.prepare(COLLECTIONS)?;
        let rows = collections.query_map([], |row| {
            let (version, count) = (row.get(1)?, row.get(2)?);
            let entry = Collection { version, count, set_hash: digest(row, 3)?, index: object(row, 4)? };
            Ok((row.get(0)?, entry, row.get(7)?))
        })?;
        rows.map(|row| {
            let (name, entry, highest): (String, _, _) = row?;
            let held = self.held(&name, entry, highest)?;
            Ok((name, held))
        })
        .collect()
    }

    fn held(&self, name: &str, entry: Collection, highest: u64) -> Result<Held, LedgerError> {
        let segments = self
            .conn
            .prepare_cached(SEGMENTS)?
            .query_map([name], |row| Ok((row.get(0)?, SegmentEntry { object: object(row, 1)?, count: row.get(4)? })))?
            .collect::<Result<_, _>>()?;
        let deltas = self
            .conn
            .prepare_cached(DELTAS)?
            .query_map([name], |row| {
                Ok(DeltaEntry { object: object(row, 0)?, cost: row.get(3)?, from: row.get(4)?, to: row.get(5)? })
            })?
            .collect::<Result<_, _>>()?;
        let mut members = HashMap::with_capacity(usize::try_from(entry.count).unwrap_or_default());
        let mut statement = self.conn.prepare_cached(MEMBERS)?;
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            members.insert(row.get(0)?, Member { digest: digest(row, 1)?, bytes: row.get(2)?, segment: row.get(3)? });
        }
        let versions =
            self.conn.prepare_cached(VERSIONS)?.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Held { entry, highest, segments, deltas, members, versions })
    }
}
