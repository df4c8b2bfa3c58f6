//! What follows from what happens in Search. Pure.
//!
//! Invariant: a newer text stops the search of the older one, because both are of one lane; what was found stays on the screen
//! until something else was.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::search::find::Expired;

use super::effects::{Effect, Outcome, perform};
use super::event::SearchEvent;
use super::state::SearchState;
use crate::screens::context::{Change, Context};
use crate::screens::driver::{Input, Lane, Screen};
use crate::screens::find::asked::Asked;
use crate::screens::find::state::{FindContent, Suggestion};
use crate::screens::status::Work;
use crate::world::World;

/// Search as it stands.
pub(crate) struct Search {
    asked: Asked,
    found: Option<FindContent>,
    suggestions: Vec<Suggestion>,
    /// The text whose suggestions are still wanted.
    suggesting: Option<String>,
    recents: Vec<Suggestion>,
    work: Work,
}

impl Search {
    /// Search with a text in its field.
    pub(crate) fn new(query: String) -> Self {
        let mut asked = Asked::new(None, Expired::Shown);
        asked.type_in(query);
        Self {
            asked,
            found: None,
            suggestions: Vec::new(),
            suggesting: None,
            recents: Vec::new(),
            work: Work::default(),
        }
    }

    /// Takes suggestions away, and those that are on their way.
    fn hush(&mut self) {
        self.suggestions.clear();
        self.suggesting = None;
    }

    fn find(&mut self) -> Vec<Effect> {
        if self.asked.is_blank() {
            self.found = None;
            self.hush();
            self.work.loading = false;
            return vec![Effect::Rest];
        }
        self.work.loading = true;
        vec![Effect::Find(self.asked.clone())]
    }

    fn type_in(&mut self, text: String) -> Vec<Effect> {
        if text == self.asked.typed {
            return Vec::new();
        }
        self.asked.type_in(text);
        let mut effects = self.find();
        if !self.asked.typed.trim().is_empty() {
            self.suggesting = Some(self.asked.typed.clone());
            effects.push(Effect::Suggest(self.asked.typed.clone()));
        }
        effects
    }

    fn event(&mut self, event: SearchEvent) -> Vec<Effect> {
        match event {
            SearchEvent::Typed { text } => return self.type_in(text),
            SearchEvent::Submit => {
                self.hush();
                return vec![Effect::Remember(self.asked.typed.clone())];
            }
            SearchEvent::Take { query } => {
                let mut effects = self.type_in(query.clone());
                effects.retain(|effect| !matches!(effect, Effect::Suggest(_)));
                self.hush();
                effects.push(Effect::Remember(query));
                return effects;
            }
            SearchEvent::ClearRecents => return vec![Effect::Forget],
            SearchEvent::Act { id, command } => return vec![Effect::Act { id, command }],
            SearchEvent::LoadMore => {
                if self.work.loading || self.found.as_ref().is_none_or(|found| found.more.is_none()) {
                    return Vec::new();
                }
                self.asked.more();
            }
            SearchEvent::Choose { field, value } => self.asked.choose(field, value),
            SearchEvent::ClearChoices => self.asked.clear(),
            SearchEvent::Sort { order } => self.asked.sort(order),
            SearchEvent::Retry => {}
        }
        self.find()
    }
}

impl Screen for Search {
    type State = SearchState;
    type Event = SearchEvent;
    type Effect = Effect;
    type Outcome = Outcome;

    fn reduce(&mut self, input: Input<Self>, _: &Context) -> Vec<Effect> {
        match input {
            Input::Begin => std::iter::once(Effect::Recents).chain(self.find()).collect(),
            Input::Event(event) => self.event(event),
            Input::Done(Outcome::Found { content, checks }) => {
                self.found = Some(*content);
                self.work.loaded(checks);
                Vec::new()
            }
            Input::Done(Outcome::Rested | Outcome::Written) => {
                self.work.problem = None;
                Vec::new()
            }
            Input::Done(Outcome::Suggested(typed, suggestions)) => {
                if self.suggesting.as_ref() == Some(&typed) {
                    self.suggestions = suggestions;
                }
                Vec::new()
            }
            Input::Done(Outcome::Recents(recents)) => {
                self.recents = recents;
                Vec::new()
            }
            Input::Failed(lane, problem) => {
                self.work.failed(lane == Effect::FIND, problem);
                Vec::new()
            }
            Input::Changed(Change::Content | Change::Marks | Change::Settings | Change::Minute) => self.find(),
            Input::Changed(Change::Network | Change::Refresh) => Vec::new(),
        }
    }

    fn state(&self, context: &Context) -> SearchState {
        let is_empty = self.asked.typed.trim().is_empty();
        let recents = if is_empty { self.recents.clone() } else { Vec::new() };
        let forget = (!recents.is_empty()).then(|| context.say("screen.search.clear_recents", &[]));
        let clear = (!self.asked.choices.is_empty()).then(|| context.say("screen.find.clear", &[]));
        SearchState {
            title: context.say("screen.search.title", &[]),
            status: self.work.status(self.found.is_some() || self.asked.is_blank(), context),
            query: self.asked.typed.clone(),
            hint: context.say("screen.search.hint", &[]),
            suggestions: self.suggestions.clone(),
            recents,
            clear_recents: forget,
            clear_choices: clear,
            narrow: context.say("screen.find.narrow", &[]),
            content: self.found.clone(),
        }
    }

    fn lane(effect: &Effect) -> Lane {
        effect.lane()
    }

    fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
        perform(effect, world, cancel)
    }
}
