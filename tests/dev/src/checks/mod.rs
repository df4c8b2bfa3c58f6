//! The checks of `cargo verify`, cheap ones first, so that a slip shows early, and what is fetched for them meanwhile.
//!
//! `style` (fmt, clippy, doc), `shape` (layers, house rules, dependencies), `tests` (cargo test, one package at a
//! time), `bindings` (the interface for shells, from Python), `kotlin`, `swift` (the shells), `feeds`, `sanitiser` (conformance
//! suites), `content` (sample data), `product` (the demo), `phones` (type check for phone targets, library size), `full` (what
//! only `--full` runs).
//!
//! A check is one function; its log is `target/verify/NAME.log`. Bars are data: `feeds::SUITES`, `sanitiser::SHARES`,
//! `phones::LARGEST`. Invariant: in one run two checks of different lanes never build into the same folder, but for the library of
//! the shells and the server of their tests, which are built once ([`Job::library`], [`Job::department`]).

mod android;
mod bindings;
mod content;
mod feeds;
mod full;
mod kotlin;
mod phones;
mod product;
mod sanitiser;
mod shape;
mod style;
mod swift;
mod tests;

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::bindgen::{self, Built};
use crate::install::{self, Kept};
use crate::lanes::Lane;
use crate::meter::Meter;
use crate::report::Verdict;
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
    pub(crate) lane: Lane,
    /// Names of checks and errands before it in the tables whose end it waits for.
    pub(crate) after: &'static [&'static str],
    pub(crate) run: Outcome,
}

/// A download that begins before the check that needs it, which would otherwise do it itself.
pub(crate) struct Errand {
    pub(crate) name: &'static str,
    /// Who needs it; without any of these it is not run.
    pub(crate) checks: &'static [&'static str],
    pub(crate) run: fn(&mut Job<'_>) -> Result<(), Stop>,
}

type Outcome = fn(&mut Job<'_>) -> Result<Verdict, Stop>;

/// Why a check did not pass; the first line of a reason goes into the table.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    Check { name, about, pace: Pace::Always, lane: Lane::Cargo, after: &[], run }
}

/// A check that builds nothing into `target/debug` and may run while others do.
const fn beside(name: &'static str, about: &'static str, after: &'static [&'static str], run: Outcome) -> Check {
    Check { name, about, pace: Pace::Always, lane: Lane::Beside, after, run }
}

/// A check that `--full` adds; it has the machine for itself, for some of these measure.
const fn full(name: &'static str, about: &'static str, run: Outcome) -> Check {
    Check { name, about, pace: Pace::Full, lane: Lane::Cargo, after: BESIDE, run }
}

/// Every check of the second lane.
const BESIDE: &[&str] = &["deny", "content", "mobile", "kotlin", "android-types", "swift", "size"];

/// What is fetched from the first moment on.
pub(crate) static ERRANDS: &[Errand] = &[
    Errand {
        name: "get-python",
        checks: &["test-portal", "servers"],
        run: |job| install::python_environment(job).map(drop),
    },
    Errand { name: "get-kotlin", checks: &["kotlin", "android-types"], run: install::kotlin },
    Errand { name: "get-swift", checks: &["swift"], run: |job| install::swift(job).map(drop) },
    Errand { name: "get-parse5", checks: &["xss-html", "xss-blocks"], run: |job| install::parse5(job).map(drop) },
];

/// Every check.
pub(crate) static ALL: &[Check] = &[
    always("fmt", "rustfmt finds nothing to change", style::fmt),
    always("clippy", "no warning in any target of any package", style::clippy),
    beside("deny", "licences, banned crates and sources of dependencies (deny.toml)", &[], shape::deny),
    beside("content", "sample feeds: distinct, long enough, marked as samples", &[], content::samples),
    always("test-dev", "tests of the workspace's own commands", tests::dev),
    always("layering", "no module of core uses one of a floor above; neighbours only as listed", shape::layering),
    always("house-rules", "headers, file sizes, panics, machine paths, string catalogue", shape::house_rules),
    always("test-core", "tests of the core library", tests::core),
    always("exports", "what the library exports is written down and told in the changelog", bindings::exports),
    // Both ask rustup for something; two at a time would get into each other's way.
    beside("mobile", "core and bindings type-check for Android and iOS", &["fmt", "clippy"], phones::type_check),
    beside(
        "kotlin",
        "Kotlin shell: tests on the real library, every picture",
        &["exports", "get-kotlin"],
        kotlin::shell,
    ),
    beside(
        "android-types",
        "the Android app: compiled, dexed, shrunk by its rules, resources linked",
        &["exports", "get-kotlin"],
        android::app,
    ),
    beside("swift", "Swift shell: tests on the real library, syntax, format", &["exports", "get-swift"], swift::shell),
    beside("size", "bytes of a stripped phone library", &[], phones::size),
    always("test-bindings", "tests of the screens and the plumbing", tests::bindings),
    always("python-binding", "the exported interface, driven from Python", bindings::python),
    always("test-bindgen", "tests of the generator of Kotlin, Swift, texts and tokens", tests::bindgen),
    always("test-cli", "tests of the terminal shell", tests::cli),
    always("test-portal", "tests of the publisher, on folders and on S3", tests::portal),
    always("test-tests", "end-to-end and fault tests", tests::tests),
    always("servers", "the repository through nginx, S3, python-tuf and a client of another hand", tests::servers),
    always("doc", "documentation builds without a warning", style::doc),
    always("demo", "the demo runs to its end, alone, with exit code 0", product::demo),
    always("feeds-dev", "feed conformance suite", feeds::dev),
    always("feeds-real", "real feeds within the suite", feeds::real),
    always("feeds-vi", "Vietnamese portal-like feeds", feeds::vi),
    always("feeds-robust", "resource bombs and mutated feeds", feeds::robust),
    always("xss-html", "sanitiser suite on the sanitiser's HTML", sanitiser::html),
    always("xss-blocks", "sanitiser suite on HTML rendered from blocks", sanitiser::blocks),
    full("kills", "300 times kill -9 during a sync or a publication: nothing lost", full::kills),
    full("histories", "20 random histories of a repository: all phones end in the identical state", full::histories),
    full("fuzz", "every fuzz target, ten minutes each", full::fuzz),
    full("search-score", "relevance of search on the suite's questions", full::search_score),
    full("peers", "benches against peers reach their bars", full::peers),
];

/// What one run makes once, for all of its checks.
#[derive(Debug, Default)]
pub(crate) struct Common {
    pub(crate) kept: Kept,
    library: OnceLock<Result<Library, String>>,
    department: OnceLock<Result<PathBuf, String>>,
}

/// The library of the shells and what was generated from it.
#[derive(Clone, Debug)]
pub(crate) struct Library {
    pub(crate) built: Built,
    /// Holds a copy of the library and nothing else: cargo writes its own anew, with other features, while a shell has it open.
    pub(crate) folder: PathBuf,
    /// Holds the languages, see `bindgen`.
    pub(crate) generated: PathBuf,
}

/// A check while it is running: where, under which name, with a meter on the terminal.
pub(crate) struct Job<'a> {
    pub(crate) site: &'a Site,
    pub(crate) name: &'static str,
    pub(crate) full: bool,
    pub(crate) common: &'a Common,
    pub(crate) meter: Meter<'a>,
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

    /// Builds the library of the shells and generates their languages, once in a run.
    ///
    /// # Errors
    /// The compiler's or the generator's words.
    pub(crate) fn library(&mut self) -> Result<Library, String> {
        self.common.library.get_or_init(|| self.make_library()).clone()
    }

    fn make_library(&mut self) -> Result<Library, String> {
        let site = self.site;
        let built = bindgen::make(site, bindgen::Profile::Dev, &mut |step| self.run(step))?;
        let folder = site.logs().join("library");
        bindgen::copy_library(&built, &folder)?;
        Ok(Library { built, folder, generated: bindgen::folder(site) })
    }

    /// Builds the department that the shells' tests talk to on loopback, once in a run; the path of a copy alone in its folder, for
    /// cargo may link its own anew while a shell has it running.
    ///
    /// # Errors
    /// The compiler's words.
    pub(crate) fn department(&mut self) -> Result<PathBuf, String> {
        self.common.department.get_or_init(|| self.make_department()).clone()
    }

    fn make_department(&mut self) -> Result<PathBuf, String> {
        // Half an hour, for another check may be building.
        let build = Step::cargo().args(["build", "--quiet", "-p", "app4g-tests", "--bin", DEPARTMENT]);
        self.run(build.limit_minutes(30))?.good()?;
        let folder = self.site.logs().join("loopback");
        let (half, whole) = (folder.join("new"), folder.join(DEPARTMENT));
        let copied = std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::copy(self.site.debug_binary(DEPARTMENT), &half))
            .and_then(|_| std::fs::rename(&half, &whole));
        copied.map(|()| whole).map_err(|error| format!("{}: {error}", folder.display()))
    }

    /// Builds the adapters of the suites: the core optimised, all else as for the tests, whose dependencies are there already.
    ///
    /// # Errors
    /// The compiler's words.
    pub(crate) fn build_conformance(&mut self) -> Result<String, String> {
        // One bomb of the feeds is judged by the clock; more than this is not needed and takes longer to compile.
        const QUICK: &str = "profile.dev.package.app4g-core.opt-level=1";
        self.conformance(&["--config", QUICK])?;
        Ok(self.site.debug_binary(CONFORMANCE).display().to_string())
    }

    /// The same with the release profile: for what is slow.
    ///
    /// # Errors
    /// The compiler's words.
    pub(crate) fn build_fast_conformance(&mut self) -> Result<String, String> {
        self.conformance(&["--release"])?;
        Ok(self.site.release_binary(CONFORMANCE).display().to_string())
    }

    fn conformance(&mut self, how: &[&str]) -> Result<(), String> {
        let build = Step::cargo().args(["build", "--quiet", "-p", "app4g-tests", "--bin", CONFORMANCE]);
        self.run(build.args(how.iter().copied()).limit_minutes(30))?.good().map(drop)
    }
}

/// The adapters between the suites and the core.
const CONFORMANCE: &str = "app4g-conformance";

/// The department of the shells' tests.
const DEPARTMENT: &str = "app4g-loopback";

#[cfg(test)]
mod selftest;
