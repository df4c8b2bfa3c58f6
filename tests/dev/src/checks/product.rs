//! The product as a person meets it first: the demo.

use super::{Job, Stop};
use crate::bindgen::Profile;
use crate::demo;
use crate::report::{Verdict, passed};
use crate::runner::Step;

/// Builds the demo and runs it to its end, without a terminal and without questions.
pub(super) fn demo(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    job.run(Step::cargo().args(demo::build_args(Profile::Dev)).args(["--quiet"]).limit_minutes(30))?.good()?;
    let output = job.run(Step::new(job.site.debug_binary(demo::BINARY)).limit_minutes(2))?.good()?;
    if output.trim().is_empty() {
        return Err(Stop::Failed("the demo showed nothing".into()));
    }
    if output.contains('\u{1b}') {
        return Err(Stop::Failed("the demo sent colours or cursor moves to what is no terminal".into()));
    }
    Ok(passed())
}
