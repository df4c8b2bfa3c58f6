//! What only a phone build would show, without a phone's toolchain: types for its targets, bytes of its library.

use super::{Job, Stop};
use crate::phone::Library;
use crate::report::Verdict;
use crate::runner::Step;

/// The most bytes that the stripped library of the shells may have on the machine that verifies; an app carries one for each kind of
/// processor. The aim is 7,500,000 (docs/measurements.md says what is still in it); this holds what was reached.
const LARGEST: u64 = 8_620_000;

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

/// Builds the library of the shells as a phone would get it (`cargo phone`), weighs it, and looks for folders of this machine in it.
pub(super) fn size(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let library = Library::here();
    let build = library.step(job.site)?;
    job.run(build.limit_minutes(30))?.good()?;
    let path = library.place(job.site)?;
    let content = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let root = job.site.root.display().to_string();
    if content.windows(root.len()).any(|window| window == root.as_bytes()) {
        return Err(Stop::Failed(format!("the library names {root}, a folder of this machine")));
    }
    let bytes = content.len() as u64;
    let weighed = format!("{bytes} bytes ({:.2} MB) stripped, {}", bytes as f64 / 1e6, std::env::consts::ARCH);
    match bytes > LARGEST {
        true => Err(Stop::Failed(format!("{weighed}; at most {LARGEST}"))),
        false => Ok(Verdict::Passed(weighed)),
    }
}
