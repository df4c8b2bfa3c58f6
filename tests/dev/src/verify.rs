//! `cargo verify`: every check in its lane, on through failures, a table, a closing count (decisions 32, 35).
//!
//! Rows are printed as checks end; what is told at the end and what is recorded is in the order of the table of checks.

use std::process::ExitCode;
use std::time::Instant;

use crate::checks::{ALL, Check, Common, ERRANDS, Errand, Job, Pace};
use crate::lanes::{self, Lane, Task};
use crate::meter::{Board, Meter};
use crate::report::{self, Row};
use crate::runner::tail;
use crate::site::Site;

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    full: bool,
    list: bool,
    only: Vec<String>,
}

/// Runs the command.
///
/// # Errors
/// For wrong usage; failed checks are an exit code.
pub(crate) fn run(args: &[String]) -> Result<ExitCode, String> {
    let asked = parse(args)?;
    let site = Site::find()?;
    let checks = choose(&asked)?;
    if asked.list {
        for check in ALL {
            let pace = if check.pace == Pace::Full { " (--full)" } else { "" };
            println!("{:<14} {}{pace}", check.name, check.about);
        }
        return Ok(ExitCode::SUCCESS);
    }
    std::fs::create_dir_all(site.logs()).map_err(|error| format!("{}: {error}", site.logs().display()))?;
    let started = Instant::now();
    let rows =
        perform_all(&checks, &Run { site: &site, full: asked.full, common: &Common::default(), board: &Board::new() });
    conclude(&rows, &site, started, &asked)
}

fn parse(args: &[String]) -> Result<Asked, String> {
    let mut asked = Asked::default();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--full" => asked.full = true,
            "--list" => asked.list = true,
            "--only" => {
                let names = rest.next().ok_or("--only needs a name, see --list")?;
                asked.only.extend(names.split(',').map(str::to_owned));
            }
            other => return Err(format!("verify knows --full, --list and --only NAME, not `{other}`")),
        }
    }
    Ok(asked)
}

fn choose(asked: &Asked) -> Result<Vec<&'static Check>, String> {
    if let Some(unknown) = asked.only.iter().find(|name| ALL.iter().all(|check| check.name != name.as_str())) {
        return Err(format!("no check is called `{unknown}`, see cargo verify --list"));
    }
    let wanted = |check: &&Check| {
        let by_pace = asked.full || check.pace == Pace::Always;
        if asked.only.is_empty() { by_pace } else { asked.only.iter().any(|name| name == check.name) }
    };
    Ok(ALL.iter().filter(wanted).collect())
}

/// What all checks of one run share.
#[derive(Clone, Copy)]
struct Run<'a> {
    site: &'a Site,
    full: bool,
    common: &'a Common,
    board: &'a Board,
}

impl<'a> Run<'a> {
    fn job(self, name: &'static str) -> Job<'a> {
        // A log of an earlier run would be taken for this one's.
        let _absent = std::fs::remove_file(self.site.logs().join(format!("{name}.log")));
        let Self { site, full, common, board } = self;
        Job { site, name, full, common, meter: Meter::start(board, name) }
    }
}

fn perform_all(checks: &[&'static Check], run: &Run<'_>) -> Vec<Row> {
    let run = *run;
    let errands = errands(checks).into_iter().map(|errand| {
        let work = move || {
            let mut job = run.job(errand.name);
            // The check that needs it gets the same answer, and says it.
            let _answer_is_kept = (errand.run)(&mut job);
            job.meter.stop(None);
            None
        };
        Task { name: errand.name, lane: Lane::Fetch, after: &[], work: Box::new(work) }
    });
    let checks = checks.iter().map(|&check| Task {
        name: check.name,
        lane: check.lane,
        after: check.after,
        work: Box::new(move || Some(perform(check, run))),
    });
    lanes::run(errands.chain(checks).collect()).into_iter().flatten().collect()
}

/// What has to be fetched for `checks`.
fn errands(checks: &[&Check]) -> Vec<&'static Errand> {
    let needed = |errand: &&Errand| checks.iter().any(|check| errand.checks.contains(&check.name));
    ERRANDS.iter().filter(needed).collect()
}

fn perform(check: &'static Check, run: Run<'_>) -> Row {
    let mut job = run.job(check.name);
    let verdict = (check.run)(&mut job).or_else(|stop| stop.settle(run.site));
    let row = Row { name: check.name, took: job.meter.took(), verdict };
    job.meter.stop(Some(&report::line(&row)));
    row
}

fn conclude(rows: &[Row], site: &Site, started: Instant, asked: &Asked) -> Result<ExitCode, String> {
    for row in rows {
        if let Err(reason) = &row.verdict {
            let log = site.logs().join(format!("{}.log", row.name));
            println!("\n{} FAILED, whole output in {}\n{}", row.name, site.show(&log), tail(reason, 40).trim_end());
        }
    }
    if asked.full && asked.only.is_empty() {
        record(rows, site)?;
        println!("\nrecorded in docs/measurements.md");
    }
    let count = report::count(rows);
    println!("\n{:.0} s\n{count}", started.elapsed().as_secs_f64());
    Ok(if count.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Puts the table of a full run between its markers in `docs/measurements.md`.
fn record(rows: &[Row], site: &Site) -> Result<(), String> {
    const BEGIN: &str = "<!-- verify --full: begin -->";
    const END: &str = "<!-- verify --full: end -->";
    let path = site.root.join("docs/measurements.md");
    let trouble = |what: &dyn std::fmt::Display| format!("{}: {what}", site.show(&path));
    let page = std::fs::read_to_string(&path).map_err(|error| trouble(&error))?;
    let (before, rest) = page.split_once(BEGIN).ok_or_else(|| trouble(&format!("`{BEGIN}` is missing")))?;
    let (_, after) = rest.split_once(END).ok_or_else(|| trouble(&format!("`{END}` is missing")))?;
    let when = said_by("date", &["-I"]);
    let commit = said_by("git", &["-C", &site.root.display().to_string(), "rev-parse", "--short", "HEAD"]);
    let compiler = said_by("rustc", &["--version"]);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let head = format!("{when}, commit {commit}, {compiler}, {cores} cores: {}", report::count(rows));
    let page = format!("{before}{BEGIN}\n{head}\n\n{}{END}{after}", report::markdown(rows));
    std::fs::write(&path, page).map_err(|error| trouble(&error))
}

/// The first line a program prints, for the record's head.
fn said_by(program: &str, args: &[&str]) -> String {
    let output = std::process::Command::new(program).args(args).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or("unknown").to_owned()
}

#[cfg(test)]
mod tests;
