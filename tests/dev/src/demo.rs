//! `cargo demo`: builds the demo with the release profile, showing cargo's progress, and hands the terminal to it.

use std::process::{Command, ExitCode, ExitStatus};

use crate::bindgen::Profile;
use crate::site::Site;

/// The package and binary of the demo; it needs the loopback portal, hence it lives in the tests.
const PACKAGE: &str = "app4g-tests";
pub(crate) const BINARY: &str = "app4g-demo";

/// Builds and runs; the exit code is the demo's.
///
/// # Errors
/// When cargo or the demo cannot be started at all.
pub(crate) fn run(args: &[String]) -> Result<ExitCode, String> {
    let site = Site::find()?;
    let built = build(&site)?;
    if !built.success() {
        return Ok(ExitCode::FAILURE);
    }
    let demo = Command::new(site.release_binary(BINARY)).args(args).env_remove("CARGO_MANIFEST_DIR").status();
    let status = demo.map_err(|error| format!("{BINARY}: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Builds the demo with this terminal as cargo's.
///
/// # Errors
/// When cargo cannot be started.
pub(crate) fn build(site: &Site) -> Result<ExitStatus, String> {
    eprintln!("building the demo (the first time takes a few minutes: SQLite, TLS and zstd are compiled from source)");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(build_args(Profile::Release)).current_dir(&site.root).env_remove("CARGO_MANIFEST_DIR");
    command.status().map_err(|error| format!("cargo: {error}"))
}

/// Arguments of the build. The check `demo` leaves the release profile out: it shares what the tests have compiled already.
pub(crate) fn build_args(profile: Profile) -> Vec<&'static str> {
    let mut args = vec!["build", "--package", PACKAGE, "--bin", BINARY];
    args.extend((profile == Profile::Release).then_some("--release"));
    args
}
