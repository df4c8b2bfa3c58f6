//! What only a phone build would show, without a phone's toolchain: types for its targets, bytes of its library.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};

use super::{Job, Stop};
use crate::report::Verdict;
use crate::runner::Step;

/// The most bytes that the stripped library of the shells may have on the machine that verifies; an app carries one for each kind of
/// processor.
const LARGEST: u64 = 7_500_000;

/// `mobile-check` of the reference material; it skips targets that rustup cannot fetch.
pub(super) fn type_check(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let shared = job.shared()?;
    let check = Step::new(shared.join("tools/mobile-check")).args(["--skip-missing", "--quiet"]);
    let check = check.args(["-p", "app4g-core", "-p", "app4g-bindings"]);
    // It works in a sub-folder of its own: its stand-ins for C objects must never be linked.
    let output = job.run(check.limit_minutes(20))?.good()?;
    let summary = output.lines().find_map(|line| line.strip_prefix("mobile-check: checked: ")).unwrap_or_default();
    // Not CI's fault either: the tool itself says that no build may depend on these targets.
    if summary.starts_with("none") || summary.is_empty() {
        return Ok(Verdict::Skipped("rustup has none of the phone targets here".into()));
    }
    Ok(Verdict::Passed(summary.to_owned()))
}

/// Builds the library of the shells as a phone would get it and weighs it. Only this form of it: beside an rlib
/// cargo leaves link-time optimisation out, and the library is three times as large.
pub(super) fn size(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let build = Step::cargo().args(["rustc", "--quiet", "--profile", "phone", "-p", "app4g-bindings", "--lib"]);
    job.run(build.args(["--crate-type", "cdylib"]).limit_minutes(30))?.good()?;
    let library = job.site.target.join("phone").join(format!("{DLL_PREFIX}app4g_bindings{DLL_SUFFIX}"));
    let bytes = std::fs::metadata(&library).map_err(|error| format!("{}: {error}", library.display()))?.len();
    let weighed = format!("{bytes} bytes ({:.2} MB) stripped, {}", bytes as f64 / 1e6, std::env::consts::ARCH);
    match bytes > LARGEST {
        true => Err(Stop::Failed(format!("{weighed}; at most {LARGEST}"))),
        false => Ok(Verdict::Passed(weighed)),
    }
}
