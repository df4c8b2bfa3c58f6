//! What a command answers: text for people, one JSON object for programs, and an exit code.
//!
//! Every command builds an [`Answer`] or fails with the core's [`Error`]; only [`print`](Printer::print) writes. The JSON shape is
//! `{"ok": true, "command": …, "data": …}` or `{"ok": false, "command": …, "error": {"code", "message", "retryable"}}`
//! (`docs/cli-json.md`).

use std::io::{self, Write};

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::strings::{Lang, render};
use serde_json::{Value, json};

use crate::terminal::{Style, Terminal};

/// Exit codes of product.md §6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Ok = 0,
    /// Failed; stderr says why.
    Failed = 1,
    /// The command line is wrong.
    Usage = 2,
    /// No network; what is stored was shown.
    Offline = 3,
    /// Nothing has this id or address.
    NotFound = 4,
    /// Content was not what its publisher signed.
    Refused = 5,
}

/// What a command has to say.
#[derive(Debug)]
pub struct Answer {
    /// Lines for people.
    pub lines: Vec<String>,
    /// The same facts for programs.
    pub data: Value,
    /// How it ended.
    pub exit: Exit,
}

impl Answer {
    /// An answer that ended well.
    pub fn new(lines: Vec<String>, data: Value) -> Self {
        Self { lines, data, exit: Exit::Ok }
    }

    /// The same answer with another exit code.
    #[must_use]
    pub fn exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }
}

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Writes answers and errors.
pub struct Printer<'a> {
    /// Where answers go.
    pub out: &'a mut dyn Write,
    /// Where errors and progress go.
    pub err: &'a mut (dyn Write + Send),
    /// How.
    pub format: Format,
    /// In which language.
    pub lang: Lang,
    /// What the terminal can do.
    pub terminal: Terminal,
}

impl Printer<'_> {
    /// Writes what `command` answered and returns the exit code. A closed pipe (`| head`) is a normal end.
    pub fn print(&mut self, command: &str, outcome: Result<Answer, Error>) -> Exit {
        let (written, exit) = match outcome {
            Ok(answer) => (self.answer(command, &answer), answer.exit),
            Err(error) => (self.error(command, &error), exit_of(error.kind)),
        };
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Exit::Failed,
            _ => exit,
        }
    }

    /// Writes something to be careful about beside the answer.
    pub fn warn(&mut self, message: &Message) {
        let said = self.terminal.paint.apply(Style::Warning, &render(message, self.lang));
        // A warning nobody can see is no failure.
        let _ = writeln!(self.err, "{said}");
    }

    fn answer(&mut self, command: &str, answer: &Answer) -> io::Result<()> {
        match self.format {
            Format::Json => writeln!(self.out, "{}", json!({"ok": true, "command": command, "data": answer.data})),
            Format::Text => answer.lines.iter().try_for_each(|line| writeln!(self.out, "{line}")),
        }
    }

    fn error(&mut self, command: &str, error: &Error) -> io::Result<()> {
        let message = render(&error.message, self.lang);
        match self.format {
            Format::Json => {
                let error = json!({"code": error.code(), "message": message, "retryable": error.retryable()});
                writeln!(self.out, "{}", json!({"ok": false, "command": command, "error": error}))
            }
            Format::Text => writeln!(self.err, "{}", self.terminal.paint.apply(Style::Error, &message)),
        }
    }
}

const fn exit_of(kind: ErrorKind) -> Exit {
    match kind {
        ErrorKind::Offline => Exit::Offline,
        ErrorKind::NotFound => Exit::NotFound,
        ErrorKind::InvalidInput => Exit::Usage,
        ErrorKind::NotGenuine => Exit::Refused,
        _ => Exit::Failed,
    }
}
