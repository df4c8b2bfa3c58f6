//! Home's reducer, and Home over the starter content.
use std::sync::Arc;

use app4g_core::net::Connectivity;

use super::effects::{Effect, Loaded, Outcome};
use super::state::HomeContent;
use super::*;
use crate::error::Problem;
use crate::refresher::{Refreshing, Step};
use crate::screens::context::{Change, Context};
use crate::screens::driver::{Input, Screen};
use crate::screens::row::{PAGE, RowCommand, Section};
use crate::screens::status::{Activity, Checks};
use crate::tests::{Phone, config, context, eventually, open, starter};

fn loaded(more: Option<&str>) -> Input<Home> {
    let section = || Section { title: String::new(), rows: Vec::new() };
    let content = HomeContent {
        headline: "một".into(),
        trial: None,
        revisions: Vec::new(),
        notices: section(),
        news: section(),
        more: more.map(str::to_owned),
        empty: None,
    };
    Input::Done(Outcome::Loaded {
        loaded: Box::new(Loaded { content, refresh_bytes: 20_000 }),
        checks: Checks::default(),
    })
}

fn problem() -> Problem {
    Problem {
        code: "busy".into(), key: "error.store.busy".into(), text: "đợi".into(), retry: Some("Thử lại".into())
    }
}

#[test]
fn the_first_state_loads_and_what_was_read_stays_through_loading_offline_and_failure() {
    let mut home = Home::new();
    assert!(matches!(home.reduce(Input::Begin, &context())[..], [Effect::Load { articles: PAGE }]));
    let state = home.state(&context());
    assert!(state.content.is_none() && matches!(state.status.activity, Activity::Loading { .. }));
    assert!(!state.title.is_empty() && state.refresh.detail.is_none());

    home.reduce(loaded(None), &context());
    let state = home.state(&context());
    assert_eq!((state.status.activity, state.refresh.detail.as_deref()), (Activity::Idle, Some("khoảng 20\u{a0}kB")));
    assert_eq!(state.refresh.spoken, "Cập nhật, khoảng 20\u{a0}kB");

    let step = Step { text: "Đang tải 3/50".into(), done: 3, total: 50 };
    let refreshing = Refreshing { step: Some(step), ..Refreshing::default() };
    let busy = Context { refreshing, network: Connectivity::Offline, ..context() };
    home.reduce(Input::Changed(Change::Content), &busy);
    home.reduce(Input::Failed(Effect::LOAD, problem()), &busy);
    let state = home.state(&busy);
    assert_eq!(state.content.map(|content| content.headline), Some("một".to_owned()));
    assert_eq!(state.status.activity, Activity::Loading { text: "Đang tải 3/50".into(), done: 3, total: 50 });
    assert!(state.status.offline.is_some());
    assert_eq!(state.status.problem, Some(problem()));

    // What went wrong is forgotten when it went right.
    home.reduce(loaded(None), &context());
    assert_eq!(home.state(&context()).status.problem, None);
}

#[test]
fn the_end_of_the_list_asks_for_a_page_more_once_and_not_where_nothing_follows() {
    let mut home = Home::new();
    home.reduce(loaded(Some("Xem thêm")), &context());
    let more = home.reduce(Input::Event(HomeEvent::LoadMore), &context());
    assert!(matches!(more[..], [Effect::Load { articles }] if articles == 2 * PAGE));
    assert!(home.reduce(Input::Event(HomeEvent::LoadMore), &context()).is_empty(), "one is on its way");
    home.reduce(loaded(None), &context());
    assert!(home.reduce(Input::Event(HomeEvent::LoadMore), &context()).is_empty());
}

#[test]
fn content_and_marks_are_read_again_and_the_network_is_only_said() {
    let mut home = Home::new();
    for change in [Change::Content, Change::Marks, Change::Settings, Change::Minute] {
        assert!(matches!(home.reduce(Input::Changed(change), &context())[..], [Effect::Load { .. }]), "{change:?}");
    }
    for change in [Change::Network, Change::Refresh] {
        assert!(home.reduce(Input::Changed(change), &context()).is_empty(), "{change:?}");
    }
}

#[test]
fn rows_can_be_kept_and_marked_and_every_row_says_itself() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    let home = core.home().unwrap();
    let rows = || home.state().unwrap().content.map(|content| content.news.rows).unwrap_or_default();
    eventually("content", || !rows().is_empty());
    let first = rows().remove(0);
    assert!(first.is_unread && !first.is_kept && first.badges.iter().any(|badge| badge.text == "dữ liệu mẫu"));
    assert!(first.spoken.contains("Chưa đọc") && first.spoken.contains("Khoa học và Công nghệ"), "{}", first.spoken);
    assert!(!first.spoken.contains("KH&CN") && !first.meta.is_empty());
    home.send(HomeEvent::Act { id: first.id.clone(), command: RowCommand::Keep }).unwrap();
    home.send(HomeEvent::Act { id: first.id.clone(), command: RowCommand::MarkRead }).unwrap();
    eventually("kept and read", || rows().first().is_some_and(|row| row.is_kept && !row.is_unread));
    let kept = rows().remove(0);
    assert_eq!(kept.id, first.id);
    assert!(kept.actions.iter().any(|action| action.command == RowCommand::LetGo));
    home.send(HomeEvent::Act { id: "nowhere".into(), command: RowCommand::Keep }).unwrap();
    eventually("a problem", || home.state().unwrap().status.problem.is_some_and(|problem| problem.code == "not_found"));
    assert!(!rows().is_empty());
}

#[test]
fn an_empty_profile_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let home = core.home().unwrap();
    eventually("content", || home.state().unwrap().content.is_some());
    let content = home.state().unwrap().content.unwrap();
    let empty = content.empty.unwrap();
    assert!(!empty.text.is_empty() && empty.action.is_some() && content.more.is_none());
}
