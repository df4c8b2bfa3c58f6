//! The reader over the starter content: every kind, marks, positions, keeping, speaking.
use std::sync::Arc;
use std::sync::atomic::Ordering;

use app4g_core::model::line::open_line;
use app4g_core::store::content::record as records;

use super::effects::Effect;
use super::state::Block;
use super::*;
use crate::route::Route;
use crate::screens::driver::{Input, Screen as _};
use crate::screens::row::Row;
use crate::screens::search::SearchEvent;
use crate::tests::{Phone, config, eventually, open, starter, wait};

struct Bench {
    _folder: tempfile::TempDir,
    core: Arc<crate::core::Core>,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    wait(core.world().refresher.ended());
    Bench { _folder: folder, core }
}

impl Bench {
    fn article(&self) -> Row {
        let home = self.core.home().unwrap();
        eventually("home", || home.state().unwrap().content.is_some());
        home.state().unwrap().content.unwrap().news.rows.remove(0)
    }

    fn read(&self, id: &str, found: &str) -> (Arc<crate::screens::ReaderScreen>, ReaderState) {
        let reader = self.core.reader(id.to_owned(), found.to_owned()).unwrap();
        eventually("the record", || reader.state().unwrap().content.is_some());
        let state = reader.state().unwrap();
        (reader, state)
    }
}

#[test]
fn an_article_is_read_whole_and_counts_as_read() {
    let bench = bench();
    let row = bench.article();
    let (_reader, state) = bench.read(&row.id, "");
    let content = state.content.unwrap();
    let title: String = content.title.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(title, row.title);
    assert!(content.blocks.len() > 3 && content.speak.is_some() && content.overlay.is_none());
    assert!(content.share.text.contains(&row.title) && content.share.text.contains("dữ liệu mẫu"));
    assert_eq!(state.title, "Tin bài");
    eventually("read", || !bench.article().is_unread);
}

#[test]
fn what_was_searched_for_is_marked() {
    let bench = bench();
    let search = bench.core.search("nuoc".into()).unwrap();
    search.send(SearchEvent::Choose { field: "kind".into(), value: "article".into() }).unwrap();
    let rows = || search.state().unwrap().content.filter(|found| !found.chips.is_empty()).map(|found| found.rows);
    eventually("found", || rows().is_some_and(|rows| !rows.is_empty()));
    let Route::Record { id, found, .. } = rows().unwrap().remove(0).row.route else { panic!("no record") };
    let (_reader, state) = bench.read(&id, &found);
    let content = state.content.unwrap();
    let runs = content.blocks.iter().filter_map(|block| match block {
        Block::Text { runs, .. } => Some(runs),
        _ => None,
    });
    let marked: Vec<&str> =
        runs.flatten().chain(&content.title).filter(|run| run.style.marked).map(|run| run.text.as_str()).collect();
    assert!(marked.iter().any(|word| word.to_lowercase().starts_with("nước")), "{marked:?}");
}

#[test]
fn every_kind_that_is_found_can_be_read() {
    let bench = bench();
    let search = bench.core.search("nước".into()).unwrap();
    eventually("found", || search.state().unwrap().content.is_some());
    let facets = search.state().unwrap().content.unwrap().facets;
    let kinds: Vec<String> = facets
        .into_iter()
        .find(|facet| facet.field == "kind")
        .unwrap()
        .values
        .into_iter()
        .map(|value| value.value)
        .collect();
    assert!(kinds.len() >= 4, "{kinds:?}");
    let mut marked = Vec::new();
    for kind in kinds {
        search.send(SearchEvent::ClearChoices).unwrap();
        search.send(SearchEvent::Choose { field: "kind".into(), value: kind.clone() }).unwrap();
        let first = || {
            let found = search
                .state()
                .unwrap()
                .content
                .filter(|found| found.chips.first().is_some_and(|chip| chip.value == kind))?;
            found.rows.into_iter().next()
        };
        eventually(&kind, || first().is_some());
        let row = first().unwrap().row;
        let (_reader, state) = bench.read(&row.id, "nước");
        let content = state.content.unwrap();
        assert!(!content.title.is_empty() && (!content.blocks.is_empty() || !content.fields.is_empty()), "{kind}");
        assert!(!state.title.is_empty() && !content.facts.is_empty(), "{kind}: {content:?}");
        assert!(content.fields.iter().all(|field| !field.lines.is_empty() && !field.spoken.is_empty()), "{kind}");
        let texts = content.blocks.iter().filter_map(|block| match block {
            Block::Text { runs, .. } => Some(runs),
            _ => None,
        });
        if texts.flatten().chain(&content.title).any(|run| run.style.marked) {
            marked.push(kind.clone());
        }
        assert_eq!(content.keep.is_some(), kind == "article");
        if kind == "listing" {
            assert!(
                content
                    .contacts
                    .iter()
                    .any(|contact| contact.url.starts_with("tel:") || contact.url.starts_with("mailto:"))
            );
        }
    }
    assert!(marked.contains(&"listing".to_owned()) && marked.len() >= 3, "{marked:?}");
}

#[test]
fn a_notice_of_more_than_a_week_ago_may_be_out_of_date_and_says_since_when() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Arc::new(Phone::default());
    let core = open(config(folder.path(), Some(starter())), &phone).unwrap();
    wait(core.world().refresher.ended());
    let bench = Bench { _folder: folder, core };
    let home = bench.core.home().unwrap();
    eventually("home", || home.state().unwrap().content.is_some());
    let notice = home.state().unwrap().content.unwrap().notices.rows.remove(0);
    let stale = |id: &str| {
        let badges = bench.read(id, "").1.content.unwrap().badges;
        badges.into_iter().find(|badge| badge.text.starts_with("Có thể đã cũ: cập nhật lần cuối "))
    };
    let day = 24 * 3600;
    let stored = bench.core.world().app.store().content().read(|conn| records::get(conn, &notice.id)).unwrap();
    let updated = open_line(&stored.unwrap().line).unwrap().0.updated.unix();
    phone.now.store(updated + 7 * day, Ordering::SeqCst);
    assert_eq!(stale(&notice.id), None);
    phone.now.store(updated + 7 * day + 1, Ordering::SeqCst);
    assert!(stale(&notice.id).is_some());
    assert_eq!(stale(&bench.article().id), None, "news has a date and no end");
}

#[test]
fn the_place_is_found_again_and_keeping_is_turned_on_and_off() {
    let bench = bench();
    let row = bench.article();
    let (reader, state) = bench.read(&row.id, "");
    assert_eq!(state.content.unwrap().start_block, 0);
    reader.send(ReaderEvent::Reached { block: 3 }).unwrap();
    reader.send(ReaderEvent::Reached { block: 9_999 }).unwrap();
    eventually("the place", || {
        let (_again, state) = bench.read(&row.id, "");
        state.content.unwrap().start_block == 3
    });
    reader.send(ReaderEvent::ToggleKeep).unwrap();
    eventually("kept", || reader.state().unwrap().content.unwrap().keep.unwrap().is_on);
    reader.send(ReaderEvent::ToggleKeep).unwrap();
    eventually("let go", || !reader.state().unwrap().content.unwrap().keep.unwrap().is_on);
}

#[test]
fn it_is_spoken_title_first_and_each_sentence_knows_its_piece() {
    let bench = bench();
    let row = bench.article();
    let (_reader, state) = bench.read(&row.id, "");
    let spoken = wait(bench.core.speech(row.id.clone(), None)).unwrap();
    assert!(spoken.len() > 3 && spoken[0].block.is_none());
    let pieces = u32::try_from(state.content.unwrap().blocks.len()).unwrap();
    assert!(spoken[1..].iter().all(|segment| segment.block.is_some_and(|block| block < pieces)));
    assert_eq!(wait(bench.core.picture(row.id, "https://example.vn/none.jpg".into(), None)).unwrap(), None);
}

#[test]
fn what_is_not_on_the_device_is_said_and_a_later_arrival_is_shown() {
    let bench = bench();
    let reader = bench.core.reader("nowhere".into(), String::new()).unwrap();
    eventually("a problem", || reader.state().unwrap().status.problem.is_some());
    let state = reader.state().unwrap();
    assert_eq!((state.status.problem.unwrap().code.as_str(), state.content.is_none()), ("not_found", true));

    let mut screen = Reader::new("a".into(), String::new());
    let context = bench.core.world().context();
    let begin = screen.reduce(Input::Begin, &context);
    assert_eq!(begin, [Effect::Load { id: "a".into(), found: String::new() }]);
    let again = screen.reduce(Input::Changed(crate::screens::Change::Content), &context);
    assert_eq!(again, begin);
    assert!(screen.reduce(Input::Event(ReaderEvent::ToggleKeep), &context).is_empty(), "nothing to keep yet");
}
