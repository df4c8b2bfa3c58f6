//! The one generator of large profiles (decision 37): 20k, 100k or 500k articles from a corpus, always the same for a seed.
//!
//! Every bar that needs a large profile names it. The corpus is a zstd file of JSON lines `{id, title, body}`; sources,
//! dates, addresses, guids and what the person did are drawn from the seed. A text that comes round again gets another
//! address and a number in its title, so that it is another article.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use app4g_core::Timestamp;
use app4g_core::clock::{Clock, FixedClock};
use app4g_core::model::{
    Article, ArticleId, CanonicalUrl, Change, Envelope, Fulltext, Kind, Record, SourceId, article_id,
};
use app4g_core::store::content::article::{self, Origin, Seen};
use app4g_core::store::personal::status::{self, Mark, Star};
use app4g_core::store::{OpenOptions, Store, StoreError};
use serde::Deserialize;

use crate::draw::Draw;

/// "Now" in every generated profile: 2026-11-22T09:00:00+07:00.
pub const NOW: Timestamp = Timestamp::from_unix(1_795_312_800);

/// Articles written in one transaction, about what a sync of many sources does.
const BATCH: usize = 500;

/// What is generated.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// How many articles.
    pub articles: u32,
    /// How many sources share them, the first ones having most.
    pub sources: u32,
    /// Days over which they are spread, up to [`NOW`].
    pub days: u32,
    /// Equal seeds give equal profiles.
    pub seed: u64,
}

impl Default for Spec {
    fn default() -> Self {
        Self { articles: 20_000, sources: 200, days: 720, seed: 1 }
    }
}

/// One text of the corpus.
#[derive(Clone, Debug, Deserialize)]
pub struct Text {
    /// Plain text.
    pub title: String,
    /// Plain text, a paragraph a line.
    pub body: String,
}

/// Reads at most `limit` texts of a corpus.
///
/// # Errors
/// If the file is absent or not what the corpus should be.
pub fn corpus(path: &Path, limit: usize) -> std::io::Result<Vec<Text>> {
    let lines = BufReader::new(zstd::Decoder::new(std::fs::File::open(path)?)?).lines();
    lines.take(limit).map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// The `number`th article of a profile and where it was seen.
pub fn article(spec: Spec, texts: &[Text], number: u32) -> Option<(Record<Article>, Seen)> {
    let count = u32::try_from(texts.len()).ok()?;
    let text = texts.get(usize::try_from(number.checked_rem(count)?).ok()?)?;
    let round = number.checked_div(count)?;
    let mut draw = Draw::new(spec.seed ^ (u64::from(number) << 20));

    // The smaller of two draws: few sources have many articles.
    let source = draw.below(spec.sources.into()).min(draw.below(spec.sources.into()));
    let span = i64::from(spec.days) * 86_400;
    // In the order of their arrival, each published up to a day before.
    let arrived = NOW.plus(-span + span * i64::from(number) / i64::from(spec.articles.max(1)));
    let published = arrived.plus(-i64::try_from(draw.below(86_400)).ok()?);
    let slug: String = text.title.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    let url = format!("https://tin{source}.example.vn/{}/{}-{number}.html", draw.below(12), slug.to_lowercase());
    let title = if round == 0 { text.title.clone() } else { format!("{} ({round})", text.title) };
    let paragraphs: Vec<String> =
        text.body.lines().map(|line| format!("<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;"))).collect();

    let source = SourceId::new(format!("tin{source}-example-vn"));
    let id = article_id(CanonicalUrl::parse(&url).as_ref(), &source, &url);
    let record = Record {
        envelope: Envelope {
            id: id.to_string(),
            rev: 1,
            kind: Kind::Article,
            published,
            updated: arrived,
            valid_until: None,
            unit: None,
            source_url: Some(url.clone()),
            sample: false,
            change: Change::new(),
        },
        data: Article {
            title,
            body: Some(paragraphs.join("\n")),
            fulltext: Fulltext::Feed,
            lang: Some("vi".into()),
            ..Article::default()
        },
    };
    Some((record, Seen { source, guid: url, at: arrived, origin: Origin::Feed }))
}

/// Writes the profile into `folder`, which must not hold one yet, and calls `progress` after each batch.
///
/// Three articles in ten are read, one in a thousand is starred.
///
/// # Errors
/// As the store's.
pub fn build(folder: &Path, spec: Spec, texts: &[Text], mut progress: impl FnMut(u32)) -> Result<Store, StoreError> {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock(NOW));
    let store = Store::open(folder, OpenOptions { clock })?.store;
    let writer = store.writer()?;
    let numbers: Vec<u32> = (0..spec.articles).collect();
    let mut draw = Draw::new(spec.seed);
    for batch in numbers.chunks(BATCH) {
        let mut prepared = Vec::with_capacity(BATCH);
        for (record, seen) in batch.iter().filter_map(|number| article(spec, texts, *number)) {
            prepared.push(article::prepare(record, seen)?);
        }
        let ids: Vec<ArticleId> = prepared.iter().map(|article| ArticleId::new(article.id())).collect();
        writer.write(move |tx| {
            for article in &prepared {
                article::put(tx, article)?;
            }
            Ok::<_, StoreError>(())
        })?;
        store.personal().write(|tx| {
            for id in ids.iter().filter(|_| draw.below(10) < 3) {
                status::mark(tx, id, Mark::Read, NOW)?;
            }
            Ok::<_, StoreError>(())
        })?;
        for id in ids.iter().filter(|_| draw.below(1000) == 0) {
            store.star(id, Star::Set, NOW)?;
        }
        progress(batch.last().map_or(0, |last| last + 1));
    }
    store.follow_changes(NOW)?;
    writer.checkpoint()?;
    writer.close();
    Ok(store)
}
