//! Away from a whole department: requests of each collection after 1 to 45 days, the catalog and the largest index after 90
//! releases.
//!
//! `away [requests|sizes] [--check]`: both halves, or one. The requests are counted in the published indexes for every pair of releases; real phones that were away for
//! 30 days are compared with that count.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app4g_core::Timestamp;
use app4g_peers::articles::{self, Article};
use app4g_peers::report::{Bar, Report};
use app4g_peers::repository::days::{DAY, Days, RECENT, USUAL, Work};
use app4g_peers::repository::routes::Release;
use app4g_peers::repository::weeks::Others;
use app4g_peers::repository::{make, phone};
use app4g_portal::content::Authored;
use app4g_tests::department::{Department, Trouble};
use app4g_tests::portal::Portal;
use tokio::runtime::Runtime;

/// Articles of the first release: the rest of the collection makes no difference to deltas.
const FIRST: usize = 2_000;

/// Longest absence.
const LONGEST: usize = 45;

/// Releases at which absences end: deltas of 16 versions begin at one of them.
const ENDS: usize = 16;

/// Days after which phones come that are back 30 days later.
const PHONES: [i64; 3] = [14, 21, 31];

/// Records of the collection whose index is measured.
const MANY: usize = 50_000;

/// Releases of every collection before catalog and index are measured.
const RELEASES: i64 = 90;

fn main() -> ExitCode {
    let mut report = Report::new("away");
    let file = match articles::file() {
        Ok(file) => file,
        Err(reason) => return report.skip(&reason),
    };
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/tune/away");
    let is_without = |half: &str| !std::env::args().any(|word| word == half);
    let mut measured = Ok(());
    for recent in [RECENT / 4, RECENT] {
        if is_without("sizes") && measured.is_ok() {
            println!("edits fall on the newest {recent} articles");
            let folder = folder.join(format!("requests-{recent}"));
            measured = in_folder(&folder, |folder| requests(&mut report, &file, recent, folder));
        }
    }
    if is_without("requests") {
        measured = measured.and_then(|()| in_folder(&folder.join("sizes"), |folder| sizes(&mut report, &file, folder)));
    }
    match measured {
        Ok(()) => report.end(),
        Err(error) => report.broke(&error.to_string()),
    }
}

/// Works in a folder that is new before and gone after.
fn in_folder(folder: &Path, work: impl FnOnce(&Path) -> Result<(), Trouble>) -> Result<(), Trouble> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder)?;
    let worked = work(folder);
    let _ = std::fs::remove_dir_all(folder);
    worked
}

/// The first `count` articles of the bench with as many letters of text as are needed: what counts here is how many they are.
fn read(file: &Path, count: usize, letters: usize) -> Result<Vec<Article>, Trouble> {
    let cut = |article: Article| Article { body: article.body.chars().take(letters).collect(), ..article };
    Ok(articles::read(file, count)?.into_iter().map(cut).collect())
}

async fn publish(
    department: &mut Department,
    news: &[Authored],
    others: &Others,
    now: Timestamp,
) -> Result<Release, Trouble> {
    department.content = news.iter().chain(&others.content).cloned().collect();
    make::publish(department, now).await?;
    Release::newest(department).await
}

/// Whether a collection is the archive of a year.
fn is_archive(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(_, year)| year.parse::<u16>().is_ok())
}

fn requests(report: &mut Report, file: &Path, recent: usize, folder: &Path) -> Result<(), Trouble> {
    let mut all = read(file, FIRST + USUAL.new * (LONGEST + ENDS), 200)?;
    let mut days = Days::new(FIRST, all.split_off(FIRST), recent);
    let mut news = make::records(&all, 0);
    let mut others = Others::new()?;
    let mut department = make::department(folder, Vec::new());
    let runtime = Runtime::new()?;
    let portal = runtime.block_on(Portal::start())?;
    let mut releases = vec![runtime.block_on(publish(&mut department, &news, &others, make::FIRST))?];
    let mut differences = 0;
    for _ in 0..LONGEST + ENDS {
        let now = days.work(&mut news, USUAL);
        others.work(days.gone(), now);
        releases.push(runtime.block_on(publish(&mut department, &news, &others, now))?);
        for came in PHONES {
            let is_back = days.gone() == came + 30;
            if days.gone() != came && !is_back {
                continue;
            }
            let server = phone::serve(&portal, &department)?;
            let profile = folder.join(format!("phone-{came}"));
            let app = phone::open(&profile, &server, now.plus(60))?;
            let synced = runtime.block_on(phone::sync(&app))?;
            app.close()?;
            if !is_back {
                continue;
            }
            let asked = synced.report.repository.map_or(0, |repository| repository.requests);
            let (Some(then), Some(here)) = (releases.get(usize::try_from(came)?), releases.last()) else { continue };
            // Archives are for those who ask for them.
            let changed = here.since(then).into_iter().filter(|(name, _)| !is_archive(name));
            let counted = 5 + changed.map(|(_, cost)| cost.requests).sum::<u64>();
            println!("phone back on day {}: {asked} requests, counted {counted}", days.gone());
            differences += u64::from(asked != counted);
        }
    }
    report.limit("phones that ask otherwise than counted", "", differences as f64, Bar::AtMost(0.0));
    absences(report, recent, &releases);
    Ok(())
}

/// Requests of one absence.
#[derive(Default)]
struct Sum {
    ways: u64,
    requests: u64,
    most: u64,
    bytes: u64,
    deltas: usize,
}

fn absences(report: &mut Report, recent: usize, releases: &[Release]) {
    let (mut worst_total, mut worst_bar) = (0, 0);
    let mut worst_month: BTreeMap<&str, Sum> = BTreeMap::new();
    println!("days away: collection requests on average / at most, bytes, deltas at most");
    for away in 1..=LONGEST {
        let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
        for (then, now) in releases.iter().zip(releases.iter().skip(away)).skip(LONGEST - away) {
            let costs = now.since(then);
            let total = 5 + costs.values().map(|cost| cost.requests).sum::<u64>();
            let bar = 5 + 8 * costs.len() as u64;
            if away == 30 && total > worst_total {
                (worst_total, worst_bar) = (total, bar);
            }
            for (name, cost) in costs {
                for sums in [Some(&mut sums), (away == 30).then_some(&mut worst_month)].into_iter().flatten() {
                    let sum = sums.entry(name).or_default();
                    sum.ways += 1;
                    sum.requests += cost.requests;
                    sum.bytes += cost.bytes;
                    sum.most = sum.most.max(cost.requests);
                    sum.deltas = sum.deltas.max(cost.deltas);
                }
            }
        }
        let words: Vec<String> = sums.iter().map(|(name, sum)| words(name, sum)).collect();
        println!("{away:>2}: {}", words.join(", "));
    }
    for (name, sum) in &worst_month {
        report.limit(
            &format!("30 days away ({recent}): {name}, at most"),
            "requests",
            sum.most as f64,
            Bar::AtMost(8.0),
        );
    }
    report.limit(
        &format!("30 days away ({recent}): all, at most"),
        "requests",
        worst_total as f64,
        Bar::AtMost(worst_bar as f64),
    );
}

fn words(name: &str, sum: &Sum) -> String {
    let ways = sum.ways.max(1);
    let average = sum.requests as f64 / ways as f64;
    format!("{name} {average:.1} / {}, {} B, {}", sum.most, sum.bytes / ways, sum.deltas)
}

/// Catalog and index after many releases of every collection.
fn sizes(report: &mut Report, file: &Path, folder: &Path) -> Result<(), Trouble> {
    let all = read(file, MANY, 80)?;
    let mut others = Others::new()?;
    for (year, article) in (2019..2026).zip(&all) {
        let at = Timestamp::from_unix(make::FIRST.unix() - (2026 - year) * 365 * DAY);
        others.content.push(make::record(article, MANY + usize::try_from(year)?, at));
    }
    let mut news = make::records(&all, 0);
    let mut days = Days::new(MANY, Vec::new(), RECENT);
    let mut department = make::department(folder, Vec::new());
    let runtime = Runtime::new()?;
    let mut last = runtime.block_on(publish(&mut department, &news, &others, make::FIRST))?;
    let fresh = largest(&last);
    for _ in 0..RELEASES {
        let now = days.work(&mut news, Work { new: 0, edited: 1, withdrawn: 0 });
        others.touch_all(now);
        last = runtime.block_on(publish(&mut department, &news, &others, now))?;
    }
    let most = largest(&last);
    let versions: Vec<String> = last.indexes.iter().map(|(name, index)| format!("{name} {}", index.version)).collect();
    println!("versions: {}", versions.join(", "));
    let Some(index) = last.indexes.get(&most.0) else { return Err("no index".into()) };
    println!("largest index: {}, {} segments, {} deltas", most.0, index.segments.len(), index.deltas.len());
    report.limit("collections", "", last.indexes.len() as f64, Bar::None);
    report.limit("catalog after 90 releases", "B", last.catalog_bytes as f64, Bar::AtMost(5_000.0));
    report.limit("index of 50 segments, no deltas", "B", fresh.1 as f64, Bar::AtMost(4_000.0));
    report.limit("the same after 90 releases", "B", most.1 as f64, Bar::AtMost(4_000.0));
    Ok(())
}

/// The collection with the largest index, and its bytes.
fn largest(release: &Release) -> (String, u64) {
    let sizes = release.catalog.collections.iter().map(|(name, entry)| (name.clone(), entry.index.bytes));
    sizes.max_by_key(|(_, bytes)| *bytes).unwrap_or_default()
}
