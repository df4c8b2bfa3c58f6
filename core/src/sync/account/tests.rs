//! What a profile remembers of a source and its host after answers, failures and silence; on a real personal.db.
use super::*;
use crate::net::backoff::Verdict;
use crate::net::{Failure, NetError, Phase};
use crate::store::{OpenOptions, StoreError};
use crate::sync::budget::{Budget, Limits};
use crate::sync::plan::{self, Scope, Skip};
use std::time::Duration;

const NOW: Timestamp = Timestamp::from_unix(1_710_000_000);
const DAY: i64 = 24 * 3600;
const HOST: &str = "so.example";

const NOT_FOUND: NetError = NetError::NotFound;
const GONE: NetError = NetError::Gone;
const ILL: NetError = NetError::Status { status: 500 };
const BUSY: NetError = NetError::Busy { status: 503, retry_after: None };

fn busy_for(seconds: u64) -> NetError {
    NetError::Busy { status: 429, retry_after: Some(Duration::from_secs(seconds)) }
}

/// A profile with one source, asked without a network: what the client would report is made here.
struct Phone {
    folder: tempfile::TempDir,
    store: Store,
    id: SourceId,
}

impl Phone {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), OpenOptions::default()).unwrap().store;
        let id = SourceId::new("so");
        let source = Source::new(id.clone(), "Sở", format!("https://{HOST}/rss"), NOW);
        store.personal().write(|tx| source::put(tx, &source, NOW)).unwrap();
        Self { folder, store, id }
    }

    fn restarted(self) -> Self {
        drop(self.store);
        let store = Store::open(self.folder.path(), OpenOptions::default()).unwrap().store;
        Self { store, ..self }
    }

    fn briefing(&self, now: Timestamp) -> Briefing {
        Briefing::read(&self.store, now).unwrap()
    }

    /// One sync in which the source came out like this.
    fn syncs(&self, outcome: FeedOutcome, presence: Presence, verdict: Verdict, now: Timestamp) {
        let briefing = self.briefing(now);
        let source = briefing.source(&self.id).unwrap().clone();
        let before = briefing.backoff.iter().find(|(host, _)| host == HOST).map(|(_, state)| *state);
        let host = before.unwrap_or_default().after(verdict, now, 1);
        let backoff = (!host.is_default()).then(|| (HOST.to_owned(), host)).into_iter().collect();
        let done = FeedDone { presence, ..FeedDone::new(source, outcome) };
        let account = Account::of(&[done], Vec::new(), Connectivity::Unmetered, backoff, &briefing, now);
        account.write(&self.store).unwrap();
    }

    fn fails(&self, cause: NetError, now: Timestamp) {
        let presence =
            if matches!(cause, NetError::NotFound | NetError::Gone) { Presence::Gone } else { Presence::Possible };
        let failure = Failure { cause, host: HOST.into(), traffic: Traffic::default(), redirects: Vec::new() };
        self.syncs(FeedOutcome::Failed(failure.into()), presence, cause.verdict(), now);
    }

    fn answers(&self, now: Timestamp) {
        self.syncs(FeedOutcome::Unchanged, Presence::Possible, Verdict::Well, now);
    }

    fn state(&self) -> SourceState {
        self.store.personal().read(|conn| source::get(conn, &self.id)).unwrap().unwrap().state
    }

    fn check(&self) -> Option<check::Check> {
        self.store.personal().read(|conn| check::get(conn, &self.id)).unwrap()
    }

    fn host(&self) -> host_state::HostState {
        self.store.personal().read(|conn| host_state::get(conn, HOST)).unwrap()
    }

    /// Why the source is not asked at `now`; `None` if it is.
    fn skipped(&self, scope: &Scope, now: Timestamp) -> Option<Skip> {
        let (network, budget) = (Connectivity::Unmetered, Budget::new(Limits::default(), Connectivity::Unmetered));
        let plan = plan::feeds(scope, &self.briefing(now).views(), network, &budget, now);
        plan.skipped.first().map(|(_, skip, _)| *skip)
    }
}

#[test]
fn a_feed_that_is_not_found_three_times_is_dead_and_its_host_is_well() {
    for cause in [NOT_FOUND, GONE] {
        let phone = Phone::new();
        for failures in 1..=3 {
            assert_eq!(phone.state(), SourceState::Ok, "{cause:?}: after {} failures", failures - 1);
            phone.fails(cause, NOW.plus(failures * DAY));
        }
        assert_eq!(phone.state(), SourceState::Dead, "{cause:?}");
        let check = phone.check().unwrap();
        assert_eq!((check.failures, check.succeeded), (3, None));
        assert_eq!(check.problem.as_deref(), Some(cause.key()));
        assert_eq!(phone.host(), host_state::HostState::default(), "a server that says no answers");
        let last = NOW.plus(3 * DAY);
        assert_eq!(phone.skipped(&Scope::Due, last.plus(DAY)), Some(Skip::NotDue(last.plus(7 * DAY))));
        assert_eq!(phone.skipped(&Scope::All, last.plus(DAY)), None, "a person may always ask");
    }
}

#[test]
fn a_dead_feed_that_answers_lives_again() {
    let phone = Phone::new();
    (1..=3).for_each(|day| phone.fails(GONE, NOW.plus(day * DAY)));
    phone.fails(ILL, NOW.plus(10 * DAY));
    assert_eq!(phone.state(), SourceState::Dead, "another failure is no sign of life");
    let now = NOW.plus(17 * DAY);
    phone.answers(now);
    assert_eq!(phone.state(), SourceState::Ok);
    let check = check::Check { checked: now, succeeded: Some(now), failures: 0, problem: None };
    assert_eq!(phone.check(), Some(check));
    phone.fails(NOT_FOUND, now.plus(DAY));
    assert_eq!(phone.state(), SourceState::Ok, "it begins to count anew");
    assert_eq!(phone.check().unwrap().succeeded, Some(now), "when it last answered is not forgotten");
}

#[test]
fn a_server_that_fails_is_dead_only_after_a_month_of_silence_and_ten_tries() {
    let phone = Phone::new();
    phone.answers(NOW);
    for day in 1..=20 {
        phone.fails(ILL, NOW.plus(day * DAY));
    }
    assert_eq!((phone.check().unwrap().failures, phone.state()), (20, SourceState::Ok), "a long outage is no death");
    phone.fails(ILL, NOW.plus(30 * DAY - 1));
    assert_eq!(phone.state(), SourceState::Ok);
    phone.fails(ILL, NOW.plus(30 * DAY));
    assert_eq!(phone.state(), SourceState::Dead);

    let rarely_asked = Phone::new();
    (1..=9).for_each(|month| rarely_asked.fails(ILL, NOW.plus(month * 30 * DAY)));
    assert_eq!(rarely_asked.state(), SourceState::Ok, "nine tries are not enough, however long they took");
    rarely_asked.fails(ILL, NOW.plus(300 * DAY));
    assert_eq!(rarely_asked.state(), SourceState::Dead, "silent since it was added");
}

#[test]
fn a_page_that_fails_says_nothing_about_its_host_and_a_busy_server_does() {
    let phone = Phone::new();
    phone.fails(ILL, NOW);
    assert_eq!(phone.host(), host_state::HostState::default());
    phone.fails(BUSY, NOW);
    let host = phone.host();
    assert_eq!((host.failures, host.last_request, host.asked_until), (1, NOW, None));
    assert!(host.not_before > NOW && host.not_before < NOW.plus(60), "{host:?}");
    phone.fails(NetError::TimedOut(Phase::Connect), NOW.plus(60));
    let longer = phone.host();
    assert!(longer.failures == 2 && longer.not_before > host.not_before, "{longer:?}");

    let phone = phone.restarted();
    let later = NOW.plus(61);
    assert_eq!(phone.skipped(&Scope::Due, later), Some(Skip::Resting(longer.not_before)));
    assert_eq!(phone.skipped(&Scope::All, later), None, "our own caution stops no person");
}

#[test]
fn a_retry_after_binds_everybody_also_after_a_restart_and_ends_by_itself() {
    let phone = Phone::new();
    phone.fails(busy_for(1800), NOW);
    let until = NOW.plus(1800);
    assert_eq!((phone.host().asked_until, phone.host().not_before), (Some(until), until));
    // Something else went wrong meanwhile.
    phone.fails(BUSY, NOW.plus(5));

    let phone = phone.restarted();
    for scope in [Scope::Due, Scope::All, Scope::One(phone.id.clone())] {
        assert_eq!(phone.skipped(&scope, NOW.plus(1799)), Some(Skip::Resting(until)), "{scope:?}");
    }
    assert_eq!(phone.skipped(&Scope::All, until), None);

    phone.answers(until);
    assert_eq!(phone.host(), host_state::HostState::default(), "an answer forgives everything");
    assert_eq!(phone.check().unwrap().failures, 0);
}

#[test]
fn what_is_not_the_source_s_doing_is_not_counted_against_it() {
    let phone = Phone::new();
    let now = NOW.plus(DAY);
    let failed = |error: Error| FeedOutcome::Failed(error);
    let offline =
        Failure { cause: NetError::Offline, host: HOST.into(), traffic: Traffic::default(), redirects: Vec::new() };
    let outcomes = [
        failed(offline.into()),
        failed(crate::cancel::Cancelled.into()),
        failed(StoreError::Busy.into()),
        FeedOutcome::Skipped { reason: Skip::Offline, expected_bytes: 0 },
    ];
    for outcome in outcomes {
        let named = format!("{outcome:?}");
        phone.syncs(outcome, Presence::Possible, Verdict::Silent, now);
        assert_eq!(phone.check(), None, "{named}");
    }
    assert_eq!((phone.state(), phone.host()), (SourceState::Ok, host_state::HostState::default()));
}

#[test]
fn what_the_person_did_meanwhile_is_kept() {
    let phone = Phone::new();
    (1..=2).for_each(|day| phone.fails(GONE, NOW.plus(day * DAY)));
    let now = NOW.plus(3 * DAY);
    let account_of_a_third_failure = || {
        let briefing = phone.briefing(now);
        let source = briefing.source(&phone.id).unwrap().clone();
        let failure = Failure { cause: GONE, host: HOST.into(), traffic: Traffic::default(), redirects: Vec::new() };
        let outcome = FeedOutcome::Failed(failure.into());
        let done = FeedDone { presence: Presence::Gone, ..FeedDone::new(source, outcome) };
        Account::of(&[done], Vec::new(), Connectivity::Unmetered, Vec::new(), &briefing, now)
    };
    let account = account_of_a_third_failure();
    let current = phone.store.personal().read(|conn| source::get(conn, &phone.id)).unwrap().unwrap();
    let renamed = Source { name: "Tên mới".into(), ..current };
    phone.store.personal().write(|tx| source::put(tx, &renamed, now)).unwrap();
    account.write(&phone.store).unwrap();
    let stored = phone.store.personal().read(|conn| source::get(conn, &phone.id)).unwrap().unwrap();
    assert_eq!((stored.name.as_str(), stored.state), ("Tên mới", SourceState::Dead));

    phone.answers(now);
    (1..=2).for_each(|day| phone.fails(GONE, now.plus(day * DAY)));
    let account = account_of_a_third_failure();
    phone.store.personal().write(|tx| source::remove(tx, &phone.id, now)).unwrap();
    account.write(&phone.store).unwrap();
    assert_eq!(phone.store.personal().read(|conn| source::get(conn, &phone.id)).unwrap(), None);
}

#[test]
fn failures_and_what_comes_after_feeds_are_in_the_ledger_once_each() {
    let phone = Phone::new();
    let briefing = phone.briefing(NOW);
    let traffic = |sent, received| Traffic { sent, received };
    let mut done = FeedDone::new(briefing.source(&phone.id).unwrap().clone(), FeedOutcome::Unchanged);
    done.traffic = traffic(100, 1_000);
    let load = |url: &str, traffic| Load { source: phone.id.clone(), url: url.into(), traffic };
    let loads = vec![
        load("https://so.example/bai", traffic(200, 20_000)),
        load("https://anh.example/1.png", traffic(300, 30_000)),
        load("https://anh.example/khong-hoi", Traffic::default()),
    ];
    let account = Account::of(&[done], loads, Connectivity::Metered, Vec::new(), &briefing, NOW);
    account.write(&phone.store).unwrap();
    let uses = phone.store.personal().read(ledger::all).unwrap();
    let lines: Vec<_> = uses.iter().map(|used| (used.host.as_str(), used.requests, used.sent, used.received)).collect();
    assert_eq!(lines, [("anh.example", 1, 300, 30_000), (HOST, 2, 300, 21_000)]);
    assert!(uses.iter().all(|used| used.network == ledger::Network::Metered && used.source == "so"));
}
