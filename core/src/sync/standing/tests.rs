//! Tests of the parent module.

use super::*;
use crate::clock::Timestamp;
use crate::repository::trust::{Role, TrustError};
use crate::strings::{Lang, has, render};

fn said(problem: &str) -> Message {
    let check = RepositoryCheck { problem: Some(problem.to_owned()), ..RepositoryCheck::default() };
    trouble(&check).unwrap()
}

#[test]
fn attack_age_a_wrong_clock_and_a_dead_network_read_differently() {
    let now = Timestamp::from_unix(0);
    let causes = [
        TrustError::Rollback { role: Role::Targets },
        TrustError::Forged { cause: String::new() },
        TrustError::Expired { role: Role::Timestamp, since: now },
        TrustError::Clock { now },
        TrustError::NotMetadata { role: Role::Timestamp, is_page: true },
        TrustError::Missing { path: String::new() },
    ];
    let mut keys: Vec<&str> = causes.into_iter().map(|cause| crate::error::Error::from(cause).message.key).collect();
    keys.extend(["error.net.timeout_connect", "error.net.tls_wrong_host", "error.store.io"]);
    let mut texts: Vec<String> = Vec::new();
    for key in keys {
        let message = said(key);
        assert!(has(message.key), "{key}");
        for lang in [Lang::Vi, Lang::En] {
            let text = render(&message, lang);
            assert!(!text.contains('{') && !texts.contains(&text), "{key}: {text}");
            texts.push(text);
        }
    }
}

#[test]
fn servers_that_fail_are_no_attack_whatever_the_failure() {
    for key in ["server_error", "not_found", "busy", "garbled"] {
        assert_eq!(said(&format!("error.net.{key}")).key, SERVER, "{key}");
    }
    for key in ["dns", "refused", "timeout_first_byte", "offline"] {
        assert_eq!(said(&format!("error.net.{key}")).key, NETWORK, "{key}");
    }
}

#[test]
fn an_app_that_is_too_old_is_told_until_it_is_updated() {
    let needs = |needs_format| RepositoryCheck {
        problem: Some("error.repository.too_new".into()),
        needs_format,
        ..RepositoryCheck::default()
    };
    assert_eq!(update_wanted(&needs(FORMAT)), None);
    let later = needs(FORMAT + 1);
    assert!(has(update_wanted(&later).unwrap().key));
    assert_eq!(trouble(&later), None, "it is said once");
}

#[test]
fn nothing_is_said_where_nothing_went_wrong() {
    assert_eq!(trouble(&RepositoryCheck::default()), None);
}
