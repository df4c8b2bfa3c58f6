//! The shell for iOS, as far as it goes without Xcode: its packages are compiled and tested on Linux with the real library, the
//! views are parsed, everything is held to swift-format.

use std::path::Path;

use super::{Job, Stop};
use crate::install;
use crate::report::Verdict;
use crate::runner::Step;

/// Below it lie the packages, the views and the scripts.
const FOLDER: &str = "ios";

/// The packages, the generated one first; those with a folder `Tests` are tested.
const PACKAGES: [&str; 2] = ["App4GCore", "ShellKit"];

/// Views; only a Mac could compile them.
const VIEWS: &str = "ios/App/";

/// Seconds for the tests of one package, its build included: a callback that is lost hangs.
const TEST_SECONDS: u64 = 600;

/// Seconds for the parser and for swift-format.
const READ_SECONDS: u64 = 120;

/// Generates, tests, parses, lints.
pub(super) fn shell(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let root = &job.site.root;
    let folder = root.join(FOLDER);
    if !folder.is_dir() {
        return Err(Stop::Lacking(format!("{FOLDER}/ is not here")));
    }
    let program = install::swift(job)?.join("swift-run");
    let library = job.library()?;
    let server = job.department()?;
    let built = job.site.target.join("swift");
    std::fs::create_dir_all(&built).map_err(|error| format!("{}: {error}", built.display()))?;
    let generate = Step::new(folder.join("scripts/generate.sh")).env("GENERATED", shown(&library.generated));
    job.run(generate)?.good()?;
    // Inside, only the work tree is seen, and cargo's folder need not lie in it.
    let serving = format!("APP4G_LOOPBACK={}", shown(&server));
    let beside = server.parent().unwrap_or(&server);
    let folders = [library.generated.as_path(), &built, beside].map(|folder| ["-b".to_owned(), shown(folder)]);
    let mut seen = vec!["-L".to_owned(), shown(&library.folder), "-e".to_owned(), serving];
    seen.extend(folders.into_iter().flatten());
    let swift =
        |seconds: u64| Step::new(&program).args(seen.clone()).args(["--timeout".to_owned(), seconds.to_string()]);
    let tested = PACKAGES.iter().map(|name| folder.join(name)).filter(|package| package.join("Tests").is_dir());
    let mut count = 0;
    for package in tested {
        let scratch = built.join(package.file_name().unwrap_or_default());
        let test =
            swift(TEST_SECONDS).args(["-C".to_owned(), shown(&package), "--".into(), "swift".into(), "test".into()]);
        let test = test.args(["--scratch-path".to_owned(), shown(&scratch)]);
        count += passed(&job.run(test.limit_minutes(TEST_SECONDS / 60 + 2))?.good()?);
    }
    if count == 0 {
        return Err(Stop::Failed("no test was run".into()));
    }
    let sources = swift_files(&folder, FOLDER);
    let views: Vec<&str> = sources.iter().map(String::as_str).filter(|file| file.starts_with(VIEWS)).collect();
    if views.is_empty() {
        return Err(Stop::Failed(format!("{VIEWS} holds no view")));
    }
    let read = || swift(READ_SECONDS).limit_minutes(READ_SECONDS / 60 + 2);
    job.run(read().args(["--", "swiftc", "-frontend", "-parse"]).args(views.iter().copied()))?.good()?;
    job.run(read().args(["--", "swift-format", "lint", "--strict"]).args(sources.iter().map(String::as_str)))?
        .good()?;
    Ok(Verdict::Passed(format!("{count} tests, {} files of views parsed", views.len())))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The Swift files that people wrote below `folder`, sorted, each under `name`; what is linked, built or generated is not among them.
fn swift_files(folder: &Path, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{name}/{file}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !file.starts_with('.') && file != "Generated" => {
                found.extend(swift_files(&entry.path(), &path));
            }
            Ok(kind) if kind.is_file() && file.ends_with(".swift") => found.push(path),
            _ => {}
        }
    }
    found.sort();
    found
}

/// The tests of `Test run with N tests … passed after …` (Swift Testing).
fn passed(output: &str) -> u64 {
    let totals = output.lines().filter(|line| line.contains(" passed after "));
    let numbers = totals.filter_map(|line| line.split_once("Test run with ")?.1.split(' ').next()?.parse::<u64>().ok());
    numbers.sum()
}

#[cfg(test)]
mod tests;
