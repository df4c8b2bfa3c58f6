//! From a parsed feed to records: identity, dates and what is worth keeping of each item.
//!
//! Pure. `engine` hands in the feed and what is known of the source, and writes the records. The rules are decisions 1 and
//! 3 and product.md §3 (article): rev 1, change `new`, no unit and no topic unless the source has one; no date in the future;
//! an item without title, link and text is dropped by the parser, not here.
//!
//! Invariant: the same bytes give the same ids on every device, whenever they are fetched.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::feed::{Feed, Html, Item};
use crate::model::{
    Article, ArticleId, Attachment, CanonicalUrl, Change, Envelope, Fulltext, Image, Kind, Record, Source, article_id,
};
use crate::text::markup;

/// A field for the whole text that holds less than this holds a teaser.
const FULL_CONTENT_CHARS: usize = 300;

/// A field for the summary that holds more than this holds the whole text, as many portals do.
const FULL_SUMMARY_CHARS: usize = 900;

/// Characters of a lead.
const LEAD_CHARS: usize = 500;

/// 2024-01-01T00:00:00Z: no device that runs this app lives before it; its clock was never set.
const EARLIEST: Timestamp = Timestamp::from_unix(1_704_067_200);

/// 2080-01-01T00:00:00Z: a clock beyond it ran away.
const LATEST: Timestamp = Timestamp::from_unix(3_471_292_800);

/// `now`, if a clock that says so can be right. An unset one must not make every article one from the future, nor a
/// runaway one keep undated articles on top for ever.
pub fn believed(now: Timestamp) -> Option<Timestamp> {
    (EARLIEST..LATEST).contains(&now).then_some(now)
}

/// Whether the source gives each item a page of its own (decision 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlUse {
    /// Each URL names one item.
    Unique,
    /// Items share URLs: ids come from guids.
    Shared,
}

/// One item, ready to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Ingested {
    /// The record.
    pub record: Record<Article>,
    /// What the feed calls it.
    pub guid: String,
    /// The id it would have under the other [`UrlUse`], for aliases when that flips.
    pub other_id: Option<ArticleId>,
}

/// How this feed uses URLs: shared as soon as two items with different guids have the same page.
pub fn url_use(feed: &Feed) -> UrlUse {
    let mut guid_of: HashMap<String, &str> = HashMap::new();
    for item in &feed.items {
        if let Some(url) = item.link.as_deref().and_then(CanonicalUrl::parse)
            && let Some(other) = guid_of.insert(url.as_str().to_owned(), &item.guid)
            && other != item.guid
        {
            return UrlUse::Shared;
        }
    }
    UrlUse::Unique
}

/// The records of `feed`, in its order, one for each id (a repeated item keeps its first form).
pub fn records(feed: &Feed, source: &Source, url_use: UrlUse, now: Timestamp) -> Vec<Ingested> {
    let mut seen = HashMap::new();
    let mut ingested = Vec::with_capacity(feed.items.len());
    for item in &feed.items {
        let one = ingest(feed, item, source, url_use, now);
        if seen.insert(one.record.envelope.id.clone(), ()).is_none() {
            ingested.push(one);
        }
    }
    ingested
}

fn ingest(feed: &Feed, item: &Item, source: &Source, url_use: UrlUse, now: Timestamp) -> Ingested {
    let url = item.link.as_deref().and_then(CanonicalUrl::parse).filter(|url| !url.is_site_root());
    let by_guid = article_id(None, &source.id, &item.guid);
    let by_url = url.as_ref().map(|url| article_id(Some(url), &source.id, &item.guid));
    let (id, other_id) = match (by_url, url_use) {
        (Some(by_url), UrlUse::Unique) => (by_url, Some(by_guid)),
        (Some(by_url), UrlUse::Shared) => (by_guid, Some(by_url)),
        (None, _) => (by_guid, None),
    };
    let mut flags: Vec<String> = item.repairs.iter().map(|repair| repair.code().to_owned()).collect();
    let published = date(feed, item, now, &mut flags);
    let updated = item.updated.filter(|updated| *updated >= published && *updated <= now).unwrap_or(published);
    let data = article(feed, item, source, flags);
    Ingested {
        record: Record {
            envelope: Envelope {
                id: id.as_str().to_owned(),
                rev: 1,
                kind: Kind::Article,
                published,
                updated,
                valid_until: None,
                unit: None,
                source_url: item.link.clone(),
                sample: source.sample,
                change: Change::new(),
            },
            data,
        },
        guid: item.guid.clone(),
        other_id,
    }
}

/// The item's date; now, and flagged, where it has none. (The parser already brought future dates back.) Where the clock is
/// not to be believed, the newest date of the feed stands for now.
fn date(feed: &Feed, item: &Item, now: Timestamp, flags: &mut Vec<String>) -> Timestamp {
    item.published.or(item.updated).unwrap_or_else(|| {
        flags.push("date_missing".into());
        let dated = || feed.items.iter().filter_map(|item| item.published.or(item.updated)).chain(feed.updated).max();
        believed(now).or_else(dated).unwrap_or(EARLIEST)
    })
}

fn article(feed: &Feed, item: &Item, source: &Source, flags: Vec<String>) -> Article {
    let has_text = |html: &&Html| !html.html.trim().is_empty();
    let content = item.content.as_ref().filter(has_text);
    let summary = item.summary.as_ref().filter(has_text);
    let body = content.or(summary);
    let body_text = body.map(|body| markup::plain_text(&body.html)).unwrap_or_default();
    let lead = match (content, summary) {
        (Some(_), Some(summary)) => markup::plain_text(&summary.html),
        _ => body_text.clone(),
    };
    let enough = if content.is_some() { FULL_CONTENT_CHARS } else { FULL_SUMMARY_CHARS };
    let fulltext = if body_text.chars().nth(enough).is_some() { Fulltext::Feed } else { Fulltext::None };
    Article {
        title: title(item, &body_text),
        lead: Some(cut(&lead, LEAD_CHARS)).filter(|lead| !lead.is_empty()),
        base_url: body.and_then(|body| body.base.clone()).or_else(|| item.link.clone()),
        body: body.map(|body| body.html.clone()),
        fulltext,
        lang: item.language.clone().or_else(|| feed.language.clone()),
        topics: item.categories.clone(),
        tier: source.tier,
        author: item.author.clone(),
        images: item.image.iter().map(|url| Image { url: url.clone(), alt: None }).collect(),
        attachments: item
            .enclosures
            .iter()
            .map(|file| Attachment { url: file.url.clone(), mime: file.mime.clone(), bytes: file.length })
            .collect(),
        flags,
        ..Article::default()
    }
}

/// A title for everything: an item without one is known by the beginning of its text.
fn title(item: &Item, body_text: &str) -> String {
    match item.title.trim() {
        title if !title.is_empty() => title.to_owned(),
        _ if !body_text.is_empty() => cut(body_text, 80),
        _ => item.link.clone().unwrap_or_else(|| item.guid.clone()),
    }
}

/// At most `chars` characters, ended at a word where one ends in the last third.
fn cut(text: &str, chars: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(chars) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or(text);
    let whole_words = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    let kept = if whole_words.len() * 3 >= head.len() * 2 { whole_words } else { head };
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.']))
}

#[cfg(test)]
mod tests;
