//! kill -9 during sync: whatever the moment, no star is lost, no article is half, the index and the store agree.
//!
//! `APP4G_KILLS` sets how often (20 unless told otherwise; `verify --full` says 300). The child is this very test binary,
//! run again for one test; it syncs from a portal of the parent whose feeds change with every poll, and is killed after a
//! number of its events that was drawn before it began.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking; the child reports on stdout"
)]

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use app4g_core::CancelToken;
use app4g_core::app::App;
use app4g_core::model::ArticleId;
use app4g_core::sync::{Progress, SyncRequest};
use app4g_tests::draw::Draw;
use app4g_tests::portal::{Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, stage, view, wholeness};

const PROFILE: &str = "APP4G_SYNC_KILL_PROFILE";
const START: &str = "APP4G_SYNC_KILL_START";
const FEEDS: u32 = 5;
/// Versions of each feed that are served before they begin to repeat themselves.
const VERSIONS: u32 = 12;

/// Version `version` of feed `feed`: new stories on top, edits below, a shared URL from some version on, pictures, pages.
fn version(portal: &Portal, feed: u32, version: u32) -> Reply {
    let base = portal.url("");
    let first = feed * 1000 + version * 2;
    let picture = format!("<p><img src=\"{base}/anh/{feed}.png\" alt=\"Ảnh\"></p>");
    let mut stories: Vec<Story> = (first..first + 8)
        .map(|number| {
            let story = Story::new(number, &base);
            match number % 4 {
                0 => story.brief(),
                1 => Story { text: Some(Story::long(number, &format!("sửa lần {version}"))), ..story },
                2 => Story { text: Some(Story::long(number, "cấy") + &picture), ..story },
                _ => story.undated(),
            }
        })
        .collect();
    if feed == 0 && version % VERSIONS > VERSIONS / 2 {
        for story in stories.iter_mut().take(3) {
            story.link = Some(format!("{base}/chung"));
        }
    }
    Reply::feed(rss(&format!("Nguồn {feed}"), &stories)).etag(&format!("\"{feed}-{version}\""))
}

/// The feeds go on from where the last child left them.
fn serve(portal: &Portal, from: u32) {
    for feed in 0..FEEDS {
        let versions: Vec<Reply> = (from..from + VERSIONS).map(|number| version(portal, feed, number)).collect();
        portal.serve_each(&format!("/{feed}.xml"), versions);
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x58\0\0\x01\x90\x08\x02\0\0\0".to_vec();
        png.resize(20_000, u8::try_from(feed).unwrap());
        portal.serve(&format!("/anh/{feed}.png"), Reply::ok("image/png", png));
    }
    let page = format!(
        "<html><head><title>Tin</title></head><body><article><h1>Tin</h1>{}</article></body></html>",
        Story::long(0, "cày")
    );
    portal.serve_everything_else(Reply::html(page));
}

/// Syncs and stars for ever; says each step. Only under [`PROFILE`].
#[test]
fn child() {
    let Some(folder) = std::env::var_os(PROFILE) else { return };
    let hours: i64 = std::env::var(START).unwrap().parse().unwrap();
    let device = Device::with_profile(Path::new(&folder));
    device.clock.pass(hours * 3600);
    let app = device.open().unwrap();
    let say = |text: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{text}").unwrap();
        out.flush().unwrap();
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for round in 0_usize.. {
        let watch = |progress: Progress<'_>| say(format!("event {progress:?}"));
        runtime.block_on(app.sync().run(&SyncRequest::asked(), &watch, &CancelToken::new())).unwrap();
        let rows = view::rows(&app).unwrap();
        let row = &rows[round * 13 % rows.len()];
        view::star(&app, &row.id).unwrap();
        say(format!("starred {}", row.id));
        device.clock.pass(3600);
    }
}

/// Runs a child until it said `events` things, kills it, and returns the stars it had set by then.
fn run_and_kill(folder: &Path, events: u64, hours: i64) -> Vec<ArticleId> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env(PROFILE, folder)
        .env(START, hours.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut stars = Vec::new();
    let mut said = 0;
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in lines.map_while(Result::ok) {
        if let Some(id) = line.strip_prefix("starred ") {
            stars.push(ArticleId::new(id));
        }
        said += u64::from(line.starts_with("starred ") || line.starts_with("event "));
        if said == events {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    assert!(said >= events, "the child ended by itself after {said} of {events} events");
    stars
}

fn check(app: &App, stars: &[ArticleId], kill: u64) {
    wholeness(app).unwrap_or_else(|trouble| panic!("kill {kill}: {trouble}"));
    for star in stars {
        assert!(view::status(app, star).unwrap().is_starred, "kill {kill}: the star of {star} is lost");
        assert!(app.store().find(star).unwrap().is_some(), "kill {kill}: the starred {star} cannot be read");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_of_a_sync_nothing_is_lost_and_nothing_is_half() {
    let kills: u64 = std::env::var("APP4G_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let portal = Portal::start().await.unwrap();
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    for feed in 0..FEEDS {
        stage::add(&app, &format!("nguon-{feed}"), &portal.url(&format!("/{feed}.xml")), |source| {
            source.fetch_full_text = true;
            source.allow_images = true;
        })
        .unwrap();
    }
    drop(app);
    let mut stars = Vec::new();
    let mut hours = 0;
    for kill in 0..kills {
        serve(&portal, u32::try_from(kill).unwrap() * 3);
        hours += 30;
        let events = 1 + Draw::new(kill).below(60);
        let folder = device.folder().to_owned();
        stars.extend(tokio::task::spawn_blocking(move || run_and_kill(&folder, events, hours)).await.unwrap());
        check(&device.open().unwrap(), &stars, kill);
    }
    assert!(!stars.is_empty(), "no child came far enough to star anything");

    // What the last one left undone, the next sync does.
    device.clock.pass((hours + 30) * 3600);
    let app = device.open().unwrap();
    let report = view::sync(&app).await.unwrap();
    assert_eq!(report.failures().count(), 0, "{report:?}");
    check(&app, &stars, kills);
}
