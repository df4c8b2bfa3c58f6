//! What the programs of the search benches have in common: a bench with a report, and a process that a bench starts.

use std::process::ExitCode;

use super::Outcome;
use crate::articles;
use crate::report::Report;

/// Runs a bench over the articles of the corpus; without them it is skipped.
pub fn bench(name: &'static str, bench: impl FnOnce(&mut Report) -> Outcome<()>) -> ExitCode {
    let mut report = Report::new(name);
    if let Err(reason) = articles::file() {
        return report.skip(&reason);
    }
    match bench(&mut report) {
        Ok(()) => report.end(),
        Err(reason) => report.broke(&reason.to_string()),
    }
}

/// How a process ends that was started by a bench.
pub fn served(outcome: Outcome<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}
