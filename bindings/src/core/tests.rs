//! A profile's life: opened, asleep, awake, closed, a thousand times.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use super::*;
use crate::ports::NetworkState;
use crate::refresher::{RefreshOutcome, Refreshing};
use crate::runtime::runtime;
use crate::screens::home::HomeState;
use crate::screens::{HomeListener, HomeScreen};
use crate::subscription::ForeignError;
use crate::tests::{Ear, PATIENCE, Phone, config, eventually, open, starter, until, wait};

/// Waits until Home has articles.
fn has_content(core: &Core) {
    let home = core.home().unwrap();
    eventually("content", || home.state().unwrap().content.is_some_and(|content| !content.news.rows.is_empty()));
}

#[test]
fn what_came_with_the_app_is_there_without_any_network_and_says_how_old_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    let home = core.home().unwrap();
    let (ear, heard) = Ear::<HomeState>::new();
    let _subscription = home.observe(listener(ear)).unwrap();
    let state = until(&heard, |state| {
        let has_rows = state.content.as_ref().is_some_and(|content| !content.news.rows.is_empty());
        has_rows && state.status.age.is_some()
    });
    let content = state.content.unwrap();
    assert!(content.trial.is_some() && !content.notices.rows.is_empty());
    assert!(state.status.offline.is_some() && state.status.problem.is_none());
    assert!(state.status.age.unwrap().text.starts_with("Bản kèm ứng dụng, tính đến 23/11/2026"));
    wait(core.close()).unwrap();
}

/// The foreign trait over an ear.
fn listener(ear: Ear<HomeState>) -> Arc<dyn HomeListener> {
    struct Foreign(Ear<HomeState>);
    impl HomeListener for Foreign {
        fn on_state(&self, state: HomeState) -> Result<(), ForeignError> {
            crate::subscription::Listener::on_state(&self.0, state)
        }
        fn on_closed(&self) -> Result<(), ForeignError> {
            crate::subscription::Listener::<HomeState>::on_closed(&self.0)
        }
    }
    Arc::new(Foreign(ear))
}

#[test]
fn a_profile_that_sleeps_holds_no_file_open_and_wakes_with_everything() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    wait(core.world().refresher.ended());
    wait(core.pause()).unwrap();
    assert_eq!(open_files(folder.path()), 0);
    wait(core.resume()).unwrap();
    has_content(&core);
    assert!(open_files(folder.path()) > 0);
}

#[test]
fn a_pause_right_after_opening_stops_the_unpacking_which_goes_on_when_the_profile_wakes() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    wait(core.pause()).unwrap();
    assert_eq!(open_files(folder.path()), 0);
    wait(core.resume()).unwrap();
    has_content(&core);
    wait(core.world().refresher.ended());
    wait(core.pause()).unwrap();
    wait(core.resume()).unwrap();
    assert_eq!(core.world().context().refreshing, Refreshing::default(), "what was taken over is not unpacked again");
}

#[test]
fn a_refresh_of_the_system_waits_for_the_unpacking_that_a_pause_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    wait(core.pause()).unwrap();
    let request = RefreshRequest { deadline_seconds: Some(600), max_bytes: None, reason: RefreshReason::Scheduled };
    let report = wait(core.refresh(request, None)).unwrap();
    assert_eq!(report.outcome, RefreshOutcome::NoNetwork, "it was a refresh, and not refused");
    wait(core.pause()).unwrap();
    wait(core.resume()).unwrap();
    assert_eq!(core.world().context().refreshing.step, None, "nothing is left to unpack");
    has_content(&core);
}

#[test]
fn what_a_screen_asked_for_too_late_wakes_no_profile_that_sleeps() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    wait(core.pause()).unwrap();
    core.world().begin_refresh(SyncRequest::asked()).unwrap();
    wait(core.world().refresher.silence());
    assert!(!*core.world().active().borrow());
    assert_eq!(open_files(folder.path()), 0);
}

/// A network whose port answers late, once somebody lets it.
struct LateNetwork {
    asked: AtomicBool,
    gate: (Mutex<bool>, Condvar),
}

impl Connectivity for LateNetwork {
    fn current(&self) -> Result<NetworkState, ForeignError> {
        self.asked.store(true, Ordering::SeqCst);
        let open = self.gate.1.wait_while(self.gate.0.lock().unwrap(), |open| !*open).unwrap();
        drop(open);
        Ok(NetworkState::Offline)
    }
}

#[test]
fn a_refresh_that_was_about_to_begin_when_the_profile_went_to_sleep_does_not_wake_it() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Arc::new(Phone::default());
    let network = Arc::new(LateNetwork { asked: AtomicBool::new(false), gate: (Mutex::new(true), Condvar::new()) });
    let config = config(folder.path(), None);
    let (late, safe, board) = (Arc::clone(&network), Arc::clone(&phone), Arc::clone(&phone));
    let core = wait(open_core(config, late, safe, board, Some(phone), None)).unwrap();
    wait(core.pause()).unwrap();
    *network.gate.0.lock().unwrap() = false;
    network.asked.store(false, Ordering::SeqCst);
    let request = RefreshRequest { deadline_seconds: None, max_bytes: None, reason: RefreshReason::Scheduled };
    let waking = Arc::clone(&core);
    let refresh = runtime().unwrap().spawn(async move { waking.refresh(request, None).await });
    eventually("it wakes", || network.asked.load(Ordering::SeqCst));
    refresh.abort();
    let sleeping = Arc::clone(&core);
    let pause = runtime().unwrap().spawn(async move { sleeping.pause().await });
    std::thread::sleep(Duration::from_millis(20));
    *network.gate.0.lock().unwrap() = true;
    network.gate.1.notify_all();
    wait(pause).unwrap().unwrap();
    assert_eq!(open_files(folder.path()), 0);
    assert!(!*core.world().active().borrow(), "it sleeps");
    wait(core.resume()).unwrap();
    assert!(open_files(folder.path()) == 0 && *core.world().active().borrow());
    assert!(wait(core.next_wanted()).is_ok() && open_files(folder.path()) > 0);
}

#[test]
fn a_refresh_that_waits_for_the_unpacking_can_be_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    let token = crate::cancel::CancelToken::new();
    token.cancel();
    let request = RefreshRequest { deadline_seconds: None, max_bytes: None, reason: RefreshReason::Scheduled };
    assert!(matches!(wait(core.refresh(request, Some(token))), Err(CoreError::Cancelled { .. })));
    wait(core.world().refresher.ended());
    has_content(&core);
}

#[test]
fn a_closed_profile_says_so_and_closing_again_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let home = core.home().unwrap();
    wait(core.close()).unwrap();
    wait(core.close()).unwrap();
    assert!(matches!(wait(core.pause()), Err(CoreError::StorageFailed { .. })));
    assert!(matches!(core.home().map(|_| ()), Err(CoreError::StorageFailed { .. })));
    assert!(matches!(wait(core.next_wanted()), Err(CoreError::StorageFailed { .. })));
    // What was on the screen can still be asked for.
    assert!(home.state().is_ok());
    assert_eq!(open_files(folder.path()), 0);
    wait(erase_profile(folder.path().to_str().unwrap().to_owned())).unwrap();
}

#[test]
fn letting_go_of_it_closes_it_on_any_thread() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let home = core.home().unwrap();
    let (ear, heard) = Ear::new();
    let subscription = home.observe(listener(ear)).unwrap();
    std::thread::spawn(move || drop((core, home))).join().unwrap();
    while let crate::tests::Heard::State(_) = heard.recv_timeout(PATIENCE).unwrap() {}
    drop(subscription);
    eventually("its files are closed", || open_files(folder.path()) == 0);
}

#[test]
fn inside_a_callback_everything_may_be_called_for_no_lock_is_held() {
    struct Busy {
        core: Arc<Core>,
        home: Arc<HomeScreen>,
        other: Mutex<Option<Ear<HomeState>>>,
        ear: Ear<HomeState>,
    }
    impl HomeListener for Busy {
        fn on_state(&self, state: HomeState) -> Result<(), ForeignError> {
            let Some(other) = self.other.lock().unwrap().take() else { return Ok(()) };
            assert_eq!(self.home.state().unwrap().title, state.title);
            // And from a thread that this one waits for.
            let home = Arc::clone(&self.home);
            assert_eq!(std::thread::spawn(move || home.state().unwrap().title).join().unwrap(), state.title);
            self.home.send(crate::screens::home::HomeEvent::Retry).unwrap();
            self.home.observe(listener(other)).unwrap().cancel();
            self.core.search(String::new()).unwrap().close();
            self.home.close();
            crate::subscription::Listener::on_state(&self.ear, state)
        }
        fn on_closed(&self) -> Result<(), ForeignError> {
            crate::subscription::Listener::<HomeState>::on_closed(&self.ear)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let home = core.home().unwrap();
    let ((ear, heard), (other, beside)) = (Ear::new(), Ear::new());
    let busy = Busy { core: Arc::clone(&core), home: Arc::clone(&home), other: Mutex::new(Some(other)), ear };
    let _subscription = home.observe(Arc::new(busy)).unwrap();
    until(&heard, |_| true);
    for heard in [heard, beside] {
        while let crate::tests::Heard::State(_) = heard.recv_timeout(PATIENCE).unwrap() {}
        assert!(heard.recv_timeout(PATIENCE).is_err(), "goodbye is the last word");
    }
}

#[test]
fn a_refresh_without_a_network_says_so_and_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let request = RefreshRequest { deadline_seconds: Some(20), max_bytes: None, reason: RefreshReason::Scheduled };
    let report = wait(core.refresh(request, None)).unwrap();
    assert_eq!((report.outcome, report.new_records), (RefreshOutcome::NoNetwork, 0));
    assert!(report.text.starts_with("Không có mạng") && report.problem.is_none(), "{report:?}");
    assert_eq!(wait(core.next_wanted()).unwrap(), None, "nobody to ask");
}

#[test]
fn the_network_is_asked_for_again_when_the_shell_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Arc::new(Phone::default());
    let core = open(config(folder.path(), None), &phone).unwrap();
    let home = core.home().unwrap();
    eventually("offline is said", || home.state().unwrap().status.offline.is_some());
    *phone.network.lock().unwrap() = NetworkState::Metered;
    core.network_changed().unwrap();
    eventually("online", || home.state().unwrap().status.offline.is_none());
}

#[test]
fn a_root_for_trying_out_is_refused_unless_it_is_allowed_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut refused = config(folder.path(), None);
    if let Some(repository) = &mut refused.repository {
        repository.trial = TrialRoot::Refused;
    }
    assert!(matches!(open(refused, &Arc::new(Phone::default())), Err(CoreError::InvalidInput { .. })));
    let garbage = OpenConfig { starter: Some(vec![1, 2, 3]), ..config(folder.path(), None) };
    assert!(matches!(open(garbage, &Arc::new(Phone::default())), Err(CoreError::InvalidInput { .. })));
}

#[test]
fn ports_that_do_not_work_are_named_in_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let check = wait(core.self_check()).unwrap();
    assert!(!check.secrets_work && check.version == env!("CARGO_PKG_VERSION"));
}

#[test]
fn what_belongs_to_the_person_moves_to_another_profile() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let phone = Arc::new(Phone::default());
    let first = open(config(old.path(), Some(starter())), &phone).unwrap();
    let settings = first.settings().unwrap();
    settings.send(crate::screens::settings::SettingsEvent::Set { key: "theme".into(), value: "dark".into() }).unwrap();
    let is_dark = |settings: &crate::screens::SettingsScreen| {
        settings.state().unwrap().appearance.theme == crate::screens::settings::state::ThemeChoice::Dark
    };
    eventually("dark", || is_dark(&settings));
    let file = new.path().join("mine.tar").to_str().unwrap().to_owned();
    wait(first.export_personal(file.clone(), None)).unwrap();
    let second = open(config(&new.path().join("profile"), None), &phone).unwrap();
    let settings = second.settings().unwrap();
    assert!(!is_dark(&settings));
    wait(second.import_personal(file, None)).unwrap();
    eventually("dark here, too", || is_dark(&settings));
    let none = wait(second.import_personal("/nowhere/at/all".into(), None));
    assert!(matches!(none, Err(CoreError::InvalidInput { .. })));
}

/// Files below `folder` that this process holds open.
fn open_files(folder: &std::path::Path) -> usize {
    let links = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    links.filter(|link| std::fs::read_link(link.path()).is_ok_and(|file| file.starts_with(folder))).count()
}
