//! What follows from what happens on Home. Pure.

use super::effects::{Effect, Loaded, Outcome, perform};
use super::event::HomeEvent;
use super::state::HomeState;
use crate::screens::context::{Change, Context};
use crate::screens::driver::{Input, Lane, Screen};
use crate::screens::row::{ActionLabel, PAGE};
use crate::screens::status::Work;
use crate::world::World;
use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::text::numbers;
use std::sync::Arc;

/// Home as it stands.
#[derive(Default)]
pub(crate) struct Home {
    loaded: Option<Loaded>,
    work: Work,
    /// Articles to show.
    wanted: u32,
}

impl Home {
    /// Home before anything was read.
    pub(crate) fn new() -> Self {
        Self { wanted: PAGE, ..Self::default() }
    }

    fn load(&mut self) -> Vec<Effect> {
        self.work.loading = true;
        vec![Effect::Load { articles: self.wanted }]
    }
}

impl Screen for Home {
    type State = HomeState;
    type Event = HomeEvent;
    type Effect = Effect;
    type Outcome = Outcome;

    fn reduce(&mut self, input: Input<Self>, _: &Context) -> Vec<Effect> {
        match input {
            Input::Begin | Input::Event(HomeEvent::Retry) => self.load(),
            Input::Event(HomeEvent::Refresh) => vec![Effect::Refresh],
            Input::Event(HomeEvent::StopRefresh) => vec![Effect::StopRefresh],
            Input::Event(HomeEvent::LoadMore) => {
                let has_more = self.loaded.as_ref().is_some_and(|loaded| loaded.content.more.is_some());
                if has_more && !self.work.loading {
                    self.wanted = self.wanted.saturating_add(PAGE);
                    self.load()
                } else {
                    Vec::new()
                }
            }
            Input::Event(HomeEvent::Act { id, command }) => vec![Effect::Act { id, command }],
            Input::Done(Outcome::Loaded { loaded, checks }) => {
                self.loaded = Some(*loaded);
                self.work.loaded(checks);
                Vec::new()
            }
            Input::Done(Outcome::Asked) => Vec::new(),
            Input::Failed(lane, problem) => {
                self.work.failed(lane == Effect::LOAD, problem);
                Vec::new()
            }
            Input::Changed(Change::Content | Change::Marks | Change::Settings | Change::Minute) => self.load(),
            // The status says it.
            Input::Changed(Change::Network | Change::Refresh) => Vec::new(),
        }
    }

    fn state(&self, context: &Context) -> HomeState {
        let cost = self.loaded.as_ref().map_or(0, |loaded| loaded.refresh_bytes);
        let said = numbers::bytes(cost, context.lang);
        let detail = (cost > 0).then(|| context.say("screen.home.cost", &[("bytes", &said)]));
        let label = context.say("screen.home.refresh", &[]);
        let spoken = [Some(label.as_str()), detail.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        HomeState {
            title: context.say("screen.home.title", &[]),
            status: self.work.status(self.loaded.is_some(), context),
            refresh: ActionLabel { label, detail, spoken },
            content: self.loaded.as_ref().map(|loaded| loaded.content.clone()),
        }
    }

    fn lane(effect: &Effect) -> Lane {
        effect.lane()
    }

    fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
        perform(effect, world, cancel)
    }
}
