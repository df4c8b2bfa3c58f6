//! The resolver behind the policy, with names that lead anywhere.

use super::*;

#[derive(Debug)]
struct Zone;

impl Names for Zone {
    fn lookup(&self, host: &str) -> Lookup {
        let found = match host {
            "mixed.vn" => Ok(vec!["10.0.0.1".parse().unwrap(), "1.1.1.1".parse().unwrap()]),
            "inside.vn" => Ok(vec!["192.168.1.1".parse().unwrap(), "::1".parse().unwrap()]),
            "empty.vn" => Ok(Vec::new()),
            "plane.vn" => Err(LookupFailure::NoNetwork),
            _ => Err(LookupFailure::NotFound),
        };
        Box::pin(async move { found })
    }
}

fn guarded() -> Guarded {
    Guarded::new(Arc::new(Zone), AddressPolicy::Public)
}

#[tokio::test]
async fn only_public_addresses_of_a_name_are_connected() {
    let found = guarded().addresses("mixed.vn".into()).await.unwrap();
    assert_eq!(found, vec!["1.1.1.1:0".parse().unwrap()]);
}

#[tokio::test]
async fn a_name_that_points_inside_is_refused() {
    assert_eq!(guarded().addresses("inside.vn".into()).await, Err(LookupFailure::Refused));
}

#[tokio::test]
async fn one_unknown_name_is_not_a_dead_network() {
    let guarded = guarded();
    for _ in 0..9 {
        assert_eq!(guarded.clone().addresses("gone.vn".into()).await, Err(LookupFailure::NotFound));
    }
}

#[tokio::test]
async fn three_unknown_names_in_a_row_are_a_dead_network() {
    let guarded = guarded();
    assert_eq!(guarded.clone().addresses("a.vn".into()).await, Err(LookupFailure::NotFound));
    assert_eq!(guarded.clone().addresses("empty.vn".into()).await, Err(LookupFailure::NotFound));
    assert_eq!(guarded.clone().addresses("b.vn".into()).await, Err(LookupFailure::NoNetwork));
}

#[tokio::test]
async fn one_name_that_resolves_forgets_those_that_did_not() {
    let guarded = guarded();
    for name in ["a.vn", "b.vn"] {
        assert_eq!(guarded.clone().addresses(name.into()).await, Err(LookupFailure::NotFound));
    }
    guarded.clone().addresses("mixed.vn".into()).await.unwrap();
    assert_eq!(guarded.clone().addresses("c.vn".into()).await, Err(LookupFailure::NotFound));
}

#[tokio::test]
async fn a_device_without_a_route_is_offline_at_once() {
    assert_eq!(guarded().addresses("plane.vn".into()).await, Err(LookupFailure::NoNetwork));
}
