//! Tools the checks need: found, or installed on Debian as root, or named together with the way to get them.
//!
//! Nothing is downloaded but packages, through their ordinary clients (apt, rustup, npm, cargo). What only this
//! workspace needs goes into the build folder.
//!
//! Checks run side by side: what is kept in [`Kept`] is fetched by whoever comes first, the others wait and get the same answer.
//!
//! Invariant: what cannot be had is `Stop::Lacking`, with the way to get it or the installer's own words; it is never
//! mistaken for a check that does not hold.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::checks::{Job, Stop};
use crate::runner::Step;

/// Version of the HTML parser that judges sanitised fragments; pinned, so that a verdict can be repeated.
const PARSE5: &str = "7.3.0";

/// Version of cargo-deny; pinned for the same reason.
const CARGO_DENY: &str = "0.20.2";

/// A program of the system with the Debian packages that bring it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tool {
    program: &'static str,
    packages: &'static [&'static str],
}

/// Python 3.9 or newer: the feed and search suites.
pub(crate) const PYTHON: Tool = Tool { program: "python3", packages: &["python3"] };
/// Node.js: the sanitiser suite.
pub(crate) const NODE: Tool = Tool { program: "node", packages: &["nodejs", "npm"] };
/// npm: brings parse5.
pub(crate) const NPM: Tool = Tool { program: "npm", packages: &["nodejs", "npm"] };
/// zstd's command line: the search suite unpacks with it.
pub(crate) const ZSTD: Tool = Tool { program: "zstd", packages: &["zstd"] };
/// curl: the peer of the sync bench.
pub(crate) const CURL: Tool = Tool { program: "curl", packages: &["curl"] };
/// rsync: a peer of the signed repository; git, another one, is where the workspace came from.
pub(crate) const RSYNC: Tool = Tool { program: "rsync", packages: &["rsync"] };
/// nginx: serves a repository as any web server does.
pub(crate) const NGINX: Tool = Tool { program: "nginx", packages: &["nginx-light"] };

/// JDK 17: compiles and runs the Kotlin shell.
const JDK: Tool = Tool { program: "javac", packages: &["openjdk-17-jdk-headless"] };
/// Maven: fetches Kotlin and Compose and runs their compilers.
const MAVEN: Tool = Tool { program: "mvn", packages: &["maven"] };
/// aapt2: compiles and links the app's resources, against the framework's that come with it.
const AAPT: Tool = Tool { program: "aapt2", packages: &["aapt", "android-framework-res"] };
/// Font lookup of the pictures that are drawn without a screen.
const FONTCONFIG: Tool = Tool { program: "fc-list", packages: &["fontconfig"] };
/// What is no program: libraries that Skia loads, the font that Android has.
const DRAWING: [&str; 4] = ["libfontconfig1", "libgl1", "libx11-6", "fonts-roboto-unhinted"];

/// Two installations by apt at the same time would refuse each other.
static APT: Mutex<()> = Mutex::new(());

/// What was fetched in this run, or why it could not be.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    python: OnceLock<Result<PathBuf, Stop>>,
    parse5: OnceLock<Result<PathBuf, Stop>>,
    kotlin: OnceLock<Result<(), Stop>>,
    swift: OnceLock<Result<PathBuf, Stop>>,
}

/// What tests ask Python for, pinned so that a verdict can be repeated: an independent TUF client, zstd, an S3 server.
const PYTHON_PACKAGES: [&str; 4] =
    ["tuf==7.0.1", "securesystemslib[crypto]==1.6.0", "zstandard==0.25.0", "moto[server]==5.2.5"];

/// The folder of a Python environment with [`PYTHON_PACKAGES`]: `bin/python`, `bin/moto_server`.
///
/// # Errors
/// As for [`ensure`].
pub(crate) fn python_environment(job: &mut Job<'_>) -> Result<PathBuf, Stop> {
    job.common.kept.python.get_or_init(|| make_python_environment(job)).clone()
}

fn make_python_environment(job: &mut Job<'_>) -> Result<PathBuf, Stop> {
    ensure(PYTHON, job)?;
    let folder = job.site.tools().join("python");
    // Written last: an environment that was interrupted is made anew.
    let done = folder.join("packages.txt");
    let wanted = PYTHON_PACKAGES.join("\n");
    if std::fs::read_to_string(&done).is_ok_and(|there| there == wanted) {
        return Ok(folder);
    }
    let make = |job: &mut Job<'_>| job.run(Step::new("python3").args(["-m", "venv", &folder.display().to_string()]));
    if make(job)?.good().is_err() {
        // Debian keeps the module in a package of its own.
        apt_install("venv of python3", &["python3-venv"], job)?;
        make(job)?.good().map_err(Stop::Lacking)?;
    }
    let pip =
        Step::new(folder.join("bin/python")).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    job.run(pip.args(PYTHON_PACKAGES))?.good().map_err(Stop::Lacking)?;
    std::fs::write(&done, wanted).map_err(|error| format!("{}: {error}", done.display()))?;
    Ok(folder)
}

/// Makes sure that `tool` can be run.
///
/// # Errors
/// What is missing and how to get it, when it cannot be installed here.
pub(crate) fn ensure(tool: Tool, job: &mut Job<'_>) -> Result<(), Stop> {
    if on_path(tool.program) {
        return Ok(());
    }
    apt_install(tool.program, tool.packages, job)?;
    let packages = tool.packages.join(" ");
    if on_path(tool.program) {
        return Ok(());
    }
    Err(Stop::Failed(format!("apt-get installed {packages}, but not `{}`", tool.program)))
}

/// Everything that compiles, runs and draws the Kotlin shell; its libraries come through Maven later.
///
/// # Errors
/// As for [`ensure`].
pub(crate) fn kotlin(job: &mut Job<'_>) -> Result<(), Stop> {
    job.common.kept.kotlin.get_or_init(|| install_kotlin(job)).clone()
}

fn install_kotlin(job: &mut Job<'_>) -> Result<(), Stop> {
    for tool in [JDK, MAVEN, FONTCONFIG] {
        ensure(tool, job)?;
    }
    let installed = |package: &str, job: &mut Job<'_>| {
        let asked = Step::new("dpkg-query").args(["--show", "--showformat", "${db:Status-Status}", package]);
        job.run(asked).is_ok_and(|ended| ended.output.trim() == "installed")
    };
    // On another system nobody can be asked; the pictures will show what is missing.
    if !on_path("dpkg-query") || DRAWING.iter().all(|package| installed(package, job)) {
        return Ok(());
    }
    apt_install("fonts and libraries for drawing", &DRAWING, job)
}

/// What packs the app for Android and comes from the system; R8 comes through Maven.
///
/// # Errors
/// As for [`ensure`].
pub(crate) fn android(job: &mut Job<'_>) -> Result<(), Stop> {
    ensure(AAPT, job)
}

/// The JDK's own folder, by the `javac` on `PATH`.
pub(crate) fn jdk_home() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let javac = std::env::split_paths(&path).find_map(|folder| folder.join(JDK.program).canonicalize().ok())?;
    Some(javac.parent()?.parent()?.to_path_buf())
}

/// The folder of `swift-run`, once there is a Swift for it to run.
///
/// # Errors
/// [`Stop::Lacking`] without the reference material, or where the toolchain cannot be had.
pub(crate) fn swift(job: &mut Job<'_>) -> Result<PathBuf, Stop> {
    job.common.kept.swift.get_or_init(|| fetch_swift(job)).clone()
}

fn fetch_swift(job: &mut Job<'_>) -> Result<PathBuf, Stop> {
    let tools = job.shared()?.join("tools");
    job.run(Step::new(tools.join("swift-toolchain")).limit_minutes(15))?.good().map_err(Stop::Lacking)?;
    Ok(tools)
}

fn apt_install(what: &str, packages: &[&str], job: &mut Job<'_>) -> Result<(), Stop> {
    if !can_use_apt() {
        let packages = packages.join(" ");
        return Err(Stop::Lacking(format!("`{what}` is missing; as root on Debian: apt-get install {packages}")));
    }
    let _alone = APT.lock().unwrap_or_else(PoisonError::into_inner);
    job.run(Step::new("apt-get").args(["update", "-q"]))?.good().map_err(Stop::Lacking)?;
    let install =
        Step::new("apt-get").args(["install", "-y", "-q", "--no-install-recommends"]).args(packages.iter().copied());
    job.run(install.env("DEBIAN_FRONTEND", "noninteractive"))?.good().map_err(Stop::Lacking)?;
    Ok(())
}

/// Makes sure that the toolchain has rustup component `component`, which brings cargo's sub-command `command`.
///
/// # Errors
/// As for [`ensure`].
pub(crate) fn ensure_component(component: &str, command: &str, job: &mut Job<'_>) -> Result<(), Stop> {
    if quiet(Step::cargo().args([command, "--version"]), job) {
        return Ok(());
    }
    if on_path("rustup") {
        job.run(Step::new("rustup").args(["component", "add", component]))?.good().map_err(Stop::Lacking)?;
        return Ok(());
    }
    let how = format!("`rustup component add {component}`, or apt-get install {component}");
    Err(Stop::Lacking(format!("`cargo {command}` is missing; {how}")))
}

/// The folder under which `node_modules/parse5` lies.
///
/// # Errors
/// As for [`ensure`].
pub(crate) fn parse5(job: &mut Job<'_>) -> Result<PathBuf, Stop> {
    job.common.kept.parse5.get_or_init(|| fetch_parse5(job)).clone()
}

fn fetch_parse5(job: &mut Job<'_>) -> Result<PathBuf, Stop> {
    ensure(NODE, job)?;
    let folder = job.site.tools().join(format!("parse5-{PARSE5}"));
    if folder.join("node_modules/parse5/package.json").is_file() {
        return Ok(folder);
    }
    ensure(NPM, job)?;
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let install = Step::new("npm").args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]);
    job.run(install.args([format!("parse5@{PARSE5}")]).folder(&folder))?.good().map_err(Stop::Lacking)?;
    Ok(folder)
}

/// The program `cargo-deny`: from `PATH`, else built once into the build folder (75 s on two cores, unoptimised: it
/// runs for a second).
///
/// # Errors
/// When it cannot be built.
pub(crate) fn cargo_deny(job: &mut Job<'_>) -> Result<PathBuf, Stop> {
    if on_path("cargo-deny") {
        return Ok("cargo-deny".into());
    }
    let folder = job.site.tools();
    let program = folder.join("bin/cargo-deny");
    if program.is_file() {
        return Ok(program);
    }
    let step = Step::cargo().args(["install", "--locked", "--debug", "--quiet", "cargo-deny"]);
    let step = step.args(["--version", CARGO_DENY, "--root"]);
    let step =
        step.args([folder.display().to_string()]).env("CARGO_TARGET_DIR", folder.join("build").display().to_string());
    job.run(step.limit_minutes(25))?.good().map_err(Stop::Lacking)?;
    // Half a gigabyte of objects nobody needs again.
    std::fs::remove_dir_all(folder.join("build")).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(program)
}

fn quiet(step: Step, job: &mut Job<'_>) -> bool {
    job.run(step).is_ok_and(|ended| ended.good().is_ok())
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn can_use_apt() -> bool {
    let id = Command::new("id").arg("-u").stderr(Stdio::null()).output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0") && on_path("apt-get")
}
