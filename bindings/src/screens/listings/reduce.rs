//! What follows from what happens in Listings. Pure.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::search::find::Expired;
use app4g_core::text::numbers;

use super::effects::{Effect, Outcome, perform};
use super::event::ListingsEvent;
use super::state::ListingsState;
use crate::screens::context::{Change, Context};
use crate::screens::driver::{Input, Lane, Screen};
use crate::screens::find::asked::Asked;
use crate::screens::find::found::Finding;
use crate::screens::row::Toggle;
use crate::screens::status::Work;
use crate::world::World;

/// Listings as they stand.
pub(crate) struct Listings {
    asked: Asked,
    found: Option<Finding>,
    work: Work,
}

impl Listings {
    /// All that stand.
    pub(crate) fn new() -> Self {
        Self { asked: Asked::new(Some(Kind::Listing), Expired::Hidden), found: None, work: Work::default() }
    }

    fn find(&mut self) -> Vec<Effect> {
        self.work.loading = true;
        vec![Effect::Find(self.asked.clone())]
    }

    fn event(&mut self, event: ListingsEvent) -> Vec<Effect> {
        match event {
            ListingsEvent::Typed { text } if text == self.asked.typed => return Vec::new(),
            ListingsEvent::Typed { text } => self.asked.type_in(text),
            ListingsEvent::Choose { field, value } => self.asked.choose(field, value),
            ListingsEvent::ClearChoices => self.asked.clear(),
            ListingsEvent::ToggleExpired => self.asked.toggle_expired(),
            ListingsEvent::Sort { order } => self.asked.sort(order),
            ListingsEvent::LoadMore => {
                if self.work.loading || self.found.as_ref().is_none_or(|found| found.content.more.is_none()) {
                    return Vec::new();
                }
                self.asked.more();
            }
            ListingsEvent::Act { id, command } => return vec![Effect::Act { id, command }],
            ListingsEvent::Retry => {}
        }
        self.find()
    }

    /// «Cả mục đã hết hạn (3)», and how it stands.
    fn expired(&self, context: &Context) -> Toggle {
        let hidden = self.found.as_ref().map_or(0, |found| found.expired);
        let n = numbers::integer(i64::try_from(hidden).unwrap_or(i64::MAX), context.lang);
        let key = if hidden > 0 { "screen.listings.expired_n" } else { "screen.listings.expired" };
        let label = context.say(key, &[("n", &n)]);
        let is_on = self.asked.expired == Expired::Shown;
        let state = context.say(if is_on { "a11y.on" } else { "a11y.off" }, &[]);
        Toggle { spoken: format!("{label}, {state}"), label, is_on }
    }
}

impl Screen for Listings {
    type State = ListingsState;
    type Event = ListingsEvent;
    type Effect = Effect;
    type Outcome = Outcome;

    fn reduce(&mut self, input: Input<Self>, _: &Context) -> Vec<Effect> {
        match input {
            Input::Begin => self.find(),
            Input::Event(event) => self.event(event),
            Input::Done(Outcome::Found { finding, checks }) => {
                self.found = Some(*finding);
                self.work.loaded(checks);
                Vec::new()
            }
            Input::Done(Outcome::Written) => Vec::new(),
            Input::Failed(lane, problem) => {
                self.work.failed(lane == Effect::FIND, problem);
                Vec::new()
            }
            Input::Changed(Change::Content | Change::Marks | Change::Settings | Change::Minute) => self.find(),
            Input::Changed(Change::Network | Change::Refresh) => Vec::new(),
        }
    }

    fn state(&self, context: &Context) -> ListingsState {
        let clear = (!self.asked.choices.is_empty()).then(|| context.say("screen.find.clear", &[]));
        ListingsState {
            title: context.say("screen.listings.title", &[]),
            status: self.work.status(self.found.is_some(), context),
            query: self.asked.typed.clone(),
            hint: context.say("screen.listings.hint", &[]),
            expired: self.expired(context),
            clear_choices: clear,
            narrow: context.say("screen.find.narrow", &[]),
            content: self.found.as_ref().map(|found| found.content.clone()),
        }
    }

    fn lane(effect: &Effect) -> Lane {
        effect.lane()
    }

    fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
        perform(effect, world, cancel)
    }
}
