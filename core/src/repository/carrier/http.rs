//! A repository on a web server: any that serves static files, found below one address.
//!
//! Callers: `trust` through [`Carrier`], `objects` for what is loaded piece by piece. What it costs is counted here, requests
//! that failed included.
//!
//! Invariants: nothing but files below the base is asked for, and of no other site: who leads elsewhere, or sends a web page,
//! stands between the phone and the server (a Wi-Fi network's sign-in), which is no attack and no answer.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use url::Url;

use super::{Carried, Carrier, CarrierError};
use crate::cancel::CancelToken;
use crate::error::{Error, ErrorKind, Message};
use crate::net::{
    AddressProblem, Client, Failure, Limits, NetError, Outcome, Purpose, Reach, Request, Rest, Sink, StreamError,
    Streamed, Traffic, Urgency,
};

/// What was asked of a server so far and what it cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Spent {
    /// Requests that were sent, redirects included.
    pub requests: u64,
    /// Bytes in both directions, headers included.
    pub traffic: Traffic,
}

/// One server with the files of one repository. A clone is the same one and counts into the same account.
#[derive(Clone)]
pub struct Server {
    client: Client,
    base: Url,
    urgency: Urgency,
    pace: Option<Limits>,
    spent: Arc<Mutex<Spent>>,
}

impl Server {
    /// The repository below `base` (`https://noi-dung.example.vn/kho/`; the last slash may be missing), asked by `client`.
    /// `urgency` says whether a person waits.
    ///
    /// # Errors
    /// `InvalidInput` if `base` is no http or https address.
    pub fn new(client: Client, base: &str, urgency: Urgency) -> Result<Self, Error> {
        let refused =
            || Error::new(ErrorKind::InvalidInput, Message::new("error.net.url_malformed").with("host", base));
        let mut url = Url::parse(base.trim()).map_err(|_| refused())?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return Err(refused());
        }
        url.set_query(None);
        url.set_fragment(None);
        if !url.path().ends_with('/') {
            let folder = format!("{}/", url.path());
            url.set_path(&folder);
        }
        Ok(Self { client, base: url, urgency, pace: None, spent: Arc::default() })
    }

    /// The same server, given up sooner or later: the times and the rate of `pace` hold instead of the usual ones; how many bytes
    /// a file may have, the caller of each load says.
    #[must_use]
    pub fn at_pace(self, pace: Limits) -> Self {
        Self { pace: Some(pace), ..self }
    }

    /// The address everything lies below, with its last slash: the name of this mirror.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// The account so far.
    pub fn spent(&self) -> Spent {
        *self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Loads the file at `path` into `sink`, or what is missing of it; `limit` counts from its beginning.
    pub(in crate::repository) async fn load_into(
        &self,
        path: &str,
        rest: Option<Rest>,
        limit: u64,
        sink: &mut dyn Sink,
        cancel: &CancelToken,
    ) -> Result<Streamed, StreamError> {
        let request = Request { rest, ..self.request(path, limit)? };
        let streamed = self.client.fetch_into(&request, sink, cancel).await;
        let (redirects, traffic) = match &streamed {
            Ok(streamed) => (streamed.redirects.len(), streamed.traffic),
            Err(StreamError::Net(failure)) => (failure.redirects.len(), failure.traffic),
            Err(StreamError::Sink { traffic, .. }) => (0, *traffic),
        };
        self.count(redirects, traffic);
        streamed.map_err(|error| match error {
            StreamError::Net(failure) => StreamError::Net(judged(failure)),
            other => other,
        })
    }

    /// Loads the file at `path` into memory; `None` if it is still what `etag` stands for.
    pub(in crate::repository) async fn fetch(
        &self,
        path: &str,
        limit: u64,
        etag: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Option<(Vec<u8>, Option<String>)>, Failure> {
        let request = Request { etag: etag.map(str::to_owned), ..self.request(path, limit)? };
        let outcome = self.client.fetch(&request, cancel).await;
        let (redirects, traffic) = match &outcome {
            Ok(Outcome::Fetched(response)) => (response.redirects.len(), response.traffic),
            Ok(Outcome::NotModified(answer)) => (answer.redirects.len(), answer.traffic),
            Err(failure) => (failure.redirects.len(), failure.traffic),
        };
        self.count(redirects, traffic);
        match outcome.map_err(judged)? {
            Outcome::Fetched(response) => Ok(Some((response.body, response.validators.etag))),
            Outcome::NotModified(_) => Ok(None),
        }
    }

    fn request(&self, path: &str, limit: u64) -> Result<Request, Failure> {
        let host = self.base.host_str().unwrap_or_default().to_owned();
        let url = match self.base.join(path) {
            Ok(url) if is_plain(path) => url,
            // No file of a repository has such a name.
            _ => {
                let (cause, traffic, redirects) = (NetError::NotFound, Traffic::default(), Vec::new());
                return Err(Failure { cause, host, traffic, redirects });
            }
        };
        let is_head = path == "metadata/timestamp.json" || path.ends_with(".root.json");
        let purpose = if is_head { Purpose::RepositoryHead } else { Purpose::RepositoryFile };
        let usual = if is_head { Limits::METADATA } else { Limits::OBJECT };
        let limits = Limits { wire_bytes: limit, body_bytes: limit, ..self.pace.unwrap_or(usual) };
        let reach = Reach::SiteOf(host);
        Ok(Request { reach, limits, urgency: self.urgency, ..Request::new(url, purpose) })
    }

    fn count(&self, redirects: usize, traffic: Traffic) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        // What never left the device cost nothing and asked nobody.
        let requests = if traffic.sent == 0 { 0 } else { redirects as u64 + 1 };
        spent.requests = spent.requests.saturating_add(requests);
        spent.traffic += traffic;
    }
}

impl Carrier for Server {
    fn load<'a>(
        &'a self,
        path: &'a str,
        limit: u64,
        etag: Option<&'a str>,
        cancel: &'a CancelToken,
    ) -> BoxFuture<'a, Result<Carried, CarrierError>> {
        async move {
            match self.fetch(path, limit, etag, cancel).await {
                Ok(Some((bytes, etag))) => Ok(Carried::Bytes { bytes, etag }),
                Ok(None) => Ok(Carried::Unchanged),
                Err(failure) => Err(match failure.cause {
                    NetError::TooLarge { limit } => CarrierError::TooLarge { limit },
                    cause if is_missing(cause) => CarrierError::Missing,
                    _ => CarrierError::Failed(failure.into()),
                }),
            }
        }
        .boxed()
    }
}

/// Whether the server works and has no such file; object stores say 403 for what they do not have.
pub(in crate::repository) const fn is_missing(cause: NetError) -> bool {
    matches!(cause, NetError::NotFound | NetError::Gone | NetError::Forbidden { status: 403 })
}

/// A redirect off the site, or down from https, is somebody on the way: a mirror that moved is listed under its new address.
fn judged(failure: Failure) -> Failure {
    let led_away = match failure.cause {
        NetError::Address(AddressProblem::OtherSite | AddressProblem::Downgrade) => true,
        NetError::Address(_) => !failure.redirects.is_empty(),
        NetError::Url(_) => true,
        _ => false,
    };
    if led_away { Failure { cause: NetError::CaptivePortal, ..failure } } else { failure }
}

/// Names as the format has them: nothing that a URL would read as anything but a file below the base.
fn is_plain(path: &str) -> bool {
    let is_name = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    };
    path.split('/').all(is_name)
}

#[cfg(test)]
mod tests;
