//! A bare rusqlite program: opens both databases with the product's pragmas and runs the product's join.
//!
//! `peers-rusqlite FOLDER` prints `MICROSECONDS ROWS`, counted from the first line of `main`.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use rusqlite::{Connection, OpenFlags};

/// As `store::connection` sets them for a reader.
const PRAGMAS: &str = "\
    PRAGMA temp_store = 2; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; \
    PRAGMA cache_size = -4096; PRAGMA query_only = ON;";

/// As `store::news` runs it for Home.
const PAGE: &str = "\
    SELECT h.doc, h.id, k.id, h.title, h.published, h.sample, h.body_state, h.body_at, \
           coalesce(s.is_read, 0), coalesce(s.is_starred, 0) \
    FROM headline h \
    JOIN source_key k ON k.key = h.source \
    LEFT JOIN personal.status s ON s.id = h.id \
    WHERE (h.published, h.doc) < (?1, ?1) AND h.published >= ?2 AND (NOT 0 OR s.is_read IS NOT 1) \
    ORDER BY h.published DESC, h.doc DESC LIMIT 51";

type Row = (i64, String, String, String, i64, bool, i64, Option<i64>, bool, bool);

fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: peers-rusqlite FOLDER")?);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(folder.join("content.db"), flags)?;
    conn.execute_batch(PRAGMAS)?;
    conn.execute("ATTACH DATABASE ?1 AS personal", [folder.join("personal.db").to_string_lossy()])?;
    let mut statement = conn.prepare(PAGE)?;
    let rows = statement
        .query_map([i64::MAX, i64::MIN], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
                row.get(6)?,
                row.get(7)?,
                row.get(8)?,
                row.get(9)?,
            ))
        })?
        .collect::<Result<Vec<Row>, _>>()?;
    println!("{} {}", started.elapsed().as_micros(), rows.len().min(50));
    Ok(())
}
