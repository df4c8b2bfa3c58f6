//! The portal itself: listens on loopback, is told what to say, tells what it saw.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

use super::connection;
use super::identity::Identity;
use super::received::Received;
use super::reply::Reply;
use super::script::Script;

/// How long a test waits for something that must happen.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running portal. Dropping it closes everything.
#[derive(Debug)]
pub struct Portal {
    addresses: Vec<SocketAddr>,
    identity: Option<Identity>,
    script: Arc<Script>,
    listeners: Vec<JoinHandle<()>>,
}

impl Portal {
    /// Listens on 127.0.0.1, a free port, plain HTTP.
    ///
    /// # Errors
    /// No socket to be had.
    pub async fn start() -> io::Result<Self> {
        Self::start_at(&[IpAddr::V4(Ipv4Addr::LOCALHOST)]).await
    }

    /// Listens on several loopback addresses (127.0.1.1, 127.0.1.2 …), all on one free port.
    ///
    /// # Errors
    /// No socket to be had, or the port of the first address is taken on another.
    pub async fn start_at(addresses: &[IpAddr]) -> io::Result<Self> {
        Self::open(addresses, None).await
    }

    /// Listens on 127.0.0.1 with TLS.
    ///
    /// # Errors
    /// No socket to be had.
    pub async fn start_tls(identity: Identity) -> io::Result<Self> {
        Self::open(&[IpAddr::V4(Ipv4Addr::LOCALHOST)], Some(identity)).await
    }

    async fn open(addresses: &[IpAddr], identity: Option<Identity>) -> io::Result<Self> {
        let mut portal = Self { addresses: Vec::new(), identity, script: Arc::default(), listeners: Vec::new() };
        let mut port = 0;
        for address in addresses {
            let bound = portal.listen(SocketAddr::new(*address, port)).await?;
            port = bound.port();
            portal.addresses.push(bound);
        }
        Ok(portal)
    }

    async fn listen(&mut self, address: SocketAddr) -> io::Result<SocketAddr> {
        let listener = TcpListener::bind(address).await?;
        let bound = listener.local_addr()?;
        let script = Arc::clone(&self.script);
        let tls = self.identity.as_ref().map(|identity| TlsAcceptor::from(Arc::clone(&identity.server)));
        self.listeners.push(tokio::spawn(accept(listener, tls, script)));
        Ok(bound)
    }

    /// The port, the same on every address.
    pub fn port(&self) -> u16 {
        self.addresses.first().map_or(0, SocketAddr::port)
    }

    /// The URL of `path` (with its slash) at the first address.
    pub fn url(&self, path: &str) -> String {
        let host = self.addresses.first().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), SocketAddr::ip);
        self.url_at(&host.to_string(), path)
    }

    /// The URL of `path` at a host name or another address.
    pub fn url_at(&self, host: &str, path: &str) -> String {
        let scheme = if self.identity.is_some() { "https" } else { "http" };
        format!("{scheme}://{host}:{}{path}", self.port())
    }

    /// From now on `path` is answered so.
    pub fn serve(&self, path: &str, reply: Reply) {
        self.script.serve(path, vec![reply]);
    }

    /// From now on `path` is answered with each of these in turn, then always with the last.
    pub fn serve_each(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        self.script.serve(path, replies.into_iter().collect());
    }

    /// From now on every other path is answered so; without this, with 404.
    pub fn serve_everything_else(&self, reply: Reply) {
        self.script.serve_everything_else(Some(reply));
    }

    /// Every request so far, in order.
    pub fn requests(&self) -> Vec<Received> {
        self.script.log()
    }

    /// How often `path` was asked for.
    pub fn hits(&self, path: &str) -> usize {
        self.requests().iter().filter(|request| request.path() == path).count()
    }

    /// Connections ever accepted.
    pub fn connections(&self) -> usize {
        self.script.connections().0
    }

    /// The most connections that were open at once.
    pub fn most_connections(&self) -> usize {
        self.script.connections().1
    }

    /// Waits until `count` requests were read. Tells whether they were, within ten seconds.
    pub async fn saw_requests(&self, count: usize) -> bool {
        let mut seen = self.script.requests.subscribe();
        tokio::time::timeout(PATIENCE, seen.wait_for(|seen| *seen >= count)).await.is_ok_and(|seen| seen.is_ok())
    }

    /// Waits until clients left `count` answers before their end. Tells whether they did, within ten seconds.
    pub async fn saw_clients_leave(&self, count: usize) -> bool {
        let mut seen = self.script.abandoned.subscribe();
        tokio::time::timeout(PATIENCE, seen.wait_for(|seen| *seen >= count)).await.is_ok_and(|seen| seen.is_ok())
    }

    /// Closes listeners and connections: who asks now is refused.
    pub async fn go_offline(&mut self) {
        for listener in self.listeners.drain(..) {
            listener.abort();
            // The error says that it was aborted.
            let _ = listener.await;
        }
    }

    /// Listens again, at the same addresses.
    ///
    /// # Errors
    /// A port that somebody took meanwhile.
    pub async fn go_online(&mut self) -> io::Result<()> {
        self.go_offline().await;
        for address in self.addresses.clone() {
            self.listen(address).await?;
        }
        Ok(())
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        for listener in &self.listeners {
            listener.abort();
        }
    }
}

/// Accepts until aborted; the connections end with it.
async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, script: Arc<Script>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                // A connection that is gone before it was accepted is nobody's.
                let Ok((socket, _)) = accepted else { continue };
                // Head and body are two writes: without this the second waits 40 ms for the first one's acknowledgement.
                if socket.set_nodelay(true).is_err() {
                    continue;
                }
                let (tls, script) = (tls.clone(), Arc::clone(&script));
                connections.spawn(async move {
                    match tls {
                        Some(tls) => connection::run(tls.accept(socket).await?, script).await,
                        None => connection::run(socket, script).await,
                    }
                });
            }
            Some(_) = connections.join_next() => {}
        }
    }
}
