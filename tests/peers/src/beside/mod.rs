//! Our repository beside other ways to bring the same records: git, rsync, a paged API.
//!
//! Reading order: [`tree`] (the same lines, a file each) → [`meter`] (a relay that counts bytes) → [`git`], [`rsync`], [`paged`].
//!
//! Every way goes through a [`meter::Meter`] on loopback, ours too: bytes of the connection both ways, without TCP's own.

pub mod git;
pub mod meter;
pub mod paged;
pub mod rsync;
pub mod tree;

use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

use app4g_tests::department::Trouble;
use app4g_tests::peers::child::Guard;

/// What a way has cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Bytes from the server.
    pub down: u64,
    /// Bytes to the server.
    pub up: u64,
    /// How often the client asked and waited.
    pub requests: u64,
}

impl Cost {
    /// Bytes both ways.
    pub fn bytes(&self) -> u64 {
        self.down + self.up
    }
}

/// A port that is free now.
fn free_port() -> Result<u16, Trouble> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Starts a daemon that is to listen on `port`.
fn daemon(command: &mut Command, port: u16) -> Result<Guard, Trouble> {
    let mut child = Guard::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
    for _ in 0..300 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(child);
        }
        if child.ended()?.is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err(format!("{} does not listen", command.get_program().display()).into())
}

/// Whether `program` can be started here.
pub fn is_here(program: &str) -> bool {
    let version = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}
