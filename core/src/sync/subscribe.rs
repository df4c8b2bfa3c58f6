//! Adding a source: a feed, or a web page whose feed is looked for.
//!
//! Asks as a person who waits (no back-off), stores nothing until something parsed as a feed, and never adds one twice.

use sha2::{Digest, Sha256};

use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::error::{Error, ErrorKind, Message};
use crate::feed::opml::Outline;
use crate::feed::{self, Feed, FeedError, NotAFeed, discover};
use crate::model::{CanonicalUrl, Source, SourceId};
use crate::net::{Outcome, Purpose, Request, Response, Urgency, permanent_target};
use crate::store::personal::source;
use crate::store::{Store, StoreError};

use super::engine::Engine;
use super::error::SyncError;

/// Candidates of a page that are tried.
const CANDIDATES: usize = 6;

/// Characters of a source's name.
const NAME_CHARS: usize = 120;

/// What the user says about the new source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Name to show; the feed's title otherwise.
    pub name: Option<String>,
    /// Whether pages are fetched when the feed has summaries only.
    pub full_text: FullText,
    /// Whether its images may be fetched.
    pub images: ImageLeave,
    /// Sample content (the demo's portal).
    pub content: Content,
}

/// Whether pages are fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FullText {
    /// As the feed has it.
    #[default]
    AsPublished,
    /// Fetch the page where the feed has a summary only.
    Fetch,
}

/// Whether images may be fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImageLeave {
    /// Not unless the user says so.
    #[default]
    Denied,
    /// They may.
    Given,
}

/// Whether the content is real.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// It is what it says.
    #[default]
    Real,
    /// Invented text, drawn as «dữ liệu mẫu».
    Sample,
}

/// What adding led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// A new source.
    New(Source),
    /// It was there already, perhaps under a former address.
    Known(Source),
}

impl Engine {
    /// Adds the feed at `written`, or the first working feed of the page there. A missing scheme means https.
    ///
    /// # Errors
    /// What the network or the parser says about the address; `InvalidInput` for a page without a feed.
    pub async fn subscribe(&self, written: &str, wishes: &Wishes, cancel: &CancelToken) -> Result<Added, Error> {
        let url = with_scheme(written);
        if let Some(known) = self.known(&url).await? {
            return Ok(Added::Known(known));
        }
        let (address, feed) = match self.look(&url, cancel).await? {
            Look::Feed(address, feed) => (address, *feed),
            Look::Page(candidates) => self.first_feed(&candidates, cancel).await?,
        };
        if let Some(known) = self.known(&address).await? {
            return Ok(Added::Known(known));
        }
        let now = self.clock().now();
        let source = describe(&address, &feed, wishes, now);
        let stored = source.clone();
        self.with_store(move |store| Ok(store.personal().write(|tx| source::put(tx, &stored, now))?)).await?;
        Ok(Added::New(source))
    }

    async fn known(&self, url: &str) -> Result<Option<Source>, SyncError> {
        // What is no address is nobody's; the request says what is wrong with it.
        let Some(wanted) = CanonicalUrl::parse(url) else { return Ok(None) };
        let sources = self.with_store(|store| Ok(store.personal().read(source::all)?)).await?;
        Ok(sources.into_iter().find(|source| lives_at(source, &wanted)))
    }

    async fn look(&self, url: &str, cancel: &CancelToken) -> Result<Look, Error> {
        let mut request = Request::new(url, Purpose::Feed);
        request.urgency = Urgency::Asked;
        match self.client().fetch(&request, cancel).await? {
            Outcome::Fetched(response) => judge(url, &response, self.clock().now()),
            // Nothing conditional was asked.
            Outcome::NotModified(_) => Err(FeedError::Empty.into()),
        }
    }

    async fn first_feed(
        &self,
        candidates: &[discover::Candidate],
        cancel: &CancelToken,
    ) -> Result<(String, Feed), Error> {
        for candidate in candidates.iter().take(CANDIDATES) {
            match self.look(&candidate.url, cancel).await {
                Ok(Look::Feed(address, feed)) => return Ok((address, *feed)),
                Err(error) if matches!(error.kind, ErrorKind::Cancelled | ErrorKind::Offline) => return Err(error),
                Ok(Look::Page(_)) | Err(_) => {}
            }
        }
        Err(Error::new(ErrorKind::InvalidInput, Message::new("error.sync.no_feed_in_page")))
    }
}

/// What taking over a list of sources led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Sources that are new.
    pub new: Vec<Source>,
    /// Sources that were there already.
    pub known: usize,
}

/// Takes over a list (OPML) without asking the network: the next sync finds out which of them work.
///
/// Addresses that are no http(s) URL are left out.
///
/// # Errors
/// The profile cannot be read or written.
pub fn take_list(store: &Store, outlines: &[Outline], now: Timestamp) -> Result<Listed, Error> {
    let listed = store.personal().write(|tx| {
        let mut listed = Listed { new: Vec::new(), known: 0 };
        let present = source::all(tx)?;
        for outline in outlines {
            let Some(canonical) = CanonicalUrl::parse(&outline.feed_url) else { continue };
            if present.iter().chain(&listed.new).any(|source| lives_at(source, &canonical)) {
                listed.known += 1;
                continue;
            }
            let name = outline.title.clone().unwrap_or_else(|| outline.feed_url.clone());
            let source = Source { site: outline.site_url.clone(), ..new_source(&outline.feed_url, &name, now) };
            source::put(tx, &source, now)?;
            listed.new.push(source);
        }
        Ok::<_, StoreError>(listed)
    })?;
    Ok(listed)
}

/// Whether `source` is asked at `address`, or was before it moved.
fn lives_at(source: &Source, address: &CanonicalUrl) -> bool {
    let known = [&source.url].into_iter().chain(&source.former_urls);
    known.filter_map(|url| CanonicalUrl::parse(url)).any(|url| url == *address)
}

enum Look {
    Feed(String, Box<Feed>),
    Page(Vec<discover::Candidate>),
}

fn judge(url: &str, response: &Response, now: Timestamp) -> Result<Look, Error> {
    let base = response.final_url.as_str();
    let context =
        feed::Context { content_type: response.content_type.as_deref(), base_url: Some(base), now: Some(now) };
    match feed::parse(&response.body, &context) {
        Ok(feed) => {
            let address = permanent_target(&response.redirects).map_or_else(|| url.to_owned(), ToString::to_string);
            Ok(Look::Feed(address, Box::new(feed)))
        }
        Err(FeedError::NotAFeed { what: NotAFeed::WebPage }) => {
            let candidates = discover::feeds_in_page(&String::from_utf8_lossy(&response.body), base);
            Ok(Look::Page(candidates))
        }
        Err(error) => Err(error.into()),
    }
}

fn describe(address: &str, feed: &Feed, wishes: &Wishes, now: Timestamp) -> Source {
    let title = Some(feed.title.as_str()).filter(|title| !title.is_empty());
    Source {
        site: feed.link.clone(),
        fetch_full_text: wishes.full_text == FullText::Fetch,
        allow_images: wishes.images == ImageLeave::Given,
        sample: wishes.content == Content::Sample,
        ..new_source(address, wishes.name.as_deref().or(title).unwrap_or(address), now)
    }
}

/// A source nobody has said anything about yet.
fn new_source(address: &str, name: &str, now: Timestamp) -> Source {
    Source::new(source_id(address), name.chars().take(NAME_CHARS).collect::<String>(), address, now)
}

/// `skhcn-example-vn-3f2a90`: readable, and different for two feeds of one host. Six digits, because a second feed with the
/// same id would replace the first: of 100 feeds of one host two share four digits in 7 of 100 profiles, six in 3 of 10,000.
fn source_id(address: &str) -> SourceId {
    let canonical = CanonicalUrl::parse(address);
    let named = canonical.as_ref().map_or(address, CanonicalUrl::as_str);
    let host = named.split(['/', ':']).next().unwrap_or_default().trim_start_matches("www.");
    let slug: String = host.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
    let digest = Sha256::digest(named.as_bytes());
    let tail: String = digest.iter().take(3).map(|byte| format!("{byte:02x}")).collect();
    SourceId::new(format!("{}-{tail}", slug.trim_matches('-')))
}

fn with_scheme(written: &str) -> String {
    let written = written.trim();
    if written.contains("://") { written.to_owned() } else { format!("https://{written}") }
}

#[cfg(test)]
mod tests;
