//! Only tests that ran and passed count.

use super::ran;

#[test]
fn a_green_run_is_counted() {
    assert_eq!(ran("....\n-----\nRan 24 tests in 5.210s\n\nOK\n"), 24);
    assert_eq!(ran("Ran 1 test in 0.1s\n\nOK\n"), 1);
}

#[test]
fn what_was_skipped_was_not_run() {
    assert_eq!(ran("Ran 24 tests in 5.210s\n\nOK (skipped=4)\n"), 20);
    assert_eq!(ran("Ran 4 tests in 5.210s\n\nOK (skipped=4)\n"), 0);
}

#[test]
fn an_empty_or_broken_run_counts_nothing() {
    assert_eq!(ran(""), 0);
    assert_eq!(ran("Ran 0 tests in 0.000s\n\nOK\n"), 0);
    assert_eq!(ran("Ran 3 tests in 0.000s\n\nFAILED (errors=1)\n"), 0);
    assert_eq!(ran("Ran 0 tests in 0.000s\n\nNO TESTS RAN\n"), 0);
}
