//! Size probe: one exported function that reaches the core's public entry points, so that the linker keeps what a phone
//! would get. `cargo verify --only size` builds it with the profile `phone` and weighs it; nobody runs it.
//!
//! Invariant: every entry point that a shell calls has a line in [`without_profile`] or [`with_profile`]; a new one is
//! added there, or its weight stays unseen. A future is kept with everything it awaits by polling it once.

use std::path::Path;
use std::task::{Context, Waker};

use app4g_core::app::{App, AppConfig};
use app4g_core::store::StoreError;
use app4g_core::sync::{SyncRequest, checkup};
use app4g_core::{CancelToken, Error, Timestamp, feed, model, reader, search, store, strings};

/// Calls entry point `number` with `text`; what comes back only has to depend on the call.
fn without_profile(number: u32, text: &str) -> usize {
    let blocks = || reader::blocks(text, Some(text));
    match number {
        0 => strings::text(text, &[("n", text)], strings::Lang::Vi).len(),
        1 => Timestamp::parse_rfc3339(text).map_or(0, |time| time.rfc3339().len()),
        2 => feed::discover::feeds_in_page(text, text).len(),
        3 => {
            checkup::examine(text.as_bytes(), None, text, Timestamp::default()).map_or(0, |found| found.findings.len())
        }
        4 => reader::sanitise(text, Some(text)).len(),
        5 => reader::render::html(&blocks()).len(),
        6 => reader::render::plain(&blocks()).len(),
        7 => reader::extract::article(text, text).map_or(0, |found| found.html.len()),
        8 => reader::images::inspect(text.as_bytes()).map_or(0, |_| 1),
        _ => with_profile(number, text).unwrap_or(0),
    }
}

/// The same for what needs an open profile.
fn with_profile(number: u32, text: &str) -> Result<usize, Error> {
    let (app, _) = App::open(Path::new(text), AppConfig::default())?;
    let cancel = CancelToken::new();
    match number {
        20 => Ok(started(app.sync().run(&SyncRequest::asked(), &|_| (), &cancel))),
        21 => {
            let filter = store::news::Filter::default();
            let found = search::find::articles(app.store(), app.searcher(), text, &filter, number, &cancel)?;
            Ok(found.hits.len())
        }
        22 => {
            let filter = store::news::Filter::default();
            let page = app.store().content().read(|conn| store::news::page(conn, &filter, None, number));
            Ok(page.map_err(|error: StoreError| Error::from(error))?.rows.len())
        }
        23 => {
            let filter = store::news::Filter::default();
            let choices = [search::facet::Choice::parse(text)?];
            let order = search::facet::Order::parse(text, search::facet::kinds::fields_of(model::Kind::Article))?;
            let page = search::Page { offset: 0, limit: text.len() };
            let now = Timestamp::default();
            let (kind, expired) = (None, search::find::Expired::Shown);
            let (choices, order) = (&choices, &order);
            let search =
                search::find::Search { typed: text, kind, expired, filter: &filter, choices, order, page, now };
            Ok(search::find::faceted(app.store(), app.searcher(), &search, &cancel)?.hits.len())
        }
        24 => Ok(search::find::suggestions(app.store(), app.searcher(), text, text.len(), &cancel)?.len()),
        _ => Ok(app.store().pause().map(|()| 1)?),
    }
}

/// Polls a future once: whether it is ready.
fn started<F: Future>(future: F) -> usize {
    let mut context = Context::from_waker(Waker::noop());
    usize::from(std::pin::pin!(future).poll(&mut context).is_ready())
}

/// The only symbol of the library. `number` is not known when it is linked, hence no entry point can be left out.
#[unsafe(no_mangle)]
pub extern "C" fn app4g_size_probe(number: u32) -> usize {
    without_profile(number, &number.to_string())
}
