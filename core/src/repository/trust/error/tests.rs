//! Attack, dead network, wrong clock and damaged profile read differently, in both languages.

use std::collections::BTreeSet;

use super::*;
use crate::strings::{self, Lang};

fn every() -> Vec<(TrustError, ErrorKind)> {
    let at = Timestamp::from_unix(1_795_392_000);
    let network = Error::new(ErrorKind::Offline, Message::new("error.net.offline"));
    vec![
        (TrustError::Expired { role: Role::Timestamp, since: at }, ErrorKind::ServerUnavailable),
        (TrustError::Clock { now: at }, ErrorKind::InvalidInput),
        (TrustError::Rollback { role: Role::Snapshot }, ErrorKind::NotGenuine),
        (TrustError::forged("x"), ErrorKind::NotGenuine),
        (TrustError::Damaged { what: Role::Root }, ErrorKind::StorageFailed),
        (TrustError::NotMetadata { role: Role::Root, is_page: true }, ErrorKind::Offline),
        (TrustError::NotMetadata { role: Role::Root, is_page: false }, ErrorKind::ServerUnavailable),
        (TrustError::TooLarge { what: "x".into() }, ErrorKind::NotGenuine),
        (TrustError::Missing { path: "x".into() }, ErrorKind::ServerUnavailable),
        (TrustError::TooNew(2), ErrorKind::TooNew),
        (TrustError::Network(network), ErrorKind::Offline),
        (TrustError::Scratch(io::ErrorKind::StorageFull.into()), ErrorKind::StorageFull),
        (TrustError::Scratch(io::ErrorKind::PermissionDenied.into()), ErrorKind::StorageFailed),
    ]
}

#[test]
fn every_error_is_of_its_kind_and_says_something_of_its_own() {
    for lang in [Lang::Vi, Lang::En] {
        let mut said = BTreeSet::new();
        for (error, kind) in every() {
            let error = Error::from(error);
            assert_eq!(error.kind, kind);
            let text = strings::render(&error.message, lang);
            assert!(!text.contains('{'), "{text}");
            assert!(said.insert(text.clone()), "said twice: {text}");
        }
    }
}

#[test]
fn only_attacks_are_called_so() {
    for (error, kind) in every() {
        assert_eq!(error.is_attack(), kind == ErrorKind::NotGenuine, "{error}");
    }
}
