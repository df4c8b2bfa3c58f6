//! Cancelling reaches waiters, loops and registered actions.
use super::*;
use std::sync::atomic::AtomicU32;

#[test]
fn an_action_runs_once_however_often_the_token_is_cancelled() {
    let token = CancelToken::new();
    let count = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&count);
    let _guard = token.on_cancel(move || {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    token.cancel();
    token.clone().cancel();
    assert_eq!(count.load(Ordering::SeqCst), 1);
    assert_eq!(token.check(), Err(Cancelled));
}

#[test]
fn a_dropped_guard_forgets_its_action_and_a_late_action_runs_at_once() {
    let token = CancelToken::new();
    let count = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&count);
    drop(token.on_cancel(move || {
        counter.fetch_add(1, Ordering::SeqCst);
    }));
    token.cancel();
    assert_eq!(count.load(Ordering::SeqCst), 0);
    let counter = Arc::clone(&count);
    let _late = token.on_cancel(move || {
        counter.fetch_add(10, Ordering::SeqCst);
    });
    assert_eq!(count.load(Ordering::SeqCst), 10);
}

#[tokio::test]
async fn a_waiter_wakes_and_a_waiter_that_comes_late_does_not_wait() {
    let token = CancelToken::new();
    let waiting = tokio::spawn({
        let token = token.clone();
        async move { token.cancelled().await }
    });
    token.cancel();
    waiting.await.unwrap();
    token.cancelled().await;
}
