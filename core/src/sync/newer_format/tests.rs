//! Tests of the parent module.

use super::*;
use crate::sync::progress::CollectionReport;

fn failed(format: u32) -> RepositoryReport {
    RepositoryReport::of(RepositoryOutcome::Failed(TrustError::TooNew(format).into()))
}

fn with_index(format: u32) -> RepositoryReport {
    let outcome = CollectionOutcome::Failed(FormatError::TooNew(format).into());
    let collections = vec![CollectionReport { name: "news".into(), version: 2, outcome }];
    RepositoryReport { collections, ..RepositoryReport::of(RepositoryOutcome::Unchanged) }
}

fn is_told(report: &RepositoryReport) -> bool {
    matches!(report.outcome, RepositoryOutcome::Failed(_))
        || report.collections.iter().any(|one| matches!(one.outcome, CollectionOutcome::Failed(_)))
}

#[test]
fn a_newer_format_is_told_once_and_a_still_newer_one_once_more() {
    for release in [failed, with_index] {
        let mut known = 0;
        for (format, told) in [(2, true), (2, false), (3, true), (2, false), (3, false)] {
            let mut report = release(format);
            known = ask_once(&mut report, known);
            assert_eq!(is_told(&report), told, "{format}");
        }
        assert_eq!(known, 3);
    }
}

#[test]
fn only_a_whole_release_that_can_be_read_ends_it() {
    let mut offline =
        RepositoryReport::of(RepositoryOutcome::Failed(TrustError::Missing { path: String::new() }.into()));
    assert_eq!(ask_once(&mut offline, 2), 2);
    let mut partly = with_index(2);
    assert_eq!(ask_once(&mut partly, 2), 2);
    assert_eq!(ask_once(&mut RepositoryReport::of(RepositoryOutcome::Unchanged), 2), 0);
}
