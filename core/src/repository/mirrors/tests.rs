//! Who is asked first.

use super::*;
use crate::net::{Client, ClientConfig, Urgency};

const NOW: Timestamp = Timestamp::from_unix(1_795_330_800);
const DAY: i64 = 24 * 3600;

fn mirrors(stored: &[(String, MirrorHealth)]) -> Mirrors {
    let client = Client::new(ClientConfig::default()).unwrap();
    let servers = ["a", "b", "c"]
        .map(|name| Server::new(client.clone(), &format!("https://{name}.example.vn/"), Urgency::Scheduled).unwrap());
    Mirrors::new(servers.into(), stored, 7)
}

fn order(mirrors: &Mirrors, now: Timestamp) -> String {
    mirrors.order(now).iter().map(|server| server.base().chars().nth(8).unwrap()).collect()
}

fn base(name: &str) -> String {
    format!("https://{name}.example.vn/")
}

#[test]
fn the_listed_order_stands_until_one_fails() {
    let mirrors = mirrors(&[]);
    assert_eq!(order(&mirrors, NOW), "abc");
    mirrors.note(&base("a"), Err(Fault::Server), NOW);
    assert_eq!(order(&mirrors, NOW), "bca");
    mirrors.note(&base("b"), Err(Fault::Missing), NOW);
    assert_eq!(order(&mirrors, NOW), "cab");
    mirrors.note(&base("a"), Ok(()), NOW);
    assert_eq!(order(&mirrors, NOW), "acb");
}

#[test]
fn a_mirror_returns_to_its_place_when_its_pause_is_over() {
    let mirrors = mirrors(&[]);
    mirrors.note(&base("a"), Err(Fault::Server), NOW);
    assert_eq!(order(&mirrors, NOW.plus(3600)), "abc");
}

#[test]
fn a_liar_is_not_asked_again_by_this_process_and_last_of_all_for_a_day() {
    let first = mirrors(&[]);
    first.note(&base("a"), Err(Fault::Lie), NOW);
    first.note(&base("b"), Err(Fault::Server), NOW);
    assert_eq!(order(&first, NOW.plus(2 * DAY)), "bc");
    assert_eq!(first.liars(), [base("a")]);

    let next = mirrors(&first.health());
    assert_eq!(order(&next, NOW.plus(1)), "cba");
    assert_eq!(order(&next, NOW.plus(2 * DAY)), "abc");
    assert!(next.liars().is_empty());
    assert_eq!(next.health()[0].1.lied_at, Some(NOW));
}

#[test]
fn no_network_is_held_against_nobody() {
    let mirrors = mirrors(&[]);
    mirrors.note(&base("a"), Err(Fault::Offline), NOW);
    assert_eq!(mirrors.health()[0].1, MirrorHealth::default());
}

#[test]
fn a_clock_that_was_wrong_holds_nobody_back() {
    let far =
        MirrorHealth { not_before: NOW.plus(9_000 * DAY), lied_at: Some(NOW.plus(9_000 * DAY)), ..Default::default() };
    assert_eq!(order(&mirrors(&[(base("a"), far)]), NOW), "abc");
}

#[test]
fn health_survives_its_stored_form() {
    let health = MirrorHealth::default().after(Err(Fault::Lie), NOW, 1).after(Ok(()), NOW.plus(5), 1);
    let stored = serde_json::to_string(&health).unwrap();
    assert_eq!(serde_json::from_str::<MirrorHealth>(&stored).unwrap(), health);
    assert_eq!(health.last_ok, Some(NOW.plus(5)));
    assert_eq!(
        serde_json::from_str::<MirrorHealth>(&serde_json::to_string(&MirrorHealth::default()).unwrap()).unwrap(),
        MirrorHealth::default()
    );
}

#[test]
fn what_a_person_can_mend_comes_first() {
    assert!(Fault::Offline < Fault::Missing && Fault::Missing < Fault::Server && Fault::Server < Fault::Lie);
}
