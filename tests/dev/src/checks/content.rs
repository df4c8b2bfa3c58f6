//! Sample content: what only looks like news must be distinct, long enough and marked.

use super::{Job, Stop};
use crate::install;
use crate::report::{Verdict, passed};
use crate::runner::Step;

/// The checker that lies beside the samples.
const CHECKER: &str = "portal/samples/check.py";

/// Runs [`CHECKER`].
pub(super) fn samples(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    if !job.site.root.join(CHECKER).is_file() {
        return Err(Stop::Lacking(format!("{CHECKER} is not here")));
    }
    install::ensure(install::PYTHON, job)?;
    let output = job.run(Step::new("python3").args([CHECKER]))?.good()?;
    match output.lines().last() {
        Some(line) => Ok(Verdict::Passed(line.to_owned())),
        None => Ok(passed()),
    }
}
