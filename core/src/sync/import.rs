//! Packs: the one the app ships with, and those that people hand over (decisions 17 and 29).
//!
//! Called by shells, without any network. The same question as to a server, with other rules for dates: a pack is old by
//! nature, so what counts is that its newest root holds and that nothing in it is older than what is known.
//!
//! Invariant: an older pack never replaces anything newer.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use crate::cancel::CancelToken;
use crate::error::{Error, ErrorKind, Message};
use crate::model::Settings;
use crate::net::Connectivity;
use crate::repository::pack::{self, Carries, Pack, PackInfo};
use crate::repository::trust::{self, Loaded, TrustError};
use crate::store::content::release as release_here;
use crate::store::personal::trust as kept;

use super::blocking::blocking;
use super::budget::{Budget, Limits};
use super::engine::{Engine, Run};
use super::progress::{RepositoryOutcome, RepositoryReport, Watcher};
use super::release::{self, By, Kept, Question};
use super::repository::{FromCarrier, title_of};
use super::{tidy, widget};

/// Who hands a pack over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackFrom {
    /// It came with the app.
    App,
    /// A person, who has confirmed root version and date.
    Person,
}

impl Engine {
    /// Whether the pack that came with the app has something newer than what is here. Cheap: asked at every start.
    ///
    /// # Errors
    /// `InvalidInput` if it is no pack of a repository; as any read.
    pub fn wants(&self, starter: &Pack<'_>) -> Result<bool, Error> {
        if self.repository().is_none() {
            return Ok(false);
        }
        let check = self.store().personal().read(kept::check)?;
        // Also where personal.db came back from a copy.
        let reached = self.store().content().read(release_here::reached)?;
        let known = check.map_or(0, |check| check.sequence).max(reached.sequence);
        Ok(known < pack::sequence(starter)?)
    }

    /// Verifies a pack and brings the collections it has whole. Must be polled inside a tokio runtime.
    ///
    /// # Errors
    /// `InvalidInput` if it is no pack, or the app has no repository; `Busy` during a sync; storage errors. That it is not
    /// genuine, too old or of another repository is in the report.
    pub async fn import(
        &self,
        pack: &Pack<'_>,
        from: PackFrom,
        watcher: &Watcher<'_>,
        cancel: &CancelToken,
    ) -> Result<RepositoryReport, Error> {
        let no_repository = || Error::new(ErrorKind::InvalidInput, Message::new("error.repository.none"));
        let access = self.repository().ok_or_else(no_repository)?;
        let info = PackInfo::of(pack)?;
        let has_whole = |carries: Carries| matches!(carries, Carries::Whole { .. });
        let only: BTreeSet<String> = info
            .collections
            .into_iter()
            .filter(|(_, (_, carries))| has_whole(*carries))
            .map(|(name, _)| name)
            .collect();
        let writer = self.take_writer().await?;
        let run = Run {
            store: self.store(),
            client: self.client(),
            writer: Arc::clone(&writer),
            clock: self.shared_clock(),
            started: self.clock().now(),
            settings: Settings::default(),
            connectivity: Connectivity::Offline,
            budget: Mutex::new(Budget::new(Limits::default(), Connectivity::Offline)),
            watcher,
            cancel,
            repository: None,
        };
        let by = if from == PackFrom::App { By::Starter } else { By::Pack };
        let source = FromCarrier(pack);
        // What a pack brings costs no network.
        let question = Question { access, source: &source, by, only: Some(&only), allows: &|_| Ok(()) };
        let report = ask(&run, pack, &question).await;
        let report = match report {
            Ok(report) if report.stored() => finish(&run).await.map(|()| report),
            report => report,
        };
        drop(run);
        self.give_back(writer).await?;
        report
    }
}

async fn ask(run: &Run<'_>, pack: &Pack<'_>, question: &Question<'_>) -> Result<RepositoryReport, Error> {
    match release::open(run, question.access).await? {
        Ok(mut kept) => {
            let asked = confirm(run, &mut kept, pack, question.by).await;
            release::conclude(run, kept, asked, question).await
        }
        Err(error) => Ok(RepositoryReport::of(RepositoryOutcome::Failed(error.into()))),
    }
}

async fn confirm(run: &Run<'_>, kept: &mut Kept, pack: &Pack<'_>, by: By) -> Result<Loaded, TrustError> {
    let scratch = release::scratch(run.store)?;
    let loaded = trust::load_in(&scratch, &mut kept.state, pack, by.expiry(), run.clock.now(), run.cancel).await?;
    kept.not_older(loaded)
}

/// What follows from new content: kept copies, notices, the widget's file, an index that is merged.
async fn finish(run: &Run<'_>) -> Result<(), Error> {
    let (store, now) = (run.store.clone(), run.clock.now());
    blocking(move || {
        store.follow_changes(now)?;
        store.follow_revisions(now, title_of)?;
        widget::write(&store)
    })
    .await?;
    tidy::run(run).await?;
    Ok(())
}
