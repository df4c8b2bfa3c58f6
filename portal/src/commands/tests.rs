//! Tests of the parent module.

use super::*;
use clap::CommandFactory as _;

#[test]
fn the_command_line_is_consistent() {
    CommandLine::command().debug_assert();
}

#[test]
fn a_time_is_read_in_one_form() {
    let line = CommandLine::try_parse_from(["app4g-portal", "--now", "2026-03-15T08:00:00+07:00", "prune", "kho"]);
    assert_eq!(line.unwrap().now, Timestamp::parse_rfc3339("2026-03-15T08:00:00+07:00"));
    assert!(CommandLine::try_parse_from(["app4g-portal", "--now", "hôm qua", "prune", "kho"]).is_err());
}
