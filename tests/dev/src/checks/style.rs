//! Formatting, lints and documentation: no warning passes.

use super::{Job, Stop};
use crate::install;
use crate::report::{Verdict, passed};
use crate::runner::Step;

/// `cargo fmt --check` over the workspace.
pub(super) fn fmt(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    install::ensure_component("rustfmt", "fmt", job)?;
    job.run(Step::cargo().args(["fmt", "--all", "--check"]))?.good()?;
    Ok(passed())
}

/// Clippy with the workspace's lints on every target; warnings are errors here, not while one is writing.
pub(super) fn clippy(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    install::ensure_component("clippy", "clippy", job)?;
    let clippy = Step::cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    job.run(clippy.limit_minutes(20))?.good()?;
    Ok(passed())
}

/// rustdoc: broken links and missing pages are errors.
pub(super) fn doc(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    // A module's map names its private files on purpose: readers of the map have the source before them.
    let flags = "-D warnings -A rustdoc::private_intra_doc_links";
    let doc = Step::cargo().args(["doc", "--quiet", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", flags);
    job.run(doc.limit_minutes(20))?.good()?;
    Ok(passed())
}
