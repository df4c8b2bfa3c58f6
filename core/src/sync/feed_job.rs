//! One feed of a sync: ask, understand, store. Fails alone.
//!
//! Called by `engine` for each source of the plan, several at once. Parsing and writing happen on a blocking thread; the
//! batch that writes a feed's articles also writes their postings and the feed's validators: all or nothing.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::clock::Timestamp;
use crate::error::Error;
use crate::feed;
use crate::model::Source;
use crate::net::{
    NetError, Outcome, Purpose, Request, Response, Traffic, Urgency, permanent_target, same_registrable_domain,
};
use crate::search::DocText;
use crate::search::facet;
use crate::search::index::{self, IndexDoc};
use crate::search::stored::text_of;
use crate::store::content::article::{self, Origin, Put, Seen};
use crate::store::content::feed_state::{self, FeedState};
use crate::store::content::sighting;
use crate::store::{ContentWriter, Store};

use super::blocking::blocking;
use super::engine::Run;
use super::error::SyncError;
use super::flip;
use super::ingest::{self, Ingested, UrlUse};
use super::plan::Skip;
use super::progress::{FeedOutcome, FeedReport};

/// Guids that are looked up to recognise a feed behind a redirect.
const LIKENESS_SAMPLE: usize = 20;

/// What one feed leaves behind for the report and for personal.db.
pub(super) struct FeedDone {
    pub(super) source: Source,
    pub(super) report: FeedReport,
    pub(super) traffic: Traffic,
    /// Where permanent redirects led, and whether this feed was found there.
    pub(super) redirect: Option<(String, Likeness)>,
    /// 404 or 410: gone rather than ill.
    pub(super) presence: Presence,
}

/// Whether the answer behind a redirect is the feed we know (decision 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// A known item, or the same title.
    SameFeed,
    /// Neither: perhaps a captive portal.
    Unknown,
}

/// Whether the server still knows the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// It may be there.
    Possible,
    /// 404 or 410.
    Gone,
}

impl FeedDone {
    pub(super) fn new(source: Source, outcome: FeedOutcome) -> Self {
        let report = FeedReport { source: source.id.clone(), name: source.name.clone(), outcome, bytes: 0 };
        Self { source, report, traffic: Traffic::default(), redirect: None, presence: Presence::Possible }
    }

    fn cost(&mut self, traffic: Traffic) {
        self.traffic = traffic;
        self.report.bytes = traffic.total();
    }
}

/// What was understood of an answer.
struct Taken {
    outcome: FeedOutcome,
    likeness: Likeness,
}

/// Asks one source. Never fails as a whole: what went wrong is in the outcome.
pub(super) async fn run(
    run: &Run<'_>,
    source: Source,
    state: Option<FeedState>,
    urgency: Urgency,
    now: Timestamp,
) -> FeedDone {
    let mut request = Request::new(source.url.clone(), Purpose::Feed);
    request.urgency = urgency;
    if let Some(state) = valid(state.as_ref(), &source) {
        request.etag.clone_from(&state.etag);
        request.last_modified.clone_from(&state.last_modified);
    }
    let mut done = FeedDone::new(source, FeedOutcome::Unchanged);
    match run.client.fetch(&request, run.cancel).await {
        Ok(Outcome::NotModified(answer)) => {
            done.cost(answer.traffic);
            // The old validators still hold, so it is this feed that lives behind the redirect.
            done.redirect = permanent_target(&answer.redirects).map(|url| (url.to_string(), Likeness::SameFeed));
        }
        Ok(Outcome::Fetched(response)) => {
            done.cost(response.traffic);
            let target = permanent_target(&response.redirects).map(ToString::to_string);
            let (store, writer, source) = (run.store.clone(), Arc::clone(&run.writer), done.source.clone());
            let taken = blocking(move || Ok(take_over(&store, &writer, &source, state.as_ref(), &response, now))).await;
            match taken.unwrap_or_else(|lost| Err(lost.into())) {
                Ok(taken) => {
                    done.redirect = target.map(|target| (target, taken.likeness));
                    done.report.outcome = taken.outcome;
                }
                Err(error) => done.report.outcome = FeedOutcome::Failed(error),
            }
        }
        Err(failure) => {
            done.cost(failure.traffic);
            if matches!(failure.cause, NetError::NotFound | NetError::Gone) {
                done.presence = Presence::Gone;
            }
            done.report.outcome = match failure.cause {
                // Another source of the same host failed: this one was not asked and has done nothing wrong.
                NetError::BackingOff { seconds } => {
                    let until = now.plus(i64::try_from(seconds).unwrap_or(i64::MAX));
                    FeedOutcome::Skipped { reason: Skip::Resting(until), expected_bytes: 0 }
                }
                _ => FeedOutcome::Failed(failure.into()),
            };
        }
    }
    done
}

/// Parses and stores an answer; blocking.
fn take_over(
    store: &Store,
    writer: &ContentWriter,
    source: &Source,
    state: Option<&FeedState>,
    response: &Response,
    now: Timestamp,
) -> Result<Taken, Error> {
    let hash: [u8; 32] = Sha256::digest(&response.body).into();
    let current = valid(state, source);
    let unchanged = current.is_some_and(|state| state.content_hash == Some(hash));
    if unchanged && current.is_some_and(|state| validators_kept(state, response)) {
        return Ok(Taken::unchanged());
    }
    let base = response.final_url.as_str();
    let context = feed::Context {
        content_type: response.content_type.as_deref(),
        base_url: Some(base),
        now: ingest::believed(now),
    };
    let feed = feed::parse(&response.body, &context)?;
    let url_use = match (ingest::url_use(&feed), state.map(|state| state.url_not_unique)) {
        // Once shared, always shared: ids must not swing back when the twins leave the feed.
        (_, Some(true)) | (UrlUse::Shared, _) => UrlUse::Shared,
        (UrlUse::Unique, _) => UrlUse::Unique,
    };
    let flipped = url_use == UrlUse::Shared && state.is_some_and(|state| !state.url_not_unique);
    let ingested = ingest::records(&feed, source, url_use, now);
    let likeness = likeness(store, source, &feed, &ingested)?;
    if likeness == Likeness::Unknown && state.is_some() && moved_to_another_site(source, response) {
        let host = response.final_url.host_str().unwrap_or_default().to_owned();
        return Err(SyncError::Stranger { name: source.name.clone(), host }.into());
    }
    let next = FeedState {
        url: source.url.clone(),
        etag: response.validators.etag.clone(),
        last_modified: response.validators.last_modified.clone(),
        content_hash: Some(hash),
        url_not_unique: url_use == UrlUse::Shared,
        changed: now,
    };
    let (new, changed) = if flipped {
        flip::write(store, writer, source, ingested, next, now)?
    } else {
        write(writer, source, ingested, Some(next), now)?
    };
    let warnings = feed.warnings.len();
    let outcome = if unchanged { FeedOutcome::Unchanged } else { FeedOutcome::Updated { new, changed, warnings } };
    Ok(Taken { outcome, likeness })
}

impl Taken {
    fn unchanged() -> Self {
        Self { outcome: FeedOutcome::Unchanged, likeness: Likeness::SameFeed }
    }
}

fn validators_kept(state: &FeedState, response: &Response) -> bool {
    state.etag == response.validators.etag && state.last_modified == response.validators.last_modified
}

/// The state as far as it is about the source's present address: validators of another one are worth nothing. Whether items
/// share URLs is known of the feed wherever it lives.
fn valid<'a>(state: Option<&'a FeedState>, source: &Source) -> Option<&'a FeedState> {
    state.filter(|state| state.url == source.url)
}

/// Whether a permanent redirect leads to another site. What is there and was never seen here must not be taken over: its
/// items would be the known items that prove the move the next time.
fn moved_to_another_site(source: &Source, response: &Response) -> bool {
    let own = url::Url::parse(&source.url).ok();
    let (from, to) = (own.as_ref().and_then(url::Url::host_str), response.final_url.host_str());
    permanent_target(&response.redirects).is_some()
        && !same_registrable_domain(from.unwrap_or_default(), to.unwrap_or_default())
}

fn likeness(store: &Store, source: &Source, feed: &feed::Feed, ingested: &[Ingested]) -> Result<Likeness, SyncError> {
    if !feed.title.is_empty() && feed.title == source.name {
        return Ok(Likeness::SameFeed);
    }
    store.content().read(|conn| {
        for one in ingested.iter().take(LIKENESS_SAMPLE) {
            if sighting::by_guid(conn, &source.id, &one.guid)?.is_some() {
                return Ok(Likeness::SameFeed);
            }
        }
        Ok(Likeness::Unknown)
    })
}

/// Writes articles, postings and (if given) the feed's state in one transaction. Returns how many were new and how many changed.
pub(super) fn write(
    writer: &ContentWriter,
    source: &Source,
    ingested: Vec<Ingested>,
    state: Option<FeedState>,
    now: Timestamp,
) -> Result<(usize, usize), SyncError> {
    let source = source.id.clone();
    let prepared = ingested
        .into_iter()
        .map(|one| {
            let seen = Seen { source: source.clone(), guid: one.guid, at: now, origin: Origin::Feed };
            article::prepare(one.record, seen)
        })
        .collect::<Result<Vec<_>, _>>()?;
    writer.write(move |tx| {
        let (mut new, mut changed) = (0, 0);
        let mut texts = Vec::new();
        let mut replaced_docs = Vec::new();
        let mut unchanged = Vec::new();
        for article in &prepared {
            let doc = match article::put(tx, article)? {
                Put::Added { doc } => {
                    new += 1;
                    doc
                }
                Put::Edited { doc, replaced } => {
                    changed += 1;
                    replaced_docs.push(replaced);
                    doc
                }
                Put::Unchanged { doc } => {
                    unchanged.push(doc);
                    continue;
                }
                Put::Pruned => continue,
            };
            // Read back: an edit keeps full text that was fetched before.
            if let Some(stored) = article::get_by_doc(tx, doc)? {
                texts.push((doc, text_of(&stored.record.data)));
            }
        }
        index_texts(tx, &replaced_docs, &texts)?;
        // This source may show for the first time what another brought.
        facet::filed::file(tx, &unchanged)?;
        if let Some(state) = &state {
            feed_state::set(tx, &source, state)?;
        }
        Ok::<_, SyncError>((new, changed))
    })
}

/// Takes `removed` out of index and facets and puts `texts` in, in the running transaction.
pub(super) fn index_texts(
    tx: &rusqlite::Transaction<'_>,
    removed: &[i64],
    texts: &[(i64, DocText)],
) -> Result<(), SyncError> {
    if !removed.is_empty() {
        forget(tx, removed)?;
    }
    let docs: Vec<IndexDoc<'_>> =
        texts.iter().map(|(doc, text)| IndexDoc { doc: *doc, title: &text.title, body: &text.body }).collect();
    if !docs.is_empty() {
        index::add(tx, &docs)?;
    }
    Ok(facet::filed::file(tx, &texts.iter().map(|(doc, _)| *doc).collect::<Vec<_>>())?)
}

/// Takes docs out of index and facets, in the running transaction.
pub(super) fn forget(tx: &rusqlite::Transaction<'_>, docs: &[i64]) -> Result<(), SyncError> {
    index::remove(tx, docs)?;
    Ok(facet::remove(tx, docs)?)
}
