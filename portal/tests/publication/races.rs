//! Two publishers at once.

use app4g_core::model::Kind;
use app4g_portal::ledger::Ledger;
use app4g_portal::plan::Samples;
use app4g_portal::release::{Order, Outcome, ReleaseError, Started};

use crate::desk::Desk;

async fn start<'a>(desk: &'a Desk, ledger: &'a mut Ledger) -> Started<'a> {
    let order = Order { storage: &*desk.storage, ledger, roots: &desk.roots, signers: &desk.signers };
    Started::begin(order).await.unwrap()
}

#[tokio::test]
async fn of_two_publishers_that_start_together_exactly_one_wins() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.publish().await.unwrap();
    let mut first = Ledger::open(&desk.state).unwrap();
    let mut second = Ledger::open(&desk.dir.path().join("other")).unwrap();
    let (one, other) = (start(&desk, &mut first).await, start(&desk, &mut second).await);
    let mut edited = desk.content["a"].clone();
    edited.fields["data"]["body"] = "Của tôi".into();
    let mine = one.plan(Some(&[edited.clone()]), desk.now, Samples::Allowed).unwrap();
    edited.fields["data"]["body"] = "Của bạn".into();
    let theirs = other.plan(Some(&[edited]), desk.now, Samples::Allowed).unwrap();
    let (one, other) =
        tokio::join!(one.publish(&mine, &[], None, desk.now), other.publish(&theirs, &[], None, desk.now));
    let wins = [&one, &other].into_iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(wins, 1);
    let lost = if one.is_ok() { other } else { one };
    assert!(matches!(lost, Err(ReleaseError::Overtaken)));
    drop((first, second));
    let body = desk.records("news").await["a"]["data"]["body"].clone();
    let state = if body == "Của tôi" { desk.state.clone() } else { desk.dir.path().join("other") };
    desk.state = state;
    desk.verify().await;
}

#[tokio::test]
async fn the_loser_takes_over_what_the_winner_published_and_then_publishes() {
    let mut desk = Desk::new().await;
    desk.write("a", Kind::Article, "Một");
    desk.publish().await.unwrap();
    let mine = std::mem::replace(&mut desk.state, desk.dir.path().join("other"));
    desk.write("b", Kind::Article, "Hai");
    desk.publish().await.unwrap();
    desk.state = mine;
    desk.write("c", Kind::Article, "Ba");
    assert_eq!(desk.publish().await.unwrap(), Outcome::Released(3));
    assert_eq!(desk.records("news").await.len(), 3);
    assert_eq!(desk.records("news").await["b"]["rev"], 1);
    desk.verify().await;
}

#[tokio::test]
async fn a_ledger_belongs_to_one_publisher_at_a_time() {
    let desk = Desk::new().await;
    let _held = Ledger::open(&desk.state).unwrap();
    assert!(Ledger::open(&desk.state).is_err());
}
