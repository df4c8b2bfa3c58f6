//! How a refresh is told, and that there is one at a time.
use std::sync::Arc;

use app4g_core::Timestamp;
use app4g_core::error::Message;
use app4g_core::model::SourceId;
use app4g_core::sync::{FeedReport, Tally};

use super::*;
use crate::core::{RefreshReason, RefreshRequest};
use crate::error::CoreError;
use crate::tests::{Phone, config, open, wait};

fn report(feeds: Vec<FeedReport>, stopped: Option<Stopped>) -> SyncReport {
    SyncReport {
        started: Timestamp::from_unix(0),
        finished: Timestamp::from_unix(9),
        repository: None,
        feeds,
        pages: Tally::default(),
        images: Tally::default(),
        pruned: 0,
        bytes: 12_300,
        next_wanted: Some(Timestamp::from_unix(77)),
        stopped,
    }
}

fn feed(outcome: FeedOutcome) -> FeedReport {
    FeedReport { source: SourceId::new("a"), name: "A".into(), outcome, bytes: 0 }
}

#[test]
fn each_ending_has_its_sentence() {
    let updated = |new| feed(FeedOutcome::Updated { new, changed: 0, warnings: 0 });
    let failed = || feed(FeedOutcome::Failed(Error::new(ErrorKind::Offline, Message::new("error.net.offline"))));
    let said = |feeds, stopped| summary(&report(feeds, stopped), Lang::Vi);
    let done = said(vec![updated(3)], None);
    assert_eq!((done.outcome, done.new_records, done.next_wanted), (RefreshOutcome::Done, 3, Some(77)));
    assert_eq!(done.text, "Có 3 mục mới, đã dùng 12,3\u{a0}kB.");
    assert_eq!(said(Vec::new(), None).text, "Không có gì mới, đã dùng 12,3\u{a0}kB.");
    let partly = said(vec![updated(1), failed()], None);
    assert_eq!((partly.outcome, partly.problem.unwrap().code.as_str()), (RefreshOutcome::Partly, "offline"));
    let offline = said(vec![failed()], Some(Stopped::Offline));
    assert_eq!((offline.outcome, offline.problem), (RefreshOutcome::NoNetwork, None));
    assert_eq!(said(Vec::new(), Some(Stopped::Limit)).outcome, RefreshOutcome::Limited);
    let cut = feed(FeedOutcome::Failed(Error::from(app4g_core::Cancelled)));
    let stopped = said(vec![cut], Some(Stopped::Cancelled));
    assert_eq!((stopped.text.as_str(), stopped.problem), ("Đã dừng cập nhật.", None), "to be stopped is no failure");
}

#[test]
fn a_step_says_how_far_it_is() {
    let loading = step(&Progress::Collection { name: "news", done: 3, total: 50 }, Lang::Vi);
    assert_eq!(loading, Step { text: "Đang tải 3/50".into(), done: 3, total: 50 });
    assert_eq!(step(&Progress::Tidying, Lang::Vi).total, 0);
}

#[test]
fn a_second_refresh_is_refused_while_one_runs_and_allowed_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let request = || RefreshRequest { deadline_seconds: None, max_bytes: None, reason: RefreshReason::Asked };
    let cancel = CancelToken::new();
    let turn = Refresher::take_turn(core.world(), &cancel).unwrap();
    assert!(matches!(wait(core.refresh(request(), None)), Err(CoreError::Busy { .. })));
    core.world().refresher.stop();
    assert!(cancel.is_cancelled());
    drop(turn);
    wait(core.world().refresher.ended());
    assert!(wait(core.refresh(request(), None)).is_ok());
}

#[test]
fn whoever_reads_that_nothing_runs_may_refresh() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let world = core.world();
    let mut turn = Refresher::take_turn(world, &CancelToken::new()).unwrap();
    world.set_refreshing(Refreshing { step: Some(asking(Lang::Vi)), ..Refreshing::default() });
    turn.leaves.result = Some("Xong.".into());
    let watching = Arc::clone(world);
    let looking = std::thread::spawn(move || {
        while watching.context().refreshing.step.is_some() {
            std::thread::yield_now();
        }
        Refresher::take_turn(&watching, &CancelToken::new()).is_ok()
    });
    drop(turn);
    assert!(looking.join().unwrap());
}

#[test]
fn a_refresh_that_nobody_waits_for_any_more_leaves_no_step_behind() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let turn = Refresher::take_turn(core.world(), &CancelToken::new()).unwrap();
    core.world().set_refreshing(Refreshing { step: Some(asking(Lang::Vi)), ..Refreshing::default() });
    drop(turn);
    assert_eq!(core.world().context().refreshing, Refreshing::default());
}
