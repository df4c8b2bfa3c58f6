//! A keystroke ends what SQLite does for the one before: the older query meets rows that never end.
use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::{Error, ErrorKind};
use app4g_core::search::EndlessRows;
use app4g_core::search::find::Expired;

use super::{SearchEvent, content, eventually, search};
use crate::screens::find::asked::Asked;
use crate::screens::find::found::{find, suggest};
use crate::world::World;

/// What finds much.
const BROAD: &str = "nước";

/// Begins a search whose rows never end, waits until it reads them, does `stop`, and waits until nobody reads any more.
fn stop_inside(world: &World, begin: impl FnOnce(), stop: impl FnOnce()) {
    let rows = EndlessRows::begin(world.app.store()).unwrap();
    begin();
    eventually("a search reads the rows", || rows.seen() > 0);
    let seen = rows.seen();
    eventually("it goes on", || rows.seen() > seen && rows.is_read());
    stop();
    eventually("the rows end", || !rows.is_read());
}

#[test]
fn a_keystroke_ends_the_rows_of_the_query_before_it() {
    let (_folder, core, screen) = search("");
    // A text that is chosen is not asked how it goes on, so that one search reads; of an emptied field, none.
    let take = || screen.send(SearchEvent::Take { query: BROAD.into() }).unwrap();
    let empty = || screen.send(SearchEvent::Typed { text: String::new() }).unwrap();
    stop_inside(core.world(), take, empty);
    eventually("the field is empty", || screen.state().unwrap().query.is_empty());
    let state = screen.state().unwrap();
    assert!(state.content.is_none() && state.status.problem.is_none(), "{state:?}");
    screen.send(SearchEvent::Typed { text: BROAD.into() }).unwrap();
    assert!(!content(&screen, |found| !found.rows.is_empty()).rows.is_empty(), "the reader is as good as before");
}

#[test]
fn a_screen_that_is_closed_ends_the_rows_of_its_query() {
    let (_folder, core, screen) = search("");
    let take = || screen.send(SearchEvent::Take { query: BROAD.into() }).unwrap();
    stop_inside(core.world(), take, || screen.close());
    let other = core.search(BROAD.into()).unwrap();
    assert!(!content(&other, |found| !found.rows.is_empty()).rows.is_empty());
}

/// What a screen lets SQLite do.
type Work = fn(&World, &CancelToken) -> Result<(), Error>;

#[test]
fn what_was_cancelled_inside_a_statement_says_so() {
    let works: [Work; 2] = [
        |world, cancel| {
            let mut asked = Asked::new(None, Expired::Shown);
            asked.type_in(BROAD.to_owned());
            find(world, &asked, cancel).map(drop)
        },
        |world, cancel| suggest(world, BROAD, cancel).map(drop),
    ];
    for work in works {
        let (_folder, core, _screen) = search("");
        let (world, cancel) = (Arc::clone(core.world()), CancelToken::new());
        let (mut working, token) = (None, cancel.clone());
        // Not waited for if nothing ends it.
        let begin = || working = Some(std::thread::spawn(move || work(&world, &token)));
        stop_inside(core.world(), begin, || cancel.cancel());
        let ended = working.unwrap().join().unwrap();
        assert_eq!(ended.unwrap_err().kind, ErrorKind::Cancelled);
        assert!(work(core.world(), &CancelToken::new()).is_ok());
    }
}
