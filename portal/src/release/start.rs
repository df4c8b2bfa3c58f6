//! A release is started: what is published is read, and the ledger made level with it.
//!
//! `timestamp.json` is read first and exchanged last, for exactly the one that was read here: whoever publishes in between wins.

use std::cell::OnceCell;
use std::collections::HashMap;

use app4g_core::Timestamp;
use app4g_core::repository::format::Sha256;

use super::{ReleaseError, roles, steps};
use crate::content::Authored;
use crate::ledger::catch_up::catch_up;
use crate::ledger::holding::Holdings;
use crate::ledger::{Ledger, Release};
use crate::plan::{Plan, PlanError, Samples, plan_beside};
use crate::reading::{self, Current};
use crate::revision::Known;
use crate::signing::Signers;
use crate::storage::Storage;

/// Where to publish, from which ledger, in whose name.
pub struct Order<'a> {
    /// The repository.
    pub storage: &'a dyn Storage,
    /// What was published before.
    pub ledger: &'a mut Ledger,
    /// Every finished root with its version, from 1 on.
    pub roots: &'a [(u64, Vec<u8>)],
    /// The keys at hand.
    pub signers: &'a Signers,
}

/// How the repository stands to the ledger, once it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Both end with the same release, or both are empty.
    Even,
    /// The repository was ahead and was read back.
    CaughtUp,
    /// The repository is an older one, or a new and empty place: everything is sent that it lacks.
    Behind,
}

/// A release under way.
pub struct Started<'a> {
    pub(super) order: Order<'a>,
    pub(super) current: Option<Current>,
    pub(super) level: Level,
    pub(super) release: Option<Release>,
    pub(super) books: OnceCell<Books>,
}

/// What the ledger holds; read only when something may have changed.
pub(super) struct Books {
    pub(super) records: HashMap<String, Known>,
    pub(super) holdings: Holdings,
}

impl<'a> Started<'a> {
    /// Reads the repository and makes the ledger level with it.
    ///
    /// # Errors
    /// [`ReleaseError`]: a repository that cannot be read, that others signed, or that does not fit the ledger.
    pub async fn begin(order: Order<'a>) -> Result<Self, ReleaseError> {
        let current = reading::current(order.storage).await?;
        if let Some(current) = &current {
            roles::check_ours(order.roots, current)?;
        }
        let level = level(order.ledger.release()?.as_ref(), current.as_ref());
        if let (Level::CaughtUp, Some(current)) = (level, &current) {
            catch_up(order.ledger, order.storage, current).await?;
        }
        let release = order.ledger.release()?;
        Ok(Self { order, current, level, release, books: OnceCell::new() })
    }

    /// How the repository stood to the ledger.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Whether content with this hash can change nothing at `now`: the newest release was made from it, nothing has moved by
    /// time since, and the repository lacks nothing.
    pub fn is_quiet(&self, input: &Sha256, now: Timestamp) -> bool {
        let release = self.release.filter(|release| release.published_at <= now && now <= release.quiet_until);
        self.is_made_from(input) && release.is_some()
    }

    /// Whether the newest release was made from content with this hash: then it need not be read again.
    pub fn is_made_from(&self, input: &Sha256) -> bool {
        // A place that lacks files needs them all.
        self.level != Level::Behind && self.release.is_some_and(|release| release.input == Some(*input))
    }

    /// What a release at `now` would change; `authored` is `None` if the content [`Started::is_made_from`] the same.
    ///
    /// # Errors
    /// [`ReleaseError::Plan`].
    pub fn plan(&self, authored: Option<&[Authored]>, now: Timestamp, samples: Samples) -> Result<Plan, ReleaseError> {
        self.plan_beside(&[], authored, now, samples)
    }

    /// [`Started::plan`] where the records `kept` stand in the content, too, as they were published.
    ///
    /// # Errors
    /// As [`Started::plan`].
    pub fn plan_beside(
        &self,
        kept: &[&str],
        authored: Option<&[Authored]>,
        now: Timestamp,
        samples: Samples,
    ) -> Result<Plan, ReleaseError> {
        if let Some(release) = self.release.filter(|release| release.published_at > now) {
            return Err(PlanError::Clock(release.published_at).into());
        }
        let books = self.books()?;
        let mut plan = plan_beside(kept, authored, (&books.records, &books.holdings), now, samples)?;
        plan.unlisted = steps::unlisted(self.order.ledger, books, &plan)?;
        Ok(plan)
    }

    /// The newest revision of every record that was ever published, by id.
    ///
    /// # Errors
    /// [`ReleaseError::Ledger`].
    pub fn records(&self) -> Result<&HashMap<String, Known>, ReleaseError> {
        Ok(&self.books()?.records)
    }

    pub(super) fn books(&self) -> Result<&Books, ReleaseError> {
        if let Some(books) = self.books.get() {
            return Ok(books);
        }
        let books = Books { records: self.order.ledger.records()?, holdings: self.order.ledger.holdings()? };
        Ok(self.books.get_or_init(|| books))
    }
}

fn level(release: Option<&Release>, current: Option<&Current>) -> Level {
    match (release, current) {
        (None, None) => Level::Even,
        (Some(_), None) => Level::Behind,
        (None, Some(_)) => Level::CaughtUp,
        (Some(release), Some(current)) if release.catalog == current.catalog_hash => Level::Even,
        (Some(release), Some(current)) if current.catalog.sequence < release.sequence => Level::Behind,
        (Some(_), Some(_)) => Level::CaughtUp,
    }
}
