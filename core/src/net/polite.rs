//! Manners towards one host: few connections, and a pause between two requests.
//!
//! A small portal on shared hosting must not notice that a thousand phones read it. The client asks for a [`Turn`] before
//! every request, redirects included, and keeps it until the body is read.
//!
//! Invariants: at most `connections` turns per host exist; a request starts at least `interval` after the last one to its
//! host, unless it is for a repository's file; the lock is never held across an await; a caller that stops waiting (cancel)
//! takes nothing with it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// Hosts remembered before idle ones are forgotten.
const REMEMBERED: usize = 512;

/// The manners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Politeness {
    /// Connections to one host at a time, at least 1.
    pub connections: usize,
    /// Between the starts of two requests to one host.
    pub interval: Duration,
}

impl Default for Politeness {
    /// Two connections, one request a second.
    fn default() -> Self {
        Self { connections: 2, interval: Duration::from_secs(1) }
    }
}

/// Permission for one request to one host; given back when dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _permit: OwnedSemaphorePermit,
    /// When the previous request to this host started; tells whether its connection may still be open.
    pub(super) previous: Option<Instant>,
}

#[derive(Debug)]
struct Host {
    permits: Arc<Semaphore>,
    last_start: Option<Instant>,
}

/// Hands out turns.
#[derive(Debug)]
pub(super) struct Polite {
    manners: Politeness,
    hosts: Mutex<HashMap<String, Host>>,
}

impl Polite {
    pub(super) fn new(manners: Politeness) -> Self {
        Self { manners, hosts: Mutex::default() }
    }

    /// Waits until `host` may be asked. Dropping the future gives up the place in the queue and nothing else.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        self.turn_after(host, self.manners.interval).await
    }

    /// The same without a pause since the last request: for files that a department serves for just this.
    pub(super) async fn turn_at_once(&self, host: &str) -> Turn {
        self.turn_after(host, Duration::ZERO).await
    }

    async fn turn_after(&self, host: &str, interval: Duration) -> Turn {
        let permits = self.permits(host);
        let permit = loop {
            match Arc::clone(&permits).acquire_owned().await {
                Ok(permit) => break permit,
                // The semaphore is never closed.
                Err(_) => tokio::task::yield_now().await,
            }
        };
        loop {
            match self.start(host, interval, Instant::now()) {
                Ok(previous) => return Turn { _permit: permit, previous },
                Err(later) => tokio::time::sleep_until(later).await,
            }
        }
    }

    fn permits(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= REMEMBERED {
            let now = Instant::now();
            // An entry in use is held by its waiters too.
            hosts.retain(|_, host| {
                Arc::strong_count(&host.permits) > 1
                    || host.last_start.is_some_and(|start| now - start < self.manners.interval)
            });
        }
        let connections = self.manners.connections.max(1);
        let entry = hosts
            .entry(host.to_owned())
            .or_insert_with(|| Host { permits: Arc::new(Semaphore::new(connections)), last_start: None });
        Arc::clone(&entry.permits)
    }

    /// Starts now and returns the previous start, or says when it may be tried again.
    fn start(&self, host: &str, interval: Duration, now: Instant) -> Result<Option<Instant>, Instant> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(entry) = hosts.get_mut(host) else {
            return Ok(None);
        };
        match entry.last_start.map(|start| start + interval) {
            Some(due) if due > now => Err(due),
            _ => Ok(entry.last_start.replace(now)),
        }
    }
}

#[cfg(test)]
mod tests;
