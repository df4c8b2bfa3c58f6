//! `app4g`: the terminal shell. Everything it does is in the library beside it; this file only meets the process.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use app4g::host::Host;
use app4g::terminal::{Paint, Terminal, Watching};

fn main() -> ExitCode {
    app4g::log::start(std::env::var("APP4G_LOG").ok().as_deref());
    let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let stdout = std::io::stdout();
    let mut stderr = std::io::stderr();
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let paint = if stdout.is_terminal() && !no_color { Paint::Ansi } else { Paint::Plain };
    let watching = if stderr.is_terminal() { Watching::Yes } else { Watching::No };
    let terminal = Terminal::new(columns, paint, watching);
    let mut out = std::io::BufWriter::new(stdout.lock());
    let exit = app4g::run(&args, Host::of_the_process(&mut out, &mut stderr, terminal));
    // A closed pipe is a normal end; nothing else can be told to anybody now.
    let _ = out.flush();
    ExitCode::from(exit as u8)
}
