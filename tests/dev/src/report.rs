//! What a person reads: one line per check as it ends, the failures again at the end, the closing count.
//!
//! The closing line `N passed, N failed, N skipped` is stable: CI reads it.

use std::time::Duration;

/// How a check ended well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It held; the note carries what was measured, or nothing.
    Passed(String),
    /// It could not be run here, for this reason.
    Skipped(String),
}

/// Passed with nothing to add.
pub(crate) fn passed() -> Verdict {
    Verdict::Passed(String::new())
}

/// A check that has ended; `Err` is the reason of a failure.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) took: Duration,
    pub(crate) verdict: Result<Verdict, String>,
}

/// How many checks ended which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

/// Counts the rows.
pub(crate) fn count(rows: &[Row]) -> Count {
    rows.iter().fold(Count::default(), |mut count, row| {
        match row.verdict {
            Ok(Verdict::Passed(_)) => count.passed += 1,
            Ok(Verdict::Skipped(_)) => count.skipped += 1,
            Err(_) => count.failed += 1,
        }
        count
    })
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// The line of one check.
pub(crate) fn line(row: &Row) -> String {
    let (word, note) = match &row.verdict {
        Ok(Verdict::Passed(note)) => ("ok", note.as_str()),
        Ok(Verdict::Skipped(reason)) => ("skipped", reason.as_str()),
        Err(reason) => ("FAILED", reason.lines().next().unwrap_or_default()),
    };
    format!("{:<14} {:>7.1} s  {word:<7}  {note}", row.name, row.took.as_secs_f64()).trim_end().to_owned()
}

/// The same as a Markdown table, for `docs/measurements.md`.
pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut table = String::from("| check | seconds | result |\n|---|---:|---|\n");
    for row in rows {
        let result = match &row.verdict {
            Ok(Verdict::Passed(note)) if note.is_empty() => "ok".to_owned(),
            Ok(Verdict::Passed(note)) => format!("ok: {note}"),
            Ok(Verdict::Skipped(reason)) => format!("skipped: {reason}"),
            Err(reason) => format!("**failed**: {}", reason.lines().next().unwrap_or_default()),
        };
        table.push_str(&format!(
            "| `{}` | {:.1} | {} |\n",
            row.name,
            row.took.as_secs_f64(),
            result.replace('|', "\\|")
        ));
    }
    table
}

#[cfg(test)]
mod tests;
