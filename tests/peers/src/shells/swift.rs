//! Swift: a package put together from the generated code and the bench; `swift-run` of the shared tools gives a Linux machine Swift.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::make::{Made, copy, finished, sources};
use super::shell::Shell;

/// Seconds after which building is given up; a bench is given a minute.
const PATIENCE: &str = "900";

/// Builds the package.
///
/// # Errors
/// Swift's words. The inner one: no Swift.
pub(super) fn prepare(made: &Made) -> Result<Result<Shell, String>, String> {
    let Some(runner) = runner() else { return Ok(Err("no tools/swift-run under $APP4G_SHARED or ../shared".into())) };
    if finished(Command::new(&runner).args(["--timeout", "60", "--", "swift", "--version"]), "swift-run").is_err() {
        return Ok(Err("no Swift; tools/swift-toolchain gets one".into()));
    }
    let package = made.folder.join("swift");
    let parts = [
        (sources("swift").join("Package.swift"), "Package.swift"),
        (sources("swift").join("main.swift"), "Sources/Bench/main.swift"),
        (made.folder.join("ours/swift/App4GCore.swift"), "Sources/App4GCore/App4GCore.swift"),
        (made.folder.join("ours/swift/App4GCoreFFI.h"), "Sources/App4GCoreFFI/App4GCoreFFI.h"),
        (made.folder.join("ours/swift/module.modulemap"), "Sources/App4GCoreFFI/module.modulemap"),
        (made.folder.join("bare/swift/bare.swift"), "Sources/Bare/bare.swift"),
        (made.folder.join("bare/swift/bareFFI.h"), "Sources/bareFFI/bareFFI.h"),
        (made.folder.join("bare/swift/module.modulemap"), "Sources/bareFFI/module.modulemap"),
    ];
    for (from, to) in parts {
        copy(&from, &package.join(to))?;
    }
    let within = |limit: &str| -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["-C".into(), package.clone().into(), "-L".into(), made.libraries().into()];
        words.extend(["--timeout".into(), limit.into(), "--".into()]);
        words
    };
    let mut build = Command::new(&runner);
    build.args(within(PATIENCE)).args(["swift", "build", "-c", "release", "--product", "Bench"]);
    finished(&mut build, "swift build")?;
    let mut words = vec![runner.into_os_string()];
    words.extend(within("60"));
    words.push(package.join(".build/release/Bench").into());
    Ok(Ok(Shell { language: "Swift", words, environment: Vec::new(), linked: true }))
}

fn runner() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("APP4G_SHARED").map_or_else(beside, PathBuf::from);
    let runner = shared.join("tools/swift-run");
    runner.is_file().then_some(runner)
}
