//! The tiny repository of the documentation is sound, and two clients read the same from it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests may fail and say why")]

use app4g_portal::storage::folder::Folder;
use app4g_portal::verify::verify;
use app4g_tests::department::Department;
use app4g_tests::example::{self, ADDED, CORRECTED, DROPPED, RELEASED, WITHDRAWN};
use app4g_tests::peers::phone::Phone;
use app4g_tests::peers::reader::Reader;
use app4g_tests::portal::{Portal, Reply, serve_folder};

/// Bytes that the example may have: it is read by people.
const MOST: u64 = 60_000;

/// A server with the files of the example.
async fn served() -> Portal {
    let portal = Portal::start().await.unwrap();
    portal.serve_everything_else(Reply::status(404));
    let bytes = serve_folder(&portal, "/", &example::folder().join("repository")).unwrap();
    assert!(bytes < MOST, "{bytes}");
    portal
}

#[tokio::test]
async fn the_example_is_sound() {
    let folder = Folder::open(&example::folder().join("repository")).unwrap();
    let report = verify(&folder, Some(&Department::root().unwrap()), RELEASED[2]).await.unwrap();
    assert!(report.is_sound(), "{:#?}", report.findings);
    assert_eq!((report.sequence, report.published_at, report.is_demo), (3, RELEASED[2], true));
}

#[tokio::test]
async fn the_example_is_what_its_program_makes() {
    let folder = tempfile::tempdir().unwrap();
    let mut department = example::department(folder.path()).unwrap();
    for number in 1..=3 {
        example::release(&mut department, number).await.unwrap();
        if number == 1 {
            let line = example::line_before_the_edit(&department).await.unwrap();
            let there = std::fs::read_to_string(example::folder().join("before-the-edit.ndjson")).unwrap();
            assert_eq!(line, there, "run `app4g-example` anew");
        }
    }
    let made = Folder::open(&department.repository()).unwrap();
    let there = Folder::open(&example::folder().join("repository")).unwrap();
    let current = |storage: Folder| async move { app4g_portal::reading::current(&storage).await.unwrap().unwrap() };
    assert_eq!(current(made).await.catalog, current(there).await.catalog, "run `app4g-example` anew");
}

#[tokio::test]
async fn a_phone_and_the_reader_in_python_hold_the_same_of_the_example() {
    let portal = served().await;
    let home = tempfile::tempdir().unwrap();
    let phone = Phone::new(&home.path().join("phone"), &portal.url("/"));
    phone.sync(RELEASED[2]).await.unwrap();
    let held = phone.held(RELEASED[2]).unwrap();
    let has = |wanted: String| held.iter().any(|line| line.starts_with(&wanted));
    assert!(has(format!("news {CORRECTED} 2 ")) && has(format!("news {ADDED} 1 ")), "{held:#?}");
    assert!(has(format!("news {WITHDRAWN} 2 ")) && has(format!("base {WITHDRAWN} 2 ")), "{held:#?}");
    assert!(!has(format!("notices {DROPPED} ")), "{held:#?}");

    let Some(reader) = Reader::new(home.path()) else {
        println!("skipped: APP4G_PYTHON names no Python with tuf and zstandard");
        return;
    };
    let url = portal.url("/");
    let reader = tokio::task::spawn_blocking(move || reader.sync(&url, RELEASED[2]).map(|()| reader.held()));
    assert_eq!(reader.await.unwrap().unwrap().unwrap(), held);
}

#[tokio::test]
async fn a_phone_that_was_there_from_the_first_release_ends_the_same() {
    let portal = Portal::start().await.unwrap();
    portal.serve_everything_else(Reply::status(404));
    let home = tempfile::tempdir().unwrap();
    let mut department = example::department(&home.path().join("department")).unwrap();
    let phone = Phone::new(&home.path().join("phone"), &portal.url("/"));
    for number in 1..=3 {
        example::release(&mut department, number).await.unwrap();
        serve_folder(&portal, "/", &department.repository()).unwrap();
        phone.sync(RELEASED[number - 1]).await.unwrap();
    }
    let fresh = Phone::new(&home.path().join("fresh"), &portal.url("/"));
    fresh.sync(RELEASED[2]).await.unwrap();
    assert_eq!(phone.held(RELEASED[2]).unwrap(), fresh.held(RELEASED[2]).unwrap());
}
