//! Search's reducer, and searching the starter content.
mod rows;

use std::sync::Arc;

use super::*;
use crate::screens::SearchListener;
use crate::screens::find::state::FindContent;
use crate::screens::row::PAGE;
use crate::screens::status::Activity;
use crate::subscription::{ForeignError, Listener};
use crate::tests::{Ear, Heard, PATIENCE, Phone, config, eventually, open, starter, until};

fn search(query: &str) -> (tempfile::TempDir, Arc<crate::core::Core>, Arc<crate::screens::SearchScreen>) {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), Some(starter())), &Arc::new(Phone::default())).unwrap();
    crate::tests::wait(core.world().refresher.ended());
    let screen = core.search(query.to_owned()).unwrap();
    (folder, core, screen)
}

fn content(screen: &crate::screens::SearchScreen, wanted: impl Fn(&FindContent) -> bool) -> FindContent {
    let now = || screen.state().unwrap().content;
    eventually("results", || now().is_some_and(|content| wanted(&content)));
    now().unwrap()
}

#[test]
fn words_without_marks_find_words_with_marks_and_show_where() {
    let (_folder, _core, screen) = search("vai thieu");
    let found = content(&screen, |found| !found.rows.is_empty());
    let texts: Vec<String> = found
        .rows
        .iter()
        .flat_map(|row| &row.title)
        .filter(|run| run.style.marked)
        .map(|run| run.text.clone())
        .collect();
    assert!(texts.iter().any(|text| text.to_lowercase().contains("vải")), "{texts:?}");
    let crate::route::Route::Record { found: query, .. } = &found.rows[0].row.route else { panic!("no record") };
    assert_eq!(query, "vai thieu");
    assert!(found.count.ends_with("kết quả"), "{}", found.count);
    assert!(found.rows.iter().all(|row| !row.snippet.is_empty() && !row.row.spoken.is_empty()));
}

#[test]
fn the_count_of_a_facet_value_is_the_rows_shown_when_it_is_chosen_and_a_chip_takes_it_back() {
    let (_folder, _core, screen) = search("nước");
    let all = content(&screen, |found| !found.facets.is_empty());
    let kind = all.facets.iter().find(|facet| facet.field == "kind").unwrap();
    let listing = kind.values.iter().find(|value| value.value == "listing").unwrap().clone();
    screen.send(SearchEvent::Choose { field: "kind".into(), value: "listing".into() }).unwrap();
    let narrowed = content(&screen, |found| !found.chips.is_empty());
    assert_eq!(narrowed.count, format!("{} kết quả", listing.count));
    assert!(
        narrowed
            .rows
            .iter()
            .all(|row| matches!(&row.row.route, crate::route::Route::Record { kind, .. } if kind == "listing"))
    );
    let chip = &narrowed.chips[0];
    assert_eq!((chip.field.as_str(), chip.value.as_str()), ("kind", "listing"));
    assert!(screen.state().unwrap().clear_choices.is_some());
    screen.send(SearchEvent::ClearChoices).unwrap();
    assert_eq!(content(&screen, |found| found.chips.is_empty()).count, all.count);
}

#[test]
fn what_was_submitted_is_offered_again_and_can_be_forgotten() {
    let (_folder, core, screen) = search("");
    assert!(screen.state().unwrap().content.is_none());
    screen.send(SearchEvent::Typed { text: "máy sấy".into() }).unwrap();
    content(&screen, |found| !found.rows.is_empty());
    screen.send(SearchEvent::Submit).unwrap();
    let recents = || {
        let other = core.search(String::new()).unwrap();
        eventually("read", || other.state().unwrap().status.activity == Activity::Idle);
        other
    };
    eventually("remembered", || recents().state().unwrap().recents.iter().any(|recent| recent.query == "máy sấy"));
    screen.send(SearchEvent::ClearRecents).unwrap();
    eventually("forgotten", || recents().state().unwrap().recents.is_empty());
}

#[test]
fn the_last_of_ten_quick_keystrokes_is_answered_and_no_older_one_after_a_newer() {
    let (_folder, _core, screen) = search("");
    let (ear, heard) = Ear::new();
    let _subscription = screen.observe(listener(ear)).unwrap();
    // «Chuyển đổi», as it is typed on a phone.
    let typed: Vec<String> = (1..=10).map(|end| "chuyen doi".chars().take(end).collect()).collect();
    let mut states = Vec::new();
    for text in &typed {
        screen.send(SearchEvent::Typed { text: text.clone() }).unwrap();
        // As soon as it stands in the field the next one follows; what it finds is not waited for.
        while states.last().is_none_or(|state: &SearchState| state.query != *text) {
            states.push(until(&heard, |_| true));
        }
    }
    let found_by = |state: &SearchState| {
        let rows = state.content.iter().flat_map(|content| &content.rows);
        rows.map(|row| &row.row.route).find_map(|route| match route {
            crate::route::Route::Record { found, .. } => Some(found.clone()),
            _ => None,
        })
    };
    while states.last().and_then(found_by).as_ref() != typed.last() {
        states.push(until(&heard, |_| true));
    }
    screen.close();
    while let Heard::State(state) = heard.recv_timeout(PATIENCE).unwrap() {
        states.push(state);
    }
    let queries = states.iter().map(|state| state.query.clone()).filter(|query| !query.is_empty()).collect();
    for shown in [queries, states.iter().filter_map(found_by).collect::<Vec<_>>()] {
        let places: Vec<_> = shown.iter().map(|text| typed.iter().position(|other| other == text).unwrap()).collect();
        assert!(places.is_sorted(), "{shown:?}");
    }
    assert_eq!(states.last().map(|state| &state.query), typed.last());
    assert!(states.iter().all(|state| state.status.problem.is_none()), "who was stopped is no problem");
}

/// The foreign trait over an ear.
fn listener(ear: Ear<SearchState>) -> Arc<dyn SearchListener> {
    struct Foreign(Ear<SearchState>);
    impl SearchListener for Foreign {
        fn on_state(&self, state: SearchState) -> Result<(), ForeignError> {
            Listener::on_state(&self.0, state)
        }
        fn on_closed(&self) -> Result<(), ForeignError> {
            Listener::<SearchState>::on_closed(&self.0)
        }
    }
    Arc::new(Foreign(ear))
}

#[test]
fn a_query_of_signs_says_why_it_finds_nothing() {
    let (_folder, _core, screen) = search("?!");
    let found = content(&screen, |_| true);
    assert!(found.rows.is_empty() && found.empty.is_some());
}

mod reducer {
    //! Pure steps.
    use super::super::effects::{Effect, Outcome};
    use super::super::*;
    use super::PAGE;
    use crate::screens::context::Change;
    use crate::screens::driver::{Input, Screen as _};
    use crate::screens::find::found::suggestion;
    use crate::screens::find::state::FindContent;
    use crate::screens::status::{Activity, Checks};
    use crate::tests::context;

    fn found(more: Option<&str>) -> Input<Search> {
        let content = FindContent {
            count: "1 kết quả".into(),
            notes: Vec::new(),
            alternatives: Vec::new(),
            chips: Vec::new(),
            facets: Vec::new(),
            orders: Vec::new(),
            rows: Vec::new(),
            more: more.map(str::to_owned),
            empty: None,
        };
        Input::Done(Outcome::Found { content: Box::new(content), checks: Checks::default() })
    }

    fn typed(search: &mut Search, text: &str) -> Vec<Effect> {
        search.reduce(Input::Event(SearchEvent::Typed { text: text.into() }), &context())
    }

    #[test]
    fn each_keystroke_searches_in_the_one_lane_and_asks_how_the_word_goes_on() {
        let mut search = Search::new(String::new());
        assert_eq!(search.reduce(Input::Begin, &context()), [Effect::Recents, Effect::Rest]);
        let effects = typed(&mut search, "đ");
        assert!(
            matches!(&effects[..], [Effect::Find(asked), Effect::Suggest(word)] if asked.typed == "đ" && word == "đ")
        );
        assert!(effects.iter().chain(&[Effect::Rest]).filter(|effect| effect.lane() == Effect::FIND).count() == 2);
        assert!(typed(&mut search, "đ").is_empty(), "nothing new was typed");
        assert_eq!(typed(&mut search, "  "), [Effect::Rest]);
    }

    #[test]
    fn what_was_found_stays_while_the_next_is_looked_for_and_goes_with_the_query() {
        let mut search = Search::new(String::new());
        typed(&mut search, "đường");
        assert!(matches!(search.state(&context()).status.activity, Activity::Loading { .. }));
        search.reduce(found(None), &context());
        typed(&mut search, "đường ố");
        let state = search.state(&context());
        assert!(state.content.is_some() && state.status.activity == Activity::Idle);
        typed(&mut search, "");
        assert!(search.state(&context()).content.is_none());
    }

    #[test]
    fn recent_queries_are_shown_only_while_the_field_is_empty() {
        let mut search = Search::new(String::new());
        search.reduce(Input::Done(Outcome::Recents(vec![suggestion("một".into())])), &context());
        let state = search.state(&context());
        assert!(state.recents.len() == 1 && state.clear_recents.is_some());
        typed(&mut search, "h");
        let state = search.state(&context());
        assert!(state.recents.is_empty() && state.clear_recents.is_none());
        assert_eq!(search.reduce(Input::Event(SearchEvent::ClearRecents), &context()), [Effect::Forget]);
    }

    #[test]
    fn a_suggestion_is_searched_for_and_remembered_without_asking_how_it_goes_on() {
        let mut search = Search::new(String::new());
        let effects = search.reduce(Input::Event(SearchEvent::Take { query: "máy sấy".into() }), &context());
        assert!(matches!(&effects[..], [Effect::Find(asked), Effect::Remember(query)] if asked.typed == *query));
    }

    #[test]
    fn suggestions_that_come_too_late_are_not_shown() {
        let late = |word: &str| Input::Done(Outcome::Suggested(word.into(), vec![suggestion(format!("{word}ng"))]));
        let mut search = Search::new(String::new());
        typed(&mut search, "đườ");
        search.reduce(late("đườ"), &context());
        assert_eq!(search.state(&context()).suggestions.len(), 1);
        for end in [
            SearchEvent::Submit,
            SearchEvent::Take { query: "đường".into() },
            SearchEvent::Typed { text: String::new() },
        ] {
            typed(&mut search, "đư");
            typed(&mut search, "đườ");
            search.reduce(Input::Event(end), &context());
            search.reduce(late("đườ"), &context());
            assert!(search.state(&context()).suggestions.is_empty());
        }
    }

    #[test]
    fn more_is_asked_for_once_and_only_where_more_is() {
        let mut search = Search::new("nước".into());
        search.reduce(Input::Begin, &context());
        assert!(search.reduce(Input::Event(SearchEvent::LoadMore), &context()).is_empty());
        search.reduce(found(Some("Xem thêm")), &context());
        let effects = search.reduce(Input::Event(SearchEvent::LoadMore), &context());
        assert!(matches!(&effects[..], [Effect::Find(asked)] if asked.rows == 2 * PAGE));
        assert!(search.reduce(Input::Event(SearchEvent::LoadMore), &context()).is_empty());
        search.reduce(found(None), &context());
        assert!(search.reduce(Input::Event(SearchEvent::LoadMore), &context()).is_empty());
        assert!(search.reduce(Input::Changed(Change::Network), &context()).is_empty());
    }
}
