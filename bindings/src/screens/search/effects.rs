//! The work behind Search: finding, suggesting, remembering.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;

use super::recents;
use crate::screens::driver::Lane;
use crate::screens::find::asked::Asked;
use crate::screens::find::found::{find, suggest, suggestion};
use crate::screens::find::state::{FindContent, Suggestion};
use crate::screens::marks;
use crate::screens::row::RowCommand;
use crate::screens::status::Checks;
use crate::world::World;

/// Work that Search asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Finds what is asked for.
    Find(Asked),
    /// Stops looking: the field is empty.
    Rest,
    /// How the word that is typed may go on.
    Suggest(String),
    /// Reads what was searched for before.
    Recents,
    /// Keeps a query.
    Remember(String),
    /// Forgets them.
    Forget,
    /// Does something with a record.
    Act { id: String, command: RowCommand },
}

/// What came of it.
pub(crate) enum Outcome {
    Found {
        content: Box<FindContent>,
        checks: Checks,
    },
    Rested,
    /// For the text it was asked with.
    Suggested(String, Vec<Suggestion>),
    Recents(Vec<Suggestion>),
    /// It is written; what it changes is told as a change.
    Written,
}

impl Effect {
    /// The lane of finding.
    pub(super) const FIND: Lane = Lane::Newest("find");

    pub(super) const fn lane(&self) -> Lane {
        match self {
            Self::Find(_) | Self::Rest => Self::FIND,
            Self::Suggest(_) => Lane::Newest("suggest"),
            Self::Recents | Self::Remember(_) | Self::Forget | Self::Act { .. } => Lane::InOrder,
        }
    }
}

/// Does the work.
pub(super) fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
    let recent = |queries: Vec<String>| Outcome::Recents(queries.into_iter().map(suggestion).collect());
    Ok(match effect {
        Effect::Find(asked) => {
            let content = Box::new(find(world, &asked, cancel)?.content);
            Outcome::Found { content, checks: Checks::read(world)? }
        }
        Effect::Rest => Outcome::Rested,
        Effect::Suggest(typed) => {
            let suggestions = suggest(world, &typed, cancel)?;
            Outcome::Suggested(typed, suggestions)
        }
        Effect::Recents => recent(recents::read(world)?),
        Effect::Remember(query) => recent(recents::remember(world, &query)?),
        Effect::Forget => recent(recents::clear(world)?),
        Effect::Act { id, command } => {
            marks::act(world, &id, command)?;
            Outcome::Written
        }
    })
}
