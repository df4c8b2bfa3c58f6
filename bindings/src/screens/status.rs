//! What every state says about itself: what goes on, how old the content is, whether there is a network, what went wrong.
//!
//! Invariant: none of this replaces content; what was on the screen stays (decision 15).

use app4g_core::clock::Timestamp;
use app4g_core::error::Error;
use app4g_core::net::Connectivity;
use app4g_core::store::personal::{check, trust};
use app4g_core::strings::render;
use app4g_core::sync::standing;
use app4g_core::text::dates;

use super::context::Context;
use crate::error::Problem;
use crate::world::World;

/// Seconds after a check in which its age is nobody's concern (product.md §5).
const SILENT: i64 = 15 * 60;

/// Seconds after which what is shown is called old.
const STALE: i64 = 7 * 24 * 3600;

/// What a state says about itself.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Status {
    /// What goes on.
    pub activity: Activity,
    /// How old the content is; absent while it is fresh.
    pub age: Option<Age>,
    /// That there is no network, and that this is no trouble; absent where there is one.
    pub offline: Option<String>,
    /// What went wrong; drawn as a line above the content, with a button if it names one.
    pub problem: Option<Problem>,
    /// What the last refresh brought, to be spoken once.
    pub announcement: Option<String>,
}

/// What goes on.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Activity {
    /// Nothing.
    Idle,
    /// Something is loaded.
    Loading {
        /// What, in words.
        text: String,
        /// Parts done.
        done: u32,
        /// Parts in all; 0 if nobody knows.
        total: u32,
    },
}

/// How old the content is.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Age {
    /// «Cập nhật 14:05 27/01/2026 (2 giờ trước)».
    pub text: String,
    /// Whether it may well be out of date.
    pub freshness: Freshness,
}

/// Whether content may well be out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Freshness {
    /// It is of late.
    Recent,
    /// It is older than a week, or nobody could ask for newer.
    Stale,
}

/// What is known about the age of everything in a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Checks {
    /// When somebody last answered, feeds and repository alike.
    answered: Option<Timestamp>,
    /// When the release that is here was made.
    released: Option<Timestamp>,
    /// Whether it came with the app or was carried here.
    carried: bool,
    /// Why the last question brought nothing.
    trouble: Option<String>,
}

impl Checks {
    /// Reads them; blocking.
    ///
    /// # Errors
    /// As any read.
    pub(crate) fn read(world: &World) -> Result<Self, Error> {
        let personal = world.app.store().personal();
        let release = personal.read(trust::check)?;
        let trouble =
            release.as_ref().and_then(|check| standing::update_wanted(check).or_else(|| standing::trouble(check)));
        Ok(Self {
            answered: personal.read(check::last_success)?.max(release.as_ref().and_then(|check| check.succeeded)),
            released: release.as_ref().and_then(|check| check.published_at),
            carried: release.as_ref().is_some_and(|check| check.carrier.as_deref() != Some("server")),
            trouble: trouble.map(|message| render(&message, world.lang())),
        })
    }

    /// How old the content is at this moment; `None` while that is nobody's concern.
    pub(crate) fn age(&self, context: &Context) -> Option<Age> {
        let now = context.now;
        let (at, key) = match (self.answered, self.released) {
            (Some(at), _) => (at, "status.checked"),
            (None, Some(at)) if self.carried => (at, "status.carried"),
            (None, Some(at)) => (at, "status.checked"),
            (None, None) => return None,
        };
        let seconds = now.since(at);
        if key == "status.checked" && (0..SILENT).contains(&seconds) && self.trouble.is_none() {
            return None;
        }
        let age = render(&dates::age(at, now), context.lang);
        let (moment, day) = (dates::date_time(at), dates::date(at));
        let mut text = context.say(key, &[("at", &moment), ("date", &day), ("age", &age)]);
        if let Some(trouble) = &self.trouble {
            text = format!("{text} {trouble}");
        }
        // A clock that went back knows no age; then it is not claimed to be recent.
        let freshness = if (0..STALE).contains(&seconds) { Freshness::Recent } else { Freshness::Stale };
        Some(Age { text, freshness })
    }
}

/// What a screen knows of its own work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Work {
    /// Whether content is being read.
    pub(crate) loading: bool,
    /// Why it could not be.
    pub(crate) problem: Option<Problem>,
    /// How old everything is.
    pub(crate) checks: Checks,
}

impl Work {
    /// Content was read: nothing is wrong any more, and this is how old everything is.
    pub(crate) fn loaded(&mut self, checks: Checks) {
        *self = Self { loading: false, problem: None, checks };
    }

    /// Something could not be done; `was_loading`: whether it was the reading of content.
    pub(crate) fn failed(&mut self, was_loading: bool, problem: Problem) {
        self.loading &= !was_loading;
        self.problem = Some(problem);
    }

    /// The status at this moment; `has_content`: whether there is anything on the screen.
    pub(crate) fn status(&self, has_content: bool, context: &Context) -> Status {
        let activity = match &context.refreshing.step {
            Some(step) => Activity::Loading { text: step.text.clone(), done: step.done, total: step.total },
            // What is read again behind content that is there is nobody's concern.
            None if self.loading && !has_content => {
                Activity::Loading { text: context.say("status.loading", &[]), done: 0, total: 0 }
            }
            None => Activity::Idle,
        };
        let offline = (context.network == Connectivity::Offline).then(|| context.say("status.offline", &[]));
        Status {
            activity,
            age: self.checks.age(context),
            offline,
            problem: self.problem.clone().or_else(|| context.refreshing.problem.clone()),
            announcement: context.refreshing.result.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
