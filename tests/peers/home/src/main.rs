//! Opens a profile and reads what Home reads for its first state, without screens; or loads a library and nothing else.
//!
//! `peers-home home PROFILE` and `peers-home load LIBRARY` print `MICROSECONDS ROWS`, counted from the first line of `main`.

use std::error::Error;
use std::ffi::{CString, OsString};
use std::os::unix::ffi::OsStringExt as _;
use std::path::Path;
use std::time::Instant;

use app4g_core::app::{App, AppConfig};
use app4g_core::model::Kind;
use app4g_core::model::kinds::notice::Notice;
use app4g_core::model::line::from_line;
use app4g_core::reader::record::names;
use app4g_core::store::StoreError;
use app4g_core::store::content::{record, record_title};
use app4g_core::store::news::{self, Filter, PAGE, StateFilter};
use app4g_core::store::personal::{check, revision_notice, setting, trust};

/// Seconds that «new» looks back.
const NEW: i64 = 7 * 24 * 3600;

fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let mut arguments = std::env::args_os().skip(1);
    let usage = "usage: peers-home home PROFILE | load LIBRARY";
    let (word, argument) = (arguments.next().ok_or(usage)?, arguments.next().ok_or(usage)?);
    let rows = match word.to_str() {
        Some("home") => home(Path::new(&argument))?,
        Some("load") => load(argument)?,
        _ => return Err(usage.into()),
    };
    println!("{} {rows}", started.elapsed().as_nanos() as f64 / 1e3);
    Ok(())
}

/// Loads a library as a language would and leaves it loaded.
fn load(library: OsString) -> Result<usize, Box<dyn Error>> {
    let name = CString::new(library.into_vec())?;
    // SAFETY: the name ends with a zero; our library runs nothing when it is loaded.
    let handle = unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
    if handle.is_null() { Err(format!("{name:?} cannot be loaded").into()) } else { Ok(0) }
}

/// The calls of `bindings/src/screens/home/effects.rs` in their order; how many articles the page has.
fn home(profile: &Path) -> Result<usize, Box<dyn Error>> {
    let (app, _) = App::open(profile, AppConfig::default())?;
    let (store, now) = (app.store(), app.clock().now());
    store.personal().read(setting::in_force)?;
    let page = store.content().read(|conn| news::page(conn, &Filter::default(), None, PAGE))?;
    let notices = store.content().read(|conn| {
        let titles = record_title::page(conn, Kind::Notice.as_str(), None, now, 20)?;
        let read = |title: &record_title::RecordTitle| {
            let stored = record::get_by_doc(conn, title.doc)?;
            Ok::<_, StoreError>(stored.and_then(|stored| from_line::<Notice>(stored.line.as_bytes()).ok()))
        };
        titles.iter().map(read).collect::<Result<Vec<_>, _>>()
    })?;
    let revisions = store.personal().read(|conn| revision_notice::unseen(conn, 5))?;
    let fresh = Filter { state: StateFilter::Unread, since: Some(now.plus(-NEW)), ..Filter::default() };
    let unread = store.content().read(|conn| news::docs(conn, &fresh))?.len();
    let names = names::of_publishers(store, page.rows.iter().map(|row| row.source.as_str()))?;
    let forecast = app.sync().forecast(now)?;
    let release = store.personal().read(trust::check)?;
    let answered = store.personal().read(check::last_success)?;
    std::hint::black_box((notices, revisions, unread, names, forecast, release, answered));
    Ok(page.rows.len())
}
