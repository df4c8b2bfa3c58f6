//! What a listener hears, whatever it does and however it ends.
use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::tests::{Ear, Heard, PATIENCE, eventually, until};

fn slot() -> Arc<Slot<u32>> {
    Arc::new(Slot::new(0))
}

fn next(heard: &Receiver<Heard<u32>>) -> Option<u32> {
    match heard.recv_timeout(PATIENCE).unwrap() {
        Heard::State(state) => Some(state),
        Heard::Closed => None,
    }
}

/// That nothing follows `on_closed`: the channel ends with the listener.
fn assert_over(heard: &Receiver<Heard<u32>>) {
    assert!(heard.recv_timeout(PATIENCE).is_err());
}

#[test]
fn the_snapshot_comes_first_and_what_is_equal_is_not_told() {
    let slot = slot();
    slot.put(7);
    let (ear, heard) = Ear::new();
    let subscription = subscribe(&slot, ear).unwrap();
    assert_eq!(next(&heard), Some(7));
    slot.put(7);
    slot.put(8);
    assert_eq!(next(&heard), Some(8));
    subscription.cancel();
    assert_eq!(next(&heard), None);
    assert_over(&heard);
}

#[test]
fn a_burst_is_one_or_two_calls_and_ends_with_the_newest() {
    let slot = slot();
    let (ear, heard) = Ear::new();
    let _subscription = subscribe(&slot, ear).unwrap();
    assert_eq!(next(&heard), Some(0));
    for n in 1..=10_000 {
        slot.put(n);
    }
    let mut calls = 0;
    loop {
        calls += 1;
        if next(&heard) == Some(10_000) {
            break;
        }
    }
    // As fast as a display can show, and no faster: ten thousand states fit into some milliseconds.
    assert!(calls < 1_000, "{calls} calls");
}

/// A way to end a subscription.
type Ending = fn(&Slot<u32>, Arc<Subscription>);

#[test]
fn every_ending_says_goodbye_exactly_once() {
    let endings: [Ending; 3] = [
        |_, subscription| {
            subscription.cancel();
            subscription.cancel();
        },
        |_, subscription| drop(subscription),
        |slot, _subscription| {
            slot.close();
            slot.close();
        },
    ];
    for end in endings {
        let slot = slot();
        let (ear, heard) = Ear::new();
        let subscription = subscribe(&slot, ear).unwrap();
        assert_eq!(next(&heard), Some(0));
        assert!(slot.is_observed());
        end(&slot, subscription);
        assert_eq!(next(&heard), None);
        assert_over(&heard);
        assert!(!slot.is_observed());
    }
}

#[test]
fn who_comes_after_the_end_hears_the_last_state_and_goodbye() {
    let slot = slot();
    slot.put(5);
    slot.close();
    slot.put(6);
    let (ear, heard) = Ear::new();
    let _subscription = subscribe(&slot, ear).unwrap();
    assert_eq!((next(&heard), next(&heard)), (Some(5), None));
}

/// Fails in every way a foreign listener can.
struct Wild {
    calls: Arc<AtomicUsize>,
    closed: Arc<AtomicUsize>,
    panics: bool,
}

impl Listener<u32> for Wild {
    fn on_state(&self, _: u32) -> Result<(), ForeignError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        assert!(!self.panics, "on purpose");
        Err(ForeignError::Failed { reason: "on purpose".into() })
    }

    fn on_closed(&self) -> Result<(), ForeignError> {
        self.closed.fetch_add(1, Ordering::SeqCst);
        assert!(!self.panics, "on purpose");
        Err(ForeignError::Failed { reason: "on purpose".into() })
    }
}

#[test]
fn a_listener_that_throws_or_panics_is_called_again_and_hears_goodbye() {
    for panics in [false, true] {
        let slot = slot();
        let (calls, closed) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let wild = Wild { calls: Arc::clone(&calls), closed: Arc::clone(&closed), panics };
        let subscription = subscribe(&slot, wild).unwrap();
        eventually("the snapshot", || calls.load(Ordering::SeqCst) == 1);
        slot.put(1);
        eventually("the next state", || calls.load(Ordering::SeqCst) == 2);
        subscription.cancel();
        eventually("goodbye", || closed.load(Ordering::SeqCst) == 1 && !slot.is_observed());
    }
}

/// Waits in its first call until it is let go.
struct Slow(Mutex<Receiver<()>>, Ear<u32>);

impl Listener<u32> for Slow {
    fn on_state(&self, state: u32) -> Result<(), ForeignError> {
        self.1.on_state(state)?;
        let _ = self.0.lock().unwrap().recv();
        Ok(())
    }

    fn on_closed(&self) -> Result<(), ForeignError> {
        self.1.on_closed()
    }
}

#[test]
fn a_slow_listener_misses_states_and_holds_up_nobody() {
    let slot = slot();
    let (go, gate) = channel();
    let (ear, slow_heard) = Ear::new();
    let _slow = subscribe(&slot, Slow(Mutex::new(gate), ear)).unwrap();
    assert_eq!(next(&slow_heard), Some(0));
    let (ear, heard) = Ear::new();
    let _other = subscribe(&slot, ear).unwrap();
    for n in 1..=20 {
        slot.put(n);
        until(&heard, |state| *state == n);
    }
    drop(go);
    assert_eq!(next(&slow_heard), Some(20));
}

/// Cancels its own subscription inside a callback.
struct Leaving {
    mine: Arc<Mutex<Option<Arc<Subscription>>>>,
    ear: Ear<u32>,
}

impl Listener<u32> for Leaving {
    fn on_state(&self, state: u32) -> Result<(), ForeignError> {
        self.ear.on_state(state)?;
        if let Some(mine) = self.mine.lock().unwrap().take() {
            mine.cancel();
        }
        Ok(())
    }

    fn on_closed(&self) -> Result<(), ForeignError> {
        self.ear.on_closed()
    }
}

#[test]
fn a_listener_may_leave_inside_its_callback() {
    let slot = slot();
    let (ear, heard) = Ear::new();
    let mine = Arc::<Mutex<Option<Arc<Subscription>>>>::default();
    let subscription = subscribe(&slot, Leaving { mine: Arc::clone(&mine), ear }).unwrap();
    assert_eq!(next(&heard), Some(0));
    *mine.lock().unwrap() = Some(subscription);
    slot.put(1);
    // The state in whose callback it leaves is the last.
    until_closed(&heard);
    slot.put(2);
    assert_over(&heard);
}

fn until_closed(heard: &Receiver<Heard<u32>>) {
    while next(heard).is_some() {}
}
