//! Identity: which two things are one.
//!
//! [`article_id`] is the only function that names an article, on the phone and on the portal alike (decision 1), so that
//! the same article from a user's feed and from the signed repository is one.
//!
//! Invariant: the namespace and the canonical form below never change; ids are on phones for years.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

use super::date::Date;

/// The namespace of all article ids is UUIDv5(URL namespace, this text).
const ARTICLE_NAMESPACE: &str = "urn:app4g:article";

/// Query parameters that say where a reader came from, not what is read. A name ending in `*` is a prefix.
const TRACKING_PARAMETERS: &[&str] =
    &["utm_*", "fbclid", "gclid", "dclid", "msclkid", "zarsrc", "zalo_*", "mc_cid", "mc_eid", "igshid", "yclid", "_ga"];

/// Id of an article: a UUID in text form, or the id its desk gave it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(String);

/// Slug of a source, e.g. `so-khcn`, or the one made from a feed's URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(String);

/// `host[:port]/path[?query]` without scheme, fragment and tracking parameters: two spellings of one page are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CanonicalUrl(String);

macro_rules! text_id {
    ($name:ident) => {
        impl $name {
            /// Takes an id as stored or as handed in by a shell.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(ArticleId);
text_id!(SourceId);

impl CanonicalUrl {
    /// Reads an absolute http or https URL. `None` for anything else.
    ///
    /// Host lower-case, default port dropped, no fragment, no user name, no tracking parameters, no trailing `?`; a trailing
    /// slash of the path is kept, because servers may tell `/a` from `/a/`.
    pub fn parse(url: &str) -> Option<Self> {
        let url = Url::parse(url.trim()).ok()?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?;
        let mut canonical = String::with_capacity(url.as_str().len());
        canonical.push_str(host);
        if let Some(port) = url.port() {
            canonical.push(':');
            canonical.push_str(&port.to_string());
        }
        canonical.push_str(url.path());
        let kept = url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair));
        let mut separator = '?';
        for pair in kept {
            canonical.push(separator);
            canonical.push_str(pair);
            separator = '&';
        }
        Some(Self(canonical))
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the front page of a site: it names no article.
    pub fn is_site_root(&self) -> bool {
        self.0.split_once('/').is_none_or(|(_, path)| path.is_empty())
    }
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    TRACKING_PARAMETERS.iter().any(|known| match known.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == *known,
    })
}

/// The id of an article (decision 1).
///
/// From its canonical URL; `url` is `None` when it has none, or when its source shares one URL between items
/// (`url_not_unique`) or gives the site's own page: then from source key and guid.
pub fn article_id(url: Option<&CanonicalUrl>, source: &SourceId, guid: &str) -> ArticleId {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, ARTICLE_NAMESPACE.as_bytes());
    let name = match url {
        Some(url) => url.as_str().to_owned(),
        // A space cannot stand in a canonical URL, so the two spaces of names cannot meet.
        None => format!("{source} {guid}"),
    };
    ArticleId(Uuid::new_v5(&namespace, name.as_bytes()).hyphenated().to_string())
}

/// The namespace of all document ids is UUIDv5(URL namespace, this text).
const DOCUMENT_NAMESPACE: &str = "urn:app4g:document";

/// The id of an official document: a number alone repeats, so issuer and day belong to it.
///
/// `number` is in its one spelling; the parts are joined by spaces, which stand in no number and in no date. A day that is not
/// known is left empty; who learns it later writes the old id into the record, so that it stays.
pub fn document_id(number: &str, issuer: &str, issued: Option<Date>) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, DOCUMENT_NAMESPACE.as_bytes());
    let issued = issued.map(|day| day.to_string()).unwrap_or_default();
    let name = format!("{number} {issuer} {issued}");
    Uuid::new_v5(&namespace, name.as_bytes()).hyphenated().to_string()
}

#[cfg(test)]
mod tests;
