//! stub
use super::event::SettingsEvent;
use super::state::*;
use crate::screens::context::Context;
use crate::screens::driver::{Input, Lane, Screen};
use crate::screens::row::*;
use crate::screens::status::Work;
use crate::world::World;
use app4g_core::cancel::CancelToken;
use app4g_core::error::Error;
use std::sync::Arc;
/// stub
#[derive(Default)]
pub(crate) struct Settings {
    work: Work,
}
impl Settings {
    pub(crate) fn new() -> Self {
        Self::default()
    }
}
impl Screen for Settings {
    type State = SettingsState;
    type Event = SettingsEvent;
    type Effect = ();
    type Outcome = ();
    fn reduce(&mut self, _: Input<Self>, _: &Context) -> Vec<()> {
        Vec::new()
    }
    fn state(&self, context: &Context) -> SettingsState {
        let status = self.work.status(false, context);
        SettingsState {
            title: String::new(),
            status,
            appearance: Appearance { theme: ThemeChoice::System, text_percent: 100, language: String::new() },
            content: None,
        }
    }
    fn lane(_: &()) -> Lane {
        "x"
    }
    fn perform(_: (), _: &Arc<World>, _: &CancelToken) -> Result<(), Error> {
        Ok(())
    }
}
