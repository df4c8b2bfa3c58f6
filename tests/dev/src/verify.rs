//! `cargo verify`: every check in order, on through failures, a table, a closing count (decisions 32, 35).

use std::process::ExitCode;
use std::time::Instant;

use crate::checks::{ALL, Check, Job, Pace};
use crate::report::{self, Meter, Row};
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
    let rows: Vec<Row> = checks.into_iter().map(|check| perform(check, &site, asked.full)).collect();
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

fn perform(check: &'static Check, site: &Site, full: bool) -> Row {
    // A log of an earlier run would be taken for this one's.
    let _absent = std::fs::remove_file(site.logs().join(format!("{}.log", check.name)));
    let mut job = Job { site, name: check.name, full, meter: Meter::start(check.name) };
    let verdict = (check.run)(&mut job).or_else(|stop| stop.settle(site));
    let row = Row { name: check.name, took: job.meter.stop(), verdict };
    println!("{}", report::line(&row));
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
