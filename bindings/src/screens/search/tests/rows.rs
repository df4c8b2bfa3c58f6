//! A keystroke ends what SQLite does for the one before: the older query meets a table whose rows never end.
use std::path::Path;
use std::sync::Arc;

use app4g_core::cancel::CancelToken;
use app4g_core::error::{Error, ErrorKind};
use app4g_core::search::find::Expired;
use app4g_core::store::StoreError;

use super::{SearchEvent, content, eventually, search};
use crate::screens::find::asked::Asked;
use crate::screens::find::found::{find, suggest};
use crate::world::World;

/// What finds much.
const BROAD: &str = "nước";

/// In front of the rows of the index: rows without end, none of which is the one that is sought, while `probe.row` holds one.
const ENDLESS: &str = "CREATE TEMP VIEW search_row AS
    WITH RECURSIVE n(i) AS (SELECT id FROM probe.row UNION ALL SELECT -1 FROM n)
    SELECT i AS id, x'' AS data FROM n UNION ALL SELECT id, data FROM main.search_row;";

/// Begins a search whose rows never end, waits until it reads them, does `stop`, and waits until it reads no more.
fn stop_inside(folder: &Path, world: &World, begin: impl FnOnce(), stop: impl FnOnce()) {
    let readers = world.app.store().content();
    let probe = folder.join("probe.db");
    // Readers open what is there and make nothing.
    std::fs::write(&probe, "").unwrap();
    let attach = format!("PRAGMA query_only = OFF; ATTACH '{}' AS probe;", probe.display());
    // Whoever searches while this one is taken reads on the other.
    let done = readers.read(|mine| {
        mine.execute_batch(&attach)?;
        mine.execute_batch(
            "PRAGMA busy_timeout = 0; CREATE TABLE probe.row (id INTEGER); INSERT INTO probe.row VALUES (-1);",
        )?;
        readers.read(|theirs| Ok::<_, StoreError>(theirs.execute_batch(&format!("{attach} {ENDLESS}"))?))?;
        // Nobody writes what somebody is reading.
        let is_read = || mine.execute_batch("UPDATE probe.row SET id = id").is_err();
        assert!(!is_read());
        begin();
        eventually("a search reads the rows", is_read);
        stop();
        eventually("the rows end", || !is_read());
        Ok::<_, StoreError>(mine.execute_batch("DELETE FROM probe.row")?)
    });
    done.unwrap();
}

#[test]
fn a_keystroke_ends_the_rows_of_the_query_before_it() {
    let (folder, core, screen) = search("");
    // A text that is chosen is not asked how it goes on, so that one search reads; of an emptied field, none.
    let take = || screen.send(SearchEvent::Take { query: BROAD.into() }).unwrap();
    let empty = || screen.send(SearchEvent::Typed { text: String::new() }).unwrap();
    stop_inside(folder.path(), core.world(), take, empty);
    eventually("the field is empty", || screen.state().unwrap().query.is_empty());
    let state = screen.state().unwrap();
    assert!(state.content.is_none() && state.status.problem.is_none(), "{state:?}");
    screen.send(SearchEvent::Typed { text: BROAD.into() }).unwrap();
    assert!(!content(&screen, |found| !found.rows.is_empty()).rows.is_empty(), "the reader is as good as before");
}

#[test]
fn a_screen_that_is_closed_ends_the_rows_of_its_query() {
    let (folder, core, screen) = search("");
    let take = || screen.send(SearchEvent::Take { query: BROAD.into() }).unwrap();
    stop_inside(folder.path(), core.world(), take, || screen.close());
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
        let (folder, core, _screen) = search("");
        let (world, cancel) = (Arc::clone(core.world()), CancelToken::new());
        let (mut working, token) = (None, cancel.clone());
        // Not waited for if nothing ends it.
        let begin = || working = Some(std::thread::spawn(move || work(&world, &token)));
        stop_inside(folder.path(), core.world(), begin, || cancel.cancel());
        let ended = working.unwrap().join().unwrap();
        assert_eq!(ended.unwrap_err().kind, ErrorKind::Cancelled);
        assert!(work(core.world(), &CancelToken::new()).is_ok());
    }
}
