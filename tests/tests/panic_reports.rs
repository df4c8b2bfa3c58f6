//! A real panic in a real process leaves a report in the profile, without a word of what the person did (decision 13).
//!
//! The child is this very test binary, run again for one test.

#![allow(clippy::unwrap_used, clippy::panic, reason = "panicking is what this is about")]

use std::path::Path;
use std::process::{Command, Stdio};

use app4g::answer::Exit;
use app4g::host::{Host, Panics, World};
use app4g::terminal::{Paint, Terminal, Watching};
use app4g_core::cancel::CancelToken;
use app4g_core::net::ClientConfig;
use app4g_core::panics::{KEPT, Report, Ring};
use app4g_core::store::{OpenOptions, ProfilePaths, Store, StoreError};
use app4g_core::sync::subscribe::Content;

const PROFILE: &str = "APP4G_PANIC_PROFILE";

/// What the person searched for.
const SECRET: &str = "so-do-nha-ong-ba";

fn types(home: &Path, line: &str, panics: Panics) -> (Exit, String) {
    let home = home.display().to_string();
    let args: Vec<String> = ["app4g", "--home", &home].into_iter().chain(line.split(' ')).map(str::to_owned).collect();
    let cancel = CancelToken::new();
    let world = World { panics, ..World::of(ClientConfig::default(), Content::Real, cancel) };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal::new(Some(80), Paint::Plain, Watching::No);
    let exit = app4g::run(&args, Host { out: &mut out, err: &mut err, terminal, world });
    (exit, String::from_utf8(out).unwrap())
}

/// Runs a command as the program does, then panics in two threads. Only under [`PROFILE`].
#[test]
fn child() {
    let Some(folder) = std::env::var_os(PROFILE) else { return };
    let folder = Path::new(&folder);
    assert_eq!(types(folder, "home", Panics::Noted).0, Exit::Ok);
    let store = Store::open(folder, OpenOptions::default()).unwrap().store;
    let writer = store.writer().unwrap();
    let lost = writer.write(|_| -> Result<(), StoreError> { panic!("a batch gave up") });
    assert!(matches!(lost, Err(StoreError::Lost)));
    let typed = std::env::var("APP4G_PANIC_SECRET").unwrap();
    panic!("nothing found for {typed}");
}

fn dies(folder: &Path) {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child"])
        .env(PROFILE, folder)
        .env("APP4G_PANIC_SECRET", SECRET)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(!child.unwrap().success(), "the child did not panic");
}

#[test]
fn a_panic_leaves_a_report_that_doctor_names_and_erase_removes() {
    let home = tempfile::tempdir().unwrap();
    let file = ProfilePaths::new(home.path()).panics();
    let (exit, healthy) = types(home.path(), "--json doctor", Panics::LeftAlone);
    assert!(exit == Exit::Ok && healthy.contains("\"panics\":{\"count\":0,"), "{healthy}");
    assert!(!file.exists());

    dies(home.path());

    let [batch, search] = <[Report; 2]>::try_from(Ring::new(&file).reports()).unwrap();
    assert_eq!((batch.thread.as_str(), batch.message.as_deref()), ("content-writer", Some("a batch gave up")));
    assert!(batch.place.starts_with("tests/tests/panic_reports.rs:"), "{}", batch.place);
    assert_eq!((search.thread.as_str(), search.message), ("child", None));
    assert!(!std::fs::read_to_string(&file).unwrap().contains(SECRET), "what a person typed is in no report");

    let (exit, said) = types(home.path(), "doctor", Panics::LeftAlone);
    assert_eq!(exit, Exit::Ok, "a panic is no damage");
    assert!(said.contains("2 báo cáo") && said.contains("panics.ndjson"), "{said}");

    assert_eq!(types(home.path(), "erase --yes", Panics::LeftAlone).0, Exit::Ok);
    assert!(!file.exists());
}

#[test]
fn a_process_that_dies_again_and_again_fills_no_disk() {
    let home = tempfile::tempdir().unwrap();
    for _ in 0..KEPT / 2 + 2 {
        dies(home.path());
    }
    assert_eq!(Ring::new(ProfilePaths::new(home.path()).panics()).reports().len(), KEPT);
}
