//! `app4g` with nothing but the starter pack: names instead of codes, and each date once.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use app4g::answer::Exit;
use app4g::host::{DEMO_ROOT, Host, STARTER, World};
use app4g::terminal::{Paint, Terminal, Watching};
use app4g_core::cancel::CancelToken;
use app4g_core::net::ClientConfig;
use app4g_core::repository::access::{Access, DemoRoot};
use app4g_core::sync::subscribe::Content;

/// What a command leaves on the screen of somebody who never had a network, long after the pack was made.
fn types(home: &std::path::Path, line: &str) -> String {
    let home = home.display().to_string();
    let fixed = ["app4g", "--home", &home, "--offline", "--now", "2027-03-01T09:30:00+07:00"];
    let args: Vec<String> = fixed.into_iter().chain(line.split(' ')).map(str::to_owned).collect();
    let mirrors = Vec::new();
    let access =
        Access { root: DEMO_ROOT.to_vec(), mirrors, archives: Vec::new(), demo: DemoRoot::Allowed, starter: None };
    let world = World {
        repository: Some(access),
        starter: Some(STARTER),
        ..World::of(ClientConfig::default(), Content::Real, CancelToken::new())
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal::new(Some(100), Paint::Plain, Watching::No);
    let exit = app4g::run(&args, Host { out: &mut out, err: &mut err, terminal, world });
    assert!(matches!(exit, Exit::Ok | Exit::Offline), "{line}: {}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap()
}

#[test]
fn units_have_names_in_lists_and_in_what_a_search_counts() {
    let home = tempfile::tempdir().unwrap();
    let found = types(home.path(), "search cây vải");
    let units = found.lines().find(|line| line.starts_with("Đơn vị")).unwrap();
    assert!(units.contains("Xã ") || units.contains("Phường "), "{found}");
    for word in units.split_whitespace() {
        let is_code = word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit());
        assert!(!is_code, "{word} has no name: {units}");
    }
    assert!(!types(home.path(), "home").is_empty());
}

#[test]
fn an_old_article_says_its_date_once() {
    let home = tempfile::tempdir().unwrap();
    let read = types(home.path(), "read 019f5e07-d740-7d34-abc9-7e265c8aea26");
    assert_eq!(read.matches("14/07/2026").count(), 1, "{read}");
}
