//! House rules that no compiler knows: headers, sizes, panics, machine paths, the string catalogue.
//!
//! Prints the size report (`file sizes: …`), which `cargo verify` shows. A file that has to be longer than the limit is
//! listed in [`LONG`] with its reason; an entry that is no longer needed is an error, so that the list stays true.

mod shells;
mod source;

use std::collections::BTreeSet;

use source::{Piece, Source, code, files, pieces, root};

/// Lines a file may have: beyond that it holds more than one idea.
const MOST_LINES: usize = 400;

/// Longer files, each with its reason.
const LONG: &[(&str, &str)] = &[];

/// A panic that shells ask for, to prove on the device that one arrives as an error.
const ON_PURPOSE: &[(&str, &str)] = &[("bindings/src/self_test.rs", "panic!(")];

/// Calls that take the process down; clippy denies most of them, this also finds them behind an `allow`.
const PANICS: &[&str] = &[".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("];

/// Where [`PANICS`] are refused. The tests package is test code as a whole.
const SHIPPED: &[&str] = &["core/", "cli/", "bindings/", "portal/", "tests/dev/"];

/// First folders that exist on somebody's machine only.
const MACHINE_FOLDERS: &[&str] = &["work", "root", "home", "farm", "Users"];

/// Keys of the catalogue that are composed at run time, by their beginning, with the place that does it.
const COMPOSED: &[(&str, &str)] = &[];

fn rust_files() -> Vec<Source> {
    files("", &["rs"])
}

/// Test code inside a file of shipped code: from `#[cfg(test)]` before an inline module to the end.
fn shipped_part(code: &str) -> &str {
    let mut from = 0;
    while let Some(at) = code.get(from..).and_then(|rest| rest.find("#[cfg(test)]")) {
        let (before, rest) = code.split_at(from + at);
        let item = rest.split([';', '{']).next().unwrap_or_default();
        let ends_with_brace = rest.get(item.len()..).is_some_and(|tail| tail.starts_with('{'));
        if item.split_whitespace().any(|word| word == "mod") && ends_with_brace {
            return before;
        }
        from += at + 1;
    }
    code
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    let silent = |source: &Source| !source.text.starts_with("//! ") || source.text.starts_with("//! stub");
    let found: Vec<_> = rust_files().into_iter().filter(silent).map(|source| source.path).collect();
    assert!(found.is_empty(), "no `//!` header in:\n{}", found.join("\n"));
}

#[test]
fn no_file_is_longer_than_one_idea() {
    let sizes: Vec<(usize, String)> =
        rust_files().into_iter().map(|source| (source.text.lines().count(), source.path)).collect();
    println!("{}", size_report(sizes.iter().map(|(lines, _)| *lines).collect()));
    let listed = |path: &str| LONG.iter().any(|(name, _)| *name == path);
    let long: Vec<_> = sizes.iter().filter(|(lines, path)| *lines > MOST_LINES && !listed(path)).collect();
    assert!(long.is_empty(), "over {MOST_LINES} lines: {long:?}");
    let stale: Vec<_> =
        LONG.iter().filter(|(name, _)| !sizes.iter().any(|(n, path)| path == name && *n > MOST_LINES)).collect();
    assert!(stale.is_empty(), "no longer long: {stale:?}");
}

fn size_report(mut lines: Vec<usize>) -> String {
    lines.sort_unstable();
    let at = |share: usize| lines.get(lines.len() * share / 100).copied().unwrap_or_default();
    let over = lines.iter().filter(|lines| **lines > MOST_LINES).count();
    let longest = lines.last().copied().unwrap_or_default();
    format!(
        "file sizes: {} files, median {}, p90 {}, longest {longest}, {over} over {MOST_LINES}",
        lines.len(),
        at(50),
        at(90)
    )
}

#[test]
fn the_size_report_counts_files_median_and_tail() {
    let report = size_report((1..=100).map(|n| n * 5).collect());
    assert_eq!(report, "file sizes: 100 files, median 255, p90 455, longest 500, 20 over 400");
    assert_eq!(size_report(vec![]), "file sizes: 0 files, median 0, p90 0, longest 0, 0 over 400");
}

#[test]
fn shipped_code_does_not_take_the_process_down() {
    let is_shipped = |source: &Source| {
        // The folder `tests` at the top makes nothing a test: two crates below it are programs.
        let inside = source.path.strip_prefix("tests/").map(|inside| Source::new(inside, ""));
        let test = inside.map_or(source.test, |inside| inside.test);
        SHIPPED.iter().any(|folder| source.path.starts_with(folder)) && !test
    };
    let mut found = Vec::new();
    for source in rust_files().into_iter().filter(is_shipped) {
        let code = code(&source.text);
        let allowed = |call: &str| ON_PURPOSE.contains(&(source.path.as_str(), call));
        let calls = PANICS.iter().filter(|call| shipped_part(&code).contains(**call) && !allowed(call));
        found.extend(calls.map(|call| format!("{}: {call}", source.path)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn an_inline_test_module_is_not_shipped_but_what_stands_before_it_is() {
    assert_eq!(shipped_part("a.unwrap(); #[cfg(test)] mod tests { b.unwrap() }"), "a.unwrap(); ");
    assert_eq!(shipped_part("#[cfg(test)] mod tests; a.unwrap()"), "#[cfg(test)] mod tests; a.unwrap()");
    assert_eq!(shipped_part("#[cfg(test)] fn x() {} a.unwrap()"), "#[cfg(test)] fn x() {} a.unwrap()");
}

/// The first path of one machine in `text`, if any.
fn machine_path(text: &str) -> Option<String> {
    for folder in MACHINE_FOLDERS {
        let path = format!("/{folder}/");
        for (at, _) in text.match_indices(&path) {
            let before = text.get(..at).and_then(|head| head.chars().last());
            let after = text.get(at + path.len()..).and_then(|tail| tail.chars().next());
            let begins = before.is_none_or(|c| !(c.is_alphanumeric() || "_.-/}~".contains(c)));
            if begins && after.is_some_and(|c| c.is_alphanumeric() || c == '.') {
                return Some(text.get(at..).unwrap_or_default().chars().take(40).collect());
            }
        }
    }
    None
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    let mut found = Vec::new();
    for source in files("", &["rs", "toml", "md", "sh", "py", "mjs", "svg", "sql", ""]) {
        found.extend(machine_path(&source.text).map(|path| format!("{}: {path}", source.path)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn machine_paths_are_told_from_web_addresses() {
    let machine = format!("see /{}/somebody/app", "home");
    assert!(machine_path(&machine).is_some());
    let web = format!("https://example.vn/{}/tin-tuc", "home");
    assert_eq!(machine_path(&web), None);
}

/// Words that name what no log may hold (decision 13), unless `core/src/redact.rs` wraps it.
const SECRETS: &[&str] =
    &["title", "query", "typed", "url", "address", "link", "phone", "body", "text", "path", "name"];

/// The arguments of every call of a logging macro in `code`.
fn logging_calls(code: &str) -> Vec<&str> {
    let call = |begin: &str| -> Option<(usize, usize)> {
        let (name, arguments) = begin.split_once("!(")?;
        let end = name.chars().all(|c| c.is_ascii_lowercase()).then(|| arguments.find(");"))??;
        Some((name.len() + 2, end))
    };
    let mut calls = Vec::new();
    for (at, path) in code.match_indices("tracing::") {
        let begin = code.get(at + path.len()..).unwrap_or_default();
        calls.extend(call(begin).and_then(|(from, length)| begin.get(from..from + length)));
    }
    calls
}

#[test]
fn logs_hold_no_title_query_or_address() {
    let mut found = Vec::new();
    for source in speaking_sources().into_iter().filter(|source| !source.test) {
        let code = code(&source.text);
        for call in
            logging_calls(&code).into_iter().filter(|call| !call.contains("HostOf(") && !call.contains("Redacted("))
        {
            let mut words = call.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            found.extend(words.find(|word| SECRETS.contains(word)).map(|word| format!("{}: {word}", source.path)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_logging_call_is_read_to_its_end() {
    let calls = logging_calls("a(); tracing::debug!(%host, ?cause, \"\"); b(url); tracing::warn!(f(url));");
    assert_eq!(calls, ["%host, ?cause, \"\"", "f(url)"]);
    assert!(logging_calls("use tracing::Level;").is_empty());
}

/// The keys of the Vietnamese catalogue; `build.rs` makes sure that the English one has the same.
fn catalogue_keys() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("core/strings/vi.toml")).unwrap_or_default();
    let mut keys = BTreeSet::new();
    let mut table = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = name.to_owned();
        } else if let Some((name, _)) = line.split_once('=') {
            let name = name.trim().trim_matches('"');
            // A table of plural forms of its own: the entry is the table.
            let is_form = matches!(name, "one" | "other") && app4g_core::strings::has(&table);
            let key = if is_form { table.clone() } else { format!("{table}.{name}") };
            keys.insert(key.trim_start_matches('.').to_owned());
        }
    }
    keys
}

/// What stands before a key.
const ASKS: &[&str] = &["Message::new(", "strings::text(", "strings::has(", "context.say("];

/// String literals that are handed to a message or to the catalogue.
fn keys_asked_for(source: &Source) -> Vec<String> {
    let pieces = pieces(&source.text);
    let asks = |code: &str| ASKS.iter().any(|call| code.ends_with(call));
    let mut keys = Vec::new();
    for pair in pieces.windows(2) {
        if let [Piece::Code(code), Piece::Words(words)] = pair
            && asks(code.trim_end())
        {
            keys.push(words.clone());
        }
    }
    keys
}

/// Endings of what the shells are written in, resources included.
const SHELLS: &[&str] = &["kt", "swift", "xml", "yml", "plist"];

fn speaking_sources() -> Vec<Source> {
    let mut sources = files("core/src", &["rs"]);
    sources.extend(files("bindings/src", &["rs"]));
    sources.extend(files("cli/src", &["rs"]));
    sources.extend(files("portal/src", &["rs"]));
    sources.extend(files("tests/src", &["rs"]));
    sources
}

#[test]
fn every_key_the_code_asks_for_is_in_the_catalogue() {
    let mut missing = Vec::new();
    for source in speaking_sources().iter().filter(|source| !source.test || source.path.starts_with("tests/src")) {
        let unknown = keys_asked_for(source).into_iter().filter(|key| !app4g_core::strings::has(key));
        missing.extend(unknown.map(|key| format!("{}: {key}", source.path)));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_text_of_the_catalogue_is_said_somewhere() {
    let mut said = BTreeSet::new();
    let mut beginnings = BTreeSet::new();
    for source in speaking_sources() {
        for piece in pieces(&source.text) {
            let Piece::Words(words) = piece else { continue };
            // `format!("ledger.{kind}")` and `concat!("ledger.", …)` say every key that begins so.
            let beginning = words.split_once('{').map_or(words.as_str(), |(beginning, _)| beginning);
            if beginning != words || words.ends_with('.') {
                beginnings.insert(beginning.to_owned());
            }
            said.insert(words);
        }
    }
    beginnings.extend(COMPOSED.iter().map(|(beginning, _)| (*beginning).to_owned()));
    beginnings.retain(|beginning| beginning.contains('.') && !beginning.contains(' '));
    let silent = |key: &String| !said.contains(key) && !beginnings.iter().any(|beginning| key.starts_with(beginning));
    let unused: Vec<_> = catalogue_keys().into_iter().filter(silent).collect();
    let (shown, said_by_rust): (Vec<_>, Vec<_>) = unused.into_iter().partition(|key| shells::for_shells(key));
    assert!(said_by_rust.is_empty(), "nobody says:\n{}", said_by_rust.join("\n"));
    let unsaid = shells::unsaid(shown.iter(), &shells::shell_sources(SHELLS));
    assert!(unsaid.is_empty(), "no shell says:\n{unsaid:#?}");
}

#[test]
fn the_catalogue_reader_of_this_test_finds_the_real_keys() {
    let keys = catalogue_keys();
    assert!(keys.contains("age.now") && keys.contains("error.cancelled"));
    for key in &keys {
        assert!(app4g_core::strings::has(key), "{key} is no key of the catalogue");
    }
}
