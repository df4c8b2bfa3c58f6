//! The shape of the tree: layers, house rules, dependencies.

use super::{Job, Stop, tests::cargo_test};
use crate::install;
use crate::report::{Verdict, passed};
use crate::runner::Step;

/// `tests/tests/layering.rs`.
pub(super) fn layering(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    cargo_test(
        job,
        Step::cargo().args(["test", "--quiet", "-p", "app4g-tests", "--test", "layering"]).limit_minutes(30),
    )
}

/// `tests/tests/house_rules.rs`; its note is the size report.
pub(super) fn house_rules(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let test =
        Step::cargo().args(["test", "--quiet", "-p", "app4g-tests", "--test", "house_rules", "--", "--nocapture"]);
    let output = job.run(test.limit_minutes(30))?.good()?;
    let sizes = output.lines().find_map(|line| line.strip_prefix("file sizes: ")).unwrap_or_default();
    Ok(Verdict::Passed(sizes.to_owned()))
}

/// cargo-deny without the advisory database, which is no package of any registry.
pub(super) fn deny(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let program = install::cargo_deny(job)?;
    let check = Step::new(program).args(["--log-level", "warn", "check", "--hide-inclusion-graph"]);
    job.run(check.args(["bans", "licenses", "sources"]))?.good()?;
    Ok(passed())
}
