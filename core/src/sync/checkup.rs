//! The feed doctor: what is wrong with a feed, in words that can be sent to its webmaster.
//!
//! Looks at what the server said ([`Transport`]) and at what the parser had to get over. Stores nothing.

use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::error::{Error, Message};
use crate::feed::{self, Feed, FeedError};
use crate::net::{Outcome, Purpose, Request, Response, Urgency, permanent_target};
use crate::text::dates;

use super::engine::Engine;

/// Days without a new item after which a feed looks forgotten.
const STALE_DAYS: i64 = 60;

/// What a checkup found.
#[derive(Clone, Debug)]
pub struct Checkup {
    /// The feed, as understood.
    pub feed: Feed,
    /// What should be mended: what the parser met, then the content, then the server.
    pub findings: Vec<Finding>,
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub message: Message,
}

/// What the server said about the feed; `None` for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transport {
    /// Address asked.
    pub url: String,
    /// Where permanent redirects led.
    pub moved_to: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// Whether the next poll can be conditional.
    pub has_validator: bool,
}

impl Engine {
    /// Examines the feed at `url`.
    ///
    /// # Errors
    /// What the network or the parser says about the address.
    pub async fn check_up(&self, url: &str, cancel: &CancelToken) -> Result<Checkup, Error> {
        let mut request = Request::new(url, Purpose::Feed);
        request.urgency = Urgency::Asked;
        let now = self.clock().now();
        match self.client().fetch(&request, cancel).await? {
            Outcome::Fetched(response) => {
                let transport = Transport::of(url, &response);
                Ok(examine(&response.body, Some(&transport), response.final_url.as_str(), now)?)
            }
            Outcome::NotModified(_) => Err(FeedError::Empty.into()),
        }
    }
}

impl Transport {
    fn of(url: &str, response: &Response) -> Self {
        Self {
            url: url.to_owned(),
            moved_to: permanent_target(&response.redirects).map(ToString::to_string),
            content_type: response.content_type.clone(),
            has_validator: response.validators.etag.is_some() || response.validators.last_modified.is_some(),
        }
    }
}

/// Examines bytes, with what the server said about them if they came from one.
///
/// # Errors
/// [`FeedError`] if they are no feed at all.
pub fn examine(bytes: &[u8], transport: Option<&Transport>, base: &str, now: Timestamp) -> Result<Checkup, FeedError> {
    let content_type = transport.and_then(|transport| transport.content_type.as_deref());
    let feed = feed::parse(bytes, &feed::Context { content_type, base_url: Some(base), now: Some(now) })?;
    let mut findings: Vec<Finding> =
        feed.warnings.iter().map(|warning| Finding { code: warning.kind.code(), message: warning.message() }).collect();
    findings.extend(content_findings(&feed, now));
    findings.extend(transport.map(transport_findings).unwrap_or_default());
    Ok(Checkup { feed, findings })
}

fn content_findings(feed: &Feed, now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    let newest = feed.items.iter().filter_map(|item| item.published.or(item.updated)).max();
    if let Some(newest) = newest.filter(|newest| now.since(*newest) > STALE_DAYS * 24 * 3600) {
        let message = Message::new("sync.doctor.stale").with("date", dates::date(newest));
        findings.push(Finding { code: "stale", message });
    }
    findings
}

fn transport_findings(transport: &Transport) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(target) = &transport.moved_to {
        let message = Message::new("sync.doctor.moved").with("url", target.as_str());
        findings.push(Finding { code: "moved", message });
    }
    if transport.url.starts_with("http://") {
        findings.push(Finding { code: "no_https", message: Message::new("sync.doctor.no_https") });
    }
    if !transport.has_validator {
        findings.push(Finding { code: "no_validator", message: Message::new("sync.doctor.no_validator") });
    }
    let media_type = transport.content_type.as_deref().unwrap_or_default().to_ascii_lowercase();
    if !["xml", "json", "rss", "atom"].iter().any(|part| media_type.contains(part)) {
        let shown = if media_type.is_empty() { "–" } else { media_type.as_str() };
        let message = Message::new("sync.doctor.media_type").with("type", shown);
        findings.push(Finding { code: "media_type", message });
    }
    findings
}

#[cfg(test)]
mod tests;
