//! What the product does with feeds, in the steps that are measured: each work is the one before and something more.

use std::hint::black_box;

use app4g_core::Timestamp;
use app4g_core::feed::{self, Context, Html, Item};
use app4g_core::model::{Article, Change, Envelope, Fulltext, Kind, Record, SourceId};
use app4g_core::search::index::{IndexDoc, Run};
use app4g_core::store::codec;
use app4g_core::store::content::article::{self, Origin, Seen};
use app4g_core::text::markup::plain_text;
use peers_protocol::{FeedFile, Pass};

/// Feeds whose items are indexed together, as after a sync of that many sources.
const FEEDS_OF_A_RUN: usize = 40;

/// "Now" of every pass: 2026-11-22T09:00:00+07:00.
const NOW: Timestamp = Timestamp::from_unix(1_795_312_800);

/// How far a pass goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Feeds to items.
    Items,
    /// And every field of HTML to text.
    Text,
    /// And tokens, and a sorted index run in memory.
    Index,
    /// And the bodies compressed as the store compresses lines.
    Compress,
    /// And each article serialised, digested and compressed as it is stored.
    Store,
}

impl Work {
    /// By its name on the command line.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "items" => Self::Items,
            "text" => Self::Text,
            "index" => Self::Index,
            "compress" => Self::Compress,
            "store" => Self::Store,
            _ => return None,
        })
    }

    /// One pass over `feeds`.
    pub fn pass(self, feeds: &[&FeedFile]) -> Pass {
        let mut pass = Pass::default();
        for batch in feeds.chunks(FEEDS_OF_A_RUN) {
            let mut docs = Vec::new();
            for file in batch {
                let url = file.url();
                let context = Context { content_type: None, base_url: Some(&url), now: Some(NOW) };
                let Ok(feed) = feed::parse(&file.bytes, &context) else {
                    pass.failed += 1;
                    continue;
                };
                pass.add(feed.items.len());
                for item in feed.items {
                    self.item(item, &mut docs);
                }
            }
            if self >= Self::Index {
                black_box(index(&docs));
            }
        }
        pass
    }

    fn item(self, item: Item, docs: &mut Vec<(String, String)>) {
        if self == Self::Items {
            black_box(item);
            return;
        }
        let text = |html: &Option<Html>| html.as_ref().map(|html| plain_text(&html.html));
        let (summary, content) = (text(&item.summary), text(&item.content));
        if self == Self::Text {
            black_box((item, summary, content));
            return;
        }
        match self {
            Self::Store => drop(black_box(stored(&item, summary.clone()))),
            Self::Compress => {
                let body = item.content.as_ref().or(item.summary.as_ref()).map_or("", |html| &html.html);
                drop(black_box(codec::pack(body)));
            }
            Self::Items | Self::Text | Self::Index => {}
        }
        docs.push((item.title, content.or(summary).unwrap_or_default()));
    }
}

fn index(docs: &[(String, String)]) -> Vec<Run> {
    let docs: Vec<IndexDoc<'_>> = (1..).zip(docs).map(|(doc, (title, body))| IndexDoc { doc, title, body }).collect();
    Run::build(&docs)
}

/// The item as the store takes it.
fn stored(item: &Item, lead: Option<String>) -> Option<article::Prepared> {
    let body = item.content.as_ref().or(item.summary.as_ref());
    let published = item.published.or(item.updated).unwrap_or(NOW);
    let record = Record {
        envelope: Envelope {
            id: item.guid.clone(),
            rev: 1,
            kind: Kind::Article,
            published,
            updated: published,
            valid_until: None,
            unit: None,
            source_url: item.link.clone(),
            sample: false,
            change: Change::new(),
        },
        data: Article {
            title: item.title.clone(),
            lead,
            body: body.map(|body| body.html.clone()),
            base_url: item.link.clone(),
            fulltext: Fulltext::Feed,
            topics: item.categories.clone(),
            author: item.author.clone(),
            ..Article::default()
        },
    };
    let seen = Seen { source: SourceId::new("tin-example-vn"), guid: item.guid.clone(), at: NOW, origin: Origin::Feed };
    article::prepare(record, seen).ok()
}
