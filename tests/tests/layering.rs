//! The floors of the core: arrows point downward only (`docs/architecture.md`, decision 34).
//!
//! Reads the sources of `core/src`, finds every path that leads to another module (`crate::x`, `crate::{x, y}`,
//! `super::…` that climbs to the top, names that `lib.rs` re-exports) and compares it with the two tables below.
//! To allow a new pair of neighbours, add a line with its reason; an upward arrow is never allowed.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{Source, code, files, root};

/// Floor of each module of the core.
const FLOORS: &[(&str, u8)] = &[
    ("cancel", 0),
    ("clock", 0),
    ("config", 0),
    ("error", 0),
    ("answer", 0),
    ("first", 0),
    ("packed", 0),
    ("panics", 0),
    ("redact", 0),
    ("model", 1),
    ("strings", 1),
    ("text", 1),
    ("net", 2),
    ("store", 2),
    ("extract", 3),
    ("feed", 3),
    ("reader", 3),
    ("repository", 3),
    ("search", 3),
    ("outbox", 4),
    ("sync", 4),
    ("app", 5),
];

/// Where a pair of neighbours may meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Everywhere,
    TestsOnly,
}

/// Modules of one floor that may use each other, in this direction, with the reason.
const NEIGHBOURS: &[(&str, &str, Scope, &str)] = &[
    ("error", "cancel", Scope::Everywhere, "a cancelled run is one of the public kinds"),
    ("error", "redact", Scope::Everywhere, "an error that is logged shows the names of its arguments only"),
    ("panics", "clock", Scope::Everywhere, "a report says when"),
    ("model", "text", Scope::Everywhere, "a line is NFC, and there is one NFC"),
    ("text", "strings", Scope::Everywhere, "ages, dates and numbers are said in words of the catalogue"),
    ("search", "extract", Scope::Everywhere, "numbers of documents are terms of the index and clauses of a query"),
    ("feed", "reader", Scope::TestsOnly, "what a feed delivers is sanitised; the parser itself never needs it"),
];

/// What the core's sources must not name outside tests, with the reason.
const FOREIGN_TO_CORE: &[(&str, &str)] = &[
    ("uniffi", "exported types live in the bindings, so that the generator can be changed"),
    ("jni", "no platform code in the core"),
    ("objc", "no platform code in the core"),
    ("Runtime::new", "the core starts no runtime; shells own it"),
    ("runtime::Builder", "the core starts no runtime; shells own it"),
    ("Utc::now", "time comes from a Clock"),
    ("Local::now", "time comes from a Clock"),
];

/// Dependencies by which a crate would go around its floor: crate, dependency, reason.
const FOREIGN_DEPENDENCIES: &[(&str, &str, &str)] = &[
    ("core", "uniffi", "exported types live in the bindings"),
    ("core", "age", "only the terminal shell encrypts exports: its cost on a phone is not known (decision 10)"),
    ("core", "clap", "arguments belong to the terminal shell"),
    ("core", "tracing-subscriber", "the shell decides where logs go"),
    ("cli", "rusqlite", "the shell asks the core, not its database"),
    ("cli", "reqwest", "the shell asks the core, not the network"),
    ("cli", "ammonia", "the shell draws blocks"),
    ("cli", "zstd", "what is stored is the core's affair"),
];

/// One use of another top-level module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Arrow {
    from: String,
    to: String,
    test: bool,
    file: String,
}

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// `core/src/a/b/mod.rs` and `core/src/a/b.rs` are module `[a, b]`.
fn module_of(path: &str) -> Vec<&str> {
    let inside = path.strip_prefix("core/src/").unwrap_or(path);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let mut parts: Vec<&str> = inside.split('/').collect();
    if matches!(parts.last(), Some(&"mod" | &"lib")) {
        parts.pop();
    }
    parts
}

/// Identifiers and single marks, without spaces.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let end = if is_name(first) { rest.find(|c| !is_name(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, tail) = rest.split_at(end);
        tokens.push(token);
        rest = tail.trim_start();
    }
    tokens
}

/// The names right under the path that ends before `at`: one, or the members of a `{…}` list.
fn heads<'a>(tokens: &[&'a str], at: usize) -> Vec<&'a str> {
    let rest = || tokens.iter().skip(at).copied();
    if rest().next() != Some("{") {
        return rest().take(1).collect();
    }
    let (mut depth, mut expecting, mut names) = (0_u32, false, Vec::new());
    for token in rest() {
        match token {
            "{" => (depth, expecting) = (depth + 1, depth == 0),
            "}" => depth -= 1,
            "," => expecting = depth == 1,
            name => {
                if std::mem::take(&mut expecting) {
                    names.push(name);
                }
            }
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Names under the crate's root that a file mentions.
fn roots_used<'a>(tokens: &[&'a str], module: &[&str]) -> Vec<&'a str> {
    let mut used = Vec::new();
    let is_path = |at: usize| tokens.get(at) == Some(&":") && tokens.get(at + 1) == Some(&":");
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "crate" && is_path(at + 1) {
            used.extend(heads(tokens, at + 3));
        }
        if tokens[at] == "super" {
            let mut climbed = 0;
            while tokens.get(at) == Some(&"super") && is_path(at + 1) {
                (climbed, at) = (climbed + 1, at + 3);
            }
            if climbed == module.len() {
                used.extend(heads(tokens, at));
            }
        }
        at += 1;
    }
    used
}

/// What `lib.rs` re-exports: `Timestamp` is `clock`.
fn re_exports(lib: &str) -> BTreeMap<String, String> {
    let code = code(lib);
    let tokens = tokens(&code);
    let mut map = BTreeMap::new();
    for (at, window) in tokens.windows(5).enumerate() {
        if let ["pub", "use", module, ":", ":"] = window {
            map.extend(heads(&tokens, at + 5).into_iter().map(|name| (name.to_owned(), (*module).to_owned())));
        }
    }
    map
}

fn arrows(sources: &[Source]) -> Vec<Arrow> {
    let lib = sources.iter().find(|source| source.path == "core/src/lib.rs").map_or("", |lib| lib.text.as_str());
    let names = re_exports(lib);
    let mut arrows = BTreeSet::new();
    for source in sources.iter().filter(|source| source.path != "core/src/lib.rs") {
        let module = module_of(&source.path);
        let code = code(&source.text);
        for name in roots_used(&tokens(&code), &module) {
            let to = names.get(name).map_or(name, String::as_str);
            let from = module.first().copied().unwrap_or_default();
            if to != from {
                let (from, to, file) = (from.to_owned(), to.to_owned(), source.path.clone());
                arrows.insert(Arrow { from, to, test: source.test, file });
            }
        }
    }
    arrows.into_iter().collect()
}

/// Why an arrow must not be; `None` if it may.
fn objection(arrow: &Arrow) -> Option<String> {
    let Arrow { from, to, test, file } = arrow;
    let Some(high) = floor(from) else { return Some(format!("{file}: module `{from}` has no floor in FLOORS")) };
    let Some(low) = floor(to) else { return Some(format!("{file}: `crate::{to}` is no module of FLOORS")) };
    let allowed = |(left, right, scope, _): &&(&str, &str, Scope, &str)| {
        left == from && right == to && (*scope == Scope::Everywhere || *test)
    };
    if low < high || NEIGHBOURS.iter().any(|pair| allowed(&pair)) {
        return None;
    }
    let kind = if low > high { "upward" } else { "sideways" };
    Some(format!("{file}: {from} (floor {high}) uses {to} (floor {low}): {kind}"))
}

/// A module that reaches itself through the pairs, if there is one.
fn cycle(pairs: &[(&str, &str)]) -> Option<String> {
    let reaches = |start: &str| {
        let mut seen = BTreeSet::new();
        let mut open = vec![start.to_owned()];
        while let Some(module) = open.pop() {
            let next = pairs.iter().filter(|(from, _)| *from == module).map(|(_, to)| (*to).to_owned());
            open.extend(next.filter(|to| seen.insert(to.clone())));
        }
        seen.contains(start)
    };
    pairs.iter().map(|(from, _)| *from).find(|from| reaches(from)).map(str::to_owned)
}

fn objections(sources: &[Source]) -> Vec<String> {
    arrows(sources).iter().filter_map(objection).collect()
}

#[test]
fn no_module_uses_one_of_a_floor_above_or_an_unlisted_neighbour() {
    let found = objections(&files("core/src", &["rs"]));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn listed_neighbours_share_a_floor_and_make_no_cycle() {
    for (from, to, _, _) in NEIGHBOURS {
        assert_eq!(floor(from), floor(to), "{from} → {to} is no pair of neighbours");
    }
    let pairs: Vec<_> = NEIGHBOURS.iter().map(|(from, to, _, _)| (*from, *to)).collect();
    assert_eq!(cycle(&pairs), None);
}

#[test]
fn the_core_names_no_generator_no_platform_no_runtime_and_no_now() {
    for source in files("core/src", &["rs"]).iter().filter(|source| !source.test) {
        let code = code(&source.text);
        let words: Vec<_> = tokens(&code);
        let joined = format!(" {} ", words.join(" ")).replace(" : : ", "::");
        for (word, reason) in FOREIGN_TO_CORE {
            let named = joined.split(' ').any(|name| {
                name == *word || name.ends_with(&format!("::{word}")) || name.starts_with(&format!("{word}::"))
            });
            assert!(!named, "{} names {word}: {reason}", source.path);
        }
    }
}

#[test]
fn no_crate_depends_on_what_lies_beyond_its_floor() {
    for (package, dependency, reason) in FOREIGN_DEPENDENCIES {
        let path = root().join(package).join("Cargo.toml");
        let manifest = std::fs::read_to_string(path).unwrap();
        let names = |line: &str| line.split(['.', '=', ' ']).next() == Some(*dependency);
        assert!(!manifest.lines().any(names), "{package} depends on {dependency}: {reason}");
    }
}

/// One made-up file of the core.
fn made_up(path: &str, text: &str) -> Vec<Source> {
    vec![Source::new("core/src/lib.rs", "pub use clock::{Clock, Timestamp};"), Source::new(path, text)]
}

#[test]
fn an_upward_import_is_detected_in_every_way_of_writing_it() {
    for text in [
        "use crate::sync::Engine;",
        "use crate::{clock::Clock, sync::{Engine, Plan}};",
        "fn f() -> crate::sync::Plan { todo() }",
        "use super::sync;",
        "use super::{error, sync::Plan};",
        "pub use crate :: sync :: Plan;",
    ] {
        let found = objections(&made_up("core/src/store/mod.rs", text));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].contains("store (floor 2) uses sync (floor 4): upward"), "{found:?}");
    }
    assert_eq!(objections(&made_up("core/src/store/pool/tests.rs", "use super::super::super::app;")).len(), 1);
}

#[test]
fn downward_imports_and_own_modules_are_allowed() {
    let text =
        "use crate::{model::Article, error, Timestamp}; use super::super::sql; use crate::store::pool; use std::fs;";
    assert_eq!(objections(&made_up("core/src/store/pool/read.rs", text)), Vec::<String>::new());
}

#[test]
fn names_in_comments_strings_and_character_literals_are_no_imports() {
    let text = "//! See crate::app.\n/* crate::sync /* crate::app */ */ const A: &str = \"crate::app\"; \
                const B: &str = r#\"\"crate::sync\"#; const C: char = '\"'; // crate::app\nfn f<'a>(x: &'a str) {}";
    assert_eq!(objections(&made_up("core/src/store/mod.rs", text)), Vec::<String>::new());
    let hidden = "const C: char = '\"'; use crate::app::App; const D: char = '\\\\';";
    assert_eq!(objections(&made_up("core/src/store/mod.rs", hidden)).len(), 1);
}

#[test]
fn a_neighbour_is_refused_unless_listed_and_then_only_in_its_scope() {
    assert_eq!(objections(&made_up("core/src/search/mod.rs", "use crate::feed::Item;")).len(), 1);
    assert_eq!(objections(&made_up("core/src/feed/mod.rs", "use crate::reader::sanitise;")).len(), 1);
    assert_eq!(objections(&made_up("core/src/feed/parse/tests.rs", "use crate::reader::sanitise;")).len(), 0);
}

#[test]
fn a_name_that_lib_re_exports_counts_as_its_module() {
    let found = arrows(&made_up("core/src/net/mod.rs", "use crate::Timestamp;"));
    assert_eq!(found.iter().map(|arrow| arrow.to.as_str()).collect::<Vec<_>>(), ["clock"]);
}

#[test]
fn a_module_without_a_floor_is_an_objection() {
    assert_eq!(objections(&made_up("core/src/utils.rs", "use crate::clock::Clock;")).len(), 1);
    assert_eq!(objections(&made_up("core/src/store/mod.rs", "use crate::*;")).len(), 1);
}

#[test]
fn a_cycle_of_neighbours_is_found() {
    assert_eq!(cycle(&[("a", "b"), ("b", "c")]), None);
    assert!(cycle(&[("a", "b"), ("b", "c"), ("c", "a")]).is_some());
}
