//! stub
use super::event::ListingsEvent;
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
pub(crate) struct Listings {
    work: Work,
}
impl Listings {
    pub(crate) fn new() -> Self {
        Self::default()
    }
}
impl Screen for Listings {
    type State = ListingsState;
    type Event = ListingsEvent;
    type Effect = ();
    type Outcome = ();
    fn reduce(&mut self, _: Input<Self>, _: &Context) -> Vec<()> {
        Vec::new()
    }
    fn state(&self, context: &Context) -> ListingsState {
        let status = self.work.status(false, context);
        ListingsState {
            title: String::new(),
            status,
            query: String::new(),
            hint: String::new(),
            expired: Toggle { label: String::new(), is_on: false, spoken: String::new() },
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
