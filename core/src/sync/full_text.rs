//! Full text for sources that publish summaries: fetched at sync, not at open, so that it is there in flight mode; and of one article, when
//! a person asks for it.
//!
//! Only pages of the feed's own site are asked (decision 19). What went wrong is stored with the article, so that its row
//! says why it is a summary only.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::{StreamExt, stream};

use crate::clock::Timestamp;
use crate::error::Error;
use crate::model::offline::FailReason;
use crate::model::{ArticleId, Offline, Source, SourceId};
use crate::net::{NetError, Outcome, Purpose, Reach, Request, Response, Urgency, same_registrable_domain};
use crate::reader::extract;
use crate::search::stored::text_of;
use crate::store::content::article::{self, Put};
use crate::store::content::wish;
use crate::store::personal::source;
use crate::store::{ContentWriter, Store, StoreError};

use super::account::Load;
use super::blocking::blocking;
use super::engine::Run;
use super::error::SyncError;
use super::feed_job::index_texts;
use super::plan::{self, PageWish, Scope};
use super::progress::{Progress, Tally};

/// Pages asked at once.
const PARALLEL: usize = 4;

/// Rows of a source that are looked through for pages to load.
const NEWEST_OF_A_SOURCE: u32 = 60;

/// Loads the pages that are wanted and allowed: those of sources that are read so, or the one that a person asked for.
pub(super) async fn run(
    run: &Run<'_>,
    sources: &[Source],
    scope: &Scope,
    loads: &mut Vec<Load>,
) -> Result<Tally, Error> {
    let now = run.clock.now();
    let (store, wanting, asked) = (run.store.clone(), wanting(sources), scope.clone());
    let wishes: Vec<wish::FullTextWish> = blocking(move || {
        let found = store.content().read(|conn| match &asked {
            Scope::Text(article) => wish::full_text_of(conn, article),
            _ => wish::full_text(conn, &wanting, NEWEST_OF_A_SOURCE),
        });
        Ok(found?)
    })
    .await?;
    let is_asked = matches!(scope, Scope::Text(_));
    // An article that two sources show is wanted once.
    let mut seen = HashSet::new();
    let wishes = wishes
        .into_iter()
        .filter(|wish| !is_asked || is_on_site(sources, wish))
        .filter(|wish| seen.insert(wish.article.clone()))
        .map(|wish| PageWish { article: wish.article, source: wish.source, url: wish.url, failed: wish.failed })
        .collect();
    let plan = plan::pages(wishes, run.connectivity(), &run.budget(), now);
    let total = plan.load.len();
    let mut tally = Tally { left_out: plan.left_out_by_limits(), ..Tally::default() };
    let (mut trouble, stop) = (None, AtomicBool::new(false));
    let mut pages = stream::iter(plan.load)
        .map(|wish| one(run, sources, scope.page_urgency(), wish, now, &stop))
        .buffer_unordered(PARALLEL);
    while let Some(done) = pages.next().await {
        loads.extend(done.load);
        // The others are let finish: what they cost is accounted for, and none of them holds the writer any longer.
        match done.stored {
            Ok(Some(Offline::Full { .. })) => tally.stored += 1,
            Ok(Some(_)) => tally.failed += 1,
            Ok(None) => tally.left_out += 1,
            Err(error) => trouble = trouble.or(Some(error)),
        }
        (run.watcher)(Progress::Pages { done: tally.stored + tally.failed + tally.left_out, total });
    }
    tally.left_out_bytes = tally.left_out as u64 * plan::PAGE_BYTES;
    trouble.map_or(Ok(tally), |trouble| Err(trouble.into()))
}

/// Whether a person can ask for the whole text of an article: it is here as a summary, and its page is on the site of a feed that shows it.
///
/// # Errors
/// As any read.
pub fn can_be_asked_for(store: &Store, article: &ArticleId) -> Result<bool, StoreError> {
    let wishes = store.content().read(|conn| wish::full_text_of(conn, article))?;
    if wishes.is_empty() {
        return Ok(false);
    }
    let sources = store.personal().read(source::all)?;
    Ok(wishes.iter().any(|wish| is_on_site(&sources, wish)))
}

/// Whether a page is on the site of the person's feed that shows it; any other would be refused unasked.
fn is_on_site(sources: &[Source], wish: &wish::FullTextWish) -> bool {
    let sites = host_of(sources, &wish.source).zip(host(&wish.url));
    sites.is_some_and(|(feed, page)| same_registrable_domain(&feed, &page))
}

fn wanting(sources: &[Source]) -> Vec<SourceId> {
    sources.iter().filter(|source| source.fetch_full_text).map(|source| source.id.clone()).collect()
}

/// What one page cost, and what the article's row says afterwards (`None`: not tried).
struct Done {
    load: Option<Load>,
    stored: Result<Option<Offline>, SyncError>,
}

/// One page. Once one could not be stored, `stop` is set and no other begins.
async fn one(
    run: &Run<'_>,
    sources: &[Source],
    urgency: Urgency,
    wish: PageWish,
    now: Timestamp,
    stop: &AtomicBool,
) -> Done {
    let may_start = run.connectivity().is_online() && run.budget().allows(1, run.clock.now()).is_ok();
    if run.cancel.is_cancelled() || !may_start || stop.load(Ordering::SeqCst) {
        return Done { load: None, stored: Ok(None) };
    }
    let mut request = Request::new(wish.url.clone(), Purpose::Page);
    request.reach = site_of(sources, &wish);
    request.urgency = urgency;
    let (traffic, found) = match run.client.fetch(&request, run.cancel).await {
        Ok(Outcome::Fetched(response)) => (response.traffic, Ok(response)),
        // Nothing conditional was asked: a 304 is the server's mistake.
        Ok(Outcome::NotModified(answer)) => (answer.traffic, Err(Some(FailReason::Unreachable))),
        Err(failure) => (failure.traffic, Err(reason(failure.cause))),
    };
    run.spend(traffic.total());
    let load = Some(Load { source: wish.source.clone(), url: wish.url.clone(), traffic });
    let writer = Arc::clone(&run.writer);
    let stored = match found {
        Ok(response) => blocking(move || store(&writer, &wish, &response, now)).await.map(Some),
        Err(None) => Ok(None),
        Err(Some(reason)) => blocking(move || mark(&writer, &wish, reason, now)).await.map(Some),
    };
    if stored.is_err() {
        stop.store(true, Ordering::SeqCst);
    }
    Done { load, stored }
}

/// Full text comes from the registrable domain of the feed only.
fn site_of(sources: &[Source], wish: &PageWish) -> Reach {
    // A source without a host cannot have been asked; its pages are then nobody's.
    Reach::SiteOf(host_of(sources, &wish.source).unwrap_or_default())
}

/// The host of a feed.
fn host_of(sources: &[Source], id: &SourceId) -> Option<String> {
    sources.iter().find(|source| source.id == *id).and_then(|source| host(&source.url))
}

fn host(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// What a failure says about the page; `None` if it says something about us.
fn reason(cause: NetError) -> Option<FailReason> {
    match cause {
        NetError::Offline | NetError::Cancelled | NetError::BackingOff { .. } | NetError::CaptivePortal => None,
        NetError::TooLarge { .. } => Some(FailReason::TooLarge),
        NetError::Address(_) | NetError::Url(_) | NetError::Forbidden { .. } => Some(FailReason::Refused),
        NetError::NotFound | NetError::Gone => Some(FailReason::NoArticle),
        _ => Some(FailReason::Unreachable),
    }
}

/// Stores what the page says, or why it says nothing; blocking.
fn store(writer: &ContentWriter, wish: &PageWish, response: &Response, now: Timestamp) -> Result<Offline, SyncError> {
    let page = extract::page_text(&response.body, response.content_type.as_deref());
    let extracted = match extract::article(&page, response.final_url.as_str()) {
        Ok(extracted) => extracted,
        Err(error) => return mark(writer, wish, error.reason(), now),
    };
    let (id, base) = (wish.article.clone(), response.final_url.to_string());
    writer.write(move |tx| {
        if let Put::Edited { doc, replaced } = article::set_full_text(tx, &id, extracted.html, Some(base), now)?
            && let Some(stored) = article::get_by_doc(tx, doc)?
        {
            index_texts(tx, &[replaced], &[(doc, text_of(&stored.record.data))])?;
            return Ok(stored.offline);
        }
        Ok::<_, SyncError>(Offline::Full { at: now })
    })
}

fn mark(writer: &ContentWriter, wish: &PageWish, reason: FailReason, now: Timestamp) -> Result<Offline, SyncError> {
    let id = wish.article.clone();
    writer.write(move |tx| {
        article::set_offline(tx, &id, Offline::Failed(reason), now)?;
        Ok::<_, SyncError>(Offline::Failed(reason))
    })
}
