//! Spans of days.
use super::*;

fn span(from: &str, to: &str) -> Span {
    Span { from: Date::parse(from), to: Date::parse(to) }
}

#[test]
fn both_ends_belong_to_a_span_and_an_absent_one_is_open() {
    let before = span("", "2025-06-30");
    let day = |text: &str| Date::parse(text).unwrap();
    assert!(before.contains(day("2025-06-30")) && before.contains(day("1900-01-01")));
    assert!(!before.contains(day("2025-07-01")));
}

#[test]
fn spans_that_meet_do_not_overlap_and_spans_that_share_a_day_do() {
    assert!(!span("", "2025-06-30").overlaps(span("2025-07-01", "")));
    assert!(span("", "2025-07-01").overlaps(span("2025-07-01", "")));
    assert!(span("", "").overlaps(span("2025-07-01", "2025-07-02")));
    assert!(!span("2026-01-01", "").overlaps(span("", "2025-12-31")));
}
