//! One load: from the stored state and a carrier to the newest catalog that the keys vouch for.
//!
//! Requests: one if nothing changed (timestamp, not modified), two once a day (the next root, too), five if there is a release
//! (next root, timestamp, snapshot, targets, catalog).

use std::path::Path;

use tough::schema::{Signed, Targets};
use tough::{ExpirationEnforcement, IntoVec, Limits, RepositoryLoader, TargetName};
use url::Url;

use super::courier::{Courier, Kind, Relay, TIMESTAMP};
use super::error::{Role, TrustError};
use super::expiry::{self, Expiry};
use super::scratch::Scratch;
use super::state::{Parsed, TrustState};
use super::{MAX_ROLE_BYTES, MAX_ROOT_UPDATES, classify};
use crate::cancel::CancelToken;
use crate::clock::Timestamp;
use crate::error::{Error, ErrorKind, Message};
use crate::repository::carrier::Carrier;
use crate::repository::format::{Catalog, FORMAT, FormatError, catalog};

/// What a load came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The server has nothing newer than the last load that succeeded, and nothing has expired: one request.
    Unchanged,
    /// This is the newest catalog; it may be the one that is known.
    Verified(Verified),
}

/// A catalog that the repository's keys vouch for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The release.
    pub catalog: Catalog,
    /// `catalog.json` as it was published.
    pub catalog_bytes: Vec<u8>,
    /// When the release was made.
    pub published: Timestamp,
    /// Version of the newest trusted root.
    pub root_version: u64,
    /// The root says that its keys are no secret (decision 36).
    pub is_demo: bool,
    /// When the first of the four roles expires.
    pub expires: Timestamp,
    /// The device's clock cannot be right, so freshness could not be judged by it; packs only.
    pub clock_in_doubt: bool,
}

/// [`load_in`] with the system's folder for temporary files. Phones have none of their own: they hand one in.
///
/// # Errors
/// [`TrustError`].
pub async fn load(
    state: &mut TrustState,
    carrier: &dyn Carrier,
    expiry: Expiry,
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<Loaded, TrustError> {
    load_in(&std::env::temp_dir(), state, carrier, expiry, now, cancel).await
}

/// Loads and verifies the newest catalog. `scratch` is an existing folder; what is written there is removed again.
///
/// `state` is changed in place, on success and on failure, and is to be stored either way. A pack that is refused changes nothing.
///
/// # Errors
/// [`TrustError`]; the last good state keeps working.
pub async fn load_in(
    scratch: &Path,
    state: &mut TrustState,
    carrier: &dyn Carrier,
    expiry: Expiry,
    now: Timestamp,
    cancel: &CancelToken,
) -> Result<Loaded, TrustError> {
    let before = Parsed::of(state)?;
    let stored = state.clone();
    let mut courier = Courier::new(carrier, &stored, cancel);
    if expiry == Expiry::Enforced {
        // By such a clock everything is fresh, or nothing.
        if !expiry::is_plausible(now) {
            return Err(TrustError::Clock { now });
        }
        let is_current = before.is_complete(&stored) && expiry::check(&before.expiries(), now).is_ok();
        // Many servers make the mark of seconds and length, so that two timestamps may share one. What has run out is
        // asked for without it: no answer of "unchanged" could help.
        courier.conditional = is_current;
        if is_current && stored.timestamp_etag.is_some() && expiry::root_was_asked(stored.root_asked, now) {
            let asked = courier.ask_timestamp().await;
            if asked.map_err(|error| classify::carrier(TIMESTAMP.to_owned(), error))?.is_none() {
                return Ok(Loaded::Unchanged);
            }
        }
    }
    let outcome = attempt(scratch, state, &before, &mut courier, expiry, now).await;
    if outcome.is_err() && expiry == Expiry::Pack {
        *state = stored.clone();
    }
    outcome.map(Loaded::Verified)
}

/// What was verified last, from the state alone; `None` before the first load that succeeded.
///
/// # Errors
/// [`TrustError::Damaged`], [`TrustError::TooNew`].
pub fn verified(state: &TrustState) -> Result<Option<Verified>, TrustError> {
    let parsed = Parsed::of(state)?;
    match &state.catalog {
        Some(bytes) => describe(&parsed, bytes.clone()).map(Some),
        None => Ok(None),
    }
}

/// The whole way past the fast one. The state learns what the library accepted before anything is judged here.
async fn attempt(
    scratch: &Path,
    state: &mut TrustState,
    before: &Parsed,
    courier: &mut Courier<'_>,
    expiry: Expiry,
    now: Timestamp,
) -> Result<Verified, TrustError> {
    let scratch = Scratch::fill(scratch, state)?;
    let (relay, questions) = Relay::new();
    let root = state.root.clone();
    let outcome = courier.serve(questions, run_library(&root, scratch.path(), relay)).await;

    let mut after = state.clone();
    scratch.read_back(&mut after, before, &courier.brought, courier.etag.as_ref())?;
    if Parsed::of(&after)?.deployment() != before.deployment() {
        return Err(TrustError::forged("the next root is for another repository"));
    }
    if expiry == Expiry::Enforced && courier.no_newer_root {
        after.root_asked = Some(now);
    }
    *state = after;
    let catalog_bytes = outcome.map_err(|fault| match fault {
        Fault::Library(error) => classify::classify(&error, courier),
        Fault::Own(error) => error,
    })?;

    let targets = courier.brought.iter().find(|(path, _)| Kind::of(path) == Some(Kind::Targets));
    let mut whole = state.clone();
    whole.targets = targets.map(|(_, bytes)| bytes.clone());
    whole.catalog = Some(catalog_bytes.clone());
    let parsed = Parsed::of(&whole)?;
    let mut verified = describe(&parsed, catalog_bytes)?;
    match expiry {
        Expiry::Enforced => expiry::check(&parsed.expiries(), now)?,
        Expiry::Pack => {
            check_not_older(before, &parsed)?;
            let newest = verified.published.max(published(before, state).unwrap_or(verified.published));
            let root: Vec<_> = parsed.expiries().into_iter().filter(|(role, _)| *role == Role::Root).collect();
            expiry::check(&root, expiry::pack_moment(now, newest))?;
            verified.clock_in_doubt = !expiry::is_plausible(now);
        }
    }
    *state = whole;
    Ok(verified)
}

enum Fault {
    Library(Box<tough::error::Error>),
    Own(TrustError),
}

impl From<tough::error::Error> for Fault {
    fn from(error: tough::error::Error) -> Self {
        Self::Library(Box::new(error))
    }
}

/// The library's part: roots, timestamp, snapshot, targets, and the bytes of the catalog.
async fn run_library(root: &[u8], datastore: &Path, relay: Relay) -> Result<Vec<u8>, Fault> {
    let limits = Limits {
        max_root_size: MAX_ROLE_BYTES,
        max_targets_size: MAX_ROLE_BYTES,
        max_timestamp_size: MAX_ROLE_BYTES,
        max_snapshot_size: MAX_ROLE_BYTES,
        // The library counts the question that finds no more roots, too.
        max_root_updates: MAX_ROOT_UPDATES + 1,
    };
    let repository = RepositoryLoader::new(&root, base("metadata")?, base("targets")?)
        .transport(relay)
        .limits(limits)
        .datastore(datastore)
        .expiration_enforcement(ExpirationEnforcement::Unsafe)
        .load()
        .await?;
    check_targets(repository.targets())?;
    let name = TargetName::new(catalog::NAME)?;
    let stream = repository.read_target(&name).await?;
    let stream = stream.ok_or_else(|| Fault::Own(TrustError::forged("no catalog is named")))?;
    Ok(stream.into_vec().await?)
}

/// An address that means nothing but «below the repository's root»; the courier reads its path.
fn base(folder: &str) -> Result<Url, Fault> {
    Url::parse(&format!("app4g:/{folder}/")).map_err(|error| {
        let message = Message::new("error.internal").with("detail", "repository");
        Fault::Own(TrustError::Network(Error::caused_by(ErrorKind::Internal, message, error)))
    })
}

/// One catalog of a bearable size and nothing else; no delegations: they would be format 2 (decision 27).
fn check_targets(targets: &Signed<Targets>) -> Result<(), Fault> {
    let targets = &targets.signed;
    if targets.delegations.as_ref().is_some_and(|delegations| !delegations.roles.is_empty()) {
        return Err(Fault::Own(TrustError::TooNew(FORMAT + 1)));
    }
    if targets.targets.keys().any(|name| name.raw() != catalog::NAME) {
        return Err(Fault::Own(TrustError::forged("targets name more than the catalog")));
    }
    if targets.targets.values().any(|target| target.length > catalog::MAX_BYTES) {
        return Err(Fault::Own(TrustError::TooLarge { what: catalog::NAME.to_owned() }));
    }
    Ok(())
}

/// Reads the verified catalog and says what stands behind it.
fn describe(parsed: &Parsed, catalog_bytes: Vec<u8>) -> Result<Verified, TrustError> {
    let catalog = Catalog::parse(&catalog_bytes).map_err(|error| match error {
        FormatError::TooNew(format) => TrustError::TooNew(format),
        other => TrustError::forged(other),
    })?;
    // Decision 23; a catalog of another release under these signatures is a publisher's fault that phones must not keep.
    if parsed.targets.as_ref().is_none_or(|targets| targets.signed.version.get() != catalog.sequence) {
        return Err(TrustError::forged("the catalog is of another release than its targets"));
    }
    let expires = parsed.expiries().into_iter().map(|(_, expires)| expires).min().unwrap_or_default();
    Ok(Verified {
        published: catalog.published_at,
        root_version: parsed.root.signed.version.get(),
        is_demo: parsed.deployment().is_demo,
        expires,
        clock_in_doubt: false,
        catalog,
        catalog_bytes,
    })
}

/// No role of a pack is older than the stored one, whatever keys a newer root has taken away (decision 29).
fn check_not_older(before: &Parsed, pack: &Parsed) -> Result<(), TrustError> {
    let versions = |parsed: &Parsed| {
        [
            (Role::Timestamp, parsed.timestamp.as_ref().map(|role| role.signed.version)),
            (Role::Snapshot, parsed.snapshot.as_ref().map(|role| role.signed.version)),
            (Role::Targets, parsed.targets.as_ref().map(|role| role.signed.version)),
        ]
    };
    let older = versions(before).into_iter().zip(versions(pack)).find(|((_, known), (_, brought))| brought < known);
    match older {
        Some(((role, _), _)) => Err(TrustError::Rollback { role }),
        None => Ok(()),
    }
}

/// When the release of the last load that succeeded was made.
fn published(before: &Parsed, state: &TrustState) -> Option<Timestamp> {
    describe(before, state.catalog.clone()?).ok().map(|verified| verified.published)
}
