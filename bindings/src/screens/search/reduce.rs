//! stub
use super::event::SearchEvent;
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
pub(crate) struct Search {
    work: Work,
}
impl Search {
    pub(crate) fn new(_query: String) -> Self {
        Self::default()
    }
}
impl Screen for Search {
    type State = SearchState;
    type Event = SearchEvent;
    type Effect = ();
    type Outcome = ();
    fn reduce(&mut self, _: Input<Self>, _: &Context) -> Vec<()> {
        Vec::new()
    }
    fn state(&self, context: &Context) -> SearchState {
        let status = self.work.status(false, context);
        SearchState {
            title: String::new(),
            status,
            query: String::new(),
            hint: String::new(),
            suggestions: vec![],
            recents: vec![],
            clear_recents: None,
            clear_choices: None,
            narrow: String::new(),
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
