//! Python: nothing is built; generated modules look for their library beside themselves.

use std::process::Command;

use super::make::{Made, copy, finished, sources};
use super::shell::Shell;

/// Puts modules and libraries together.
///
/// # Errors
/// Files that cannot be copied. The inner one: no Python.
pub(super) fn prepare(made: &Made) -> Result<Result<Shell, String>, String> {
    if finished(Command::new("python3").arg("--version"), "python3").is_err() {
        return Ok(Err("no python3".into()));
    }
    let folder = made.folder.join("python");
    for file in [made.folder.join("ours/python/app4g.py"), made.folder.join("bare/python/bare.py")]
        .iter()
        .chain([&made.ours, &made.bare])
    {
        copy(file, &folder.join(file.file_name().unwrap_or_default()))?;
    }
    let program = sources("python").join("bench.py");
    Ok(Ok(Shell {
        language: "Python",
        words: vec!["python3".into(), program.into()],
        // As an installed module has it: compiled once.
        environment: vec![("PYTHONPATH", folder.into()), ("PYTHONDONTWRITEBYTECODE", "".into())],
        linked: false,
    }))
}
