//! Images of stored articles: within the quota, by the rules, never unasked on a metered network (decision 16).
//!
//! An article is "full + images" once each of its images is stored or refused by a rule that will not change (SVG, too many
//! pixels, no image at all); one that failed on the way is tried again with the next sync.
//!
//! Images that are published beside signed records come from the repository's servers in their order, as its objects do, and
//! have the size and hash that the record says; all others from where their feed says.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::{StreamExt, stream};

use crate::clock::Timestamp;
use crate::error::Error;
use crate::model::kinds::file::{FileRole, MAX_FILE_BYTES};
use crate::model::settings::Images;
use crate::model::{Article, ArticleId, Offline, Source, SourceId};
use crate::net::{NetError, Outcome, Purpose, Request, Traffic, Urgency};
use crate::reader::{self, images};
use crate::repository::format::Sha256;
use crate::repository::objects::LoadError;
use crate::repository::staging::Wanted;
use crate::store::StoreError;
use crate::store::content::image::{self, StoredImage};
use crate::store::content::{article, source_key, wish};

use super::account::Load;
use super::blocking::blocking;
use super::engine::Run;
use super::error::SyncError;
use super::plan::{self, ImageWish};
use super::progress::{Progress, Tally};
use super::servers::Way;

/// Images asked at once.
const PARALLEL: usize = 4;

/// Rows of a source that are looked through for articles that lack images.
const NEWEST_OF_A_SOURCE: u32 = 60;

/// Images of one article; what comes after them is rarely looked at.
const IMAGES_PER_ARTICLE: usize = 12;

/// Bytes expected of an image.
const IMAGE_BYTES: u64 = 80_000;

/// One article and its images.
struct Lacking {
    article: ArticleId,
    source: SourceId,
    /// All that it shows.
    shown: Vec<String>,
    /// Those that are not stored yet.
    missing: Vec<String>,
    /// Those of them that are published beside the article.
    published: Vec<Wanted>,
    /// Whether its text came with this sync.
    age: Age,
}

/// Whether images of an article may push out others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    /// Its text came with this sync: its images may take the place of the oldest ones.
    New,
    /// It had its chance: its images come only while there is room, or two articles would push each other out for ever.
    Old,
}

/// Bytes of the quota: images of one sync never push out each other.
struct Room {
    /// Not filled by this sync.
    whole: AtomicU64,
    /// Not filled by anything.
    free: AtomicU64,
}

impl Room {
    fn of(&self, age: Age) -> u64 {
        let whole = self.whole.load(Ordering::SeqCst);
        if age == Age::New { whole } else { whole.min(self.free.load(Ordering::SeqCst)) }
    }

    /// Fills `bytes` if they fit.
    fn take(&self, bytes: u64, age: Age) -> bool {
        let fits = self.of(age) >= bytes;
        if fits {
            for part in [&self.whole, &self.free] {
                // Never fails: the closure always has an answer.
                let _ = part.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| Some(left.saturating_sub(bytes)));
            }
        }
        fits
    }

    fn close(&self) {
        self.whole.store(0, Ordering::SeqCst);
    }
}

/// What became of one image.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stored,
    /// A rule that will not change refuses it, or the server says it does not exist.
    Refused,
    /// Perhaps next time.
    Failed,
    NotTried,
}

/// Loads the images that are wanted and allowed, each once however many articles show it.
pub(super) async fn run(run: &Run<'_>, sources: &[Source], loads: &mut Vec<Load>) -> Result<Tally, Error> {
    let allowed = allowed(run, sources)?;
    if allowed.is_empty() || run.settings.images == Images::Never || run.cancel.is_cancelled() {
        return Ok(Tally::default());
    }
    let now = run.clock.now();
    let (store, quota, started) = (run.store.clone(), run.settings.image_quota, run.started);
    let (lacking, room) = blocking(move || {
        let used = u64::try_from(store.content().read(image::used_bytes)?).unwrap_or(u64::MAX);
        let room = Room { whole: AtomicU64::new(quota), free: AtomicU64::new(quota.saturating_sub(used)) };
        Ok((lacking(&store, &allowed, started)?, room))
    })
    .await?;
    let mut first: HashMap<&str, &Lacking> = HashMap::new();
    let mut wishes = Vec::new();
    for article in &lacking {
        for url in &article.missing {
            if first.insert(url, article).is_none() {
                wishes.push(ImageWish { url: url.clone(), source: article.source.clone() });
            }
        }
    }
    let plan = plan::images(wishes, IMAGE_BYTES, run.connectivity(), &run.budget(), now);
    let total = plan.load.len();
    let mut tally = Tally { left_out: plan.left_out_by_limits(), ..Tally::default() };
    let is_published = |wish: &ImageWish| lacking.iter().any(|article| article.published(&wish.url).is_some());
    let way = match run.repository.filter(|_| plan.load.iter().any(is_published)) {
        Some(access) => Some(Way::open(run, access, Urgency::Scheduled).await?),
        None => None,
    };
    let mut fates: HashMap<String, Fate> = HashMap::with_capacity(total);
    let mut trouble = None;
    let mut pictures = stream::iter(plan.load)
        .map(|wish| one(run, way.as_ref(), first.get(wish.url.as_str()).copied(), wish, &room, now))
        .buffer_unordered(PARALLEL);
    while let Some(Done { load, url, fate }) = pictures.next().await {
        loads.extend(load);
        let fate = fate.unwrap_or_else(|error| {
            trouble.get_or_insert(error);
            // No more are begun; those under way are let finish.
            room.close();
            Fate::NotTried
        });
        match fate {
            Fate::Stored => tally.stored += 1,
            Fate::Refused | Fate::Failed => tally.failed += 1,
            Fate::NotTried => tally.left_out += 1,
        }
        fates.insert(url, fate);
        (run.watcher)(Progress::Images { done: fates.len(), total });
    }
    drop(pictures);
    if let Some(way) = way {
        way.close(run, loads).await?;
    }
    tally.left_out_bytes = tally.left_out as u64 * IMAGE_BYTES;
    if let Some(trouble) = trouble {
        return Err(trouble.into());
    }
    complete(run, lacking, &fates, now).await?;
    Ok(tally)
}

/// Sources whose images may be loaded: the user's, as they said, and whoever publishes in the repository.
fn allowed(run: &Run<'_>, sources: &[Source]) -> Result<Vec<SourceId>, StoreError> {
    let mut allowed: Vec<SourceId> = sources.iter().filter(|s| s.allow_images).map(|s| s.id.clone()).collect();
    if run.repository.is_some() {
        let all = run.store.content().read(source_key::counts)?;
        let is_users = |id: &SourceId| sources.iter().any(|source| source.id == *id);
        allowed.extend(all.into_iter().map(|(id, _)| id).filter(|id| !is_users(id)));
    }
    Ok(allowed)
}

/// Articles whose text is here and whose images are not, with the addresses that are missing; blocking.
fn lacking(store: &crate::store::Store, allowed: &[SourceId], started: Timestamp) -> Result<Vec<Lacking>, SyncError> {
    store.content().read(|conn| {
        let mut lacking = Vec::new();
        for id in wish::images(conn, allowed, NEWEST_OF_A_SOURCE)? {
            // What is damaged is passed over: the next open repairs it.
            let Some(stored) = sound(article::get(conn, &id))?.flatten() else { continue };
            let published = published(&stored.record.data);
            let mut shown = addresses(&stored.record.data, &published);
            shown.truncate(IMAGES_PER_ARTICLE);
            let mut missing = Vec::new();
            for url in &shown {
                // Stored for any article is stored.
                if let Some(None) = sound(image::get(conn, &image::url_hash(url)))? {
                    missing.push(url.clone());
                }
            }
            let came_now = matches!(stored.offline, Offline::Full { at } if at >= started);
            let age = if came_now { Age::New } else { Age::Old };
            lacking.push(Lacking { article: id, source: stored.source, shown, missing, published, age });
        }
        Ok(lacking)
    })
}

/// Images that are published beside the article, named by their paths in the repository.
fn published(article: &Article) -> Vec<Wanted> {
    let images = article.files.iter().filter(|file| file.role == FileRole::Image);
    // What is larger than the format allows is asked of nobody.
    let images = images.filter(|file| i64::try_from(file.bytes).is_ok_and(|bytes| bytes <= MAX_FILE_BYTES));
    let wanted = images
        .filter_map(|file| Some(Wanted { path: file.path(), sha256: Sha256::parse(&file.sha256)?, bytes: file.bytes }));
    wanted.collect()
}

/// The images an article shows: those published beside it, the one that stands for it, then those in its text, each once.
fn addresses(article: &Article, published: &[Wanted]) -> Vec<String> {
    let blocks = reader::blocks(article.body.as_deref().unwrap_or_default(), article.base_url.as_deref());
    let mut urls: Vec<String> = published.iter().map(|wanted| wanted.path.clone()).collect();
    urls.extend(article.images.iter().map(|image| image.url.clone()));
    urls.extend(images::addresses(&blocks).into_iter().map(str::to_owned));
    let mut seen = HashSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    urls
}

/// `None` for what is damaged; the store has marked it.
fn sound<T>(read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::Damaged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What one image cost and what became of it.
struct Done {
    load: Option<Load>,
    url: String,
    fate: Result<Fate, SyncError>,
}

/// Loads one image and stores it with the first article that shows it.
async fn one(
    run: &Run<'_>,
    way: Option<&Way>,
    shown_by: Option<&Lacking>,
    wish: ImageWish,
    room: &Room,
    now: Timestamp,
) -> Done {
    let allowed = way.map_or_else(|| run.budget().allows(1, run.clock.now()), |way| way.allows(run, 1));
    let may_start = run.connectivity().is_online() && allowed.is_ok();
    let shown_by = shown_by.filter(|article| may_start && !run.cancel.is_cancelled() && room.of(article.age) > 0);
    let Some(article) = shown_by else {
        return Done { load: None, url: wish.url, fate: Ok(Fate::NotTried) };
    };
    let (load, found) = match (way, article.published(&wish.url)) {
        // `servers` accounts for what it costs.
        (Some(way), Some(wanted)) => (None, from_repository(run, way, wanted).await),
        (None, Some(_)) => (None, Ok(Err(Fate::NotTried))),
        (_, None) => {
            let (traffic, found) = from_anywhere(run, &wish.url).await;
            (Some(Load { source: wish.source, url: wish.url.clone(), traffic }), Ok(found))
        }
    };
    let fate = match found {
        Err(error) => Err(error),
        Ok(Err(fate)) => Ok(fate),
        Ok(Ok(image)) if !room.take(size(&image), article.age) => Ok(Fate::NotTried),
        Ok(Ok(image)) => store(run, article.article.clone(), image, now).await,
    };
    Done { load, url: wish.url, fate }
}

/// A published image, from the first server that has it right; whoever has none may have it with the next sync.
async fn from_repository(run: &Run<'_>, way: &Way, wanted: &Wanted) -> Result<Result<StoredImage, Fate>, SyncError> {
    match way.source.bytes(wanted, run.cancel).await {
        Ok(bytes) => Ok(judge(&wanted.path, bytes)),
        Err(LoadError::Storage(error)) => Err(error.into()),
        Err(_) => Ok(Err(Fate::Failed)),
    }
}

/// An image of the web, and what asking for it cost.
async fn from_anywhere(run: &Run<'_>, url: &str) -> (Traffic, Result<StoredImage, Fate>) {
    let request = Request::new(url, Purpose::Image);
    let (traffic, found) = match run.client.fetch(&request, run.cancel).await {
        Ok(Outcome::Fetched(response)) => (response.traffic, judge(url, response.body)),
        Ok(Outcome::NotModified(answer)) => (answer.traffic, Err(Fate::Failed)),
        Err(failure) => (failure.traffic, Err(fate_of(failure.cause))),
    };
    run.spend(traffic.total());
    (traffic, found)
}

impl Lacking {
    /// The file of the repository that `named` stands for.
    fn published(&self, named: &str) -> Option<&Wanted> {
        self.published.iter().find(|wanted| wanted.path == named)
    }
}

async fn store(run: &Run<'_>, article: ArticleId, image: StoredImage, now: Timestamp) -> Result<Fate, SyncError> {
    let (writer, quota) = (Arc::clone(&run.writer), run.settings.image_quota);
    blocking(move || {
        writer.write(move |tx| {
            let Some(stored) = article::get(tx, &article)? else { return Ok(Fate::NotTried) };
            let fits = image::put(tx, stored.doc, &image, quota, now)?;
            Ok::<_, SyncError>(if fits { Fate::Stored } else { Fate::Refused })
        })
    })
    .await
}

fn size(image: &StoredImage) -> u64 {
    u64::try_from(image.bytes.len()).unwrap_or(u64::MAX)
}

/// What a failure says about the image: some will not be mended by asking again.
const fn fate_of(cause: NetError) -> Fate {
    match cause {
        NetError::NotFound | NetError::Gone | NetError::TooLarge { .. } | NetError::Address(_) | NetError::Url(_) => {
            Fate::Refused
        }
        _ => Fate::Failed,
    }
}

/// Looks at the header only: the core neither decodes nor scales (decision 16).
fn judge(url: &str, bytes: Vec<u8>) -> Result<StoredImage, Fate> {
    let info = images::inspect(&bytes).map_err(|_| Fate::Refused)?;
    Ok(StoredImage {
        url_hash: image::url_hash(url),
        width: info.width,
        height: info.height,
        mime: info.format.media_type().to_owned(),
        bytes,
    })
}

/// Says which articles have all their images now; one transaction for each, and none where nothing changed.
async fn complete(
    run: &Run<'_>,
    lacking: Vec<Lacking>,
    fates: &HashMap<String, Fate>,
    now: Timestamp,
) -> Result<(), SyncError> {
    let quota = run.settings.image_quota;
    for Lacking { article, mut shown, missing, .. } in lacking {
        let fate = |url: &String| fates.get(url).copied().unwrap_or(Fate::NotTried);
        if missing.iter().any(|url| matches!(fate(url), Fate::Failed | Fate::NotTried)) {
            continue;
        }
        shown.retain(|url| !(missing.contains(url) && fate(url) == Fate::Refused));
        let writer = Arc::clone(&run.writer);
        blocking(move || {
            writer.write(move |tx| {
                let Some(stored) = article::get(tx, &article)? else { return Ok(()) };
                for url in &shown {
                    // Loaded for another article, or pushed out meanwhile.
                    let Some(image) = sound(image::get(tx, &image::url_hash(url)))?.flatten() else { return Ok(()) };
                    image::put(tx, stored.doc, &image, quota, now)?;
                }
                Ok::<_, SyncError>(article::set_offline(tx, &article, Offline::FullWithImages { at: now }, now)?)
            })
        })
        .await?;
    }
    Ok(())
}
