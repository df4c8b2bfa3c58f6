//! `cargo demo`: the reading core in half a minute, without questions and without the internet.
//!
//! Opens a throw-away profile (`--keep DIR` keeps it) with nothing but the starter pack, shows what is there without any
//! network, publishes a new release on the spot, syncs it over loopback, and shows what a reader is told of a correction and a
//! withdrawal. Runs the very commands of `app4g`, with an address policy that allows
//! loopback (decision 19) and sources marked as samples. Texts are Vietnamese, as a resident would see them; `--lang en` for
//! English. Exit code 0 if every step worked.

mod stage;
mod story;

use std::path::PathBuf;
use std::process::ExitCode;

use app4g::terminal::{Paint, Terminal, Watching};

/// What can be said on the command line.
struct Options {
    keep: Option<PathBuf>,
    lang: String,
    terminal: Terminal,
}

fn main() -> ExitCode {
    match options().and_then(|options| story::tell(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write as _;
            // Nothing is left to try when stderr is gone.
            let _ = writeln!(std::io::stderr(), "app4g-demo: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, app4g_tests::department::Trouble> {
    use std::io::IsTerminal as _;
    let is_terminal = std::io::stdout().is_terminal();
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let mut paint = if is_terminal && !no_color { Paint::Ansi } else { Paint::Plain };
    let mut columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let (mut keep, mut lang) = (None, "vi".to_owned());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--keep" => keep = Some(PathBuf::from(value()?)),
            "--lang" => lang = value()?,
            "--color" => paint = if value()? == "always" { Paint::Ansi } else { Paint::Plain },
            "--width" => columns = Some(value()?.parse()?),
            _ => {
                return Err(format!(
                    "unknown option {arg}; known: --keep DIR --lang vi|en --color always|never --width N"
                )
                .into());
            }
        }
    }
    let watching = if is_terminal { Watching::Yes } else { Watching::No };
    Ok(Options { keep, lang, terminal: Terminal::new(columns, paint, watching) })
}
