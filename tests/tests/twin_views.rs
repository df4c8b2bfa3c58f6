//! Android and iOS draw the same: what one view reads of a state, its twin on the other phone reads, and nothing is formatted for
//! nobody.
//!
//! SwiftUI cannot be compiled where these tests run, so this is what keeps the two sets of views together. Views are compared record
//! by record, events variant by variant, samples word by word. `APP4G_ANDROID` names another work tree to take Android from. Where a
//! folder is absent the tests pass: there is nothing to compare.

mod source;
mod twins;

use std::collections::BTreeSet;
use std::path::PathBuf;

use source::{Piece, pieces, root};
use twins::reads::{Read, reads};
use twins::records::Records;
use twins::{camel, loud, texts, tokens};

/// The states, one for each screen.
const STATES: &[&str] = &["HomeState", "ReaderState", "SearchState", "ListingsState", "SettingsState"];

/// The events, one enum for each screen.
const EVENTS: &[&str] = &["HomeEvent", "ReaderEvent", "SearchEvent", "ListingsEvent", "SettingsEvent"];

/// Who draws a field that is not drawn on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    IosOnly,
    AndroidOnly,
}

/// Fields that are not drawn on both sides, with the reason. An entry that is no longer true is an error.
const DIFFERENT: &[(&str, &str, Who, &str)] = &[
    ("Problem", "code", Who::Nobody, "for programs"),
    ("Problem", "key", Who::Nobody, "for logs and tests"),
    ("Route.Record", "kind", Who::Nobody, "a route is followed as a whole; the core reads the kind from the record"),
    ("Route.Record", "id", Who::IosOnly, "opens the reader; Android does so in its shell"),
    ("Route.Record", "found", Who::IosOnly, "opens the reader; Android does so in its shell"),
    ("Route.Search", "query", Who::IosOnly, "opens Search; Android does so in its shell"),
];

/// Where the views of Android stand: in this work tree, or in the one that `APP4G_ANDROID` names.
fn android() -> PathBuf {
    std::env::var_os("APP4G_ANDROID").map_or_else(root, PathBuf::from).join("android")
}

fn kotlin_views() -> Vec<String> {
    let mut found = texts(&android().join("ui/src/main"), "kt");
    found.extend(texts(&android().join("app/src/main"), "kt"));
    found
}

fn swift_views() -> Vec<String> {
    texts(&root().join("ios/App"), "swift")
}

/// The views of both phones; `None` while one of them has none.
fn both() -> Option<(Vec<String>, Vec<String>)> {
    let (kotlin, swift) = (kotlin_views(), swift_views());
    (!kotlin.is_empty() && !swift.is_empty()).then_some((kotlin, swift))
}

fn records() -> Records {
    let mut records = Records::default();
    texts(&root().join("bindings/src"), "rs").iter().for_each(|text| records.add(text));
    // What holds a state on iOS.
    for state in STATES {
        records.add(&format!("struct {} {{ state: {state} }}", state.replace("State", "Store")));
    }
    records
}

fn all_reads(views: &[String], records: &Records) -> BTreeSet<Read> {
    views.iter().flat_map(|text| reads(text, records)).collect()
}

#[test]
fn both_phones_read_the_same_fields_and_every_field_is_read() {
    let Some((kotlin, swift)) = both() else { return };
    let records = records();
    let fields: BTreeSet<Read> = STATES.iter().flat_map(|state| records.reachable(state)).collect();
    assert!(fields.len() > 100, "only {} fields were found in the states", fields.len());
    let (android, ios) = (all_reads(&kotlin, &records), all_reads(&swift, &records));
    let mut wrong = Vec::new();
    for read in &fields {
        let (owner, field) = read;
        let who = match (android.contains(read), ios.contains(read)) {
            (true, true) => None,
            (true, false) => Some(Who::AndroidOnly),
            (false, true) => Some(Who::IosOnly),
            (false, false) => Some(Who::Nobody),
        };
        let listed = DIFFERENT.iter().find(|(known, name, ..)| known == owner && name == field).map(|entry| entry.2);
        if who != listed {
            wrong.push(format!("{owner}.{field}: drawn by {who:?}, listed as {listed:?} (None: by both)"));
        }
    }
    let stale = DIFFERENT.iter().filter(|(owner, name, ..)| !fields.contains(&((*owner).into(), (*name).into())));
    wrong.extend(stale.map(|(owner, name, ..)| format!("{owner}.{name}: listed, but no field of a state")));
    assert!(wrong.is_empty(), "fields of the states that are not drawn alike:\n{}", wrong.join("\n"));
}

#[test]
fn both_phones_send_every_event() {
    let Some((kotlin, swift)) = both() else { return };
    let records = records();
    let mut wrong = Vec::new();
    for event in EVENTS {
        let variants = records.variants(event);
        assert!(!variants.is_empty(), "{event} was not found");
        for variant in variants {
            let named = format!("{event}.{variant}");
            let constant = format!("{event}.{}", loud(variant));
            if !kotlin.iter().any(|text| says(text, &named) || says(text, &constant)) {
                wrong.push(format!("{named}: not sent by Android"));
            }
            let case = format!(".{}", camel(variant));
            if !swift.iter().any(|text| text.contains(event) && says(text, &case)) {
                wrong.push(format!("{named}: not sent by iOS"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What no view may name: only holders and bridges have the core's objects, listeners and errors in their hands.
const OBJECTS: &[&str] = &[
    "Core",
    "CoreError",
    "CoreException",
    "CancelToken",
    "Subscription",
    "ForeignError",
    "ForeignException",
    "Connectivity",
    "SecretStore",
    "Notifier",
    "LogSink",
    "openCore",
    "parseRoute",
    "routeLink",
];

#[test]
fn views_hold_nothing_of_the_core_but_records() {
    let mut views = texts(&android().join("ui/src/main"), "kt");
    for folder in ["Parts", "Screens", "Theme"] {
        views.extend(texts(&root().join("ios/App").join(folder), "swift"));
    }
    let screens = STATES.iter().filter_map(|state| state.strip_suffix("State"));
    let own = screens.flat_map(|screen| [format!("{screen}Screen"), format!("{screen}Listener")]);
    let objects: BTreeSet<String> = own.chain(OBJECTS.iter().map(|name| (*name).to_owned())).collect();
    let mut found = BTreeSet::new();
    for text in &views {
        let code = source::code(text);
        found.extend(tokens(&code).into_iter().filter(|name| objects.contains(*name)).map(str::to_owned));
    }
    assert!(found.is_empty(), "views are functions of states, but name {found:?}");
}

/// Whether the code has this name, not only one that begins so.
fn says(text: &str, name: &str) -> bool {
    let code = source::code(text);
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    code.match_indices(name).any(|(at, _)| code.get(at + name.len()..).is_some_and(ends))
}

#[test]
fn both_phones_show_the_same_samples() {
    let kotlin = texts(&android().join("shell/src/main/kotlin/vn/app4g/shell/samples"), "kt");
    let swift = texts(&root().join("ios/ShellKit/Sources/ShellKit/Samples"), "swift");
    if kotlin.is_empty() || swift.is_empty() {
        return;
    }
    let (android, ios) = (sentences(&kotlin), sentences(&swift));
    assert!(ios.len() > 50, "only {} sentences were found", ios.len());
    let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
        these.difference(those).cloned().collect::<Vec<_>>().join("\n  ")
    };
    let (left, right) = (only(&android, &ios), only(&ios, &android));
    assert!(left.is_empty() && right.is_empty(), "only Android's samples say:\n  {left}\nonly iOS's say:\n  {right}");
}

/// Literals of more than one word; those that are filled in differ by how each language does it.
fn sentences(files: &[String]) -> BTreeSet<String> {
    let words = files.iter().flat_map(|text| pieces(text)).filter_map(|piece| match piece {
        Piece::Words(words) => Some(words),
        Piece::Code(_) => None,
    });
    words.filter(|words| words.contains(' ') && !words.contains(['$', '('])).collect()
}

#[test]
fn a_variant_is_found_as_each_language_calls_it() {
    assert_eq!(
        (camel("LoadMore"), loud("LoadMore"), loud("Retry")),
        ("loadMore".into(), "LOAD_MORE".into(), "RETRY".into())
    );
    assert!(says("send(HomeEvent.LoadMore)", "HomeEvent.LoadMore") && says("send(HomeEvent.RETRY)", "HomeEvent.RETRY"));
    assert!(
        !says("send(HomeEvent.LoadMoreOf(1))", "HomeEvent.LoadMore") && !says("// HomeEvent.RETRY", "HomeEvent.RETRY")
    );
}

#[test]
fn a_field_that_a_view_leaves_out_is_found() {
    let mut records = Records::default();
    records.add(
        "pub struct HomeState { pub title: String, pub content: Option<HomeContent>, pub work: Work }
         pub struct HomeContent { pub rows: Vec<Row>, pub start_block: u32 }
         pub struct Row { pub id: String, pub is_kept: bool }
         pub enum Work { Idle, Loading { text: String, done: u32 } }",
    );
    let read = |text: &str| {
        let named = |(owner, field): &Read| format!("{owner}.{field}");
        reads(text, &records).iter().map(named).collect::<Vec<_>>().join(" ")
    };
    let all = "HomeContent.rows HomeContent.startBlock HomeState.content HomeState.title HomeState.work Row.id Row.isKept \
               Work.Loading.done Work.Loading.text";
    assert_eq!(records.reachable("HomeState").len(), all.split(' ').count());
    let kotlin = "fun Home(state: HomeState) { Words(state.title) // state.content?.startBlock
        state.content?.let { content(it) }
        (state.work as? Work.Loading)?.let { Bar(it.done) } }
        private fun content(content: HomeContent) { for (row in content.rows) Card(row.id, \"row.isKept\") }";
    assert_eq!(
        read(kotlin),
        "HomeContent.rows HomeState.content HomeState.title HomeState.work Row.id Work.Loading.done"
    );
    let keyed = "fun content(content: HomeContent) { itemsIndexed(content.rows, { at, _ -> \"row $at\" }) { _, row -> Card(row.id) } }";
    assert_eq!(read(keyed), "HomeContent.rows Row.id");
    let swift = "let state: HomeState
        if let content = state.content { ForEach(content.rows, id: \\.id) { row in Card(row.isKept) } }
        switch state.work { case .loading(let text, _): Words(text) case .idle: Nothing() }
        extension HomeContent { var first: Int { startBlock } }";
    assert_eq!(
        read(swift),
        "HomeContent.rows HomeContent.startBlock HomeState.content HomeState.work Row.id Row.isKept \
         Work.Loading.text"
    );
}
