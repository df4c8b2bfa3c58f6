//! From a host name to addresses we may connect to.
//!
//! [`Names`] is a trait because tests need names that point anywhere or nowhere; the system's resolver is the one real
//! implementation. `Guarded` stands between it and the connector and lets only allowed addresses through, so that the
//! address that is connected is the address that was judged: a second look-up cannot slip another one in (DNS rebinding).
//!
//! Invariant: an address the policy refuses never leaves this file.

use std::collections::BTreeSet;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs, UdpSocket};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::AddressPolicy;

/// Distinct names that must fail in a row, with no success between them, before the network is held to be gone.
const FAILURES_THAT_MEAN_OFFLINE: usize = 3;

/// Why a name gave no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookupFailure {
    /// The device has no route anywhere.
    #[error("no network")]
    NoNetwork,
    /// The resolver knows no such name, or did not answer; systems do not tell these apart.
    #[error("name not found")]
    NotFound,
    /// Every address of the name is one that automatic requests may not ask.
    #[error("address refused")]
    Refused,
}

/// Addresses of a name, as they come.
pub type Lookup = Pin<Box<dyn Future<Output = Result<Vec<IpAddr>, LookupFailure>> + Send>>;

/// Resolves host names.
pub trait Names: Send + Sync + fmt::Debug {
    /// All addresses of `host`, in the order of preference.
    fn lookup(&self, host: &str) -> Lookup;
}

/// The system's resolver (`getaddrinfo`), on tokio's blocking threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn lookup(&self, host: &str) -> Lookup {
        let host = host.to_owned();
        Box::pin(async move {
            let found = tokio::task::spawn_blocking(move || {
                let found: io::Result<Vec<SocketAddr>> = (host.as_str(), 0).to_socket_addrs().map(Iterator::collect);
                match found {
                    Ok(addresses) => Ok(addresses.iter().map(SocketAddr::ip).collect()),
                    Err(_) if has_route() => Err(LookupFailure::NotFound),
                    Err(_) => Err(LookupFailure::NoNetwork),
                }
            });
            // A look-up that was lost with its runtime found nothing.
            found.await.unwrap_or(Err(LookupFailure::NotFound))
        })
    }
}

/// Whether the device could send a packet to the internet. Connecting a UDP socket sends nothing: it asks for the route.
fn has_route() -> bool {
    let routes = [("0.0.0.0:0", "1.1.1.1:53"), ("[::]:0", "[2606:4700:4700::1111]:53")];
    routes.iter().any(|(from, to)| UdpSocket::bind(from).and_then(|socket| socket.connect(to)).is_ok())
}

/// [`Names`] behind the address policy, as the connector wants it.
#[derive(Clone, Debug)]
pub(super) struct Guarded {
    names: Arc<dyn Names>,
    policy: AddressPolicy,
    failing: Arc<Mutex<BTreeSet<String>>>,
}

impl Guarded {
    pub(super) fn new(names: Arc<dyn Names>, policy: AddressPolicy) -> Self {
        Self { names, policy, failing: Arc::default() }
    }

    /// Some server answered: whatever failed before was not the network.
    pub(super) fn network_works(&self) {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn failed(&self, host: String) -> LookupFailure {
        let mut failing = self.failing.lock().unwrap_or_else(PoisonError::into_inner);
        if failing.len() < FAILURES_THAT_MEAN_OFFLINE {
            failing.insert(host);
        }
        if failing.len() < FAILURES_THAT_MEAN_OFFLINE { LookupFailure::NotFound } else { LookupFailure::NoNetwork }
    }

    async fn addresses(self, host: String) -> Result<Vec<SocketAddr>, LookupFailure> {
        let found = match self.names.lookup(&host).await {
            Ok(found) if !found.is_empty() => found,
            Ok(_) | Err(LookupFailure::NotFound) => return Err(self.failed(host)),
            Err(other) => return Err(other),
        };
        self.network_works();
        // Port 0: the connector puts in that of the URL.
        let allowed: Vec<SocketAddr> =
            found.into_iter().filter(|ip| self.policy.allows(*ip)).map(|ip| SocketAddr::new(ip, 0)).collect();
        if allowed.is_empty() { Err(LookupFailure::Refused) } else { Ok(allowed) }
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (guarded, host) = (self.clone(), name.as_str().to_owned());
        Box::pin(async move {
            let addresses = guarded.addresses(host).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests;
