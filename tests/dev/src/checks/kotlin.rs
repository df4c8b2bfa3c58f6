//! The shell for Android, as far as it goes without its SDK: one Maven run compiles it, tests it on the real library and draws
//! every screen. The app itself, which another run of Maven compiles, is in `android`.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Job, Stop};
use crate::install;
use crate::report::Verdict;
use crate::runner::Step;

/// The Maven project.
pub(super) const FOLDER: &str = "android";

/// Modules that have tests; one without is a module whose tests were lost.
const TESTED: [(&str, &str); 2] = [("shell", "of the shell"), ("preview", "of the views")];

/// Where `preview` puts its pictures.
const SHOTS: &str = "android/preview/target/shots";

/// How Maven says that it could not fetch something; no words that a failing test of a network might print.
const UNREACHED: [&str; 2] = ["Could not transfer artifact", "has not been downloaded from it before"];

/// Compiles, tests, draws.
pub(super) fn shell(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let server = job.department()?;
    let output = maven(job, &[format!("-Dapp4g.loopback={}", server.display())])?;
    let shots = std::fs::read_dir(job.site.root.join(SHOTS)).into_iter().flatten().flatten();
    let pictures = shots.filter(|entry| entry.path().extension().is_some_and(|end| end == "png")).count();
    Ok(judge(&output, pictures)?)
}

/// Runs Maven to the phase `package`, on the library and what was generated from it.
pub(super) fn maven(job: &mut Job<'_>, what: &[String]) -> Result<String, Stop> {
    let folder = job.site.root.join(FOLDER);
    if !folder.join("pom.xml").is_file() {
        return Err(Stop::Lacking(format!("{FOLDER}/pom.xml is not here")));
    }
    install::kotlin(job)?;
    let library = job.library()?;
    // Compiled afresh: a test whose source is gone would go on being run.
    let maven = Step::new("mvn").args(["-B", "clean", "package"]).args(what.iter().cloned()).folder(folder);
    let maven = maven.args([format!("-Dgenerated={}", library.generated.join("kotlin").display())]);
    let maven = maven.args([format!("-Dapp4g.lib={}", library.folder.display())]);
    let ended = job.run(maven.limit_minutes(15))?;
    let (errors, unreached) = (errors(&ended.output), UNREACHED.iter().any(|words| ended.output.contains(words)));
    ended.good().map_err(|reason| match unreached {
        true => Stop::Lacking(format!("Maven could not fetch what Kotlin needs; it wants a network once\n{reason}")),
        false if errors.is_empty() => Stop::Failed(reason),
        false => Stop::Failed(errors),
    })
}

/// What went wrong, where Maven said it first: it ends with many lines of advice.
fn errors(output: &str) -> String {
    let mut lines = Vec::new();
    for text in output.lines().filter_map(|line| line.strip_prefix("[ERROR] ")) {
        if !text.trim().is_empty() && !lines.contains(&text) {
            lines.push(text);
        }
    }
    lines.truncate(30);
    lines.join("\n")
}

/// How many compiled classes lie below `folder`.
pub(super) fn classes(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .map(|path| {
            if path.is_dir() { classes(&path) } else { usize::from(path.extension().is_some_and(|end| end == "class")) }
        })
        .sum()
}

fn judge(output: &str, pictures: usize) -> Result<Verdict, String> {
    let counts = counts(output);
    let mut parts = Vec::new();
    for (module, words) in TESTED {
        match counts.get(module) {
            Some(count) if *count > 0 => parts.push(format!("{count} tests {words}")),
            _ => return Err(format!("no test {words} was run")),
        }
    }
    if pictures == 0 {
        return Err("no picture was drawn".into());
    }
    Ok(Verdict::Passed(format!("{}, {pictures} pictures", parts.join(", "))))
}

/// The tests that passed in each module of a green run: Surefire's totals, without what it skipped.
fn counts(output: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let mut module = String::new();
    for line in output.lines() {
        if let Some((_, rest)) = line.split_once("-< vn.app4g:") {
            module = rest.split(' ').next().unwrap_or_default().to_owned();
        }
        // A line with the time is one class, which the total counts again.
        if let Some((_, rest)) = line.split_once("Tests run: ").filter(|_| !line.contains("Time elapsed")) {
            let mut numbers =
                rest.split(|sign: char| !sign.is_ascii_digit()).filter_map(|word| word.parse::<u64>().ok());
            let (run, skipped) = (numbers.next().unwrap_or(0), numbers.nth(2).unwrap_or(0));
            *counts.entry(module.clone()).or_default() += run.saturating_sub(skipped);
        }
    }
    counts
}

#[cfg(test)]
mod tests;
