//! Manners on a clock that stands still until somebody waits.

use std::sync::Arc;

use super::*;

fn polite(connections: usize) -> Arc<Polite> {
    Arc::new(Polite::new(Politeness { connections, interval: Duration::from_secs(1) }))
}

#[tokio::test(start_paused = true)]
async fn two_requests_to_one_host_start_a_second_apart() {
    let polite = polite(2);
    let begin = Instant::now();
    let _first = polite.turn("example.vn").await;
    assert_eq!(begin.elapsed(), Duration::ZERO);
    let second = polite.turn("example.vn").await;
    assert!(begin.elapsed() >= Duration::from_secs(1), "{:?}", begin.elapsed());
    assert_eq!(second.previous, Some(begin));
}

#[tokio::test(start_paused = true)]
async fn another_host_is_asked_at_once() {
    let polite = polite(2);
    let begin = Instant::now();
    let _one = polite.turn("one.vn").await;
    let _two = polite.turn("two.vn").await;
    assert_eq!(begin.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_third_connection_waits_until_one_is_given_back() {
    let polite = polite(2);
    let first = polite.turn("example.vn").await;
    let _second = polite.turn("example.vn").await;
    let third = tokio::time::timeout(Duration::from_secs(60), polite.turn("example.vn")).await;
    assert!(third.is_err());
    drop(first);
    let third = tokio::time::timeout(Duration::from_secs(60), polite.turn("example.vn")).await;
    assert!(third.is_ok());
}

#[tokio::test(start_paused = true)]
async fn ten_requests_take_nine_seconds_whatever_their_order() {
    let polite = polite(2);
    let begin = Instant::now();
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let polite = Arc::clone(&polite);
            tokio::spawn(async move { drop(polite.turn("example.vn").await) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert!(begin.elapsed() >= Duration::from_secs(9) && begin.elapsed() < Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn who_stops_waiting_takes_nothing_with_it() {
    let polite = polite(1);
    let held = polite.turn("example.vn").await;
    for _ in 0..50 {
        assert!(tokio::time::timeout(Duration::from_millis(10), polite.turn("example.vn")).await.is_err());
    }
    drop(held);
    assert!(tokio::time::timeout(Duration::from_millis(1500), polite.turn("example.vn")).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn idle_hosts_are_forgotten() {
    let polite = polite(2);
    for number in 0..REMEMBERED * 3 {
        drop(polite.turn(&format!("host{number}.vn")).await);
        tokio::time::advance(Duration::from_millis(10)).await;
    }
    assert!(polite.hosts.lock().unwrap().len() <= REMEMBERED);
}
