//! The tables fit together: nothing waits for what does not exist or comes later.

use std::collections::BTreeSet;

use super::{ALL, BESIDE, ERRANDS, Pace};
use crate::lanes::Lane;

#[test]
fn a_check_waits_only_for_what_stands_before_it() {
    let mut before: BTreeSet<&str> = ERRANDS.iter().map(|errand| errand.name).collect();
    for check in ALL {
        for name in check.after {
            assert!(before.contains(name), "{} waits for {name}", check.name);
        }
        before.insert(check.name);
    }
}

#[test]
fn an_errand_is_run_for_checks_that_exist_and_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = ALL.iter().map(|check| check.name).collect();
    for errand in ERRANDS {
        assert!(!errand.checks.is_empty() && errand.checks.iter().all(|name| names.contains(name)), "{}", errand.name);
        assert!(!names.contains(errand.name), "{}", errand.name);
    }
}

#[test]
fn what_full_adds_is_measured_without_neighbours() {
    let beside: BTreeSet<&str> =
        ALL.iter().filter(|check| check.lane == Lane::Beside).map(|check| check.name).collect();
    assert_eq!(beside, BESIDE.iter().copied().collect());
    for check in ALL.iter().filter(|check| check.pace == Pace::Full) {
        assert_eq!((check.lane, check.after), (Lane::Cargo, BESIDE), "{}", check.name);
    }
}
