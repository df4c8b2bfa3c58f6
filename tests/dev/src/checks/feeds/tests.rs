//! A bar that is missed by one case is missed.

use super::{DEV, REAL, VI, judge};
use crate::json::Json;

fn result(cases: u32, pass: u32, strict: u32) -> Json {
    Json::parse(&format!(r#"{{"total": {{"n": {cases}, "lenient": {pass}, "strict": {strict}}}}}"#)).unwrap()
}

#[test]
fn the_bars_are_reached_exactly() {
    assert!(judge(&result(1000, 980, 965), &DEV.bar).is_ok());
    assert!(judge(&result(49, 48, 40), &REAL.bar).is_ok());
    assert!(judge(&result(36, 36, 35), &VI.bar).is_ok());
}

#[test]
fn one_case_less_fails_with_what_was_asked() {
    let reason = judge(&result(1000, 979, 979), &DEV.bar).unwrap_err();
    assert!(reason.contains("97.90") && reason.contains("98"), "{reason}");
    assert!(judge(&result(1000, 1000, 964), &DEV.bar).is_err());
    assert!(judge(&result(49, 47, 40), &REAL.bar).is_err());
    assert!(judge(&result(36, 35, 35), &VI.bar).is_err());
}

#[test]
fn a_suite_that_ran_nothing_fails() {
    assert!(judge(&result(0, 0, 0), &DEV.bar).is_err());
    assert!(judge(&Json::parse("{}").unwrap(), &VI.bar).is_err());
}
