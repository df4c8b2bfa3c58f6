//! The stage: a loopback portal with the sample files, and a profile that subscribes to its five feeds.

use std::io;
use std::path::Path;
use std::time::Duration;

use app4g_core::app::{App, AppConfig};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::{Clock, SystemClock};
use app4g_core::net::{AddressPolicy, ClientConfig, Network, Politeness};
use app4g_core::sync::subscribe::{Content, FullText, ImageLeave, Wishes};
use app4g_tests::portal::{Portal, Reply};
use app4g_tests::samples;

/// The feeds, in the order they are subscribed to.
pub(crate) const FEEDS: [&str; 5] = ["rss2.xml", "atom.xml", "feed.json", "rdf.xml", "damaged.xml"];

/// Starts the portal and lets it serve every sample file, with validators, so that a second sync costs nothing.
pub(crate) async fn portal() -> io::Result<Portal> {
    let portal = Portal::start().await?;
    let base = portal.url("");
    for file in samples::load(&samples::samples_dir(), base.trim_end_matches('/'), SystemClock.now())? {
        let reply = Reply::ok(file.content_type, file.bytes).etag(&format!("\"{}\"", file.path));
        portal.serve(&file.path, reply);
    }
    portal.serve_everything_else(Reply::status(404));
    Ok(portal)
}

/// A client that may ask loopback and need not wait between requests to its only host.
pub(crate) fn client(network: &Network) -> ClientConfig {
    ClientConfig {
        network: network.clone(),
        addresses: AddressPolicy::PublicAndLoopback,
        politeness: Politeness { connections: 8, interval: Duration::ZERO },
        ..ClientConfig::default()
    }
}

/// Subscribes to the five feeds, with full texts and images, marked as samples.
pub(crate) async fn subscribe(home: &Path, client: &ClientConfig, portal: &Portal) -> Result<(), app4g_core::Error> {
    let (app, _) = App::open(home, AppConfig { client: client.clone(), ..AppConfig::default() })?;
    let wishes = Wishes { name: None, full_text: FullText::Fetch, images: ImageLeave::Given, content: Content::Sample };
    for feed in FEEDS {
        app.sync().subscribe(&portal.url(&format!("/feeds/{feed}")), &wishes, &CancelToken::new()).await?;
    }
    Ok(())
}
