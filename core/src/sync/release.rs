//! Asking for the newest release of the repository, and bringing it: from servers, from a pack, from the pack the app ships with.
//!
//! `servers` and `import` ask between [`open`] and [`conclude`]. What protects against old releases is written to
//! personal.db before anything is loaded, on success and on failure (decision 8).
//!
//! Invariants: nothing is loaded that the verified catalog does not name; a release that cannot be verified changes nothing
//! that is shown.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::clock::Timestamp;
use crate::error::{Error, ErrorKind};
use crate::repository::access::Access;
use crate::repository::format::Catalog;
use crate::repository::trust::{Expiry, Loaded, Role, TrustError, TrustState, Verified};
use crate::store::content::release::{self as reached, Reached};
use crate::store::personal::trust as kept;
use crate::store::{Store, StoreError};

use super::blocking::blocking;
use super::budget::Exhausted;
use super::engine::Run;
use super::error::SyncError;
use super::newer_format::ask_once;
use super::progress::{Progress, RepositoryOutcome, RepositoryReport};
use super::repository::{self, Load, Source};

/// Who carries the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Server,
    Pack,
    Starter,
}

impl By {
    const fn code(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Pack => "pack",
            Self::Starter => "starter",
        }
    }

    /// What is asked of dates.
    pub(super) const fn expiry(self) -> Expiry {
        match self {
            Self::Server => Expiry::Enforced,
            Self::Pack | Self::Starter => Expiry::Pack,
        }
    }
}

/// What is asked, and where its objects are.
pub(super) struct Question<'a> {
    pub(super) access: &'a Access,
    pub(super) source: &'a dyn Source,
    pub(super) by: By,
    /// Names of the collections that the source has; `None`: all.
    pub(super) only: Option<&'a BTreeSet<String>>,
    /// Whether so many bytes more may be loaded.
    pub(super) allows: &'a (dyn Fn(u64) -> Result<(), Exhausted> + Sync),
}

/// What personal.db holds of the repository.
pub(super) struct Kept {
    pub(super) state: TrustState,
    check: kept::RepositoryCheck,
    /// The release that content.db has, which is not forgotten when personal.db comes back from a copy.
    reached: Reached,
}

impl Kept {
    /// What is stored, or what the app was built with where that is newer: its root, and the metadata of its starter pack.
    fn read(store: &Store, access: &Access) -> Result<Self, SyncError> {
        let (files, check) =
            store.personal().read(|conn| Ok::<_, StoreError>((kept::files(conn)?, kept::check(conn)?)))?;
        let reached = store.content().read(reached::reached)?;
        let check = check.unwrap_or_default();
        let built_in = built_in(access)?;
        if files.is_empty() {
            return Ok(Self { state: built_in, check, reached });
        }
        let mut state = TrustState::empty();
        for (name, bytes) in files {
            match name.as_str() {
                "root" => state.root = bytes,
                "timestamp" => state.timestamp = Some(bytes),
                "snapshot" => state.snapshot = Some(bytes),
                "targets" => state.targets = Some(bytes),
                "catalog" => state.catalog = Some(bytes),
                _ => {}
            }
        }
        state.timestamp_etag.clone_from(&check.timestamp_etag);
        state.root_asked = check.root_asked;
        Ok(Self { state: state.newest(built_in)?, check, reached })
    }

    fn write(&self, store: &Store) -> Result<(), SyncError> {
        let Self { state, check, .. } = self;
        let files = [
            ("root", Some(&state.root)),
            ("timestamp", state.timestamp.as_ref()),
            ("snapshot", state.snapshot.as_ref()),
            ("targets", state.targets.as_ref()),
            ("catalog", state.catalog.as_ref()),
        ];
        let files = files.into_iter().filter_map(|(name, bytes)| Some((name, bytes?.as_slice())));
        store.personal().write(|tx| {
            kept::replace_files(tx, files)?;
            kept::put_check(tx, check)
        })?;
        Ok(())
    }

    /// The answer of a carrier, unless it leads to an older release than the one whose records are here.
    pub(super) fn not_older(&self, loaded: Loaded) -> Result<Loaded, TrustError> {
        match self.release()? {
            Some(release) if !self.reached.may_be_followed_by(release) => {
                Err(TrustError::Rollback { role: Role::Targets })
            }
            _ => Ok(loaded),
        }
    }

    /// The release that the state stands for.
    fn release(&self) -> Result<Option<Reached>, TrustError> {
        let Some(catalog) = self.state.catalog.as_deref() else { return Ok(None) };
        let catalog = Catalog::parse(catalog).map_err(|_| TrustError::Damaged { what: Role::Targets })?;
        Ok(Some(Reached { root: self.state.root_version()?, sequence: catalog.sequence }))
    }

    fn catalog(&self) -> Result<Option<Catalog>, Error> {
        Ok(self.state.catalog.as_deref().map(Catalog::parse).transpose()?)
    }
}

/// What the app was built with.
fn built_in(access: &Access) -> Result<TrustState, TrustError> {
    let root = TrustState::bootstrap(&access.root)?;
    access.starter.clone().map_or(Ok(root.clone()), |starter| root.newest(starter))
}

/// The folder through which metadata are handed to the TUF library: phones have no folder for temporary files.
///
/// # Errors
/// [`TrustError::Scratch`] if it cannot be made.
pub(super) fn scratch(store: &Store) -> Result<PathBuf, TrustError> {
    let folder = store.paths().staging();
    std::fs::create_dir_all(&folder).map_err(TrustError::Scratch)?;
    Ok(folder)
}

/// What is known before anybody is asked. The outer error is the profile's; the inner one says that trust cannot begin.
pub(super) async fn open(run: &Run<'_>, access: &Access) -> Result<Result<Kept, TrustError>, Error> {
    (run.watcher)(Progress::Repository);
    let (store, access) = (run.store.clone(), access.clone());
    match blocking(move || Kept::read(&store, &access)).await {
        Ok(kept) => Ok(Ok(kept)),
        Err(SyncError::Trust(error)) => Ok(Err(error)),
        Err(error) => Err(error.into()),
    }
}

/// Keeps what was learned and brings the collections. `asked`: what became of the question. A server's answer changed the
/// state also when it was refused; of a pack that is refused nothing is kept, nor is anything said of the servers.
///
/// # Errors
/// Storage errors. What went wrong with the repository is in the report.
pub(super) async fn conclude(
    run: &Run<'_>,
    mut kept: Kept,
    asked: Result<Loaded, TrustError>,
    question: &Question<'_>,
) -> Result<RepositoryReport, Error> {
    let asked = match asked {
        Err(error) if question.by != By::Server => {
            return Ok(RepositoryReport::of(RepositoryOutcome::Failed(error.into())));
        }
        asked => asked,
    };
    let outcome = settle(&mut kept, asked, question.by, run.clock.now());
    // Nothing is loaded by a catalog that could not be confirmed: the release may have been withdrawn.
    let confirmed = !matches!(outcome, RepositoryOutcome::Failed(_));
    let mut report = RepositoryReport::of(outcome);
    let (catalog, release) = (kept.catalog(), kept.release().ok().flatten());
    let known = kept.check.needs_format;
    let (store, writer) = (run.store.clone(), std::sync::Arc::clone(&run.writer));
    blocking(move || {
        kept.write(&store)?;
        match release.filter(|release| confirmed && *release != kept.reached) {
            Some(release) => Ok(writer.write(move |tx| reached::put(tx, release))?),
            None => Ok(()),
        }
    })
    .await?;
    if let Some(catalog) = catalog?.filter(|_| confirmed) {
        bring(run, question, &catalog, &mut report).await?;
    }
    // A person who hands a pack over is told each time.
    if question.by == By::Server {
        let needed = ask_once(&mut report, known);
        if needed != known {
            let store = run.store.clone();
            blocking(move || Ok(store.personal().write(|tx| kept::put_needed_format(tx, needed))?)).await?;
        }
    }
    Ok(report)
}

async fn bring(
    run: &Run<'_>,
    question: &Question<'_>,
    catalog: &Catalog,
    report: &mut RepositoryReport,
) -> Result<(), Error> {
    let load = Load {
        store: run.store,
        writer: std::sync::Arc::clone(&run.writer),
        source: question.source,
        at: run.started,
        allows: question.allows,
        watcher: run.watcher,
        cancel: run.cancel,
        only: question.only,
    };
    report.collections = repository::bring(&load, catalog, &question.access.archives).await?;
    Ok(())
}

/// Takes over what the question brought; what is kept is true whatever happens next.
fn settle(kept: &mut Kept, asked: Result<Loaded, TrustError>, by: By, now: Timestamp) -> RepositoryOutcome {
    let check = &mut kept.check;
    check.timestamp_etag.clone_from(&kept.state.timestamp_etag);
    check.root_asked = kept.state.root_asked;
    if by == By::Server {
        check.checked = now;
        if asked.is_ok() {
            (check.succeeded, check.failures, check.problem) = (Some(now), 0, None);
        }
    }
    match asked {
        Ok(Loaded::Unchanged) => RepositoryOutcome::Unchanged,
        Ok(Loaded::Verified(Verified { catalog, expires, .. })) => {
            if catalog.sequence > check.sequence || check.carrier.is_none() || by == By::Server {
                check.carrier = Some(by.code().to_owned());
            }
            check.sequence = catalog.sequence;
            check.published_at = Some(catalog.published_at);
            check.expires = Some(expires);
            RepositoryOutcome::Verified { sequence: catalog.sequence, published_at: catalog.published_at }
        }
        Err(error) => {
            let error = Error::from(error);
            if !matches!(error.kind, ErrorKind::Cancelled) {
                check.failures = check.failures.saturating_add(1);
                check.problem = Some(error.message.key.to_owned());
            }
            RepositoryOutcome::Failed(error)
        }
    }
}
