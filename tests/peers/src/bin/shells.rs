//! The exported interface from Python, Kotlin and Swift: what a page of Home costs beside a bare UniFFI crate with the same rows, and
//! what opening a profile of 100,000 articles costs beside the same in Rust.
//!
//! A page: `home.state()` against a call that returns a copy of the same 50 rows, in turns of a hundred; the medians are compared.
//! Opening: fresh processes in turn, from before the library is loaded to the first state with content, against a Rust program that
//! opens the profile and reads what Home reads, plus loading the library as that language does it: until its first call is answered
//! (its runtime's bridge, the generated code's comparison with the library). The same against the library loaded by nobody's language
//! is said beside it.
//! A language whose tools are not here is named as skipped.
//!
//! `shells [--check]`.

use std::path::Path;
use std::process::{Command, ExitCode};

use app4g_peers::profile;
use app4g_peers::report::{Bar, Report};
use app4g_peers::rounds::median;
use app4g_peers::shells::{self, Made, Opened, Shell};

/// Articles of the profile.
const ARTICLES: u32 = 100_000;

/// Calls of either side that count.
const CALLS: usize = 3_000;

/// Starts that count.
const STARTS: usize = 10;

fn main() -> ExitCode {
    let mut report = Report::new("shells");
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
    let made = shells::make()?;
    let mut here = Vec::new();
    for (language, prepare) in shells::LANGUAGES {
        match prepare(&made)? {
            Ok(shell) => here.push(shell),
            Err(lacking) => report.lacks(language, &lacking),
        }
    }
    for shell in &here {
        let page = shell.page(profile, CALLS)?;
        let name = format!("{}: page of 50, median", shell.language());
        report.compare(
            &name,
            "µs",
            page.ours.median,
            page.bare.median,
            page.ours.median / page.bare.median,
            Bar::AtMost(1.5),
        );
        let name = format!("{}: page of 50, p95", shell.language());
        report.compare(&name, "µs", page.ours.p95, page.bare.p95, page.ours.p95 / page.bare.p95, Bar::None);
    }
    open(report, profile, &made, &here)
}

fn open(report: &mut Report, profile: &Path, made: &Made, here: &[Shell]) -> Result<(), String> {
    let (mut rust, mut loads) = (Vec::new(), Vec::new());
    let mut found: Vec<Vec<Opened>> = here.iter().map(|_| Vec::new()).collect();
    // The first round warms up.
    for round in 0..=STARTS {
        let home = in_rust(made, "home", profile)?;
        let load = in_rust(made, "load", &made.ours)?;
        let opened = here.iter().map(|shell| shell.open(profile)).collect::<Result<Vec<_>, _>>()?;
        if round > 0 {
            rust.push(home);
            loads.push(load);
            found.iter_mut().zip(opened).for_each(|(all, one)| all.push(one));
        }
    }
    let (rust, load) = (median(rust) / 1e3, median(loads) / 1e3);
    report.limit("Rust: open to what Home reads", "ms", rust, Bar::None);
    report.limit("the library loaded", "ms", load, Bar::None);
    for (shell, all) in here.iter().zip(found) {
        let of = |part: fn(&Opened) -> f64| median(all.iter().map(part).collect()) / 1e3;
        // A linked library is loaded before the first line that can look at a clock.
        let before = if shell.is_linked() { load } else { 0.0 };
        let total = of(|one| one.total) + before;
        // The library's load is what this language needs until its first call is answered.
        let peer = rust + before + of(|one| one.load);
        let name = format!("{}: open to first content", shell.language());
        report.compare(&name, "ms", total, peer, total / peer, Bar::AtMost(1.5));
        let name = format!("{}: the same against Rust and the library alone", shell.language());
        report.compare(&name, "ms", total, rust + load, total / (rust + load), Bar::None);
        let parts: [(&str, fn(&Opened) -> f64); 3] = [
            ("loading and comparing", |one| one.load),
            ("opening", |one| one.open),
            ("first content", |one| one.state),
        ];
        for (part, get) in parts {
            report.limit(&format!("{}: of these, {part}", shell.language()), "ms", of(get), Bar::None);
        }
        let inside = of(|one| one.open + one.state);
        let name = format!("{}: the same without loading", shell.language());
        report.compare(&name, "ms", inside, rust, inside / rust, Bar::None);
    }
    Ok(())
}

/// A start of the program in Rust; microseconds.
fn in_rust(made: &Made, word: &str, argument: &Path) -> Result<f64, String> {
    let output = Command::new(&made.home).arg(word).arg(argument).output().map_err(|error| error.to_string())?;
    let line = String::from_utf8_lossy(&output.stdout).into_owned();
    match line.trim().split_once(' ') {
        Some((micros, "50" | "0")) => micros.parse().map_err(|error| format!("{line:?}: {error}")),
        _ => Err(format!("{word}: {line:?} {}", String::from_utf8_lossy(&output.stderr))),
    }
}
