//! The exported interface with a real server: what a refresh brings, what stops it, what it tells.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::sync::Arc;
use std::time::Duration;

use app4g_bindings::cancel::CancelToken;
use app4g_bindings::core::{Core, RefreshReason, RefreshRequest};
use app4g_bindings::ports::{NetworkState, NotificationChannel};
use app4g_bindings::refresher::RefreshOutcome;
use app4g_bindings::screens::ReaderScreen;
use app4g_bindings::screens::home::HomeEvent;
use app4g_bindings::screens::reader::{ReaderEvent, ReaderState};
use app4g_bindings::screens::status::Activity;
use app4g_core::clock::Clock as _;
use app4g_tests::department::Department;
use app4g_tests::portal::{Break, Moment, Portal, Reply};
use app4g_tests::repository::Shelf;
use app4g_tests::scenario::{Device, Story, rss, stage, view};
use app4g_tests::shell::{Shell, Watch, is_cancelled};
use app4g_tests::starter::RELEASED;
use tokio::sync::OnceCell;

const TIMESTAMP: &str = "metadata/timestamp.json";

/// So long that a state of it is seen.
const SLOW: Duration = Duration::from_millis(100);

fn asked() -> RefreshRequest {
    RefreshRequest { deadline_seconds: None, max_bytes: None, reason: RefreshReason::Asked }
}

fn scheduled() -> RefreshRequest {
    RefreshRequest { reason: RefreshReason::Scheduled, ..asked() }
}

struct Bench {
    folder: tempfile::TempDir,
    shelf: Shelf,
    shell: Arc<Shell>,
    core: Arc<Core>,
}

/// A phone, and the server of a release that all tests share.
async fn bench() -> Bench {
    static RELEASE: OnceCell<tempfile::TempDir> = OnceCell::const_new();
    let release = RELEASE.get_or_init(|| async {
        let folder = tempfile::tempdir().unwrap();
        Department::with_samples(folder.path()).unwrap().publish(RELEASED).await.unwrap();
        folder
    });
    let shared = Department::with(release.await.path(), Vec::new());
    bench_of(&shared).await
}

async fn bench_of(published: &Department) -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let mut shelf = Shelf::of(&published.repository()).await.unwrap();
    shelf.refresh().unwrap();
    let shell = Shell::at(RELEASED.plus(60));
    let core = shell.open(&folder.path().join("profile"), &[shelf.url()]).await.unwrap();
    Bench { folder, shelf, shell, core }
}

/// The tests' own runtime must not wait for what only the listener's thread tells.
async fn until(
    watch: &Arc<Watch>,
    wanted: impl Fn(&app4g_bindings::screens::home::HomeState) -> bool + Send + 'static,
) -> app4g_bindings::screens::home::HomeState {
    let watch = Arc::clone(watch);
    tokio::task::spawn_blocking(move || watch.until(wanted)).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_brings_what_was_published_shows_it_while_it_comes_and_says_what_it_cost() {
    let bench = bench().await;
    let home = bench.core.home().unwrap();
    let watch = Arc::new(Watch::default());
    let _subscription = home.observe(Arc::<Watch>::clone(&watch)).unwrap();
    home.send(HomeEvent::Refresh).unwrap();
    until(&watch, |state| matches!(&state.status.activity, Activity::Loading { text, .. } if !text.is_empty())).await;
    let state = until(&watch, |state| {
        let has_news = state.content.as_ref().is_some_and(|content| !content.news.rows.is_empty());
        has_news && state.status.announcement.is_some() && state.status.activity == Activity::Idle
    })
    .await;
    let said = state.status.announcement.unwrap();
    assert!(said.contains("mục mới") && state.status.problem.is_none(), "{said}");
    assert!(state.status.age.is_none(), "fresh content is nobody's concern: {:?}", state.status.age);
    // Whoever reads that nothing runs may begin the next.
    let again = bench.core.refresh(asked(), None).await.unwrap();
    assert_eq!((again.outcome, again.new_records), (RefreshOutcome::Done, 0));
    assert!(again.bytes < 1_000 && again.next_wanted.is_some(), "{again:?}");
    assert_eq!(bench.core.next_wanted().await.unwrap(), again.next_wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_closes_the_socket_and_leaves_the_profile_free() {
    let bench = bench().await;
    bench.shelf.lie(TIMESTAMP, Reply::file("").breaking(Break::Stall(Moment::BeforeHead)));
    let cancel = CancelToken::new();
    let (core, token) = (Arc::clone(&bench.core), Arc::clone(&cancel));
    let refresh = tokio::spawn(async move { core.refresh(asked(), Some(token)).await });
    hangs(&bench).await;
    cancel.cancel();
    assert!(bench.shelf.portal.saw_clients_leave(1).await, "the socket is still open");
    match refresh.await.unwrap() {
        Ok(report) => assert_eq!(report.outcome, RefreshOutcome::Stopped),
        Err(error) => assert!(is_cancelled(&error), "{error}"),
    }
    let mut bench = bench;
    bench.shelf.mend().unwrap();
    assert_eq!(bench.core.refresh(asked(), None).await.unwrap().outcome, RefreshOutcome::Done);
}

/// Waits until the question is asked that is never answered.
async fn hangs(bench: &Bench) {
    let path = Shelf::place(TIMESTAMP);
    let asked = async {
        while bench.shelf.portal.hits(&path) == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), asked).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_loses_interest_a_pause_and_a_close_stop_a_refresh_too() {
    for end in ["abandoned", "paused", "closed"] {
        let bench = bench().await;
        let watch = Arc::new(Watch::default());
        let home = bench.core.home().unwrap();
        let _subscription = home.observe(Arc::<Watch>::clone(&watch)).unwrap();
        bench.shelf.lie(TIMESTAMP, Reply::file("").breaking(Break::Stall(Moment::BeforeHead)));
        let core = Arc::clone(&bench.core);
        let refresh = tokio::spawn(async move { core.refresh(asked(), None).await.map(|report| report.outcome) });
        hangs(&bench).await;
        match end {
            "abandoned" => refresh.abort(),
            "paused" => bench.core.pause().await.unwrap(),
            _ => bench.core.close().await.unwrap(),
        }
        assert!(bench.shelf.portal.saw_clients_leave(1).await, "{end}: the socket is still open");
        if end == "closed" {
            assert_eq!(tokio::task::spawn_blocking(move || watch.goodbyes()).await.unwrap(), 1);
            assert!(home.send(HomeEvent::Refresh).is_err());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_waits_on_home_and_an_urgent_notice_is_told_once() {
    let office = tempfile::tempdir().unwrap();
    let mut department = Department::with_samples(office.path()).unwrap();
    // A release of everything takes half a minute where nothing is optimised.
    department.content.retain(|record| record.file.starts_with("articles/b") || record.file.starts_with("notices/b"));
    department.publish(RELEASED).await.unwrap();
    let mut bench = bench_of(&department).await;
    bench.core.refresh(asked(), None).await.unwrap();
    assert!(bench.shell.shown.lock().unwrap().is_empty(), "what was there before is not told");
    let home = bench.core.home().unwrap();
    let watch = Arc::new(Watch::default());
    let _subscription = home.observe(Arc::<Watch>::clone(&watch)).unwrap();
    let state =
        until(&watch, |state| state.content.as_ref().is_some_and(|content| !content.news.rows.is_empty())).await;
    let row = state.content.unwrap().news.rows.into_iter().find(|row| row.title.starts_with("Bao quả cam")).unwrap();
    let reader = bench.core.reader(row.id.clone(), String::new()).unwrap();
    until(&watch, move |state| {
        let rows = state.content.iter().flat_map(|content| &content.news.rows);
        rows.clone().any(|other| other.id == row.id && !other.is_unread)
    })
    .await;
    reader.close();
    let notice = home.state().unwrap().content.unwrap().notices.rows.into_iter();
    let notice = notice
        .clone()
        .find(|row| row.title.starts_with("Hệ thống nộp hồ sơ nhiệm vụ"))
        .unwrap_or_else(|| panic!("{notice:?}"));
    let reader = bench.core.reader(notice.id, String::new()).unwrap();
    while reader.state().unwrap().content.is_none() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    reader.close();

    let later = RELEASED.plus(4 * 3_600);
    department.correct("articles/bao-qua-cam-nam-duong.md", "Sửa số.", ("lead", "Đã sửa.")).unwrap();
    let notice = department.record("notices/bao-tri-he-thong-nhiem-vu.md").unwrap();
    notice
        .fields
        .get_mut("data")
        .and_then(|data| data.as_object_mut())
        .unwrap()
        .insert("severity".into(), "urgent".into());
    department.publish(later).await.unwrap();
    bench.shelf.refresh().unwrap();
    bench.shell.set_now(later.plus(60));
    bench.core.refresh(scheduled(), None).await.unwrap();
    let state =
        until(&watch, |state| state.content.as_ref().is_some_and(|content| !content.revisions.is_empty())).await;
    let card = state.content.unwrap().revisions.remove(0);
    assert!(card.title.starts_with("Đã đính chính: Bao quả cam") && card.text == "Sửa số.", "{card:?}");
    let shown = bench.shell.shown.lock().unwrap().clone();
    let channels: Vec<_> = shown.iter().map(|notification| notification.channel).collect();
    assert_eq!(channels, [NotificationChannel::Urgent, NotificationChannel::Revision], "{shown:?}");
    assert_eq!((&shown[1].title, &shown[1].text), (&card.title, &card.text));
    assert!(shown[0].route.link().starts_with("app4g://notice/") && shown[0].text.starts_with("đến "));
    for request in [asked(), scheduled()] {
        bench.core.refresh(request, None).await.unwrap();
        assert_eq!(bench.shell.shown.lock().unwrap().len(), 2);
    }

    // Who pulled to refresh reads it on Home.
    let latest = later.plus(4 * 3_600);
    department.correct("articles/bao-qua-cam-nam-duong.md", "Sửa lại.", ("lead", "Lại sửa.")).unwrap();
    department.publish(latest).await.unwrap();
    bench.shelf.refresh().unwrap();
    bench.shell.set_now(latest.plus(60));
    for request in [asked(), scheduled()] {
        bench.core.refresh(request, None).await.unwrap();
        assert_eq!(bench.shell.shown.lock().unwrap().len(), 2);
    }
    assert!(!home.state().unwrap().content.unwrap().revisions.is_empty());

    let _reader = bench.core.reader(card.id, String::new()).unwrap();
    until(&watch, |state| state.content.as_ref().is_some_and(|content| content.revisions.is_empty())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_flight_mode_after_a_restart_everything_is_there_and_says_how_old_it_is() {
    let bench = bench().await;
    bench.core.refresh(asked(), None).await.unwrap();
    bench.core.close().await.unwrap();
    let Bench { folder, shelf, .. } = bench;
    let shell = Shell::at(RELEASED.plus(3 * 24 * 3_600));
    shell.set_network(NetworkState::Offline);
    let core = shell.open(&folder.path().join("profile"), &[shelf.url()]).await.unwrap();
    let home = core.home().unwrap();
    let watch = Arc::new(Watch::default());
    let _subscription = home.observe(Arc::<Watch>::clone(&watch)).unwrap();
    let state = until(&watch, |state| state.status.age.is_some() && state.content.is_some()).await;
    assert!(state.status.age.unwrap().text.contains("2 ngày trước") || state.status.offline.is_some());
    assert!(!state.content.unwrap().news.rows.is_empty() && state.status.problem.is_none());
    let before = shelf.portal.requests().len();
    home.send(HomeEvent::Refresh).unwrap();
    let state = until(&watch, |state| state.status.announcement.is_some()).await;
    assert!(state.status.announcement.unwrap().starts_with("Không có mạng"));
    assert_eq!(shelf.portal.requests().len(), before);
}

/// A phone that has one article, of which only the summary is here, and the portal that has the rest.
struct Brief {
    portal: Portal,
    _folder: tempfile::TempDir,
    core: Arc<Core>,
    reader: Arc<ReaderScreen>,
}

impl Brief {
    async fn new() -> Self {
        let portal = Portal::start().await.unwrap();
        let brief = Story::new(1, &portal.url("")).brief();
        portal.serve("/rss.xml", Reply::feed(rss("Sở mẫu", std::slice::from_ref(&brief))));
        let folder = tempfile::tempdir().unwrap();
        let profile = folder.path().join("profile");
        let device = Device::with_profile(&profile);
        let app = device.open().unwrap();
        stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
        view::sync(&app).await.unwrap();
        let id = view::row(&app, "k1x").unwrap().id.to_string();
        drop(app);
        let core = Shell::at(device.clock.now()).open(&profile, &[]).await.unwrap();
        let reader = core.reader(id, String::new()).unwrap();
        Self { portal, _folder: folder, core, reader }
    }

    fn has_page(&self) {
        let body = Story::long(1, "bón lótsâu");
        let page = format!("<html><body><main><article><h1>Tin</h1>{body}</article></main></body></html>");
        self.portal.serve("/tin/1", Reply::html(page));
    }

    /// Asks for the text, and gives the words in which that ended.
    async fn load(&self) -> String {
        self.reader.send(ReaderEvent::LoadText).unwrap();
        self.until(|state| state.status.activity != Activity::Idle).await;
        self.until(|state| said(state).is_some()).await.status.announcement.unwrap()
    }

    async fn until(&self, wanted: impl Fn(&ReaderState) -> bool) -> ReaderState {
        let look = async {
            loop {
                let state = self.reader.state().unwrap();
                if wanted(&state) {
                    return state;
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(45), look).await.unwrap()
    }
}

fn said(state: &ReaderState) -> Option<&String> {
    state.status.announcement.as_ref().filter(|_| state.status.activity == Activity::Idle)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summary_offers_its_whole_text_and_loads_it_when_that_is_asked_for() {
    let brief = Brief::new().await;
    brief.portal.serve("/tin/1", Reply::status(503).after(SLOW));
    let offered = brief.until(|state| state.content.is_some()).await.content.unwrap();
    assert_eq!(offered.load.as_deref(), Some("Tải toàn bài (khoảng 80\u{a0}kB)"));
    let words = brief.load().await;
    assert!(words.starts_with("Chưa tải được toàn bài"), "{words}");
    assert!(brief.reader.state().unwrap().content.unwrap().load.is_some(), "it can be tried again");

    brief.has_page();
    brief.reader.send(ReaderEvent::LoadText).unwrap();
    let whole = brief.until(|state| state.content.as_ref().is_some_and(|content| content.load.is_none())).await;
    let content = whole.content.unwrap();
    assert!(content.blocks.len() > offered.blocks.len() && content.badges[0].text == "Đủ bài", "{content:?}");
    let whole = brief.until(|state| said(state).is_some_and(|words| words.starts_with("Đã tải toàn bài"))).await;
    assert_eq!(whole.status.problem, None);
    brief.reader.send(ReaderEvent::LoadText).unwrap();
    brief.core.close().await.unwrap();
    assert_eq!((brief.portal.hits("/tin/1"), brief.portal.hits("/rss.xml")), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_waits_for_the_refresh_that_runs_and_a_server_that_rests_is_no_limit() {
    let brief = Brief::new().await;
    brief.portal.serve("/tin/1", Reply::busy(503, "3600").after(SLOW));
    brief.until(|state| state.content.as_ref().is_some_and(|content| content.load.is_some())).await;
    for asked in 1..=2 {
        let words = brief.load().await;
        assert!(words.starts_with("Chưa tải được toàn bài"), "{words}");
        assert_eq!(brief.portal.hits("/tin/1"), 1, "time {asked}: the server asked for peace");
    }

    let brief = Brief::new().await;
    brief.has_page();
    brief.until(|state| state.content.as_ref().is_some_and(|content| content.load.is_some())).await;
    brief.portal.serve("/rss.xml", Reply::status(304).breaking(Break::Stall(Moment::BeforeHead)));
    let (core, cancel) = (Arc::clone(&brief.core), CancelToken::new());
    let token = Arc::clone(&cancel);
    let refresh = tokio::spawn(async move { core.refresh(asked(), Some(token)).await });
    brief.until(|_| brief.portal.hits("/rss.xml") == 2).await;
    brief.reader.send(ReaderEvent::LoadText).unwrap();
    assert_eq!(brief.portal.hits("/tin/1"), 0);
    cancel.cancel();
    let _ = refresh.await.unwrap();
    brief.until(|state| state.content.as_ref().is_some_and(|content| content.load.is_none())).await;
    brief.core.close().await.unwrap();
}
