//! The shells in Kotlin and Swift as the house rules see them: which texts of the catalogue they say, and words of their own.
//!
//! Used by `house_rules.rs`. Views say nothing by themselves: what a person reads comes in a state or from the generated `Strings`,
//! so both languages have it and one place decides on it. A folder that is not there is no finding.

use std::collections::BTreeSet;

use crate::source::{Piece, Source, files, pieces};

/// Keys that shells show by themselves.
const SHOWN: [&str; 2] = ["shell.", "a11y."];

/// Keys that become resources of the system; they are said by the apps around the views.
const SYSTEM: &str = "shell.system.";

/// The app of Android: until it is there, nobody says texts of the system.
const APP: &str = "android/app/";

/// Folders of views.
const VIEWS: [&str; 2] = ["android/ui", "ios/App"];

/// Made by tools, not written.
const MADE: [&str; 4] = ["Generated", "generated", ".build", "build"];

/// What stands before a literal that a person sees or hears.
const SAYS: &[&str] = &[
    "Text(",
    "Text(text = ",
    "Text(verbatim: ",
    "Label(",
    "Button(",
    "Toggle(",
    "Section(",
    "Picker(",
    "Link(",
    "Menu(",
    "TextField(",
    "navigationTitle(",
    "accessibilityLabel(",
    "accessibilityHint(",
    "accessibilityValue(",
    "accessibilityAction(named: ",
    "contentDescription = ",
    "stateDescription = ",
    "paneTitle = ",
    "onClickLabel = ",
    "onLongClickLabel = ",
    "CustomAccessibilityAction(",
];

/// Members of `Strings` that are no texts.
const MEMBERS: [&str; 4] = ["vi", "en", "of", "language"];

/// Sources of the shells, without what is generated.
pub(crate) fn shell_sources(endings: &[&str]) -> Vec<Source> {
    let mut sources = files("android", endings);
    sources.extend(files("ios", endings));
    sources.retain(|source| !source.path.split('/').any(|part| MADE.contains(&part)));
    sources
}

/// `shell.nav.home` is `navHome`, `a11y.not_chosen` is `a11yNotChosen`: as `app4g-bindgen` names them.
fn generated_name(key: &str) -> String {
    let mut words = key.strip_prefix("shell.").unwrap_or(key).split(['.', '_', '-']);
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    name
}

/// The words of a source, without lines that are comments.
fn words(text: &str) -> BTreeSet<String> {
    let is_comment = |line: &&str| ["//", "/*", "*"].iter().any(|begin| line.trim_start().starts_with(begin));
    let lines = text.lines().filter(|line| !is_comment(line));
    let words = lines.flat_map(|line| line.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Keys of `keys` that no shell says, of those that only shells can say.
pub(crate) fn unsaid<'a>(keys: impl Iterator<Item = &'a String>, sources: &[Source]) -> Vec<&'a String> {
    if sources.is_empty() {
        return Vec::new();
    }
    let said: BTreeSet<String> = sources.iter().flat_map(|source| words(&source.text)).collect();
    let has_app = sources.iter().any(|source| source.path.starts_with(APP));
    let shown = keys.filter(|key| for_shells(key));
    shown
        .filter(|key| match key.strip_prefix(SYSTEM) {
            Some(name) => has_app && !said.contains(name) && !said.contains(&generated_name(key)),
            None => !said.contains(&generated_name(key)),
        })
        .collect()
}

/// Whether shells may show it by themselves.
pub(crate) fn for_shells(key: &str) -> bool {
    SHOWN.iter().any(|begin| key.starts_with(begin))
}

/// Members of a value called `strings` that no key has given it.
fn unknown_members(text: &str, names: &BTreeSet<String>) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, call) in text.match_indices("strings.") {
        let before = text.get(..at).and_then(|head| head.chars().last());
        let rest = text.get(at + call.len()..).unwrap_or_default();
        let member: String = rest.chars().take_while(|c| is_word(*c)).collect();
        if !before.is_some_and(is_word) && !MEMBERS.contains(&member.as_str()) && !names.contains(&member) {
            found.push(member);
        }
    }
    found
}

/// Words that a view says by itself: any literal with a letter beyond ASCII, and what is handed to a text or a label.
fn own_words(text: &str) -> Vec<String> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    for pair in pieces.windows(2) {
        let [Piece::Code(code), Piece::Words(words)] = pair else { continue };
        let words_only = without_arguments(words);
        let foreign = words_only.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let says = SAYS.iter().any(|call| code.ends_with(call)) && words_only.chars().any(char::is_alphabetic);
        if foreign || says {
            found.push(words.clone());
        }
    }
    found
}

/// A literal without `${…}`, `$name` and `\(…)`.
fn without_arguments(literal: &str) -> String {
    let mut out = String::new();
    let mut rest = literal.chars().peekable();
    while let Some(letter) = rest.next() {
        let close = match (letter, rest.peek()) {
            ('$', Some('{')) => '}',
            ('\\', Some('(')) => ')',
            ('$', Some(_)) => {
                while rest.next_if(|c| c.is_alphanumeric() || *c == '_').is_some() {}
                continue;
            }
            ('\\', Some(_)) => {
                rest.next();
                continue;
            }
            _ => {
                out.push(letter);
                continue;
            }
        };
        let open = rest.next();
        let mut depth = 1;
        while depth > 0 {
            match rest.next() {
                Some(c) if c == close => depth -= 1,
                Some(c) if Some(c) == open => depth += 1,
                Some(_) => {}
                None => break,
            }
        }
    }
    out
}

/// Views that are shipped: not their tests.
fn views() -> Vec<Source> {
    let inside = |source: &Source| VIEWS.iter().any(|folder| source.path.starts_with(&format!("{folder}/")));
    let is_test = |source: &Source| source.path.split('/').any(|part| part == "test" || part.ends_with("Tests"));
    shell_sources(&["kt", "swift"]).into_iter().filter(|source| inside(source) && !is_test(source)).collect()
}

#[test]
fn views_have_no_words_of_their_own() {
    let mut found = Vec::new();
    for source in views() {
        found.extend(own_words(&source.text).into_iter().map(|words| format!("{}: \"{words}\"", source.path)));
    }
    assert!(found.is_empty(), "texts come from a state or from Strings:\n{}", found.join("\n"));
}

#[test]
fn views_ask_for_texts_that_the_catalogue_has() {
    let keys = crate::catalogue_keys();
    let names = keys.iter().filter(|key| for_shells(key)).map(|key| generated_name(key)).collect();
    let mut found = Vec::new();
    for source in views() {
        found.extend(unknown_members(&source.text, &names).into_iter().map(|name| format!("{}: {name}", source.path)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_text_is_said_by_its_generated_name() {
    assert_eq!(generated_name("shell.nav.home"), "navHome");
    assert_eq!(generated_name("a11y.not_chosen"), "a11yNotChosen");
    let keys = ["a11y.on", "shell.nav.home", "shell.system.app_name", "screen.x"].map(str::to_owned);
    let unsaid = |path: &str, text: &str| {
        let sources = [Source::new(path, text)];
        unsaid(keys.iter(), &sources).into_iter().map(String::as_str).collect::<Vec<_>>()
    };
    assert_eq!(unsaid("android/ui/A.kt", "x(strings.navHome, s.a11yOn)"), [""; 0]);
    assert_eq!(unsaid("ios/App/A.swift", "// strings.navHome\nText(s.a11yOnce)"), ["a11y.on", "shell.nav.home"]);
    assert_eq!(unsaid("android/app/A.kt", "navHome a11yOn"), ["shell.system.app_name"]);
    assert_eq!(unsaid("android/app/a.xml", "navHome a11yOn @string/app_name"), [""; 0]);
}

#[test]
fn without_shells_nothing_is_unsaid() {
    assert!(unsaid(["shell.nav.home".to_owned()].iter(), &[]).is_empty());
}

#[test]
fn words_of_a_view_are_found_and_names_are_not() {
    assert_eq!(own_words("Text(\"Search\")"), ["Search"]);
    assert_eq!(own_words("Text(text = \"$n new\")"), ["$n new"]);
    assert_eq!(own_words("x.semantics { contentDescription = \"Close\" }"), ["Close"]);
    assert_eq!(own_words("val a = \"Lưu\""), ["Lưu"]);
    assert_eq!(own_words(".accessibilityLabel(\"Saved \\(title)\")"), ["Saved \\(title)"]);
    let fine = "Image(systemName: \"star\") Text(\" · \") Text(\"${a.b} $c\") Text(\"\\(f(a)): \\(b)\") Text(state.title) // Text(\"Tìm\")";
    assert!(own_words(fine).is_empty(), "{:?}", own_words(fine));
}

#[test]
fn members_that_no_key_gives_are_found() {
    let names = BTreeSet::from(["navHome".to_owned()]);
    assert_eq!(unknown_members("strings.navHome strings.navHoem strings.language my_strings.x", &names), ["navHoem"]);
}
