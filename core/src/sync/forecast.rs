//! What a refresh would cost, and when one is next worth it, before anything is asked (product.md §4: Home says both).
//!
//! Shells call [`Engine::forecast`]: for the line below the title, and to tell the system when to wake them. Reads the stored
//! account only.

use crate::clock::Timestamp;
use crate::error::Error;

use super::briefing::Briefing;
use super::engine::Engine;
use super::plan::{self, RepositoryView};

/// What a refresh of everything would be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Bytes it would probably cost, by what the servers usually send; 0 where there is nobody to ask.
    pub bytes: u64,
    /// From when on one is worth it; `None` where there is nobody to ask.
    pub next_wanted: Option<Timestamp>,
}

impl Engine {
    /// Forecasts the next refresh at `now`; blocking.
    ///
    /// # Errors
    /// As any read.
    pub fn forecast(&self, now: Timestamp) -> Result<Forecast, Error> {
        let known = Briefing::read(self.store(), now)?;
        let views = known.views();
        let has_servers = self.repository().is_some_and(|access| !access.mirrors.is_empty());
        let feeds: u64 = views.iter().map(plan::expected_bytes).sum();
        let release = if has_servers { plan::UNCHANGED_REPOSITORY_BYTES.max(known.usual_release_bytes()) } else { 0 };
        let asked = has_servers.then(|| RepositoryView { last_checked: known.release_checked() });
        Ok(Forecast { bytes: feeds + release, next_wanted: plan::next_wanted(&views, asked, now) })
    }
}

#[cfg(test)]
mod tests;
