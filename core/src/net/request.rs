//! What is asked for: one address, what we expect there, what we have already.

use super::limits::Limits;

/// What is expected at the address; chooses `Accept`, the default limits and how an HTML answer is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A feed of any format.
    Feed,
    /// A web page: full text, discovery.
    Page,
    /// An image of an article.
    Image,
    /// What says how a repository stands now (timestamp, the next root): asked past every cache.
    RepositoryHead,
    /// A file of a repository that never changes under its name: versioned metadata, catalog, objects.
    RepositoryFile,
}

impl Purpose {
    pub(super) const fn accept(self) -> &'static str {
        match self {
            Self::Feed => {
                "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, \
                 application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
            }
            Self::Page => "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
            Self::Image => "image/webp, image/jpeg, image/png, image/*;q=0.5",
            Self::RepositoryHead | Self::RepositoryFile => "*/*",
        }
    }

    /// Whether it goes to a department's own static files: no pause between requests, no HTML, no compression on the way.
    pub(super) const fn is_repository(self) -> bool {
        matches!(self, Self::RepositoryHead | Self::RepositoryFile)
    }

    const fn limits(self) -> Limits {
        match self {
            Self::Feed => Limits::FEED,
            Self::Page => Limits::PAGE,
            Self::Image => Limits::IMAGE,
            Self::RepositoryHead => Limits::METADATA,
            Self::RepositoryFile => Limits::OBJECT,
        }
    }
}

/// Whose servers may be asked, redirects included.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Reach {
    /// Any public server.
    #[default]
    Anywhere,
    /// Only those of the registrable domain of this host: full text of a feed (decision 19).
    SiteOf(String),
}

/// Who wants it; decides whether our own back-off is heeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Urgency {
    /// A poll: a host that failed is left alone until its pause is over.
    #[default]
    Scheduled,
    /// A person asked for just this and waits for it: tried even so, unless the server itself asked for peace.
    Asked,
}

/// What is missing of a file whose beginning is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The first byte that is missing.
    pub from: u64,
    /// `ETag` of the file that the beginning is of: if it is another one now, the server sends all of it. A weak one proves
    /// nothing about bytes and is not sent (RFC 9110 §13.1.5).
    pub etag: Option<String>,
}

/// One fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Absolute http or https address.
    pub url: String,
    /// What is expected there.
    pub purpose: Purpose,
    /// `ETag` of what we have, exactly as it came (`W/"…"` and unquoted ones too).
    pub etag: Option<String>,
    /// `Last-Modified` of what we have, exactly as it came.
    pub last_modified: Option<String>,
    /// Only these bytes; `None` for all. For [`super::Client::fetch_into`].
    pub rest: Option<Rest>,
    /// Whose servers may be asked.
    pub reach: Reach,
    /// Who wants it.
    pub urgency: Urgency,
    /// Bounds in time and bytes.
    pub limits: Limits,
}

impl Request {
    /// An unconditional poll with the default limits of `purpose`.
    pub fn new(url: impl Into<String>, purpose: Purpose) -> Self {
        Self {
            url: url.into(),
            purpose,
            etag: None,
            last_modified: None,
            rest: None,
            reach: Reach::default(),
            urgency: Urgency::default(),
            limits: purpose.limits(),
        }
    }

    /// Whether an answer 304 would make sense.
    pub fn is_conditional(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }
}
