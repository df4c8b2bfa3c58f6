//! Processes that are measured: each reads the corpus once and then runs a pass whenever it is told to.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// One process that speaks the protocol of `peers_protocol`.
pub struct Worker {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// What one pass took and found.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    /// CPU seconds of its thread.
    pub seconds: f64,
    /// Items.
    pub items: usize,
    /// Feeds that could not be read.
    pub failed: usize,
}

impl Worker {
    /// Starts `program ARGS`.
    ///
    /// # Errors
    /// Why it could not be started.
    pub fn start(program: &Path, args: &[&OsStr]) -> Result<Self, String> {
        let mut process = Command::new(program)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("a process without pipes".into());
        };
        Ok(Self { process, input, output: BufReader::new(output) })
    }

    /// Runs a pass over the feeds whose name contains `wanted`; `all` is all.
    ///
    /// # Errors
    /// The process died or said something else.
    pub fn pass(&mut self, wanted: &str) -> Result<Timed, String> {
        writeln!(self.input, "{wanted}").map_err(|error| error.to_string())?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| error.to_string())?;
        let mut fields = line.split_whitespace();
        let parsed = (|| {
            Some(Timed {
                seconds: fields.next()?.parse().ok()?,
                items: fields.next()?.parse().ok()?,
                failed: fields.next()?.parse().ok()?,
            })
        })();
        parsed.ok_or_else(|| format!("a pass ended with {line:?}"))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It ends by itself when its input does; a worker in the middle of a pass is not waited for.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Builds a package of this workspace by itself, so that no features unify, and says where its program is.
///
/// # Errors
/// What cargo said.
pub fn build(package: &str) -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = folder.join("target");
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--release", "--locked", "-p", package, "--target-dir"])
        .arg(&target)
        .current_dir(folder)
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if status.success() { Ok(target.join("release").join(package)) } else { Err(format!("{package} does not build")) }
}
