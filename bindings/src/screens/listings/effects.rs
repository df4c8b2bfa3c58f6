//! The work behind Listings: finding.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;

use crate::screens::driver::Lane;
use crate::screens::find::asked::Asked;
use crate::screens::find::found::{Finding, find};
use crate::screens::status::Checks;
use crate::world::World;

/// Work that Listings asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Finds what is asked for.
    Find(Asked),
}

/// What came of it.
pub(crate) enum Outcome {
    Found { finding: Box<Finding>, checks: Checks },
}

impl Effect {
    /// The lane of finding: a newer text stops the search of the older one.
    pub(super) const FIND: Lane = Lane::Newest("find");
}

/// Does the work.
pub(super) fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
    let Effect::Find(asked) = effect;
    let finding = Box::new(find(world, &asked, cancel)?);
    Ok(Outcome::Found { finding, checks: Checks::read(world)? })
}
