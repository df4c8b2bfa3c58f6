//! What only a phone build would show, without a phone's toolchain: types for its targets, bytes of its library.

use super::{Job, Stop};
use crate::report::Verdict;
use crate::runner::Step;

/// The most bytes the stripped library may have: what it had before the signed repository, and 1.6 MB for that.
const LARGEST: u64 = 8_813_536 + 1_600_000;

/// `mobile-check` of the reference material; it skips targets that rustup cannot fetch.
pub(super) fn type_check(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let shared = job.shared()?;
    let check = Step::new(shared.join("tools/mobile-check")).args(["--skip-missing", "-p", "app4g-core", "--quiet"]);
    // It works in a sub-folder of its own: its stand-ins for C objects must never be linked.
    let output = job.run(check.limit_minutes(20))?.good()?;
    let summary = output.lines().find_map(|line| line.strip_prefix("mobile-check: checked: ")).unwrap_or_default();
    // Not CI's fault either: the tool itself says that no build may depend on these targets.
    if summary.starts_with("none") || summary.is_empty() {
        return Ok(Verdict::Skipped("rustup has none of the phone targets here".into()));
    }
    Ok(Verdict::Passed(summary.to_owned()))
}

/// Builds the size probe as a phone would get it and weighs it.
pub(super) fn size(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let build = Step::cargo().args(["build", "--quiet", "--profile", "phone", "-p", "app4g-sizeprobe"]);
    job.run(build.limit_minutes(30))?.good()?;
    let library = job.site.target.join("phone/libapp4g_sizeprobe.so");
    let bytes = std::fs::metadata(&library).map_err(|error| format!("{}: {error}", library.display()))?.len();
    let weighed = format!("{bytes} bytes ({:.2} MB) stripped, {}", bytes as f64 / 1e6, std::env::consts::ARCH);
    match bytes > LARGEST {
        true => Err(Stop::Failed(format!("{weighed}; at most {LARGEST}"))),
        false => Ok(Verdict::Passed(weighed)),
    }
}
