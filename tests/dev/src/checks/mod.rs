//! The checks of `cargo verify`, in the order in which they are run: cheap ones first, so that a slip shows early.
//!
//! `style` (fmt, clippy, doc), `shape` (layers, house rules, dependencies), `tests` (cargo test, one package at a
//! time), `bindings` (the interface for shells), `feeds`, `sanitiser` (conformance suites), `content` (sample data),
//! `product` (the demo), `phones` (type check for phone targets, library size), `full` (what only `--full` runs).
//!
//! A check is one function; its log is `target/verify/NAME.log`. Bars are data: `feeds::SUITES`, `sanitiser::SHARES`,
//! `phones::LARGEST`.

mod bindings;
mod content;
mod feeds;
mod full;
mod phones;
mod product;
mod sanitiser;
mod shape;
mod style;
mod tests;

use std::path::PathBuf;

use crate::report::{Meter, Verdict};
use crate::runner::{Ended, Step};
use crate::site::Site;

/// When a check is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Always; all of these together stay under 45 minutes on a fresh machine with two cores.
    Always,
    /// With `--full`, or when named by `--only`.
    Full,
}

/// One check.
pub(crate) struct Check {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) pace: Pace,
    pub(crate) run: Outcome,
}

type Outcome = fn(&mut Job<'_>) -> Result<Verdict, Stop>;

/// Why a check did not pass; the first line of a reason goes into the table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// It does not hold.
    Failed(String),
    /// It could not be tried here: something is missing, and this is how to get it.
    Lacking(String),
}

impl From<String> for Stop {
    fn from(reason: String) -> Self {
        Self::Failed(reason)
    }
}

impl Stop {
    /// On CI what is missing is a failure, elsewhere a skipped check (decision 35).
    ///
    /// # Errors
    /// The reason of a failure.
    pub(crate) fn settle(self, site: &Site) -> Result<Verdict, String> {
        match self {
            Self::Lacking(reason) if !site.ci => Ok(Verdict::Skipped(reason)),
            Self::Lacking(reason) | Self::Failed(reason) => Err(reason),
        }
    }
}

const fn always(name: &'static str, about: &'static str, run: Outcome) -> Check {
    Check { name, about, pace: Pace::Always, run }
}

const fn full(name: &'static str, about: &'static str, run: Outcome) -> Check {
    Check { name, about, pace: Pace::Full, run }
}

/// Every check.
pub(crate) static ALL: &[Check] = &[
    always("fmt", "rustfmt finds nothing to change", style::fmt),
    always("clippy", "no warning in any target of any package", style::clippy),
    always("deny", "licences, banned crates and sources of dependencies (deny.toml)", shape::deny),
    always("test-dev", "tests of the workspace's own commands", tests::dev),
    always("layering", "no module of core uses one of a floor above; neighbours only as listed", shape::layering),
    always("house-rules", "headers, file sizes, panics, machine paths, string catalogue", shape::house_rules),
    always("test-core", "tests of the core library", tests::core),
    always("test-cli", "tests of the terminal shell", tests::cli),
    always("test-portal", "tests of the publisher, on folders and on S3", tests::portal),
    always("test-tests", "end-to-end and fault tests", tests::tests),
    always("test-bindgen", "tests of the generator of Kotlin, Swift, texts and tokens", tests::bindgen),
    always("exports", "what the library exports is written down and told in the changelog", bindings::exports),
    always("servers", "the repository through nginx, S3, python-tuf and a client of another hand", tests::servers),
    always("doc", "documentation builds without a warning", style::doc),
    always("demo", "the demo runs to its end, alone, with exit code 0", product::demo),
    always("content", "sample feeds: distinct, long enough, marked as samples", content::samples),
    always("feeds-dev", "feed conformance suite", feeds::dev),
    always("feeds-real", "real feeds within the suite", feeds::real),
    always("feeds-vi", "Vietnamese portal-like feeds", feeds::vi),
    always("feeds-robust", "resource bombs and mutated feeds", feeds::robust),
    always("xss-html", "sanitiser suite on the sanitiser's HTML", sanitiser::html),
    always("xss-blocks", "sanitiser suite on HTML rendered from blocks", sanitiser::blocks),
    always("mobile", "core type-checks for Android and iOS targets", phones::type_check),
    always("size", "bytes of a stripped phone library", phones::size),
    full("kills", "300 times kill -9 during a sync or a publication: nothing lost", full::kills),
    full("histories", "20 random histories of a repository: all phones end in the identical state", full::histories),
    full("fuzz", "every fuzz target, ten minutes each", full::fuzz),
    full("search-score", "relevance of search on the suite's questions", full::search_score),
    full("peers", "benches against peers reach their bars", full::peers),
];

/// A check while it is running: where, under which name, with a meter on the terminal.
pub(crate) struct Job<'a> {
    pub(crate) site: &'a Site,
    pub(crate) name: &'static str,
    pub(crate) full: bool,
    pub(crate) meter: Meter,
}

impl Job<'_> {
    /// Runs one program in the workspace's folder (unless the step names another), into this check's log.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn run(&mut self, step: Step) -> Result<Ended, String> {
        let log = self.site.logs().join(format!("{}.log", self.name));
        let meter = &mut self.meter;
        step.or_folder(&self.site.root).run(&log, &mut || meter.tick())
    }

    /// The reference suites and tools.
    ///
    /// # Errors
    /// [`Stop::Lacking`] where they are not there.
    pub(crate) fn shared(&self) -> Result<PathBuf, Stop> {
        let reason = "neither $APP4G_SHARED nor ../shared is here";
        self.site.shared.clone().ok_or_else(|| Stop::Lacking(reason.into()))
    }

    /// Builds the release binaries of the tests package (nothing to do after the first time).
    ///
    /// # Errors
    /// The compiler's words.
    pub(crate) fn build_conformance(&mut self) -> Result<String, String> {
        const BINARY: &str = "app4g-conformance";
        let build = Step::cargo().args(["build", "--release", "--quiet", "-p", "app4g-tests", "--bin", BINARY]);
        self.run(build.limit_minutes(30))?.good()?;
        Ok(self.site.release_binary(BINARY).display().to_string())
    }
}
