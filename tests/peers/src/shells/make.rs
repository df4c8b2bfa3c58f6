//! Both libraries, built alike, and what is generated from them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Libraries and generated code, in `target/shells`.
#[derive(Debug)]
pub struct Made {
    /// Everything is below it: `lib`, `ours/LANGUAGE`, `bare/LANGUAGE`.
    pub folder: PathBuf,
    /// The library of the shells.
    pub ours: PathBuf,
    /// The bare one.
    pub bare: PathBuf,
    /// The program in Rust that reads what Home reads.
    pub home: PathBuf,
}

impl Made {
    /// The folder of both libraries.
    pub fn libraries(&self) -> PathBuf {
        self.folder.join("lib")
    }
}

/// Where the benches' own sources lie.
pub(super) fn sources(language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("shells").join(language)
}

/// Builds both libraries with this workspace's profile and generates every language from each.
///
/// # Errors
/// The compiler's or the generator's words.
pub fn make() -> Result<Made, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..").canonicalize().map_err(|error| error.to_string())?;
    let (target, folder) = (here.join("target"), here.join("target/shells"));
    // The program in Rust and the library have the same core; what they would lend each other they have already.
    for packages in [&["-p", "app4g-bindings", "-p", "peers-home"][..], &["-p", "peers-uniffi-bare"]] {
        let words = [&["build", "--quiet", "--release", "--locked"], packages, &["--target-dir"]].concat();
        cargo(here, &words, &target)?;
    }
    let library = |name: &str| -> Result<PathBuf, String> {
        let to = folder.join("lib").join(name);
        copy(&target.join("release").join(name), &to)?;
        Ok(to)
    };
    let made = Made {
        ours: library("libapp4g_bindings.so")?,
        bare: library("libuniffi_bare.so")?,
        home: target.join("release/peers-home"),
        folder: folder.clone(),
    };
    cargo(&root, &["build", "--quiet", "--locked", "-p", "app4g-bindgen", "--target-dir"], &root.join("target"))?;
    let generator = root.join("target/debug/app4g-bindgen");
    for (library, name) in [(&made.ours, "ours"), (&made.bare, "bare")] {
        let mut run = Command::new(&generator);
        run.arg("languages").arg(library).arg(folder.join(name)).current_dir(&root);
        finished(&mut run, "app4g-bindgen")?;
    }
    Ok(made)
}

fn cargo(folder: &Path, arguments: &[&str], target: &Path) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    finished(Command::new(cargo).args(arguments).arg(target).current_dir(folder), &arguments.join(" ")).map(drop)
}

/// Runs a command to its end; what it said.
///
/// # Errors
/// It cannot be started or fails; its words.
pub(super) fn finished(command: &mut Command, name: &str) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    Err(format!("{name}: {}\n{said}{}", output.status, String::from_utf8_lossy(&output.stderr)))
}

/// Copies a file and makes its folder; a file that is the same stays, so that what was built from it does.
///
/// # Errors
/// As the system says.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let words = |error: std::io::Error| format!("{}: {error}", from.display());
    let bytes = std::fs::read(from).map_err(words)?;
    if std::fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(words)?;
    }
    std::fs::write(to, bytes).map_err(words)
}
