//! A relay between a client and a server on loopback that counts what goes through.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::Cost;

/// What went through since it was last asked.
#[derive(Debug, Default)]
struct Counts {
    down: AtomicU64,
    up: AtomicU64,
    turns: AtomicU64,
}

/// A listening relay. Its thread ends with the process.
#[derive(Debug)]
pub struct Meter {
    port: u16,
    counts: Arc<Counts>,
}

impl Meter {
    /// Relays every connection to `port` of this machine.
    ///
    /// # Errors
    /// No socket to be had.
    pub fn start(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let counts = Arc::<Counts>::default();
        let meter = Self { port: listener.local_addr()?.port(), counts: Arc::clone(&counts) };
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                // A server that is gone closes the client's connection, too.
                let Ok(server) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                let _ = relay(client, server, &counts);
            }
        });
        Ok(meter)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What went through since the last call. A request is a piece of traffic to the server after one from it: questions sent
    /// together count once.
    pub fn take(&self) -> Cost {
        let [down, up, requests] =
            [&self.counts.down, &self.counts.up, &self.counts.turns].map(|count| count.swap(0, Ordering::SeqCst));
        Cost { down, up, requests }
    }
}

fn relay(client: TcpStream, server: TcpStream, counts: &Arc<Counts>) -> io::Result<()> {
    for socket in [&client, &server] {
        socket.set_nodelay(true)?;
    }
    let is_asking = Arc::new(AtomicBool::new(false));
    let (from_client, to_server) = (client.try_clone()?, server.try_clone()?);
    let (up, asking) = (Arc::clone(counts), Arc::clone(&is_asking));
    std::thread::spawn(move || {
        copy(from_client, to_server, |bytes| {
            up.up.fetch_add(bytes, Ordering::SeqCst);
            if !asking.swap(true, Ordering::SeqCst) {
                up.turns.fetch_add(1, Ordering::SeqCst);
            }
        })
    });
    let down = Arc::clone(counts);
    std::thread::spawn(move || {
        copy(server, client, |bytes| {
            down.down.fetch_add(bytes, Ordering::SeqCst);
            is_asking.store(false, Ordering::SeqCst);
        })
    });
    Ok(())
}

fn copy(mut from: TcpStream, mut to: TcpStream, count: impl Fn(u64)) {
    let mut buffer = vec![0; 64 << 10];
    while let Ok(length) = from.read(&mut buffer) {
        let Some(piece) = buffer.get(..length).filter(|piece| !piece.is_empty()) else { break };
        count(length as u64);
        if to.write_all(piece).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_both_directions_and_questions_are_counted() -> io::Result<()> {
        let server = TcpListener::bind("127.0.0.1:0")?;
        let meter = Meter::start(server.local_addr()?.port())?;
        let mut client = TcpStream::connect(("127.0.0.1", meter.port()))?;
        let (mut served, _) = server.accept()?;
        let mut heard = [0; 5];
        for _ in 0..2 {
            client.write_all(b"abc")?;
            served.read_exact(&mut heard[..3])?;
            served.write_all(b"defgh")?;
            client.read_exact(&mut heard)?;
        }
        assert_eq!(meter.take(), Cost { down: 10, up: 6, requests: 2 });
        assert_eq!(meter.take(), Cost::default());
        Ok(())
    }
}
