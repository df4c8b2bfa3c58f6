//! A program ends in time, takes its children along, and its words come back.

use std::time::{Duration, Instant};

use super::{Ended, How, Step};

fn log(name: &str) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("app4g-dev-{}-{name}.log", std::process::id()));
    let _absent = std::fs::remove_file(&path);
    path
}

fn shell(name: &str, script: &str, limit: Duration) -> Ended {
    let log = log(name);
    let ended = Step::new("sh").args(["-c", script]).limit(limit).run(&log, &mut || ()).unwrap();
    std::fs::remove_file(log).unwrap();
    ended
}

const AMPLE: Duration = Duration::from_secs(60);

#[test]
fn a_success_gives_back_both_streams() {
    let ended = shell("streams", "echo một; echo hai >&2", AMPLE);
    assert_eq!(ended.how, How::Good);
    assert_eq!(ended.good().unwrap(), "một\nhai\n");
}

#[test]
fn a_failure_names_its_code_and_the_last_lines() {
    let reason = shell("code", "echo the cause; exit 7", AMPLE).good().unwrap_err();
    assert!(reason.contains("exit code 7") && reason.contains("the cause"), "{reason}");
}

#[test]
fn what_an_earlier_step_printed_is_not_read_again() {
    let log = log("append");
    let first = Step::new("echo").args(["first"]).run(&log, &mut || ()).unwrap();
    let second = Step::new("echo").args(["second"]).run(&log, &mut || ()).unwrap();
    let whole = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(log).unwrap();
    assert_eq!((first.output.as_str(), second.output.as_str()), ("first\n", "second\n"));
    assert!(whole.contains("$ echo first") && whole.contains("$ echo second"));
}

#[test]
fn a_program_over_its_limit_is_stopped_with_its_children() {
    let ended = shell("limit", "sleep 600 & echo $!; wait", Duration::from_millis(300));
    assert!(matches!(ended.how, How::TimedOut(_)));
    assert_gone(ended.output.trim());
}

#[test]
fn a_child_left_behind_by_a_success_is_ended_too() {
    let ended = shell("left", "sleep 600 >/dev/null 2>&1 & echo $!", AMPLE);
    assert_eq!(ended.how, How::Good);
    assert_gone(ended.output.trim());
}

#[test]
fn an_unknown_program_is_an_error_that_names_it() {
    let log = log("unknown");
    let reason = Step::new("app4g-no-such-program").run(&log, &mut || ()).unwrap_err();
    std::fs::remove_file(log).unwrap();
    assert!(reason.contains("app4g-no-such-program"), "{reason}");
}

/// A killed orphan is gone, or a zombie until its new parent looks; both are not running.
fn assert_gone(pid: &str) {
    let asked = Instant::now();
    loop {
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let running = state.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'));
        if !running {
            return;
        }
        assert!(asked.elapsed() < AMPLE, "process {pid} is still running");
        std::thread::sleep(Duration::from_millis(20));
    }
}
