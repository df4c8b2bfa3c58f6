//! The sample portal, and the subscriptions of a resident: what the demo shows, for tests.

use app4g_core::Error;
use app4g_core::app::App;
use app4g_core::cancel::CancelToken;
use app4g_core::model::{Source, SourceId};
use app4g_core::store::personal::source;
use app4g_core::sync::subscribe::{Content, FullText, ImageLeave, Wishes};

use super::Trouble;
use super::device::MORNING;
use crate::portal::{Portal, Reply};
use crate::samples;

/// The five sample feeds, 64 items.
pub const FEEDS: [&str; 5] = ["rss2.xml", "atom.xml", "feed.json", "rdf.xml", "damaged.xml"];

/// Serves every sample file, each with an ETag.
///
/// # Errors
/// No socket, or a sample that cannot be read.
pub async fn samples() -> Result<Portal, Trouble> {
    let portal = Portal::start().await?;
    let base = portal.url("");
    for file in samples::load(&samples::samples_dir(), &base, MORNING)? {
        let reply = Reply::ok(file.content_type, file.bytes).etag(&format!("\"{}\"", file.path));
        portal.serve(&file.path, reply);
    }
    Ok(portal)
}

/// Subscribes to the five sample feeds as the demo does: with full texts and images.
///
/// # Errors
/// What subscribing says.
pub async fn subscribe_to_samples(app: &App, portal: &Portal) -> Result<(), Error> {
    let wishes = Wishes { name: None, full_text: FullText::Fetch, images: ImageLeave::Given, content: Content::Sample };
    for feed in FEEDS {
        app.sync().subscribe(&portal.url(&format!("/feeds/{feed}")), &wishes, &CancelToken::new()).await?;
    }
    Ok(())
}

/// A source called `name`, asked at `url`; neither full texts nor images, unless `change` says so.
///
/// # Errors
/// The profile cannot be written.
pub fn add(app: &App, name: &str, url: &str, change: impl FnOnce(&mut Source)) -> Result<SourceId, Error> {
    let mut added = Source { sample: true, ..Source::new(SourceId::new(name), name, url, app.clock().now()) };
    change(&mut added);
    app.store().personal().write(|tx| source::put(tx, &added, app.clock().now()))?;
    Ok(added.id)
}
