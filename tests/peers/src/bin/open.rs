//! `open PROFILE [--check]`: opening a large profile and its first page of Home, against a bare rusqlite program that opens
//! both databases with the same pragmas and runs the same join. Fresh processes, in turn, median of 20; warm, and cold
//! where the page cache may be dropped (root). `app4g-profile` makes the profile.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use app4g_core::store::news::{self, Filter};
use app4g_core::store::{OpenOptions, Store};
use rusqlite::{Connection, OpenFlags};

const RUNS: usize = 20;
const BAR_WARM: f64 = 2.5;
const BAR_COLD: f64 = 2.0;

/// What `store::connection` sets on a reader.
const PRAGMAS: &str = "PRAGMA temp_store = 2; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; \
    PRAGMA trusted_schema = OFF; PRAGMA cache_size = -4096; PRAGMA query_only = ON;";

/// What `store::news` asks for the first page.
const JOIN: &str = "\
    SELECT h.doc, h.id, k.id, h.title, h.published, h.sample, h.body_state, h.body_at, \
           coalesce(s.is_read, 0), coalesce(s.is_starred, 0) \
    FROM headline h JOIN source_key k ON k.key = h.source LEFT JOIN personal.status s ON s.id = h.id \
    WHERE (h.published, h.doc) < (9223372036854775807, 9223372036854775807) \
    ORDER BY h.published DESC, h.doc DESC LIMIT 51";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--one", "product", profile] => one(|| product(Path::new(profile))),
        ["--one", "peer", profile] => one(|| peer(Path::new(profile))),
        [profile] => compare(profile, false),
        [profile, "--check"] => compare(profile, true),
        _ => Err("usage: open PROFILE [--check]".into()),
    }
}

fn one(run: impl FnOnce() -> Result<usize, Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let rows = run()?;
    println!("{} {rows}", started.elapsed().as_nanos());
    Ok(())
}

fn product(profile: &Path) -> Result<usize, Box<dyn Error>> {
    let store = Store::open(profile, OpenOptions::default())?.store;
    let page = store.content().read(|conn| news::page(conn, &Filter::default(), None, news::PAGE))?;
    Ok(page.rows.len())
}

fn peer(profile: &Path) -> Result<usize, Box<dyn Error>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(profile.join("content.db"), flags)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.execute_batch(PRAGMAS)?;
    conn.execute("ATTACH DATABASE ?1 AS personal", [profile.join("personal.db").to_string_lossy()])?;
    let mut statement = conn.prepare(JOIN)?;
    let mut rows = statement.query([])?;
    let mut titles: Vec<(String, String, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        titles.push((row.get(1)?, row.get(2)?, row.get(3)?));
    }
    titles.truncate(50);
    Ok(titles.len())
}

fn compare(profile: &str, check: bool) -> Result<(), Box<dyn Error>> {
    let mut failed = false;
    for (name, cold, bar) in [("warm", false, BAR_WARM), ("cold", true, BAR_COLD)] {
        if cold && drop_caches().is_err() {
            println!("{name}: skipped, the page cache may not be dropped");
            continue;
        }
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        // The first pair only warms up.
        for run in 0..=RUNS {
            for (who, times) in [("product", &mut ours), ("peer", &mut theirs)] {
                if cold {
                    drop_caches()?;
                }
                let nanos = spawn(who, profile)?;
                if run > 0 {
                    times.push(nanos);
                }
            }
        }
        let (ours, theirs) = (median(&mut ours), median(&mut theirs));
        let ratio = ours / theirs;
        println!("{name}: product {:.2} ms, bare rusqlite {:.2} ms, ratio {ratio:.2} (bar {bar})", ours / 1e6, theirs / 1e6);
        failed |= ratio > bar;
    }
    if check && failed { Err("under the bar".into()) } else { Ok(()) }
}

fn spawn(who: &str, profile: &str) -> Result<f64, Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?).args(["--one", who, profile]).output()?;
    let text = String::from_utf8(output.stdout)?;
    let (nanos, rows) = text.trim().split_once(' ').ok_or_else(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
    if rows != "50" {
        return Err(format!("{who} read {rows} rows").into());
    }
    Ok(nanos.parse()?)
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn drop_caches() -> std::io::Result<()> {
    Command::new("sync").status()?;
    std::fs::write("/proc/sys/vm/drop_caches", "3")
}
