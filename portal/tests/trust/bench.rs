//! What every test of the client begins and ends with: a phone that is up to date, and a phone that still is.

use app4g_core::repository::carrier::Carrier;
use app4g_core::repository::trust::{self, Expiry, Loaded, TrustError, TrustState, Verified};
use app4g_core::{CancelToken, Timestamp};

use crate::publisher::Publisher;
use crate::shelf::Shelf;

/// 2026-11-23T00:00:00Z, when every publisher here begins.
pub(crate) const NOW: Timestamp = Timestamp::from_unix(1_795_392_000);
pub(crate) const DAY: i64 = 86_400;

pub(crate) async fn load(state: &mut TrustState, carrier: &dyn Carrier, now: Timestamp) -> Result<Loaded, TrustError> {
    trust::load(state, carrier, Expiry::Enforced, now, &CancelToken::new()).await
}

pub(crate) async fn import(state: &mut TrustState, pack: &dyn Carrier, now: Timestamp) -> Result<Loaded, TrustError> {
    trust::load(state, pack, Expiry::Pack, now, &CancelToken::new()).await
}

pub(crate) fn verified(loaded: Loaded) -> Verified {
    match loaded {
        Loaded::Verified(verified) => verified,
        Loaded::Unchanged => panic!("nothing new"),
    }
}

/// A publisher with releases 1 to 3, a day apart, and a phone that has the third.
pub(crate) async fn phone() -> (Publisher, TrustState, Timestamp) {
    let mut publisher = Publisher::found("TEST", false, NOW).await;
    let mut state = TrustState::bootstrap(&publisher.root).unwrap();
    for day in 0..3 {
        publisher.release(NOW.plus(day * DAY)).await;
    }
    let now = NOW.plus(2 * DAY);
    let loaded = load(&mut state, &Shelf::from(&publisher), now).await.unwrap();
    assert_eq!(verified(loaded).catalog.sequence, 3);
    (publisher, state, now)
}

/// What was known is still known, and the next honest release is taken.
pub(crate) async fn still_works(publisher: &mut Publisher, state: &mut TrustState, now: Timestamp) {
    assert_eq!(trust::verified(state).unwrap().unwrap().catalog.sequence, 3, "the last good release is still known");
    publisher.sequence = publisher.sequence.max(3);
    publisher.release(now).await;
    let loaded = load(state, &Shelf::from(&*publisher), now).await.unwrap();
    assert_eq!(verified(loaded).catalog.sequence, publisher.sequence);
}
