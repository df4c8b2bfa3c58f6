//! What each cause says to people and about its host.

use super::*;
use crate::strings::{self, Lang};

fn every_cause() -> Vec<NetError> {
    use AddressProblem as A;
    use NetError as E;
    use TlsProblem as T;
    use UrlProblem as U;
    let mut all = vec![
        E::Offline,
        E::Cancelled,
        E::BackingOff { seconds: 90 },
        E::Dns,
        E::Refused,
        E::Reset,
        E::Truncated,
        E::Garbled,
        E::TooLarge { limit: 8_000_000 },
        E::RedirectLoop,
        E::TooManyRedirects,
        E::BadRedirect,
        E::NotFound,
        E::Gone,
        E::Forbidden { status: 403 },
        E::Busy { status: 429, retry_after: None },
        E::Status { status: 418 },
        E::Status { status: 500 },
        E::CaptivePortal,
    ];
    all.extend([Phase::Connect, Phase::FirstByte, Phase::TooSlow, Phase::Whole].map(E::TimedOut));
    all.extend([T::Expired, T::NotYetValid, T::UnknownIssuer, T::WrongHost, T::Other].map(E::Tls));
    all.extend([A::NotPublic, A::Port(22), A::Downgrade, A::OtherSite].map(E::Address));
    all.extend([U::Malformed, U::Scheme, U::Credentials].map(E::Url));
    all
}

#[test]
fn every_cause_has_a_text_without_gaps_in_both_languages() {
    for cause in every_cause() {
        assert!(strings::has(cause.key()), "{} is not in the catalogue", cause.key());
        for lang in [Lang::Vi, Lang::En] {
            let text = strings::render(&cause.message("so.example.vn"), lang);
            assert!(!text.contains('{') && text.len() > 20, "{lang:?}: {text}");
        }
    }
}

#[test]
fn two_causes_never_read_the_same() {
    let texts: std::collections::BTreeSet<_> =
        every_cause().iter().map(|cause| strings::render(&cause.message("a.vn"), Lang::Vi)).collect();
    assert_eq!(texts.len(), every_cause().len());
}

#[test]
fn what_the_device_or_the_person_caused_is_not_held_against_a_host() {
    let innocent = [NetError::Offline, NetError::Cancelled, NetError::TooLarge { limit: 1 }, NetError::CaptivePortal];
    for cause in innocent {
        assert_eq!(cause.verdict(), Verdict::Silent, "{cause}");
    }
}

#[test]
fn one_broken_page_does_not_stop_the_others_of_its_host() {
    assert_eq!(NetError::Status { status: 500 }.verdict(), Verdict::Silent);
    assert_eq!(NetError::NotFound.verdict(), Verdict::Well);
}

#[test]
fn offline_can_be_tried_again_and_a_bad_address_cannot() {
    assert!(Error::from(failure(NetError::Offline)).retryable());
    assert!(!Error::from(failure(NetError::Url(UrlProblem::Scheme))).retryable());
}

fn failure(cause: NetError) -> Failure {
    Failure { cause, host: "a.vn".into(), traffic: Traffic::default(), redirects: Vec::new() }
}
