//! What the portal was told and what it saw: shared between the test and the connections.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use super::received::Received;
use super::reply::Reply;

/// The answers of one path, in order; the last one stays.
#[derive(Debug)]
struct Route {
    replies: Vec<Reply>,
    hits: usize,
}

#[derive(Debug, Default)]
struct Inner {
    routes: BTreeMap<String, Route>,
    fallback: Option<Reply>,
    log: Vec<Received>,
    connections: usize,
    open: usize,
    most_open: usize,
}

/// Routes, log and counters.
#[derive(Debug, Default)]
pub(super) struct Script {
    inner: Mutex<Inner>,
    /// Answers that the client did not wait for.
    pub(super) abandoned: watch::Sender<usize>,
    /// Requests read.
    pub(super) requests: watch::Sender<usize>,
}

impl Script {
    fn with<T>(&self, change: impl FnOnce(&mut Inner) -> T) -> T {
        change(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn serve(&self, path: &str, replies: Vec<Reply>) {
        self.with(|inner| inner.routes.insert(path.to_owned(), Route { replies, hits: 0 }));
    }

    pub(super) fn serve_everything_else(&self, reply: Option<Reply>) {
        self.with(|inner| inner.fallback = reply);
    }

    /// Writes the request down and chooses its answer.
    pub(super) fn answer(&self, request: Received) -> Reply {
        let reply = self.with(|inner| {
            let route = inner.routes.get_mut(request.path());
            let reply = route.and_then(|route| {
                let at = route.hits.min(route.replies.len().saturating_sub(1));
                route.hits += 1;
                route.replies.get(at).cloned()
            });
            let reply = reply.or_else(|| inner.fallback.clone()).unwrap_or_else(|| Reply::status(404));
            inner.log.push(request);
            reply
        });
        self.requests.send_modify(|count| *count += 1);
        reply
    }

    pub(super) fn log(&self) -> Vec<Received> {
        self.with(|inner| inner.log.clone())
    }

    /// A connection begins; returns its number.
    pub(super) fn opened(&self) -> usize {
        self.with(|inner| {
            inner.connections += 1;
            inner.open += 1;
            inner.most_open = inner.most_open.max(inner.open);
            inner.connections
        })
    }

    pub(super) fn closed(&self) {
        self.with(|inner| inner.open = inner.open.saturating_sub(1));
    }

    /// Connections ever, and the most that were open at once.
    pub(super) fn connections(&self) -> (usize, usize) {
        self.with(|inner| (inner.connections, inner.most_open))
    }
}
