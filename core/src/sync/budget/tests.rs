//! A sync stops before its limits, and says which one stopped it.
use super::*;

const NOON: Timestamp = Timestamp::from_unix(1_710_000_000);

#[test]
fn a_metered_network_has_a_limit_of_its_own_unless_the_user_set_one() {
    let unasked = Budget::new(Limits::default(), Connectivity::Metered);
    assert_eq!(unasked.allows(METERED_REFRESH_BYTES + 1, NOON), Err(Exhausted::Bytes));
    assert_eq!(Budget::new(Limits::default(), Connectivity::Unmetered).allows(u64::MAX, NOON), Ok(()));
    let asked = Budget::new(Limits { bytes: Some(5_000_000), ..Limits::default() }, Connectivity::Metered);
    assert_eq!(asked.allows(4_000_000, NOON), Ok(()));
}

#[test]
fn what_was_spent_counts_and_the_monthly_cap_is_named_first() {
    let mut budget =
        Budget::new(Limits { bytes: Some(100), month_left: Some(50), deadline: None }, Connectivity::Unmetered);
    assert_eq!(budget.allows(50, NOON), Ok(()));
    budget.spend(40);
    assert_eq!(budget.allows(10, NOON), Ok(()));
    assert_eq!(budget.allows(11, NOON), Err(Exhausted::Month));
}

#[test]
fn nothing_starts_at_the_deadline() {
    let budget = Budget::new(Limits { deadline: Some(NOON), ..Limits::default() }, Connectivity::Unmetered);
    assert_eq!(budget.allows(1, NOON.plus(-1)), Ok(()));
    assert_eq!(budget.allows(1, NOON), Err(Exhausted::Deadline));
}
