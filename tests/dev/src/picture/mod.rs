//! `picture`: a real demo run, drawn as an SVG of its terminal, for the README.
//!
//! `screen` understands what a terminal is told (text, colours, the cursor moves of a progress display); `svg` draws
//! its cells. The run itself goes through `script`, so that the demo sees a terminal of the given width.
//!
//! Invariant: only what the program printed is drawn.

mod screen;
mod svg;

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use crate::demo;
use crate::site::Site;
use screen::Screen;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    /// Bytes that a terminal received, instead of a run of the demo; `-` is standard input.
    from: Option<PathBuf>,
    out: PathBuf,
    columns: usize,
    /// Lines to draw, counted from 1; all of them if absent.
    lines: Option<RangeInclusive<usize>>,
}

/// Runs the command.
///
/// # Errors
/// For wrong usage, a demo that cannot be run or a picture that cannot be written.
pub(crate) fn run(args: &[String]) -> Result<ExitCode, String> {
    let asked = parse(args)?;
    let site = Site::find()?;
    let bytes = match &asked.from {
        Some(path) if path.as_os_str() == "-" => {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).map_err(|error| error.to_string())?;
            bytes
        }
        Some(path) => std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?,
        None => recorded(&site, asked.columns)?,
    };
    let screen = Screen::after(&String::from_utf8_lossy(&bytes), asked.columns);
    let lines = screen.lines();
    let chosen: Vec<_> = match &asked.lines {
        Some(range) => lines.iter().skip(range.start() - 1).take(range.end() + 1 - range.start()).cloned().collect(),
        None => lines.to_vec(),
    };
    if chosen.is_empty() {
        return Err("there is no line to draw".into());
    }
    let out = site.root.join(&asked.out);
    std::fs::write(&out, svg::draw(&chosen, asked.columns, "cargo demo"))
        .map_err(|error| format!("{}: {error}", out.display()))?;
    println!("{}: {} of {} lines", site.show(&out), chosen.len(), lines.len());
    Ok(ExitCode::SUCCESS)
}

fn parse(args: &[String]) -> Result<Asked, String> {
    let mut asked = Asked { from: None, out: "docs/pictures/demo.svg".into(), columns: 100, lines: None };
    let mut rest = args.iter();
    while let Some(name) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("{name} needs a value"))?;
        let wrong = || format!("{name}: `{value}` is not understood");
        match name.as_str() {
            "--from" => asked.from = Some(value.into()),
            "--out" => asked.out = value.into(),
            "--columns" => {
                asked.columns = value.parse().ok().filter(|columns| (20..=400).contains(columns)).ok_or_else(wrong)?;
            }
            "--lines" => {
                let (first, last) = value.split_once('-').ok_or_else(wrong)?;
                let (first, last) = (first.parse().map_err(|_| wrong())?, last.parse().map_err(|_| wrong())?);
                asked.lines = Some(first..=last).filter(|lines| *lines.start() > 0 && !lines.is_empty());
                asked.lines.as_ref().ok_or_else(wrong)?;
            }
            _ => return Err(format!("picture knows --from, --out, --columns and --lines, not `{name}`")),
        }
    }
    Ok(asked)
}

/// Everything a terminal of `columns` columns receives from the demo.
fn recorded(site: &Site, columns: usize) -> Result<Vec<u8>, String> {
    if !demo::build(site)?.success() {
        return Err("the demo does not build".into());
    }
    let binary = site.release_binary(demo::BINARY).display().to_string();
    // `script` gives it a terminal; `$0` keeps the path out of the shell's hands.
    let inside = format!("stty cols {columns} rows 60; exec '{}'", binary.replace('\'', "'\\''"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--flush", "--command", &inside, "/dev/null"]);
    script.env("TERM", "xterm-256color").env("COLUMNS", columns.to_string()).env_remove("NO_COLOR");
    let output = script.env_remove("CARGO_MANIFEST_DIR").stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("script: {error}; it is in Debian's package bsdutils"))?;
    if !output.status.success() {
        return Err(format!("the demo ended with {}:\n{}", output.status, String::from_utf8_lossy(&output.stdout)));
    }
    Ok(output.stdout)
}

#[cfg(test)]
mod tests;
