//! What was withdrawn is in no file of the profile any more: corrected, put away, erased; neither as it was written nor as the
//! index has it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::path::Path;

use app4g_core::app::App;
use app4g_core::store::erase::erase_profile;
use app4g_tests::portal::{Portal, Reply};
use app4g_tests::scenario::{Device, Story, rss, stage, view, wholeness};

/// Words of a title and of a text that nothing else has, each as it is written, in small letters, and folded.
const WORDS: [[&str; 3]; 2] = [["Quỵtxuânzq", "quỵtxuânzq", "quytxuanzq"], ["Nghịtgầnzq", "nghịtgầnzq", "nghitganzq"]];

fn planted() -> Story {
    let [[title, ..], [text, ..]] = WORDS;
    Story { title: format!("Tin {title}"), text: Some(Story::long(1, text)), ..story(1) }
}

fn story(number: u32) -> Story {
    Story::new(number, "https://so.example.vn")
}

/// A device that has read the planted story and two others, closed.
async fn read() -> (Portal, Device) {
    let portal = Portal::start().await.unwrap();
    serve(&portal, &[planted(), story(2), story(3)]);
    let device = Device::new().unwrap();
    let app = device.open().unwrap();
    stage::add(&app, "so", &portal.url("/rss.xml"), |_| ()).unwrap();
    view::sync(&app).await.unwrap();
    for word in WORDS.as_flattened() {
        assert_eq!(view::search(&app, word).unwrap().len(), 1, "{word}");
    }
    app.close().unwrap();
    let traces = traces(device.folder());
    // Of the text only what the index has: its line is compressed.
    for folded in WORDS.map(|[_, _, folded]| folded) {
        assert!(traces.iter().any(|trace| trace.ends_with(folded)), "{folded} can be found at all: {traces:?}");
    }
    (portal, device)
}

fn serve(portal: &Portal, stories: &[Story]) {
    portal.serve("/rss.xml", Reply::feed(rss("Sở mẫu", stories)));
}

/// Syncs what is served now, and closes.
async fn sync(device: &Device) {
    let app = device.open().unwrap();
    view::sync(&app).await.unwrap();
    assert_forgotten(&app);
    wholeness(&app).unwrap();
    app.close().unwrap();
}

fn assert_forgotten(app: &App) {
    for word in WORDS.as_flattened() {
        assert_eq!(view::search(app, word).unwrap(), [], "{word}");
    }
}

/// File and word of everything that is still there.
fn traces(folder: &Path) -> Vec<String> {
    let mut traces = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            traces.extend(self::traces(&path));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for word in WORDS.as_flattened() {
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                traces.push(format!("{}: {word}", path.display()));
            }
        }
    }
    traces
}

#[tokio::test(flavor = "multi_thread")]
async fn old_words_of_a_corrected_article_are_in_no_file() {
    let (portal, device) = read().await;
    let corrected = Story { date: story(1).date.map(|date| date.plus(600)), ..story(1) };
    serve(&portal, &[corrected, story(2), story(3)]);
    device.clock.pass(3_600);
    sync(&device).await;
    assert_eq!(traces(device.folder()), [""; 0]);
    let app = device.open().unwrap();
    assert_eq!(view::search(&app, &Story::word(1)).unwrap().len(), 1, "the article itself stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_an_article_that_was_put_away_are_in_no_file() {
    let (portal, device) = read().await;
    // Half a year later, with more than always stay of a source.
    let half_a_year = 183 * 86_400;
    let later = |number| Story { date: story(number).date.map(|date| date.plus(half_a_year)), ..story(number) };
    serve(&portal, &(11..=40).map(later).collect::<Vec<_>>());
    device.clock.pass(half_a_year + 86_400);
    sync(&device).await;
    assert_eq!(traces(device.folder()), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_profile_has_no_word_in_any_file() {
    let (_portal, device) = read().await;
    let app = device.open().unwrap();
    let starred = view::row(&app, "Quỵtxuânzq").unwrap();
    view::star(&app, &starred.id).unwrap();
    app.close().unwrap();
    erase_profile(device.folder()).unwrap();
    assert_eq!(traces(device.folder()), [""; 0]);
}
