//! The interface for the shells: what the library exports is written down, the changelog tells it, and Python can live with it.

use super::{Job, Stop};
use crate::bindgen::{self, exports};
use crate::install;
use crate::report::Verdict;
use crate::runner::Step;

/// Where the tests in Python lie.
const TESTS: &str = "tests/python/shell";

/// Builds the library and compares what it exports with `bindings/exports.txt` and its stamp in the changelog.
pub(super) fn exports(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let built = job.library()?.built;
    let list = bindgen::exported(&built, &mut |step| job.run(step))?;
    let root = &job.site.root;
    let read = |name: &str| std::fs::read_to_string(root.join(name)).map_err(|error| format!("{name}: {error}"));
    exports::compare(&read(exports::FILE)?, &list, &read(exports::CHANGELOG)?)?;
    Ok(Verdict::Passed(format!("{} items, {}", list.lines().count(), exports::mark(&list))))
}

/// Drives the library through its Python, with a server on loopback.
pub(super) fn python(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    install::ensure(install::PYTHON, job)?;
    let library = job.library()?;
    let module = library.generated.join("python");
    bindgen::copy_library(&library.built, &module)?;
    let loopback = job.department()?.display().to_string();
    let tests = Step::new("python3").args(["-B", "-m", "unittest", "discover", "-s", TESTS, "-p", "test_*.py"]);
    let tests = tests.env("APP4G_PYTHON", module.display().to_string()).env("APP4G_LOOPBACK", loopback);
    let output = job.run(tests.limit_minutes(5))?.good()?;
    match ran(&output) {
        0 => Err(Stop::Failed("no test was run".into())),
        count => Ok(Verdict::Passed(format!("{count} tests"))),
    }
}

/// The tests of a green run of `unittest`: `Ran N tests in …`, then `OK`; those it skipped do not count.
fn ran(output: &str) -> u64 {
    let mut lines = output.lines().skip_while(|line| !line.starts_with("Ran "));
    let count = lines.next().and_then(|line| line.split(' ').nth(1)?.parse::<u64>().ok()).unwrap_or(0);
    let Some(closing) = lines.find(|line| line.starts_with("OK")) else { return 0 };
    let skipped = closing
        .split_once("skipped=")
        .and_then(|(_, rest)| rest.split(|sign: char| !sign.is_ascii_digit()).next()?.parse::<u64>().ok());
    count.saturating_sub(skipped.unwrap_or(0))
}

#[cfg(test)]
mod tests;
