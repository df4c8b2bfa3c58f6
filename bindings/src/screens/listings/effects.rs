//! The work behind Listings: finding, marking rows.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;

use crate::screens::driver::Lane;
use crate::screens::find::asked::Asked;
use crate::screens::find::found::{Finding, find};
use crate::screens::marks;
use crate::screens::row::RowCommand;
use crate::screens::status::Checks;
use crate::world::World;

/// Work that Listings asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Finds what is asked for.
    Find(Asked),
    /// Does something with a record.
    Act { id: String, command: RowCommand },
}

/// What came of it.
pub(crate) enum Outcome {
    Found {
        finding: Box<Finding>,
        checks: Checks,
    },
    /// It is written; what it changes is told as a change.
    Written,
}

impl Effect {
    /// The lane of finding: a newer text stops the search of the older one.
    pub(super) const FIND: Lane = Lane::Newest("find");

    pub(super) const fn lane(&self) -> Lane {
        match self {
            Self::Find(_) => Self::FIND,
            Self::Act { .. } => Lane::InOrder,
        }
    }
}

/// Does the work.
pub(super) fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
    match effect {
        Effect::Find(asked) => {
            let finding = Box::new(find(world, &asked, cancel)?);
            Ok(Outcome::Found { finding, checks: Checks::read(world)? })
        }
        Effect::Act { id, command } => marks::act(world, &id, command).map(|()| Outcome::Written),
    }
}
