//! stub
use super::event::ReaderEvent;
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
pub(crate) struct Reader {
    work: Work,
}
impl Reader {
    pub(crate) fn new(_id: String, _found: String) -> Self {
        Self::default()
    }
}
impl Screen for Reader {
    type State = ReaderState;
    type Event = ReaderEvent;
    type Effect = ();
    type Outcome = ();
    fn reduce(&mut self, _: Input<Self>, _: &Context) -> Vec<()> {
        Vec::new()
    }
    fn state(&self, context: &Context) -> ReaderState {
        let status = self.work.status(false, context);
        ReaderState { title: String::new(), status, content: None }
    }
    fn lane(_: &()) -> Lane {
        "x"
    }
    fn perform(_: (), _: &Arc<World>, _: &CancelToken) -> Result<(), Error> {
        Ok(())
    }
}
/// stub
pub(crate) fn speech(_: &World, _: &str) -> Result<Vec<SpeechSegment>, Error> {
    Ok(Vec::new())
}
