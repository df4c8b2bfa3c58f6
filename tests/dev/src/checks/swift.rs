//! The shell for iOS, as far as it goes without Xcode: its packages are compiled and tested on Linux with the real library, the
//! views are parsed, everything is held to swift-format.

use std::path::Path;

use super::{Job, Stop};
use crate::install;
use crate::report::Verdict;
use crate::runner::Step;

/// Below it lie the packages, the views and the scripts.
const FOLDER: &str = "ios";

/// The packages, the generated one first; those with a folder `Tests` are tested.
const PACKAGES: [&str; 2] = ["App4GCore", "ShellKit"];

/// Views; only a Mac could compile them.
const VIEWS: &str = "ios/App/";

/// Seconds for the tests of one package, its build included: a callback that is lost hangs.
const TEST_SECONDS: &str = "600";

/// Seconds for the parser and for swift-format.
const READ_SECONDS: &str = "120";

/// Generates, tests, parses, lints.
pub(super) fn shell(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let root = &job.site.root;
    let folder = root.join(FOLDER);
    if !folder.is_dir() {
        return Err(Stop::Lacking(format!("{FOLDER}/ is not here")));
    }
    let swift = install::swift(job)?.join("swift-run");
    let library = job.library()?;
    let generate =
        Step::new(folder.join("scripts/generate.sh")).env("GENERATED", library.generated.display().to_string());
    job.run(generate)?.good()?;
    let tested = PACKAGES.iter().map(|name| folder.join(name)).filter(|package| package.join("Tests").is_dir());
    let mut count = 0;
    for package in tested {
        count += test(job, &swift, &package, &library.folder)?;
    }
    if count == 0 {
        return Err(Stop::Failed("no test was run".into()));
    }
    let sources = job.run(Step::new(folder.join("scripts/sources.sh")))?.good()?;
    let views: Vec<&str> = sources.lines().filter(|file| file.starts_with(VIEWS)).collect();
    if views.is_empty() {
        return Err(Stop::Failed(format!("{VIEWS} holds no view")));
    }
    let read = |what: &[&str]| {
        let run = Step::new(&swift).args(["--timeout", READ_SECONDS, "--"]).args(what.iter().copied());
        run.limit_minutes(5)
    };
    job.run(read(&["swiftc", "-frontend", "-parse"]).args(views.iter().copied()))?.good()?;
    job.run(read(&["swift-format", "lint", "--strict"]).args(sources.lines()))?.good()?;
    Ok(Verdict::Passed(format!("{count} tests, {} files of views parsed", views.len())))
}

/// Builds and tests one package; how many tests passed.
fn test(job: &mut Job<'_>, swift: &Path, package: &Path, library: &Path) -> Result<u64, Stop> {
    let shown = |path: &Path| path.display().to_string();
    let run = Step::new(swift).args(["-C", &shown(package), "-L", &shown(library), "--timeout", TEST_SECONDS, "--"]);
    let output = job.run(run.args(["swift", "test"]).limit_minutes(12))?.good()?;
    Ok(passed(&output))
}

/// The tests of `Test run with N tests … passed after …` (Swift Testing).
fn passed(output: &str) -> u64 {
    let totals = output.lines().filter(|line| line.contains(" passed after "));
    let numbers = totals.filter_map(|line| line.split_once("Test run with ")?.1.split(' ').next()?.parse::<u64>().ok());
    numbers.sum()
}

#[cfg(test)]
mod tests;
