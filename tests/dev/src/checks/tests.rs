//! `cargo test`, one package at a time: built together, packages would lend each other features that a phone's build
//! does not have (decision 32).

use super::{Job, Stop};
use crate::install;
use crate::report::Verdict;
use crate::runner::Step;

pub(super) fn core(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    package(job, "app4g-core")
}

pub(super) fn cli(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    package(job, "app4g")
}

/// With the S3 server that its tests of storage ask for, and the Python whose client of TUF reads what is signed; without
/// these where they cannot be installed, for most of the tests need neither.
pub(super) fn portal(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let step = steps(job, "app4g-portal");
    let python = match install::python_environment(job) {
        Ok(python) => python,
        Err(Stop::Lacking(reason)) if !job.site.ci => {
            return match cargo_test(job, step)? {
                Verdict::Passed(count) => Ok(Verdict::Passed(format!("{count}, without S3 and python-tuf: {reason}"))),
                other => Ok(other),
            };
        }
        Err(stop) => return Err(stop),
    };
    let bin = |name: &str| python.join("bin").join(name).display().to_string();
    cargo_test(job, step.env("APP4G_MOTO", bin("moto_server")).env("APP4G_TUF_PYTHON", bin("python")))
}

/// The repository with what others built: nginx serves it, S3 keeps it, python-tuf reads it, a client written from the
/// document alone ends in the same state.
pub(super) fn servers(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    install::ensure(install::NGINX, job)?;
    let python = install::python_environment(job)?;
    let step = Step::cargo().args(["test", "--quiet", "-p", "app4g-tests", "--test", "repository_servers"]);
    let step = step.args(["--test", "repository_example", "--", "--include-ignored"]).limit_minutes(15);
    let bin = |name: &str| python.join("bin").join(name).display().to_string();
    cargo_test(job, step.env("APP4G_PYTHON", bin("python")).env("APP4G_MOTO", bin("moto_server")))
}

pub(super) fn tests(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    package(job, "app4g-tests")
}

pub(super) fn dev(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    package(job, "app4g-dev")
}

pub(super) fn bindings(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    package(job, "app4g-bindings")
}

pub(super) fn bindgen(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    package(job, "app4g-bindgen")
}

/// Seed of the property tests where the same tree must give the same answer.
const SEED: &str = "20261122";

/// `--full` looks further: eight times as many cases of every property, other ones each time.
fn package(job: &mut Job<'_>, name: &str) -> Result<Verdict, Stop> {
    let step = steps(job, name);
    cargo_test(job, step)
}

fn steps(job: &Job<'_>, name: &str) -> Step {
    let step = Step::cargo().args(["test", "--quiet", "--no-fail-fast", "-p", name]).limit_minutes(30);
    if job.full { step.env("PROPTEST_CASES", "2000") } else { step.env("PROPTEST_RNG_SEED", SEED) }
}

/// Runs a `cargo test` and makes sure that it ran tests: a filter that matches nothing succeeds, too.
pub(super) fn cargo_test(job: &mut Job<'_>, step: Step) -> Result<Verdict, Stop> {
    let output = job.run(step.env("CARGO_TERM_COLOR", "never"))?.good()?;
    match ran(&output) {
        0 => Err(Stop::Failed("no test was run".into())),
        count => Ok(Verdict::Passed(format!("{count} tests"))),
    }
}

/// The tests that passed, over all `test result: ok. N passed; …` lines.
fn ran(output: &str) -> u64 {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    results.filter_map(|rest| rest.split_once(' ')?.0.parse::<u64>().ok()).sum()
}

#[cfg(test)]
mod selftest {
    //! The sum that tells a green run from an empty one.

    use super::ran;

    #[test]
    fn tests_of_all_binaries_are_added_up() {
        let output =
            "running 2 tests\ntest result: ok. 2 passed; 0 failed\n\ntest result: ok. 40 passed; 0 failed; 1 ignored\n";
        assert_eq!(ran(output), 42);
    }

    #[test]
    fn an_empty_run_counts_nothing() {
        assert_eq!(ran("running 0 tests\ntest result: ok. 0 passed; 0 failed\n"), 0);
        assert_eq!(ran(""), 0);
    }
}
