//! A bench of one language: how its program is started and what it says.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The program of one language.
#[derive(Debug)]
pub struct Shell {
    pub(super) language: &'static str,
    /// Program and arguments before the bench's own.
    pub(super) words: Vec<OsString>,
    pub(super) environment: Vec<(&'static str, OsString)>,
    /// The library is loaded before the program's first line.
    pub(super) linked: bool,
}

/// Times of one side in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    /// The middle.
    pub median: f64,
    /// Of a hundred calls five take longer.
    pub p95: f64,
}

/// What a page of Home costs.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Through our screen.
    pub ours: Spread,
    /// From the bare crate.
    pub bare: Spread,
}

/// What one opening took, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Opened {
    /// Until a first call came back: the library loaded and compared with what was generated.
    pub load: f64,
    /// From there until the profile was open.
    pub open: f64,
    /// From there until Home had content.
    pub state: f64,
    /// All of it.
    pub total: f64,
}

impl Shell {
    /// Its name.
    pub const fn language(&self) -> &'static str {
        self.language
    }

    /// Whether the library is loaded before the program's first line.
    pub const fn is_linked(&self) -> bool {
        self.linked
    }

    /// Measures `calls` calls of either side.
    ///
    /// # Errors
    /// The program failed; its words.
    pub fn page(&self, profile: &Path, calls: usize) -> Result<Page, String> {
        let said = self.run(&["page".into(), profile.into(), calls.to_string().into()])?;
        let number = |side: &str, name: &str| self.number(&said, &format!("/{side}/{name}"));
        let spread = |side| Ok::<_, String>(Spread { median: number(side, "median")?, p95: number(side, "p95")? });
        Ok(Page { ours: spread("ours")?, bare: spread("bare")? })
    }

    /// Opens the profile once, in a fresh process.
    ///
    /// # Errors
    /// The program failed or found another page; its words.
    pub fn open(&self, profile: &Path) -> Result<Opened, String> {
        let said = self.run(&["open".into(), profile.into()])?;
        if said.get("rows").and_then(Value::as_u64) != Some(50) {
            return Err(format!("{}: {said}", self.language));
        }
        let number = |name: &str| self.number(&said, &format!("/{name}"));
        Ok(Opened { load: number("load")?, open: number("open")?, state: number("state")?, total: number("total")? })
    }

    fn number(&self, said: &Value, path: &str) -> Result<f64, String> {
        said.pointer(path).and_then(Value::as_f64).ok_or_else(|| format!("{}: {path} is not in {said}", self.language))
    }

    fn run(&self, arguments: &[OsString]) -> Result<Value, String> {
        let Some((program, words)) = self.words.split_first() else {
            return Err(format!("{}: no program", self.language));
        };
        let mut command = Command::new(program);
        command.args(words).args(arguments).envs(self.environment.iter().cloned());
        let output = command.output().map_err(|error| format!("{}: {error}", self.language))?;
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = lines.lines().last().and_then(|line| serde_json::from_str(line).ok());
        match said {
            Some(said) if output.status.success() => Ok(said),
            _ => Err(format!("{}: {lines:?} {}", self.language, String::from_utf8_lossy(&output.stderr))),
        }
    }
}
