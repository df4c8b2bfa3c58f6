//! A Maven run is green only with tests in both modules and pictures.

use super::{counts, errors, judge};
use crate::report::Verdict;

const GREEN: &str = "\
[INFO] ---------------------------< vn.app4g:core >----------------------------
[INFO] Building core 0                                                    [1/4]
[INFO] ---------------------------< vn.app4g:shell >---------------------------
[INFO] Tests run: 6, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.957 s -- in vn.app4g.shell.ListenerTest
[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 15.46 s -- in vn.app4g.shell.LeakTest
[INFO] 
[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0
[INFO] --------------------------< vn.app4g:preview >--------------------------
[INFO] Tests run: 30, Failures: 0, Errors: 0, Skipped: 2, Time elapsed: 60 s -- in vn.app4g.preview.SemanticsTest
[WARNING] Tests run: 30, Failures: 0, Errors: 0, Skipped: 2
[INFO] BUILD SUCCESS
";

#[test]
fn totals_are_counted_by_module_without_what_was_skipped() {
    let counts = counts(GREEN);
    assert_eq!(counts.get("shell"), Some(&7));
    assert_eq!(counts.get("preview"), Some(&28));
    assert_eq!(counts.get("core"), None);
}

#[test]
fn the_verdict_names_tests_and_pictures() {
    let expected = "7 tests of the shell, 28 tests of the views, 120 pictures";
    assert_eq!(judge(GREEN, 120), Ok(Verdict::Passed(expected.into())));
}

#[test]
fn a_run_without_tests_of_a_module_or_without_pictures_fails() {
    assert!(judge("[INFO] BUILD SUCCESS\n", 120).is_err());
    let (only_shell, _) = GREEN.split_once("[INFO] --------------------------< vn.app4g:preview").unwrap();
    assert!(judge(only_shell, 120).unwrap_err().contains("of the views"));
    assert!(judge(GREEN, 0).unwrap_err().contains("picture"));
}

#[test]
fn a_failure_begins_with_its_cause_and_says_it_once() {
    let output = "[INFO] Building\n[ERROR] app4g.kt:3 Conflicting overloads\n[ERROR] \n[INFO] x\n[ERROR] app4g.kt:3 Conflicting overloads\n\
         [ERROR] Re-run Maven using the -X switch\n";
    assert_eq!(errors(output), "app4g.kt:3 Conflicting overloads\nRe-run Maven using the -X switch");
    assert_eq!(errors("[INFO] BUILD SUCCESS\n"), "");
}
