//! Runs one foreign program: output into a log, an end in bounded time, nothing left behind.
//!
//! Each program leads a process group of its own, so that its children end with it. A guard (a shell that reads from a
//! pipe we hold) kills the group when this process dies for whatever reason, Ctrl-C and `kill -9` included: a
//! background group would never hear of it.
//!
//! Invariant: when `Step::run` returns, no process of the step's group is alive.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How often a running program is looked at.
const GLANCE: Duration = Duration::from_millis(50);

/// The most of an output that is read back; more is in the log.
const READ_BACK: u64 = 4 << 20;

/// One program with its arguments, environment, folder and time limit.
#[derive(Debug)]
pub(crate) struct Step {
    program: PathBuf,
    args: Vec<String>,
    env: Vec<(String, String)>,
    folder: Option<PathBuf>,
    limit: Duration,
}

/// How a program ended, and what it printed (both streams, at most the last 4 MiB).
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) how: How,
    pub(crate) output: String,
}

/// The four ways to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Good,
    Code(i32),
    Signal(i32),
    TimedOut(Duration),
}

impl Step {
    /// A program, found on `PATH` unless it is a path; ten minutes unless said otherwise.
    pub(crate) fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            folder: None,
            limit: Duration::from_secs(600),
        }
    }

    /// The cargo that runs us, from the same toolchain.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    pub(crate) fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.env.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    pub(crate) fn limit_minutes(mut self, minutes: u64) -> Self {
        self.limit = Duration::from_secs(minutes * 60);
        self
    }

    #[cfg(test)]
    fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Runs in `folder` unless another was named.
    pub(crate) fn or_folder(mut self, folder: &Path) -> Self {
        self.folder.get_or_insert_with(|| folder.to_path_buf());
        self
    }

    /// The command as one would type it.
    pub(crate) fn line(&self) -> String {
        let name = self.program.file_name().unwrap_or(self.program.as_os_str()).to_string_lossy().into_owned();
        std::iter::once(name).chain(self.args.iter().cloned()).collect::<Vec<_>>().join(" ")
    }

    /// Runs it, appending what it prints to `log`; `tick` is called about twenty times a second.
    ///
    /// # Errors
    /// When the program cannot be started or the log cannot be written.
    pub(crate) fn run(&self, log: &Path, tick: &mut dyn FnMut()) -> Result<Ended, String> {
        let trouble = |error: std::io::Error| format!("{}: {error}", self.program.display());
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(log).map_err(trouble)?;
        writeln!(file, "$ {}", self.line()).map_err(trouble)?;
        let from = file.metadata().map_err(trouble)?.len();
        let mut command = Command::new(&self.program);
        command.args(&self.args).envs(self.env.iter().map(|(name, value)| (name, value))).process_group(0);
        command.stdin(Stdio::null()).stdout(file.try_clone().map_err(trouble)?);
        command.stderr(file.try_clone().map_err(trouble)?);
        // Ours is for this package; it would make other packages' build scripts run again.
        command.env_remove("CARGO_MANIFEST_DIR");
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        let mut child = command.spawn().map_err(trouble)?;
        let guard = Guard::over(child.id());
        let how = wait(&mut child, self.limit, tick).map_err(trouble)?;
        guard.end();
        Ok(Ended { how, output: read_back(&mut file, from).map_err(trouble)? })
    }
}

impl Ended {
    /// The output of a success.
    ///
    /// # Errors
    /// For any other end: how it ended and the last lines that were printed.
    pub(crate) fn good(self) -> Result<String, String> {
        let what = match self.how {
            How::Good => return Ok(self.output),
            How::Code(code) => format!("exit code {code}"),
            How::Signal(signal) => format!("ended by signal {signal}"),
            How::TimedOut(limit) => format!("stopped after {} s, its limit", limit.as_secs()),
        };
        Err(format!("{what}\n{}", tail(&self.output, 30)))
    }
}

/// The last `count` lines of `text`, indented.
pub(crate) fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let skipped = lines.len().saturating_sub(count);
    lines.iter().skip(skipped).map(|line| format!("    {line}\n")).collect()
}

fn wait(child: &mut Child, limit: Duration, tick: &mut dyn FnMut()) -> std::io::Result<How> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(how(status));
        }
        if started.elapsed() >= limit {
            kill_group(child.id());
            child.wait()?;
            return Ok(How::TimedOut(limit));
        }
        tick();
        sleep(GLANCE);
    }
}

fn how(status: ExitStatus) -> How {
    match (status.code(), status.signal()) {
        (Some(0), _) => How::Good,
        (Some(code), _) => How::Code(code),
        (None, signal) => How::Signal(signal.unwrap_or_default()),
    }
}

fn kill_group(leader: u32) {
    let _gone_already =
        Command::new("sh").args(["-c", "kill -s KILL -- -\"$0\" 2>/dev/null", &leader.to_string()]).status();
}

fn read_back(file: &mut File, from: u64) -> std::io::Result<String> {
    let end = file.metadata()?.len();
    file.seek(SeekFrom::Start(from.max(end.saturating_sub(READ_BACK))))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Kills a process group when the pipe to it closes, i.e. when we are gone.
struct Guard(Option<Child>);

impl Guard {
    fn over(leader: u32) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' INT TERM HUP; read -r line; kill -s KILL -- -\"$0\" 2>/dev/null"]);
        shell.arg(leader.to_string()).process_group(0);
        // Without a guard the step still runs; only an untimely end of ours would leave it behind.
        Self(shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok())
    }

    /// The leader has ended: whatever it left in its group goes now.
    fn end(mut self) {
        if let Some(mut shell) = self.0.take() {
            drop(shell.stdin.take());
            let _status = shell.wait();
        }
    }
}

#[cfg(test)]
mod tests;
