//! What follows from what happens in Settings. Pure.

use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use app4g_core::model::settings::Theme;
use app4g_core::strings::Lang;

use super::effects::{Effect, Loaded, Outcome, perform};
use super::event::SettingsEvent;
use super::sections::sections;
use super::state::{Appearance, SettingsContent, SettingsState, ThemeChoice};
use crate::screens::context::{Change, Context};
use crate::screens::driver::{Input, Lane, Screen};
use crate::screens::status::Work;
use crate::world::World;

/// Settings as they stand.
#[derive(Default)]
pub(crate) struct Settings {
    loaded: Option<Loaded>,
    work: Work,
}

impl Settings {
    /// Settings before they were read.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn load(&mut self) -> Vec<Effect> {
        self.work.loading = true;
        vec![Effect::Load]
    }
}

impl Screen for Settings {
    type State = SettingsState;
    type Event = SettingsEvent;
    type Effect = Effect;
    type Outcome = Outcome;

    fn reduce(&mut self, input: Input<Self>, _: &Context) -> Vec<Effect> {
        match input {
            Input::Begin | Input::Event(SettingsEvent::Retry) => self.load(),
            Input::Event(SettingsEvent::Set { key, value }) => vec![Effect::Set { key, value }],
            Input::Done(Outcome::Loaded { loaded, checks }) => {
                self.loaded = Some(loaded);
                self.work.loaded(checks);
                Vec::new()
            }
            Input::Done(Outcome::Set) => {
                self.work.problem = None;
                Vec::new()
            }
            Input::Failed(_, problem) => {
                self.work.loading = false;
                self.work.problem = Some(problem);
                Vec::new()
            }
            Input::Changed(Change::Settings | Change::Content) => self.load(),
            Input::Changed(Change::Marks | Change::Network | Change::Refresh | Change::Minute) => Vec::new(),
        }
    }

    fn state(&self, context: &Context) -> SettingsState {
        let theme = match context.settings.theme {
            Theme::System => ThemeChoice::System,
            Theme::Light => ThemeChoice::Light,
            Theme::Dark => ThemeChoice::Dark,
        };
        let language = match context.lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        };
        SettingsState {
            title: context.say("screen.settings.title", &[]),
            status: self.work.status(self.loaded.is_some(), context),
            appearance: Appearance { theme, text_percent: context.settings.text_size, language: language.to_owned() },
            content: self.loaded.as_ref().map(|loaded| SettingsContent { sections: sections(loaded, context) }),
        }
    }

    fn lane(effect: &Effect) -> Lane {
        effect.lane()
    }

    fn perform(effect: Effect, world: &Arc<World>, cancel: &CancelToken) -> Result<Outcome, Error> {
        perform(effect, world, cancel)
    }
}
