//! Pieces that need each other to be under way at the same time end; those that wait do not begin too early.

use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{Lane, Task, run};

/// Long enough for any machine; only a failing test waits for it.
const AMPLE: Duration = Duration::from_secs(60);

fn task<'a, R>(
    name: &'static str,
    lane: Lane,
    after: &'static [&'static str],
    work: impl FnOnce() -> R + Send + 'a,
) -> Task<'a, R> {
    Task { name, lane, after, work: Box::new(work) }
}

/// Runs `plan` and tells in which order the pieces began.
fn begun(plan: &[(&'static str, Lane, &'static [&'static str])]) -> Vec<&'static str> {
    let seen = Mutex::new(Vec::new());
    let note = |name| seen.lock().unwrap_or_else(PoisonError::into_inner).push(name);
    let note = &note;
    let tasks = plan.iter().map(|&(name, lane, after)| task(name, lane, after, move || note(name))).collect();
    assert_eq!(run(tasks).len(), plan.len());
    seen.into_inner().unwrap()
}

#[test]
fn lanes_work_at_the_same_time() {
    // Each waits for a word of the other: one after the other, the first would wait in vain.
    let ((tell_a, hear_a), (tell_b, hear_b)) = (channel(), channel());
    let meet = |tell: std::sync::mpsc::Sender<()>, hear: std::sync::mpsc::Receiver<()>| {
        move || tell.send(()).is_ok() && hear.recv_timeout(AMPLE).is_ok()
    };
    let a = task("a", Lane::Cargo, &[], meet(tell_a, hear_b));
    let b = task("b", Lane::Beside, &[], meet(tell_b, hear_a));
    assert_eq!(run(vec![a, b]), [true, true]);
}

#[test]
fn a_lane_does_one_piece_after_the_other_in_the_order_of_the_list() {
    let lane = Lane::Beside;
    assert_eq!(begun(&[("a", lane, &[]), ("b", lane, &[]), ("c", lane, &[])]), ["a", "b", "c"]);
}

#[test]
fn what_waits_for_another_lane_begins_after_it_has_ended() {
    let ended = Mutex::new(false);
    let slow = || {
        std::thread::sleep(Duration::from_millis(50));
        *ended.lock().unwrap() = true;
        true
    };
    let tasks = vec![
        task("library", Lane::Cargo, &[], slow),
        task("kotlin", Lane::Beside, &["library"], || *ended.lock().unwrap()),
    ];
    assert_eq!(run(tasks), [true, true]);
}

#[test]
fn a_lane_does_what_it_can_while_a_piece_has_to_wait() {
    // The library ends only when somebody has weighed, which stands behind the piece that waits for the library.
    let (tell, hear) = channel();
    let library = task("library", Lane::Cargo, &[], move || hear.recv_timeout(AMPLE).is_ok());
    let kotlin = task("kotlin", Lane::Beside, &["library"], || true);
    let size = task("size", Lane::Beside, &[], move || tell.send(()).is_ok());
    assert_eq!(run(vec![library, kotlin, size]), [true, true, true]);
}

#[test]
fn results_are_in_the_order_of_the_list_whoever_ended_first() {
    let (tell, hear) = channel();
    let late = task("late", Lane::Cargo, &[], move || (hear.recv_timeout(AMPLE).is_ok(), "late"));
    let early = task("early", Lane::Fetch, &[], move || (tell.send(()).is_ok(), "early"));
    assert_eq!(run(vec![late, early]), [(true, "late"), (true, "early")]);
}

#[test]
fn a_name_that_is_not_on_the_list_is_not_waited_for() {
    assert_eq!(begun(&[("kotlin", Lane::Beside, &["library"])]), ["kotlin"]);
}

#[test]
fn pieces_that_wait_for_each_other_end_all_the_same() {
    let mut names = begun(&[("a", Lane::Cargo, &["b"]), ("b", Lane::Beside, &["a"]), ("c", Lane::Fetch, &["c"])]);
    names.sort_unstable();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn a_panic_does_not_keep_the_other_lanes_waiting() {
    let reached = Mutex::new(false);
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let broken = task("broken", Lane::Cargo, &[], || panic!("on purpose"));
        let next = task("next", Lane::Beside, &["broken"], || *reached.lock().unwrap() = true);
        run(vec![broken, next])
    }));
    assert!(outcome.is_err());
    assert!(*reached.lock().unwrap());
}
