//! Programs that end with their test: in time, or killed; also when the test panics.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::department::Trouble;

/// A running program; dropping it kills it.
#[derive(Debug)]
pub struct Guard(Child);

impl Guard {
    /// Starts `command`.
    ///
    /// # Errors
    /// There is no such program.
    pub fn start(command: &mut Command) -> Result<Self, Trouble> {
        let started = command.stdin(Stdio::null()).spawn();
        Ok(Self(started.map_err(|error| format!("{}: {error}", command.get_program().display()))?))
    }

    /// How it ended, if it did.
    ///
    /// # Errors
    /// As the system.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, Trouble> {
        Ok(self.0.try_wait()?)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs `command` for `limit` at most; what it printed to standard output, or what it said as it failed. Uses files in `folder`.
///
/// # Errors
/// It took too long, or failed.
pub fn run(command: &mut Command, limit: Duration, folder: &Path) -> Result<String, Trouble> {
    let (out, err) = (folder.join("child.out"), folder.join("child.err"));
    let mut child = Guard::start(command.stdout(File::create(&out)?).stderr(File::create(&err)?))?;
    let begun = Instant::now();
    loop {
        match child.ended()? {
            Some(status) if status.success() => return Ok(std::fs::read_to_string(&out)?),
            Some(status) => return Err(format!("{status}: {}", std::fs::read_to_string(&err)?).into()),
            None if begun.elapsed() > limit => return Err(format!("not done after {} s", limit.as_secs()).into()),
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    }
}
