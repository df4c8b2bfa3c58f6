//! `cargo bindgen`: builds the library of the shells and writes what they are compiled with below `target/generated`.
//!
//! The library and the generator are built by commands of their own: built together they would lend each other features that a
//! phone's build does not have. `--accept` also writes down what the library exports (`exports`).
//!
//! Used by the command and by the checks, which need the same before they compile Kotlin or Swift.

pub(crate) mod exports;

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::meter::{Board, Meter};
use crate::runner::{Ended, Step};
use crate::site::Site;

/// Below cargo's build folder.
const GENERATED: &str = "generated";

/// How the library is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    profile: Profile,
    accept: bool,
}

/// The library and the program that reads it.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    pub(crate) library: PathBuf,
    generator: PathBuf,
}

/// Runs one program: into a check's log, or into the command's own.
pub(crate) type Run<'a> = &'a mut dyn FnMut(Step) -> Result<Ended, String>;

/// Runs the command.
///
/// # Errors
/// Wrong usage, and the words of whatever did not work.
pub(crate) fn run(args: &[String]) -> Result<ExitCode, String> {
    let asked = parse(args)?;
    let site = Site::find()?;
    std::fs::create_dir_all(site.logs()).map_err(|error| format!("{}: {error}", site.logs().display()))?;
    let log = site.logs().join("bindgen.log");
    let board = Board::new();
    let mut meter = Meter::start(&board, "bindgen");
    let mut step = |step: Step| step.limit_minutes(30).or_folder(&site.root).run(&log, &mut || meter.tick());
    let made = make(&site, asked.profile, &mut step).and_then(|built| exported(&built, &mut step));
    meter.stop(None);
    let list = made?;
    for (path, bytes) in files(&folder(&site)) {
        println!("{bytes:>9}  {}", site.show(&path));
    }
    if asked.accept {
        let file = site.root.join(exports::FILE);
        std::fs::write(&file, &list).map_err(|error| format!("{}: {error}", exports::FILE))?;
        println!(
            "{} is written; the newest section of {} has to say: {}",
            exports::FILE,
            exports::CHANGELOG,
            exports::mark(&list)
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn parse(args: &[String]) -> Result<Asked, String> {
    let mut asked = Asked { profile: Profile::Dev, accept: false };
    for arg in args {
        match arg.as_str() {
            "--release" => asked.profile = Profile::Release,
            "--accept" => asked.accept = true,
            other => return Err(format!("bindgen knows --release and --accept, not `{other}`")),
        }
    }
    Ok(asked)
}

/// Where everything is written.
pub(crate) fn folder(site: &Site) -> PathBuf {
    site.target.join(GENERATED)
}

/// Builds the library and the generator.
///
/// # Errors
/// The compiler's words.
pub(crate) fn build(site: &Site, profile: Profile, run: Run<'_>) -> Result<Built, String> {
    for (package, profile) in [("app4g-bindings", profile), ("app4g-bindgen", Profile::Dev)] {
        run(Step::cargo().args(build_args(package, profile)).limit_minutes(30))?.good()?;
    }
    let below = |profile: Profile| site.target.join(if profile == Profile::Release { "release" } else { "debug" });
    let library = below(profile).join(format!("{DLL_PREFIX}app4g_bindings{DLL_SUFFIX}"));
    Ok(Built { library, generator: below(Profile::Dev).join(format!("app4g-bindgen{EXE_SUFFIX}")) })
}

fn build_args(package: &str, profile: Profile) -> Vec<&str> {
    let mut args = vec!["build", "--quiet", "--package", package];
    args.extend((profile == Profile::Release).then_some("--release"));
    args
}

/// Builds, then writes the languages and what stands beside them; in this order, for languages empties its folders.
///
/// # Errors
/// The compiler's or the generator's words.
pub(crate) fn make(site: &Site, profile: Profile, run: Run<'_>) -> Result<Built, String> {
    let built = build(site, profile, run)?;
    let (library, out) = (shown(&built.library), shown(&folder(site)));
    run(Step::new(&built.generator).args(["languages".to_owned(), library, out.clone()]))?.good()?;
    run(Step::new(&built.generator).args(["shell".to_owned(), out]))?.good()?;
    Ok(built)
}

/// Puts the library into `folder`, alone. What has an earlier copy open keeps it.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn copy_library(built: &Built, folder: &Path) -> Result<(), String> {
    let trouble = |error: std::io::Error| format!("{}: {error}", folder.display());
    let name = built.library.file_name().unwrap_or_default();
    let half = folder.join("new");
    std::fs::create_dir_all(folder).map_err(trouble)?;
    std::fs::copy(&built.library, &half).map_err(trouble)?;
    std::fs::rename(&half, folder.join(name)).map_err(trouble)
}

/// What the library exports.
///
/// # Errors
/// The generator's words.
pub(crate) fn exported(built: &Built, run: Run<'_>) -> Result<String, String> {
    run(Step::new(&built.generator).args(["exports".to_owned(), shown(&built.library)]))?.good()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Every file below `folder` with its length in bytes, sorted.
fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.metadata() {
            Ok(about) if about.is_dir() => found.extend(files(&entry.path())),
            Ok(about) => found.push((entry.path(), about.len())),
            Err(_) => {}
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests;
