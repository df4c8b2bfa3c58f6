//! The closing line is what CI reads; a row says the same on the terminal and in the record.

use std::time::Duration;

use super::{Row, Verdict, count, line, markdown, passed};

fn rows() -> Vec<Row> {
    let row = |name, verdict| Row { name, took: Duration::from_millis(1_250), verdict };
    vec![
        row("fmt", Ok(passed())),
        row("feeds", Ok(Verdict::Passed("pass 98.4 %".into()))),
        row("xss", Ok(Verdict::Skipped("no node".into()))),
        row("size", Err("too big\n  by far".into())),
    ]
}

#[test]
fn the_closing_line_has_the_form_that_ci_reads() {
    assert_eq!(count(&rows()).to_string(), "2 passed, 1 failed, 1 skipped");
}

#[test]
fn a_line_shows_name_seconds_result_and_the_first_line_of_the_reason() {
    let lines: Vec<String> = rows().iter().map(line).collect();
    assert_eq!(lines[0], "fmt                1.2 s  ok");
    assert_eq!(lines[1], "feeds              1.2 s  ok       pass 98.4 %");
    assert_eq!(lines[3], "size               1.2 s  FAILED   too big");
}

#[test]
fn the_record_has_a_row_for_every_check() {
    let table = markdown(&rows());
    assert_eq!(table.lines().count(), 2 + 4);
    assert!(table.contains("| `xss` | 1.2 | skipped: no node |"));
}
