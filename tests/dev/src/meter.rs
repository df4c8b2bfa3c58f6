//! What is running and for how long, in the last line of a terminal; nothing elsewhere.
//!
//! Invariant: a line that is printed through the board never lands in the middle of another one, from whichever lane it comes.

use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The line of the terminal that all lanes share.
#[derive(Debug)]
pub(crate) struct Board {
    terminal: bool,
    running: Mutex<Vec<(&'static str, Instant)>>,
}

impl Board {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { terminal: std::io::stdout().is_terminal(), running: Mutex::new(Vec::new()) }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(&'static str, Instant)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self, running: &[(&'static str, Instant)]) {
        if self.terminal {
            print!("\r\x1b[K{}", line(running));
            // A closed terminal is noticed by the next line that is printed.
            let _ = std::io::stdout().flush();
        }
    }
}

/// One line for everything under way.
fn line(running: &[(&'static str, Instant)]) -> String {
    let each = running.iter().map(|(name, since)| format!("{name} {} s …", since.elapsed().as_secs()));
    each.collect::<Vec<_>>().join("  ")
}

/// Shows one check or command on the board while it is running.
#[derive(Debug)]
pub(crate) struct Meter<'a> {
    board: &'a Board,
    name: &'static str,
    started: Instant,
    shown: Option<u64>,
}

impl<'a> Meter<'a> {
    /// Starts counting.
    pub(crate) fn start(board: &'a Board, name: &'static str) -> Self {
        let started = Instant::now();
        board.lock().push((name, started));
        Self { board, name, started, shown: None }
    }

    /// Redraws when another second is over.
    pub(crate) fn tick(&mut self) {
        let seconds = self.started.elapsed().as_secs();
        if self.board.terminal && self.shown != Some(seconds) {
            self.shown = Some(seconds);
            self.board.draw(&self.board.lock());
        }
    }

    /// How long it has been running.
    pub(crate) fn took(&self) -> Duration {
        self.started.elapsed()
    }

    /// Takes it off the board and prints `last`, if there is something to say.
    pub(crate) fn stop(self, last: Option<&str>) {
        let mut running = self.board.lock();
        running.retain(|(name, since)| (*name, *since) != (self.name, self.started));
        self.board.draw(&[]);
        if let Some(last) = last {
            println!("{last}");
        }
        if !running.is_empty() {
            self.board.draw(&running);
        }
    }
}

#[cfg(test)]
mod tests;
