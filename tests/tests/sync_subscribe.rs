//! Adding sources: a feed, a page with one, a page without, one that is known; the feed doctor; OPML.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use app4g_core::app::App;
use app4g_core::cancel::CancelToken;
use app4g_core::feed::opml;
use app4g_core::net::Connectivity;
use app4g_core::store::personal::source;
use app4g_core::sync::subscribe::{Added, Wishes};
use app4g_core::{Error, ErrorKind};
use app4g_tests::portal::{Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, view};

async fn portal() -> Portal {
    let portal = Portal::start().await.unwrap();
    portal.serve("/rss.xml", Reply::feed(rss("Sở mẫu", &[Story::new(1, "https://so.example.vn")])));
    portal.serve(
        "/trang",
        Reply::html(
            "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/hong.xml\">\
             <link rel=\"alternate\" type=\"application/rss+xml\" title=\"Tin\" href=\"/rss.xml\"></head><body>Chào</body></html>",
        ),
    );
    portal.serve("/trong", Reply::html("<html><body><p>Không có gì ở đây.</p></body></html>"));
    portal
}

async fn subscribe(app: &App, url: &str) -> Result<Added, Error> {
    app.sync().subscribe(url, &Wishes::default(), &CancelToken::new()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_is_added_under_its_title_once_however_its_address_is_written() {
    let (portal, device) = (portal().await, Device::new().unwrap());
    let app = device.open().unwrap();
    let Added::New(added) = subscribe(&app, &portal.url("/rss.xml")).await.unwrap() else { panic!("known already") };
    assert_eq!(added.name, "Sở mẫu");
    for spelling in [portal.url("/rss.xml"), portal.url("/rss.xml#top"), portal.url("/rss.xml?utm_source=zalo")] {
        assert_eq!(subscribe(&app, &spelling).await.unwrap(), Added::Known(added.clone()), "{spelling}");
    }
    assert_eq!(app.store().personal().read(source::all).unwrap().len(), 1);
    assert_eq!(portal.requests().len(), 1, "a known address is not asked again");
    assert_eq!(view::sync(&app).await.unwrap().new_articles(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_working_feed_of_a_page_is_taken_and_a_known_one_is_not_added_twice() {
    let (portal, device) = (portal().await, Device::new().unwrap());
    let app = device.open().unwrap();
    let Added::New(added) = subscribe(&app, &portal.url("/trang")).await.unwrap() else { panic!("known already") };
    assert_eq!(added.url, portal.url("/rss.xml"));
    assert_eq!(portal.hits("/hong.xml"), 1, "the one that is broken was tried and left");
    assert_eq!(subscribe(&app, &portal.url("/trang")).await.unwrap(), Added::Known(added));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_added_says_why_and_leaves_nothing_behind() {
    // No feed at any of the usual addresses either.
    let (portal, device) = (Portal::start().await.unwrap(), Device::new().unwrap());
    let app = device.open().unwrap();
    portal.serve("/trong", Reply::html("<html><body><p>Không có gì ở đây.</p></body></html>"));
    portal.serve("/hong", Reply::status(500));
    for (path, key, kind) in [
        ("/trong", "error.sync.no_feed_in_page", ErrorKind::InvalidInput),
        ("/mat", "error.net.not_found", ErrorKind::NotFound),
        ("/hong", "error.net.server_error", ErrorKind::ServerUnavailable),
    ] {
        let error = subscribe(&app, &portal.url(path)).await.unwrap_err();
        assert_eq!((error.message.key, error.kind), (key, kind));
        view::said(&error).unwrap();
    }
    for typed in ["", "ftp://so.example.vn/rss", "javascript:alert(1)", "http://ten:mat@so.example.vn/"] {
        let error = subscribe(&app, typed).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidInput, "{typed}: {error}");
        view::said(&error).unwrap();
    }
    device.network.set(Connectivity::Offline);
    let error = subscribe(&app, &portal.url("/rss.xml")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Offline);
    view::said(&error).unwrap();
    assert_eq!(app.store().personal().read(source::all).unwrap(), Vec::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permanently_moved_feed_is_added_at_its_new_address() {
    let (portal, device) = (portal().await, Device::new().unwrap());
    let app = device.open().unwrap();
    portal.serve("/cu.xml", Reply::redirect(301, "/rss.xml"));
    let Added::New(added) = subscribe(&app, &portal.url("/cu.xml")).await.unwrap() else { panic!("known already") };
    assert_eq!(added.url, portal.url("/rss.xml"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_doctor_says_what_to_mend_in_both_languages_and_stores_nothing() {
    let (portal, device) = (portal().await, Device::new().unwrap());
    let app = device.open().unwrap();
    let damaged = rss("Sở & ngành", &[Story::new(1, "https://so.example.vn")]);
    portal.serve("/loi.xml", Reply::ok("text/html", damaged));
    let checkup = app.sync().check_up(&portal.url("/loi.xml"), &CancelToken::new()).await.unwrap();
    let codes: Vec<&str> = checkup.findings.iter().map(|finding| finding.code).collect();
    for code in ["bare_ampersand", "no_https", "no_validator", "media_type"] {
        assert!(codes.contains(&code), "{code} not in {codes:?}");
    }
    for finding in &checkup.findings {
        for lang in [app4g_core::strings::Lang::Vi, app4g_core::strings::Lang::En] {
            let text = app4g_core::strings::render(&finding.message, lang);
            assert!(app4g_core::strings::has(finding.message.key) && !text.contains('{'), "{}: {text}", finding.code);
        }
    }
    assert_eq!(view::rows(&app).unwrap().len(), 0);
    let error = app.sync().check_up(&portal.url("/trong"), &CancelToken::new()).await.unwrap_err();
    view::said(&error).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_sources_goes_out_as_opml_and_comes_back_whole() {
    let (portal, device) = (portal().await, Device::new().unwrap());
    let app = device.open().unwrap();
    portal.serve("/hai.xml", Reply::feed(rss("Nông & lâm \"mẫu\" <2>", &[Story::new(2, "https://so.example.vn")])));
    subscribe(&app, &portal.url("/rss.xml")).await.unwrap();
    subscribe(&app, &portal.url("/hai.xml")).await.unwrap();
    let sources = app.store().personal().read(source::all).unwrap();
    let outlines: Vec<opml::Outline> = sources
        .iter()
        .map(|source| opml::Outline {
            title: Some(source.name.clone()),
            feed_url: source.url.clone(),
            site_url: source.site.clone(),
        })
        .collect();
    let written = opml::write("Nguồn tin", &outlines);
    let read = opml::read(&written);
    assert_eq!(read, outlines);

    let other = Device::new().unwrap();
    let app = other.open().unwrap();
    for outline in &read {
        subscribe(&app, &outline.feed_url).await.unwrap();
    }
    let copied = app.store().personal().read(source::all).unwrap();
    let names =
        |sources: &[app4g_core::model::Source]| sources.iter().map(|source| source.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&copied), names(&sources));
}
