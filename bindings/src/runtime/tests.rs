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
fn a_call_that_lasts_gives_its_thread_back_at_once() {
    let single = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (go, gone) = std::sync::mpsc::channel();
    let mut order = Vec::new();
    single.block_on(async {
        // Blocks a thread, but not the one that asks; it ends only when that one goes on.
        let work = run(CancelToken::new(), async move {
            gone.recv_timeout(crate::tests::PATIENCE).map_err(|_| CoreError::internal("the caller was held"))
        });
        tokio::pin!(work);
        tokio::select! {
            biased;
            done = &mut work => order.push(format!("first {done:?}")),
            () = async {} => order.push("the caller goes on".to_owned()),
        }
        go.send(()).unwrap();
        work.await.unwrap();
    });
    assert_eq!(order, ["the caller goes on"]);
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
