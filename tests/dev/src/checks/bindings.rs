//! The interface for the shells: what the library exports is what is written down, and the changelog tells it.

use super::{Job, Stop};
use crate::bindgen::{self, Profile, exports};
use crate::report::Verdict;

/// Builds the library and compares what it exports with `bindings/exports.txt` and its stamp in the changelog.
pub(super) fn exports(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let site = job.site;
    let mut run = |step| job.run(step);
    let built = bindgen::build(site, Profile::Dev, &mut run)?;
    let list = bindgen::exported(&built, &mut run)?;
    let read = |name: &str| std::fs::read_to_string(site.root.join(name)).map_err(|error| format!("{name}: {error}"));
    exports::compare(&read(exports::FILE)?, &list, &read(exports::CHANGELOG)?)?;
    Ok(Verdict::Passed(format!("{} items, {}", list.lines().count(), exports::mark(&list))))
}
