//! What `--only` and `--full` choose.

use super::{Asked, choose, errands, parse};
use crate::checks::{ALL, Pace};

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
