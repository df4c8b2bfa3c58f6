//! What follows from what happens in the reader. Pure.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;

use super::effects::{Effect, Outcome, Page, perform, place};
use super::event::ReaderEvent;
use super::state::ReaderState;
use crate::screens::context::{Change, Context};
use crate::screens::driver::{Input, Lane, Screen};
use crate::screens::row::RowCommand;
use crate::screens::status::Work;
use crate::world::World;

/// The reader as it stands.
pub(crate) struct Reader {
    id: String,
    found: String,
    page: Option<Page>,
    work: Work,
}

impl Reader {
    /// The reader of a record; `found`: what was searched for.
    pub(crate) fn new(id: String, found: String) -> Self {
        Self { id, found, page: None, work: Work::default() }
    }

    fn load(&mut self) -> Vec<Effect> {
        self.work.loading = true;
        vec![Effect::Load { id: self.id.clone(), found: self.found.clone() }]
    }

    fn event(&mut self, event: &ReaderEvent) -> Vec<Effect> {
        let Some(page) = &self.page else {
            return if *event == ReaderEvent::Retry { self.load() } else { Vec::new() };
        };
        let id = page.content.id.clone();
        match event {
            ReaderEvent::Retry => self.load(),
            ReaderEvent::ToggleKeep => {
                let command = page.content.keep.as_ref().map(|keep| match keep.is_on {
                    true => RowCommand::LetGo,
                    false => RowCommand::Keep,
                });
                command.map(|command| Effect::Keep { id, command }).into_iter().collect()
            }
            ReaderEvent::LoadText => page.content.load.as_ref().map(|_| Effect::LoadText { id }).into_iter().collect(),
            ReaderEvent::Reached { block } => {
                place(page, *block).map(|position| Effect::Remember { id, position }).into_iter().collect()
            }
        }
    }
}

impl Screen for Reader {
    type State = ReaderState;
    type Event = ReaderEvent;
    type Effect = Effect;
    type Outcome = Outcome;

    fn reduce(&mut self, input: Input<Self>, _: &Context) -> Vec<Effect> {
        match input {
            Input::Begin => self.load(),
            Input::Event(event) => self.event(&event),
            Input::Done(Outcome::Loaded { page, checks }) => {
                self.page = Some(*page);
                self.work.loaded(checks);
                Vec::new()
            }
            Input::Done(Outcome::Done) => Vec::new(),
            Input::Failed(lane, problem) => {
                self.work.failed(lane == Effect::LOAD, problem);
                Vec::new()
            }
            Input::Changed(Change::Content | Change::Marks | Change::Settings) => self.load(),
            Input::Changed(Change::Network | Change::Refresh | Change::Minute) => Vec::new(),
        }
    }

    fn state(&self, context: &Context) -> ReaderState {
        ReaderState {
            title: self.page.as_ref().map(|page| page.kind_name.clone()).unwrap_or_default(),
            status: self.work.status(self.page.is_some(), context),
            content: self.page.as_ref().map(|page| page.content.clone()),
        }
    }

    fn lane(effect: &Effect) -> Lane {
        effect.lane()
    }

    fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
        perform(effect, world, cancel)
    }
}
