//! Ages: silent while fresh, said when older, never claimed where the clock is wrong.
use super::*;
use crate::tests::{context, now};

fn at(seconds: i64) -> Context {
    Context { now: now().plus(seconds), ..context() }
}

fn answered() -> Checks {
    Checks { answered: Some(now()), ..Checks::default() }
}

#[test]
fn a_fresh_check_is_silent_for_fifteen_minutes_and_not_a_second_longer() {
    assert_eq!(answered().age(&at(SILENT - 1)), None);
    let age = answered().age(&at(SILENT)).unwrap();
    assert_eq!(age.text, "Cập nhật 12:00 23/11/2026 (15 phút trước)");
    assert_eq!(age.freshness, Freshness::Recent);
    assert_eq!(Checks::default().age(&at(0)), None);
}

#[test]
fn a_week_is_old_and_a_clock_that_went_back_knows_no_age() {
    assert_eq!(answered().age(&at(STALE)).unwrap().freshness, Freshness::Stale);
    assert_eq!(answered().age(&at(-3600)).unwrap().freshness, Freshness::Stale);
}

#[test]
fn what_came_with_the_app_says_so_until_somebody_answered() {
    let carried = Checks { released: Some(now()), carried: true, ..Checks::default() };
    assert_eq!(carried.age(&at(60)).unwrap().text, "Bản kèm ứng dụng, tính đến 23/11/2026");
    let later = Checks { answered: Some(now()), ..carried };
    assert!(later.age(&at(3600)).unwrap().text.starts_with("Cập nhật"));
}

#[test]
fn why_the_last_question_brought_nothing_is_said_at_once() {
    let troubled = Checks { trouble: Some("Mạng yếu.".into()), ..answered() };
    assert!(troubled.age(&at(1)).unwrap().text.ends_with("Mạng yếu."));
}

#[test]
fn loading_behind_content_is_nobodys_concern() {
    let work = Work { loading: true, ..Work::default() };
    assert!(matches!(work.status(false, &at(0)).activity, Activity::Loading { .. }));
    assert_eq!(work.status(true, &at(0)).activity, Activity::Idle);
}
