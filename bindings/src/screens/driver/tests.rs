//! One test screen through everything that happens to screens.
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::*;
use crate::tests::{Ear, Heard, PATIENCE, Phone, config, eventually, open, until, wait};

/// Counts what it took in.
struct Counter {
    seen: Seen,
    probe: Arc<Probe>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Seen {
    outcomes: Vec<u32>,
    failures: Vec<String>,
    content: u32,
}

/// Where effects tell the test what they do and wait for its word.
struct Probe {
    began: Mutex<Sender<u32>>,
    ended: Mutex<Sender<(u32, bool)>>,
}

#[derive(Clone, Copy)]
enum Work {
    /// Ends at once.
    Quick(u32),
    /// Waits until it is cancelled.
    Long(u32),
    Fail,
    Panic,
    /// Says that it began, and ends.
    Write(u32),
}

impl Screen for Counter {
    type State = Seen;
    type Event = Work;
    type Effect = (Work, Arc<Probe>);
    type Outcome = u32;

    fn reduce(&mut self, input: Input<Self>, _: &Context) -> Vec<Self::Effect> {
        match input {
            Input::Begin => {}
            Input::Event(work) => return vec![(work, Arc::clone(&self.probe))],
            Input::Done(n) => self.seen.outcomes.push(n),
            Input::Failed(lane, problem) => self.seen.failures.push(format!("{lane:?} {}", problem.code)),
            Input::Changed(Change::Content) => self.seen.content += 1,
            Input::Changed(_) => {}
        }
        Vec::new()
    }

    fn state(&self, _: &Context) -> Seen {
        self.seen.clone()
    }

    fn lane((work, _): &Self::Effect) -> Lane {
        match work {
            Work::Quick(_) | Work::Long(_) => Lane::Newest("work"),
            Work::Fail | Work::Panic => Lane::Newest("trouble"),
            Work::Write(_) => Lane::InOrder,
        }
    }

    fn perform((work, probe): Self::Effect, _: &Arc<World>, cancel: &CancelToken) -> Result<u32, Error> {
        match work {
            Work::Quick(n) => Ok(n),
            Work::Long(n) => {
                let (sender, stopped) = channel();
                let sender = Mutex::new(sender);
                let _guard = cancel.on_cancel(move || {
                    // Who waits no longer needs no word.
                    let _ = sender.lock().unwrap().send(());
                });
                probe.began.lock().unwrap().send(n).unwrap();
                let was_cancelled = stopped.recv_timeout(PATIENCE).is_ok();
                probe.ended.lock().unwrap().send((n, was_cancelled)).unwrap();
                Ok(n)
            }
            Work::Write(n) => {
                probe.began.lock().unwrap().send(n).unwrap();
                Ok(n)
            }
            Work::Fail => Err(app4g_core::store::StoreError::Busy.into()),
            Work::Panic => panic!("on purpose"),
        }
    }
}

struct Bench {
    core: Arc<crate::core::Core>,
    screen: Handle<Counter>,
    heard: Receiver<Heard<Seen>>,
    _subscription: Arc<Subscription>,
    began: Receiver<u32>,
    ended: Receiver<(u32, bool)>,
    _folder: tempfile::TempDir,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let ((began, begins), (ended, ends)) = (channel(), channel());
    let probe = Arc::new(Probe { began: Mutex::new(began), ended: Mutex::new(ended) });
    let screen = Handle::open(Counter { seen: Seen::default(), probe }, core.world()).unwrap();
    let (ear, heard) = Ear::new();
    let subscription = screen.observe(ear).unwrap();
    Bench { core, screen, heard, _subscription: subscription, began: begins, ended: ends, _folder: folder }
}

#[test]
fn a_newer_effect_of_a_lane_cancels_the_older_whose_outcome_is_lost() {
    let bench = bench();
    bench.screen.send(Work::Long(1)).unwrap();
    assert_eq!(bench.began.recv_timeout(PATIENCE), Ok(1));
    bench.screen.send(Work::Quick(2)).unwrap();
    assert_eq!(bench.ended.recv_timeout(PATIENCE), Ok((1, true)));
    let seen = until(&bench.heard, |seen| seen.outcomes.contains(&2));
    bench.screen.send(Work::Quick(3)).unwrap();
    let later = until(&bench.heard, |seen| seen.outcomes.contains(&3));
    assert_eq!((seen.outcomes, later.outcomes), (vec![2], vec![2, 3]));
}

#[test]
fn what_fails_or_panics_is_told_and_the_screen_goes_on() {
    let bench = bench();
    bench.screen.send(Work::Fail).unwrap();
    until(&bench.heard, |seen| seen.failures == ["Newest(\"trouble\") busy"]);
    bench.screen.send(Work::Panic).unwrap();
    until(&bench.heard, |seen| seen.failures.last().is_some_and(|failure| failure == "Newest(\"trouble\") internal"));
    bench.screen.send(Work::Quick(1)).unwrap();
    until(&bench.heard, |seen| seen.outcomes == [1]);
}

#[test]
fn a_closed_screen_stops_its_work_and_says_goodbye() {
    for end in [Handle::<Counter>::close as fn(&Handle<Counter>), |_| {}] {
        let Bench { screen, heard, began, ended, core, _subscription, .. } = bench();
        screen.send(Work::Long(1)).unwrap();
        assert_eq!(began.recv_timeout(PATIENCE), Ok(1));
        end(&screen);
        // Letting go of it is the same.
        drop(screen);
        assert_eq!(ended.recv_timeout(PATIENCE), Ok((1, true)));
        while let Heard::State(_) = heard.recv_timeout(PATIENCE).unwrap() {}
        wait(core.close()).unwrap();
    }
}

#[test]
fn closing_the_profile_closes_its_screens_and_later_events_are_refused() {
    let bench = bench();
    bench.screen.send(Work::Long(1)).unwrap();
    assert_eq!(bench.began.recv_timeout(PATIENCE), Ok(1));
    wait(bench.core.close()).unwrap();
    assert_eq!(bench.ended.recv_timeout(PATIENCE), Ok((1, true)));
    while let Heard::State(_) = bench.heard.recv_timeout(PATIENCE).unwrap() {}
    eventually("the screen is closed", || bench.screen.send(Work::Quick(1)).is_err());
    let other = Counter { seen: Seen::default(), probe: probe() };
    assert!(matches!(Handle::open(other, bench.core.world()), Err(CoreError::StorageFailed { .. })));
}

fn probe() -> Arc<Probe> {
    Arc::new(Probe { began: Mutex::new(channel().0), ended: Mutex::new(channel().0) })
}

#[test]
fn effects_of_a_sleeping_profile_wait_until_it_wakes() {
    let bench = bench();
    wait(bench.core.pause()).unwrap();
    bench.screen.send(Work::Long(1)).unwrap();
    assert!(bench.began.recv_timeout(std::time::Duration::from_millis(100)).is_err());
    wait(bench.core.resume()).unwrap();
    assert_eq!(bench.began.recv_timeout(PATIENCE), Ok(1));
}

#[test]
fn writes_follow_each_other_to_the_last_also_of_a_screen_that_is_gone() {
    let bench = bench();
    wait(bench.core.pause()).unwrap();
    for n in 0..100 {
        bench.screen.send(Work::Write(n)).unwrap();
    }
    bench.screen.send(Work::Quick(7)).unwrap();
    wait(bench.core.resume()).unwrap();
    until(&bench.heard, |seen| seen.outcomes.contains(&7));
    drop(bench.screen);
    let written: Vec<u32> = (0..100).map(|_| bench.began.recv_timeout(PATIENCE).unwrap()).collect();
    assert_eq!(written, (0..100).collect::<Vec<_>>());
}

#[test]
fn changes_are_told_however_many_there_are_at_once() {
    let bench = bench();
    for _ in 0..1_000 {
        bench.core.world().changed(Change::Content);
    }
    let seen = until(&bench.heard, |seen| seen.content > 0);
    assert!(seen.content < 1_000);
}
