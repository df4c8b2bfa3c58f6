//! The retry policy over single failures and whole histories.

use proptest::prelude::*;

use super::*;

const NOON: Timestamp = Timestamp::from_unix(1_790_000_000);
const BUSY: Verdict = Verdict::Unwell { retry_after: None };

#[test]
fn the_first_failure_costs_about_half_a_minute() {
    let pause = pause_after(1, None, 7);
    assert!(pause >= Duration::from_secs(24) && pause <= Duration::from_secs(36), "{pause:?}");
}

#[test]
fn no_failure_costs_no_pause() {
    assert_eq!(pause_after(0, None, 7), Duration::ZERO);
}

#[test]
fn a_longer_retry_after_wins_and_a_shorter_one_does_not() {
    assert_eq!(pause_after(1, Some(Duration::from_secs(3600)), 7), Duration::from_secs(3600));
    assert!(pause_after(5, Some(Duration::from_secs(1)), 7) > Duration::from_secs(300));
}

#[test]
fn a_retry_after_of_a_year_is_believed_for_a_day() {
    assert_eq!(pause_after(1, Some(Duration::from_secs(365 * 86_400)), 7), LONGEST_PAUSE);
}

#[test]
fn two_phones_do_not_return_in_the_same_second() {
    let pauses: std::collections::BTreeSet<_> = (0..100).map(|phone| pause_after(8, None, phone).as_secs()).collect();
    assert!(pauses.len() > 80, "{} different pauses", pauses.len());
}

#[test]
fn an_answer_forgives_everything() {
    let state = HostState::default().after(BUSY, NOON, 1).after(BUSY, NOON, 2);
    assert_eq!(state.failures, 2);
    assert_eq!(state.after(Verdict::Well, NOON, 3), HostState::default());
}

#[test]
fn an_outcome_that_says_nothing_about_the_host_changes_nothing() {
    let state = HostState::default().after(BUSY, NOON, 1);
    assert_eq!(state.after(Verdict::Silent, NOON.plus(5), 2), state);
}

#[test]
fn a_clock_that_came_back_from_2100_holds_nobody_back() {
    let in_2100 = Timestamp::from_unix(4_102_444_800);
    let state = HostState::default().after(BUSY, in_2100, 1);
    assert_eq!(state.rests_until(Urgency::Scheduled, NOON), None);
    let state = state.after(BUSY, NOON, 2);
    assert!(state.rests_until(Urgency::Scheduled, NOON).is_some_and(|until| until < NOON.plus(120)), "{state:?}");
    let asked = HostState::default().after(asks(600), in_2100, 1);
    assert_eq!(asked.rests_until(Urgency::Asked, NOON), None);
    assert_eq!(asked.after(asks(60), NOON, 2).rests_until(Urgency::Asked, NOON), Some(NOON.plus(60)));
}

fn asks(seconds: u64) -> Verdict {
    Verdict::Unwell { retry_after: Some(Duration::from_secs(seconds)) }
}

#[test]
fn a_person_waits_for_the_server_s_wish_and_never_for_our_caution() {
    let ours = (0..9).fold(HostState::default(), |state, seed| state.after(BUSY, NOON, seed));
    assert!(ours.rests_until(Urgency::Scheduled, NOON).is_some());
    assert_eq!(ours.rests_until(Urgency::Asked, NOON), None);
    let asked = ours.after(asks(60), NOON, 9);
    assert_eq!(asked.rests_until(Urgency::Asked, NOON), Some(NOON.plus(60)));
    assert!(asked.rests_until(Urgency::Scheduled, NOON) > Some(NOON.plus(60)), "our own pause is longer by now");
}

#[test]
fn a_wish_is_not_shortened_by_another_failure_and_ends_with_an_answer() {
    let asked = HostState::default().after(asks(600), NOON, 1);
    for next in [BUSY, asks(1), Verdict::Silent] {
        let until = asked.after(next, NOON.plus(5), 2).rests_until(Urgency::Asked, NOON.plus(5));
        assert_eq!(until, Some(NOON.plus(600)), "{next:?}");
    }
    assert_eq!(asked.after(Verdict::Well, NOON, 3), HostState::default());
    assert_eq!(asked.rests_until(Urgency::Asked, NOON.plus(600)), None);
}

#[test]
fn a_state_survives_being_stored() {
    let state = HostState::default().after(asks(600), NOON, 1);
    let stored = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<HostState>(&stored).unwrap(), state);
}

proptest! {
    #[test]
    fn a_pause_is_never_longer_than_a_day(failures: u32, asked: Option<u32>, seed: u64) {
        let asked = asked.map(|seconds| Duration::from_secs(seconds.into()));
        prop_assert!(pause_after(failures, asked, seed) <= LONGEST_PAUSE);
    }

    #[test]
    fn not_before_never_moves_backwards_while_failures_continue(
        steps in prop::collection::vec((0_i64..100_000, prop::option::of(0_u64..200_000), any::<u64>()), 1..40)
    ) {
        let (mut state, mut now) = (HostState::default(), NOON);
        for (later, asked, seed) in steps {
            now = now.plus(later);
            let next = state.after(Verdict::Unwell { retry_after: asked.map(Duration::from_secs) }, now, seed);
            prop_assert!(next.not_before >= state.not_before);
            prop_assert!(next.rests_until(Urgency::Scheduled, now).is_some());
            prop_assert!(next.rests_until(Urgency::Asked, now) <= next.rests_until(Urgency::Scheduled, now));
            state = next;
        }
    }
}
