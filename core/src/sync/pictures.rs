//! Images of stored articles: within the quota, by the rules, never unasked on a metered network (decision 16).
//!
//! An article is "full + images" once each of its images is stored or refused by a rule that will not change (SVG, too many
//! pixels, no image at all); one that failed on the way is tried again with the next sync.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use futures_util::{StreamExt, stream};

use crate::clock::Timestamp;
use crate::error::Error;
use crate::model::settings::Images;
use crate::model::{Article, ArticleId, Offline, Source, SourceId};
use crate::net::{Outcome, Purpose, Request};
use crate::reader::{self, images};
use crate::store::content::image::{self, StoredImage};
use crate::store::content::{article, wish};

use super::account::Load;
use super::blocking::blocking;
use super::engine::Run;
use super::error::SyncError;
use super::plan::{self, ImageWish};
use super::progress::{Progress, Tally};

/// Images asked at once.
const PARALLEL: usize = 4;

/// Rows of a source that are looked through for articles that lack images.
const NEWEST_OF_A_SOURCE: u32 = 60;

/// Images of one article; what comes after them is rarely looked at.
const IMAGES_PER_ARTICLE: usize = 12;

/// Bytes expected of an image.
const IMAGE_BYTES: u64 = 80_000;

/// One article and the images it still lacks.
struct Lacking {
    article: ArticleId,
    source: SourceId,
    urls: Vec<String>,
}

/// What became of one image.
enum Fate {
    Stored(Box<StoredImage>),
    /// A rule that will not change refuses it.
    Refused,
    /// Perhaps next time.
    Failed,
    NotTried,
}

/// Loads the images that are wanted and allowed.
pub(super) async fn run(run: &Run<'_>, sources: &[Source]) -> Result<(Tally, Vec<Load>), Error> {
    let allowed: Vec<SourceId> = sources.iter().filter(|s| s.allow_images).map(|s| s.id.clone()).collect();
    if allowed.is_empty() || run.settings.images == Images::Never || run.cancel.is_cancelled() {
        return Ok((Tally::default(), Vec::new()));
    }
    let now = run.clock.now();
    let store = run.store.clone();
    let lacking = blocking(move || lacking(&store, &allowed)).await?;
    let wishes = lacking
        .iter()
        .flat_map(|article| {
            article.urls.iter().map(|url| ImageWish { url: url.clone(), source: article.source.clone() })
        })
        .collect();
    let plan = plan::images(wishes, IMAGE_BYTES, run.connectivity(), &run.budget(), now);
    let total = plan.load.len();
    let left_out = plan.left_out_by_limits();
    let mut tally = Tally { left_out, left_out_bytes: left_out as u64 * IMAGE_BYTES, ..Tally::default() };
    let mut fates = HashMap::with_capacity(total);
    let mut loads = Vec::with_capacity(total);
    let mut pictures = stream::iter(plan.load).map(|wish| one(run, wish)).buffer_unordered(PARALLEL);
    while let Some((load, url, fate)) = pictures.next().await {
        match fate {
            Fate::Stored(_) => tally.stored += 1,
            Fate::Refused | Fate::Failed => tally.failed += 1,
            Fate::NotTried => tally.left_out += 1,
        }
        loads.extend(load);
        fates.insert(url, fate);
        (run.watcher)(Progress::Images { done: fates.len(), total });
    }
    drop(pictures);
    keep(run, lacking, fates, now).await?;
    Ok((tally, loads))
}

/// Articles whose text is here and whose images are not, with the addresses that are missing; blocking.
fn lacking(store: &crate::store::Store, allowed: &[SourceId]) -> Result<Vec<Lacking>, SyncError> {
    store.content().read(|conn| {
        let mut lacking = Vec::new();
        for id in wish::images(conn, allowed, NEWEST_OF_A_SOURCE)? {
            let Some(stored) = article::get(conn, &id)? else { continue };
            let have: Vec<[u8; 32]> = image::of_doc(conn, stored.doc)?.iter().map(|image| image.url_hash).collect();
            let mut urls = addresses(&stored.record.data);
            urls.truncate(IMAGES_PER_ARTICLE);
            urls.retain(|url| !have.contains(&image::url_hash(url)));
            lacking.push(Lacking { article: id, source: stored.source, urls });
        }
        Ok(lacking)
    })
}

/// The images an article shows: the one that stands for it, then those in its text, each once.
fn addresses(article: &Article) -> Vec<String> {
    let blocks = reader::blocks(article.body.as_deref().unwrap_or_default(), article.base_url.as_deref());
    let mut urls: Vec<String> = article.images.iter().map(|image| image.url.clone()).collect();
    urls.extend(images::addresses(&blocks).into_iter().map(str::to_owned));
    let mut seen = HashSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    urls
}

async fn one(run: &Run<'_>, wish: ImageWish) -> (Option<Load>, String, Fate) {
    let may_start = run.connectivity().is_online() && run.budget().allows(1, run.clock.now()).is_ok();
    if run.cancel.is_cancelled() || !may_start {
        return (None, wish.url, Fate::NotTried);
    }
    let request = Request::new(wish.url.clone(), Purpose::Image);
    let (traffic, fate) = match run.client.fetch(&request, run.cancel).await {
        Ok(Outcome::Fetched(response)) => (response.traffic, judge(&wish.url, response.body)),
        Ok(Outcome::NotModified(answer)) => (answer.traffic, Fate::Failed),
        Err(failure) => (failure.traffic, Fate::Failed),
    };
    run.spend(traffic.total());
    (Some(Load { source: wish.source, url: wish.url.clone(), traffic }), wish.url, fate)
}

/// Looks at the header only: the core neither decodes nor scales (decision 16).
fn judge(url: &str, bytes: Vec<u8>) -> Fate {
    match images::inspect(&bytes) {
        Ok(info) => Fate::Stored(Box::new(StoredImage {
            url_hash: image::url_hash(url),
            width: info.width,
            height: info.height,
            mime: info.format.media_type().to_owned(),
            bytes,
        })),
        Err(_) => Fate::Refused,
    }
}

/// Stores what came, one transaction for each article, and says which articles are complete now.
async fn keep(
    run: &Run<'_>,
    lacking: Vec<Lacking>,
    mut fates: HashMap<String, Fate>,
    now: Timestamp,
) -> Result<(), SyncError> {
    let quota = run.settings.image_quota;
    for article in lacking {
        let mut arrived = Vec::new();
        let mut complete = true;
        for url in &article.urls {
            match fates.remove(url) {
                Some(Fate::Stored(image)) => arrived.push(*image),
                Some(Fate::Refused) => {}
                Some(Fate::Failed | Fate::NotTried) | None => complete = false,
            }
        }
        if arrived.is_empty() && !complete {
            continue;
        }
        let writer = Arc::clone(&run.writer);
        blocking(move || {
            writer.write(move |tx| {
                let Some(stored) = article::get(tx, &article.article)? else { return Ok(()) };
                for image in &arrived {
                    complete &= image::put(tx, stored.doc, image, quota, now)?;
                }
                if complete {
                    article::set_offline(tx, &article.article, Offline::FullWithImages { at: now }, now)?;
                }
                Ok::<_, SyncError>(())
            })
        })
        .await?;
    }
    Ok(())
}
