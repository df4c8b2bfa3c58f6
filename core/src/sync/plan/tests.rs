//! What is asked, in which order, and what is left out with which reason.
use super::*;
use crate::sync::budget::Limits;

const NOW: Timestamp = Timestamp::from_unix(1_710_000_000);
const ONLINE: Connectivity = Connectivity::Unmetered;
const METERED: Connectivity = Connectivity::Metered;
const OFFLINE: Connectivity = Connectivity::Offline;

fn view(id: &str, checked_ago: Option<i64>) -> SourceView {
    SourceView {
        source: Source::new(SourceId::new(id), id, format!("https://{id}.example/rss"), NOW),
        last_checked: checked_ago.map(|ago| NOW.plus(-ago)),
        host: HostState::default(),
        failures: 0,
        has_validator: false,
        usual_bytes: None,
    }
}

fn unlimited() -> Budget {
    Budget::new(Limits::default(), ONLINE)
}

fn asked(plan: &FeedPlan) -> Vec<&str> {
    plan.fetch.iter().map(|source| source.id.as_str()).collect()
}

#[test]
fn a_source_never_asked_comes_first_then_the_one_that_waited_longest() {
    let sources = [view("b", Some(4000)), view("c", Some(9000)), view("a", None)];
    assert_eq!(asked(&feeds(&Scope::Due, &sources, ONLINE, &unlimited(), NOW)), ["a", "c", "b"]);
}

#[test]
fn a_source_asked_recently_waits_unless_the_user_insists() {
    let sources = [view("a", Some(60))];
    let due = feeds(&Scope::Due, &sources, ONLINE, &unlimited(), NOW);
    assert_eq!(due.skipped[0].1, Skip::NotDue(NOW.plus(3540)));
    assert_eq!(asked(&feeds(&Scope::All, &sources, ONLINE, &unlimited(), NOW)), ["a"]);
}

#[test]
fn a_server_that_asked_for_a_pause_gets_it_even_if_the_user_insists() {
    let mut resting = view("a", Some(9000));
    resting.host = HostState { failures: 1, not_before: NOW.plus(40), asked_until: Some(NOW.plus(30)) };
    for (scope, until) in [(Scope::All, 30), (Scope::One(SourceId::new("a")), 30), (Scope::Due, 40)] {
        let plan = feeds(&scope, std::slice::from_ref(&resting), ONLINE, &unlimited(), NOW);
        assert_eq!(plan.skipped[0].1, Skip::Resting(NOW.plus(until)), "{scope:?}");
        assert!(plan.fetch.is_empty());
    }
}

#[test]
fn our_own_caution_stops_the_background_and_no_person() {
    let mut resting = view("a", Some(9000));
    resting.host = HostState { failures: 3, not_before: NOW.plus(30), asked_until: None };
    let plan = |scope| feeds(&scope, std::slice::from_ref(&resting), ONLINE, &unlimited(), NOW);
    assert_eq!(plan(Scope::Due).skipped[0].1, Skip::Resting(NOW.plus(30)));
    assert_eq!(asked(&plan(Scope::All)), ["a"]);
    assert_eq!(asked(&plan(Scope::One(SourceId::new("a")))), ["a"]);
}

#[test]
fn a_pause_noted_by_a_clock_in_2100_keeps_nobody_waiting() {
    let mut resting = view("a", Some(9000));
    let in_2100 = Timestamp::from_unix(4_102_444_800);
    resting.host = HostState { failures: 1, not_before: in_2100, asked_until: Some(in_2100) };
    let sources = [resting];
    for scope in [Scope::Due, Scope::All] {
        assert_eq!(asked(&feeds(&scope, &sources, ONLINE, &unlimited(), NOW)), ["a"]);
    }
    assert_eq!(next_wanted(&sources, None, NOW), Some(NOW));
}

#[test]
fn offline_plans_nothing_and_says_so() {
    let plan = feeds(&Scope::All, &[view("a", None)], OFFLINE, &unlimited(), NOW);
    assert_eq!(plan.skipped[0].1, Skip::Offline);
}

#[test]
fn what_does_not_fit_the_budget_is_named_with_its_size() {
    let sources = [view("a", None), view("b", None)];
    let budget = Budget::new(Limits { bytes: Some(UNKNOWN_FEED_BYTES), ..Limits::default() }, ONLINE);
    let plan = feeds(&Scope::All, &sources, ONLINE, &budget, NOW);
    assert_eq!(asked(&plan), ["a"]);
    assert_eq!(plan.skipped, [(SourceId::new("b"), Skip::Exhausted(Exhausted::Bytes), UNKNOWN_FEED_BYTES)]);
}

#[test]
fn what_a_source_usually_costs_is_expected_unless_it_can_say_that_nothing_is_new() {
    let (mut plain, mut polite) = (view("a", Some(9000)), view("b", Some(9000)));
    (plain.usual_bytes, polite.usual_bytes) = (Some(250_000), Some(250_000));
    polite.has_validator = true;
    assert_eq!(expected_bytes(&plain), 250_000);
    assert_eq!(expected_bytes(&polite), UNCHANGED_FEED_BYTES);
    assert_eq!(expected_bytes(&view("c", None)), UNKNOWN_FEED_BYTES);
    let budget = Budget::new(Limits { bytes: Some(200_000), ..Limits::default() }, ONLINE);
    let plan = feeds(&Scope::All, &[plain, polite], ONLINE, &budget, NOW);
    assert_eq!(asked(&plan), ["b"]);
    assert_eq!(plan.skipped, [(SourceId::new("a"), Skip::Exhausted(Exhausted::Bytes), 250_000)]);
}

#[test]
fn a_check_from_the_future_is_not_believed() {
    let plan = feeds(&Scope::Due, &[view("a", Some(-10 * 365 * 86_400))], ONLINE, &unlimited(), NOW);
    assert_eq!(asked(&plan), ["a"]);
}

#[test]
fn a_source_that_keeps_failing_is_asked_less_and_less() {
    let mut failing = view("a", Some(3600));
    failing.failures = 12;
    assert!(feeds(&Scope::Due, &[failing.clone()], ONLINE, &unlimited(), NOW).fetch.is_empty());
    assert_eq!(asked(&feeds(&Scope::All, &[failing], ONLINE, &unlimited(), NOW)), ["a"]);
}

#[test]
fn a_dead_source_is_asked_once_a_week() {
    let mut dead = view("a", Some(86_400));
    dead.source.state = SourceState::Dead;
    assert!(feeds(&Scope::Due, &[dead.clone()], ONLINE, &unlimited(), NOW).fetch.is_empty());
    dead.last_checked = Some(NOW.plus(-8 * 86_400));
    assert_eq!(asked(&feeds(&Scope::Due, &[dead], ONLINE, &unlimited(), NOW)), ["a"]);
}

#[test]
fn the_next_wake_up_is_the_earliest_source_that_may_be_asked() {
    let mut resting = view("a", None);
    resting.host.not_before = NOW.plus(500);
    assert_eq!(next_wanted(&[resting, view("b", Some(600))], None, NOW), Some(NOW.plus(500)));
    assert_eq!(next_wanted(&[], None, NOW), None);
}

#[test]
fn a_phone_with_a_repository_and_no_feed_is_woken_for_the_repository() {
    let asked = |ago: i64| Some(RepositoryView { last_checked: Some(NOW.plus(-ago)) });
    let due = |ago: i64| NOW.plus(REPOSITORY_POLL_SECONDS - ago);
    assert_eq!(next_wanted(&[], asked(600), NOW), Some(due(600)));
    assert_eq!(next_wanted(&[], Some(RepositoryView { last_checked: None }), NOW), Some(NOW));
    assert_eq!(next_wanted(&[], asked(-10 * 365 * 86_400), NOW), Some(NOW), "a clock that ran ahead");
    // Whichever comes first.
    assert_eq!(next_wanted(&[view("a", Some(600))], asked(600), NOW), Some(NOW.plus(3_000)));
    assert_eq!(next_wanted(&[view("a", Some(0))], asked(10_000), NOW), Some(due(10_000)));
}

#[test]
fn images_are_never_loaded_unasked_on_a_metered_network() {
    let wish = ImageWish { url: "https://a.example/1.png".into(), source: SourceId::new("a") };
    let plan = images(vec![wish.clone()], 50_000, METERED, &unlimited(), NOW);
    assert!(plan.load.is_empty());
    assert_eq!(images(vec![wish.clone()], 50_000, ONLINE, &unlimited(), NOW).load, [wish]);
}

#[test]
fn a_page_rests_longer_if_the_page_was_at_fault_than_if_the_network_was() {
    let wish = |reason, ago: i64| PageWish {
        article: ArticleId::new("x"),
        source: SourceId::new("a"),
        url: "https://a.example/x".into(),
        failed: Some((reason, NOW.plus(-ago))),
    };
    let load = |wish| pages(vec![wish], ONLINE, &unlimited(), NOW).load.len();
    assert_eq!(load(wish(FailReason::Unreachable, 6 * 3600 - 1)), 0);
    assert_eq!(load(wish(FailReason::Unreachable, 6 * 3600)), 1);
    assert_eq!(load(wish(FailReason::NoArticle, 24 * 3600)), 0);
    assert_eq!(load(wish(FailReason::Damaged, 0)), 1);
}
