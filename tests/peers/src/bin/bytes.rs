//! What an article costs on disk without an index: a profile of 20,000, by file and by table.

use std::path::Path;
use std::process::ExitCode;

use app4g_peers::report::{Bar, Report};
use app4g_peers::{articles, profile};

/// Articles of the profile.
const ARTICLES: u32 = 20_000;

fn main() -> ExitCode {
    let mut report = Report::new("bytes");
    let profile = match profile::folder(ARTICLES) {
        Ok(profile) => profile,
        Err(reason) => return report.skip(&reason),
    };
    match bench(&mut report, &profile) {
        Ok(()) => report.end(),
        Err(reason) => report.broke(&reason),
    }
}

fn bench(report: &mut Report, profile: &Path) -> Result<(), String> {
    let articles = f64::from(ARTICLES);
    let texts = articles::read(&articles::file()?, ARTICLES as usize).map_err(|error| error.to_string())?;
    let raw: usize = texts.iter().map(|text| text.title.len() + text.body.len()).sum();
    report.limit("title and body", "bytes", raw as f64 / articles, Bar::None);

    let file = profile.join("content.db");
    let conn = rusqlite::Connection::open(&file).map_err(|error| error.to_string())?;
    let mut statement = conn
        .prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 8")
        .map_err(|error| error.to_string())?;
    let tables = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, f64>(1)?)))
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| error.to_string())?;
    for (table, bytes) in tables {
        report.limit(&format!("table {table}"), "bytes", bytes / articles, Bar::None);
    }
    let size = file.metadata().map_err(|error| error.to_string())?.len();
    report.limit("content.db, all of it", "bytes", size as f64 / articles, Bar::AtMost(1_500.0));
    Ok(())
}
