//! Random histories of forty releases: whenever a phone asks and whatever interrupts it, all end in the identical state.
//!
//! `APP4G_HISTORIES` sets how many (1 unless told otherwise; `verify --full` says 20), `APP4G_SEED` where the seeds begin.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests fail by panicking and say what they did"
)]

use std::collections::BTreeSet;
use std::path::Path;

use app4g_core::CancelToken;
use app4g_core::app::App;
use app4g_core::model::ArticleId;
use app4g_core::store::personal::status::Star;
use app4g_core::sync::{RepositoryOutcome, SyncReport, SyncRequest};
use app4g_tests::department::Department;
use app4g_tests::draw::Draw;
use app4g_tests::portal::{Break, Moment, Reply};
use app4g_tests::repository::{
    Author, BEGIN, COMMON, DAY, Held, Shelf, bytes_hold, ever_published, held, phone, published, secrets_of,
    words_in_repository,
};
use app4g_tests::scenario::{Device, view, wholeness};
use tokio::task::JoinSet;

const RELEASES: i64 = 40;

/// What every phone holds, and the archives these have chosen.
const COLLECTIONS: [&str; 7] = ["base", "notices", "news", "listings", "documents", "news-2025", "news-2026"];

/// Yearly archives, which are chosen.
const ARCHIVES: [&str; 2] = ["news-2025", "news-2026"];

/// How a phone lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Habit {
    Daily,
    EveryThirdDay,
    /// On the first day, and again after thirty.
    Away,
    /// On the first day only.
    First,
    /// Every day, and something breaks every time.
    Interrupted,
    /// Every day, and keeps articles for a week.
    Forgetful,
    /// Every day, and has chosen no archive.
    WithoutArchives,
    /// Never before the end.
    New,
}

impl Habit {
    const ALL: [Self; 8] = [
        Self::Daily,
        Self::EveryThirdDay,
        Self::Away,
        Self::First,
        Self::Interrupted,
        Self::Forgetful,
        Self::WithoutArchives,
        Self::New,
    ];

    fn asks(self, day: i64) -> bool {
        match self {
            Self::Daily | Self::Interrupted | Self::Forgetful | Self::WithoutArchives => true,
            Self::EveryThirdDay => day % 3 == 0,
            Self::Away => day % 30 == 0,
            Self::First => day == 0,
            Self::New => false,
        }
    }

    fn archives(self) -> &'static [&'static str] {
        if self == Self::WithoutArchives { &[] } else { &ARCHIVES }
    }

    /// What such a phone holds in the end, according to the ledger in `folder`.
    fn expected(self, folder: &Path) -> Held {
        let is_wanted = |name: &&str| !ARCHIVES.contains(name) || self.archives().contains(name);
        let wanted: Vec<&str> = COLLECTIONS.into_iter().filter(is_wanted).collect();
        published(folder, &wanted).unwrap()
    }
}

struct Phone {
    habit: Habit,
    device: Device,
    shelf: Shelf,
    starred: BTreeSet<String>,
    /// Words of records that stood in its files, byte for byte.
    seen: BTreeSet<String>,
    draw: Draw,
}

async fn sync(app: &App, cancel: &CancelToken) -> SyncReport {
    app.sync().run(&SyncRequest::asked(), &|_| {}, cancel).await.unwrap()
}

/// Cuts some files of the repository, or cancels after a number of requests.
async fn interrupted(app: &App, shelf: &mut Shelf, draw: &mut Draw) {
    let cancel = CancelToken::new();
    if draw.one_in(2) {
        let more = usize::try_from(1 + draw.below(12)).unwrap();
        let until = shelf.portal.requests().len() + more;
        let stop = async {
            if shelf.portal.saw_requests(until).await {
                cancel.cancel();
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            _ = sync(app, &cancel) => {}
            () = stop => {}
        }
        return;
    }
    for path in shelf.files().unwrap() {
        let bytes = shelf.bytes(&path).unwrap();
        let at = usize::try_from(draw.below(bytes.len() as u64)).unwrap();
        match draw.below(12) {
            0 => shelf.lie(&path, Reply::file(bytes).breaking(Break::Reset(Moment::InBody(at)))),
            1 => shelf.lie(&path, Reply::file(bytes.get(..at).unwrap())),
            2 => shelf.lie(&path, Reply::status(503)),
            3 if path.starts_with("objects") => shelf.lie(&path, Reply::status(404)),
            _ => {}
        }
    }
    sync(app, &cancel).await;
    shelf.mend().unwrap();
}

impl Phone {
    async fn new(habit: Habit, repository: &Path, seed: u64) -> Self {
        let shelf = Shelf::of(repository).await.unwrap();
        let device = phone(Device::new().unwrap(), &[shelf.url()], habit.archives()).unwrap();
        let app = device.open().unwrap();
        let days = if habit == Habit::Forgetful { "7" } else { "3650" };
        view::set(&app, "keep_days", days).unwrap();
        app.close().unwrap();
        Self { habit, device, shelf, starred: BTreeSet::new(), seen: BTreeSet::new(), draw: Draw::new(seed) }
    }

    async fn day(&mut self, day: i64) {
        self.shelf.refresh().unwrap();
        self.device.clock.set(BEGIN.plus(day * DAY + 3600));
        let app = self.device.open().unwrap();
        if self.habit == Habit::Interrupted {
            for _ in 0..2 {
                interrupted(&app, &mut self.shelf, &mut self.draw).await;
                self.device.clock.pass(3600);
            }
        }
        // Two days in three an interruption is not made good before the next one.
        if self.habit != Habit::Interrupted || self.draw.one_in(3) {
            whole(&sync(&app, &CancelToken::new()).await);
        }
        let ids: Vec<String> = held(&app).unwrap().lines.into_keys().collect();
        for id in ids {
            if self.draw.one_in(12) && app.store().find(&ArticleId::new(&id)).is_ok_and(|found| found.is_some()) {
                app.store().star(&ArticleId::new(&id), Star::Set, app.clock().now()).unwrap();
                self.starred.insert(id);
            }
        }
        let words =
            held(&app).unwrap().lines.into_values().flat_map(|line| secrets_of(&line).collect::<Vec<_>>()).collect();
        app.close().unwrap();
        if self.habit == Habit::Daily {
            self.seen.extend(bytes_hold(self.device.folder(), &words).unwrap());
        }
    }

    /// The last sync, and everything that must hold after it. Returns the ids of lines it holds, and of what it finds.
    async fn end(&mut self, day: i64, expected: &Held, author: &Author) -> (BTreeSet<String>, BTreeSet<String>) {
        let habit = self.habit;
        self.shelf.refresh().unwrap();
        self.device.clock.set(BEGIN.plus(day * DAY + 3600));
        let app = self.device.open().unwrap();
        whole(&sync(&app, &CancelToken::new()).await);
        whole(&sync(&app, &CancelToken::new()).await);
        let found = held(&app).unwrap();
        assert_eq!(found.collections, expected.collections, "{habit:?}");
        assert_eq!(found.versions, expected.versions, "{habit:?}");
        assert_eq!(found.pinned, BTreeSet::new(), "{habit:?}");
        assert!(found.pruned.is_empty() || habit == Habit::Forgetful, "{habit:?}");
        let mut lines = expected.lines.clone();
        lines.retain(|id, _| !found.pruned.contains(id));
        assert_eq!(found.lines, lines, "{habit:?}");
        wholeness(&app).unwrap_or_else(|trouble| panic!("{habit:?}: {trouble}"));
        let hits: BTreeSet<String> = view::search(&app, COMMON).unwrap().iter().map(ToString::to_string).collect();
        let erased: BTreeSet<String> = author.erased.values().flatten().cloned().collect();
        for id in author.erased.keys() {
            let kept = app.store().find(&ArticleId::new(id)).unwrap();
            let body = kept.and_then(|found| found.record.data.body);
            assert_eq!(body, None, "{habit:?}: {id} is still readable");
        }
        for word in &erased {
            assert_eq!(view::search(&app, word).unwrap(), [], "{habit:?}: {word} is still found");
        }
        app.close().unwrap();
        assert_eq!(bytes_hold(self.device.folder(), &erased).unwrap(), BTreeSet::new(), "{habit:?}");
        // Only of words that were seen in these files once does the line above prove anything.
        self.seen.retain(|word| erased.contains(word));
        (lines.into_keys().collect(), hits)
    }
}

fn whole(report: &SyncReport) {
    let repository = report.repository.as_ref().unwrap();
    let is_asked = matches!(repository.outcome, RepositoryOutcome::Unchanged | RepositoryOutcome::Verified { .. });
    let is_whole = repository.collections.iter().all(|collection| {
        use app4g_core::sync::CollectionOutcome::{Unchanged, Updated};
        matches!(collection.outcome, Unchanged | Updated { .. })
    });
    assert!(is_asked && is_whole, "{repository:?}");
}

/// Returns how many stars stood on records that were erased, and how many of their words were once seen in files.
async fn history(seed: u64) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let mut author = Author::new(seed);
    let mut department = Department::with(folder.path(), author.authored());
    department.publish(BEGIN).await.unwrap();
    let mut phones = Vec::new();
    for (habit, seed) in Habit::ALL.into_iter().zip(seed..) {
        phones.push(Phone::new(habit, &department.repository(), seed).await);
    }
    let (mut draw, mut deleted) = (Draw::new(!seed), 0);
    for day in 0..RELEASES {
        let now = BEGIN.plus(day * DAY);
        if day > 0 {
            author.work(now);
            department.content = author.authored();
            department.publish(now).await.unwrap();
        }
        if draw.one_in(3) {
            deleted += department.prune(now).await.unwrap().paths.len();
        }
        let mut working = JoinSet::new();
        for mut phone in phones.drain(..) {
            working.spawn(async move {
                if phone.habit.asks(day) {
                    phone.day(day).await;
                }
                phone
            });
        }
        phones = working.join_all().await;
    }
    phones.sort_by_key(|phone| phone.habit);
    deleted += department.prune(BEGIN.plus(RELEASES * DAY)).await.unwrap().paths.len();
    let ledger = folder.path().join("ledger");
    // The first of them holds everything.
    let mut all: Option<BTreeSet<String>> = None;
    let (mut starred, mut seen, mut retired) = (0, 0, 0);
    for phone in &mut phones {
        starred += phone.starred.intersection(&author.erased.keys().cloned().collect()).count();
        let expected = phone.habit.expected(&ledger);
        let (held, mut found) = phone.end(RELEASES, &expected, &author).await;
        // Starred copies of what left or what retention took stay findable where they are starred.
        found.retain(|id| held.contains(id));
        assert!(!found.is_empty() || phone.habit == Habit::Forgetful);
        let all = all.get_or_insert_with(|| found.clone());
        let here: BTreeSet<String> = all.intersection(&held).cloned().collect();
        assert_eq!(found, here, "{:?}", phone.habit);
        seen += phone.seen.len();
        retired += expected.lines.len() - held.len();
    }
    let words: BTreeSet<String> = author.erased.values().flatten().cloned().collect();
    let were_published = ever_published(&ledger).unwrap().intersection(&words).count();
    let left = words_in_repository(&department.repository()).unwrap();
    assert_eq!(left.intersection(&words).collect::<Vec<_>>(), [""; 0], "seed {seed}: words of erased records");
    assert!(
        were_published > 0 && deleted > 0,
        "seed {seed}: {were_published} words were published, {deleted} files deleted"
    );
    let expected = Habit::Daily.expected(&ledger);
    assert!(!author.erased.is_empty(), "nothing was erased: the seed says little");
    let (records, erased) = (expected.lines.len(), author.erased.len());
    eprintln!(
        "seed {seed}: {records} records, {erased} erased, {starred} stars on them, {seen} words once seen in files, {retired} put away, \
         {were_published} words taken out of the repository, {deleted} files deleted"
    );
    (starred, seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn all_phones_end_in_the_identical_state_whatever_happened_to_them() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let first = number("APP4G_SEED", 1);
    let (mut starred, mut seen) = (0, 0);
    for seed in first..first + number("APP4G_HISTORIES", 1) {
        let (stars, words) = history(seed).await;
        starred += stars;
        seen += words;
    }
    assert!(starred > 0 && seen > 0, "these seeds say little about what is erased");
}
