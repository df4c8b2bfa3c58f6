//! Panics, and callers that lose interest.
use std::time::Duration;

use super::*;

#[test]
fn a_panic_in_a_call_and_in_a_task_arrives_as_an_error() {
    let called: Result<(), CoreError> = guarded(|| panic!("on purpose"));
    assert!(matches!(called, Err(CoreError::Internal { .. })));
    let task = runtime()
        .unwrap()
        .block_on(run(CancelToken::new(), async { if true { panic!("on purpose") } else { Ok(()) } }));
    assert!(matches!(task, Err(CoreError::Internal { .. })));
    let blocked: Result<(), Error> = runtime().unwrap().block_on(blocking(|| panic!("on purpose")));
    assert!(blocked.is_err());
}

#[test]
fn whoever_drops_the_future_cancels_the_work_and_whoever_waits_does_not() {
    let runtime = runtime().unwrap();
    let (token, seen) = (CancelToken::new(), CancelToken::new());
    let (inside, told) = (token.clone(), seen.clone());
    let work = run(token.clone(), async move {
        inside.cancelled().await;
        told.cancel();
        Ok(())
    });
    let waited = runtime.block_on(async { tokio::time::timeout(Duration::from_millis(20), work).await });
    assert!(waited.is_err() && token.is_cancelled());
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), seen.cancelled()).await.unwrap() });

    let kept = CancelToken::new();
    runtime.block_on(run(kept.clone(), async { Ok(()) })).unwrap();
    assert!(!kept.is_cancelled());
}
