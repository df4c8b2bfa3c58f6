//! What a successful fetch brought.

use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderName, LAST_MODIFIED};
use url::Url;

use super::redirect::Hop;
use super::traffic::Traffic;

/// A fetch that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 304: what we have is current.
    NotModified(NotModified),
    /// 200 with a body.
    Fetched(Response),
}

/// The answer 304.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotModified {
    /// Validators to keep from now on: those of the answer, else those that were sent.
    pub validators: Validators,
    /// Redirects followed.
    pub redirects: Vec<Hop>,
    /// What it cost, redirects included.
    pub traffic: Traffic,
}

/// A complete body, decompressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Where it was found at last: the base of relative links.
    pub final_url: Url,
    /// Redirects followed.
    pub redirects: Vec<Hop>,
    /// `Content-Type` with its parameters; labels lie, so the parser decides.
    pub content_type: Option<String>,
    /// Validators to store beside the body.
    pub validators: Validators,
    /// The body.
    pub body: Vec<u8>,
    /// What it cost, redirects included.
    pub traffic: Traffic,
}

/// What to send next time to learn whether anything changed. Kept byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

impl Validators {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self { etag: text(headers, &ETAG), last_modified: text(headers, &LAST_MODIFIED) }
    }

    /// These, with gaps filled from `kept`. An ETag without its Last-Modified is complete by itself.
    pub(super) fn or(self, kept: Self) -> Self {
        if self.etag.is_none() && self.last_modified.is_none() { kept } else { self }
    }
}

pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    text(headers, &CONTENT_TYPE)
}

/// A header as text; one that is not visible ASCII or UTF-8 is as good as absent.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = std::str::from_utf8(headers.get(name)?.as_bytes()).ok()?;
    Some(value.to_owned()).filter(|value| !value.is_empty())
}
