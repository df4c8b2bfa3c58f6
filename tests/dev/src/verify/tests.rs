//! What `--only` and `--full` choose.

use std::path::PathBuf;

use super::{Asked, Run, choose, errands, parse, perform_all};
use crate::checks::{ALL, Check, Common, Pace, Stop};
use crate::lanes::Lane;
use crate::meter::Board;
use crate::report::{Row, Verdict, passed};
use crate::runner::Step;
use crate::site::Site;

fn args(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

fn names(line: &str) -> Vec<&'static str> {
    choose(&parse(&args(line)).unwrap()).unwrap().iter().map(|check| check.name).collect()
}

#[test]
fn without_options_every_check_but_the_full_ones_is_run() {
    let expected: Vec<_> = ALL.iter().filter(|check| check.pace == Pace::Always).map(|check| check.name).collect();
    assert_eq!(names(""), expected);
    assert!(names("--full").len() > expected.len());
}

#[test]
fn only_takes_names_with_commas_and_keeps_the_order_of_the_table() {
    assert_eq!(names("--only clippy,fmt"), ["fmt", "clippy"]);
    assert_eq!(names("--only clippy --only fmt"), ["fmt", "clippy"]);
}

#[test]
fn only_reaches_a_check_of_full_without_full() {
    let full = ALL.iter().find(|check| check.pace == Pace::Full).unwrap().name;
    assert_eq!(names(&format!("--only {full}")), [full]);
}

#[test]
fn unknown_names_and_options_are_refused() {
    assert!(choose(&Asked { only: vec!["fmtt".into()], ..Asked::default() }).is_err());
    assert!(parse(&args("--fast")).is_err());
    assert!(parse(&args("--only")).is_err());
}

#[test]
fn no_two_checks_share_a_name() {
    let names: std::collections::BTreeSet<_> = ALL.iter().map(|check| check.name).collect();
    assert_eq!(names.len(), ALL.len());
}

#[test]
fn what_is_fetched_is_what_the_chosen_checks_need() {
    let fetched = |line: &str| -> Vec<&str> {
        let checks = choose(&parse(&args(line)).unwrap()).unwrap();
        errands(&checks).iter().map(|errand| errand.name).collect()
    };
    assert_eq!(fetched("--only fmt"), Vec::<&str>::new());
    assert_eq!(fetched("--only swift"), ["get-swift"]);
    assert_eq!(fetched("--only servers,test-portal"), ["get-python"]);
    assert!(fetched("").len() > 2);
}

/// Checks that need nothing but a shell.
static FAKES: [Check; 4] = [
    Check { name: "good", about: "", pace: Pace::Always, lane: Lane::Cargo, after: &[], run: |_| Ok(passed()) },
    Check {
        name: "waits",
        about: "",
        pace: Pace::Always,
        lane: Lane::Beside,
        after: &["bad"],
        run: |job| Ok(Verdict::Passed(job.run(Step::new("echo").args(["said"]))?.good()?)),
    },
    Check {
        name: "bad",
        about: "",
        pace: Pace::Always,
        lane: Lane::Cargo,
        after: &[],
        run: |job| Ok(Verdict::Passed(job.run(Step::new("sh").args(["-c", "echo the cause; exit 3"]))?.good()?)),
    },
    Check {
        name: "lacks",
        about: "",
        pace: Pace::Always,
        lane: Lane::Beside,
        after: &[],
        run: |_| Err(Stop::Lacking("no such tool".into())),
    },
];

fn perform_fakes(name: &str, ci: bool) -> (Vec<Row>, PathBuf) {
    let folder = std::env::temp_dir().join(format!("app4g-dev-{}-{name}", std::process::id()));
    let site = Site { root: folder.clone(), target: folder.clone(), shared: None, ci };
    std::fs::create_dir_all(site.logs()).unwrap();
    let checks: Vec<&'static Check> = FAKES.iter().collect();
    let run = Run { site: &site, full: false, common: &Common::default(), board: &Board::new() };
    (perform_all(&checks, &run), folder)
}

#[test]
fn every_check_has_a_row_in_the_order_of_the_table_and_a_log() {
    let (rows, folder) = perform_fakes("rows", false);
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    let log = std::fs::read_to_string(folder.join("verify/bad.log")).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    assert_eq!(names, ["good", "waits", "bad", "lacks"]);
    assert_eq!(rows[1].verdict, Ok(Verdict::Passed("said\n".into())), "a failure before it does not stop a check");
    assert!(rows[2].verdict.as_ref().unwrap_err().contains("exit code 3"));
    assert_eq!(rows[3].verdict, Ok(Verdict::Skipped("no such tool".into())));
    assert!(log.contains("the cause"), "{log}");
}

#[test]
fn what_is_missing_is_a_failure_on_ci_in_every_lane() {
    let (rows, folder) = perform_fakes("ci", true);
    std::fs::remove_dir_all(folder).unwrap();
    assert_eq!(rows[3].verdict, Err("no such tool".into()));
}
