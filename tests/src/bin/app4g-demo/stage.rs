//! The stage: a loopback server with the repository of a department and the sample feeds, and a profile that trusts the demo's
//! root.

use std::io;
use std::path::Path;
use std::time::Duration;

use app4g_core::app::{App, AppConfig};
use app4g_core::cancel::CancelToken;
use app4g_core::clock::{Clock, SystemClock};
use app4g_core::net::{AddressPolicy, ClientConfig, Network, Politeness};
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::sync::subscribe::{Content, FullText, ImageLeave, Wishes};
use app4g_tests::department::{Department, Trouble};
use app4g_tests::portal::{Portal, Reply, serve_folder};
use app4g_tests::samples;

/// The feeds that are subscribed to.
pub(crate) const FEEDS: [&str; 2] = ["rss2.xml", "damaged.xml"];

/// Where the repository lies on the server.
const REPOSITORY: &str = "/kho/";

/// Starts the server and lets it serve every sample file, with validators, so that a second sync costs nothing.
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

/// Serves what the department has published by now.
pub(crate) fn serve(portal: &Portal, department: &Department) -> io::Result<()> {
    serve_folder(portal, REPOSITORY, &department.repository()).map(drop)
}

/// The repository as the phone is told of it.
pub(crate) fn access(portal: &Portal) -> Result<Access, Trouble> {
    let mirrors = vec![portal.url(REPOSITORY)];
    Ok(Access { root: Department::root()?, mirrors, archives: Vec::new(), demo: DemoRoot::Allowed, starter: None })
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

/// Subscribes to the feeds, with full texts and images, marked as samples.
pub(crate) async fn subscribe(home: &Path, client: &ClientConfig, portal: &Portal) -> Result<(), app4g_core::Error> {
    let (app, _) = App::open(home, AppConfig { client: client.clone(), ..AppConfig::default() })?;
    let wishes = Wishes { name: None, full_text: FullText::Fetch, images: ImageLeave::Given, content: Content::Sample };
    for feed in FEEDS {
        app.sync().subscribe(&portal.url(&format!("/feeds/{feed}")), &wishes, &CancelToken::new()).await?;
    }
    Ok(())
}
