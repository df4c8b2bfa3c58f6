//! The texts of the catalogue that shells show by themselves: keys `shell.*` and `a11y.*` of `core/strings/{vi,en}.toml`.
//!
//! Invariants: entries are sorted by key; both languages have each; arguments are sorted by name, so that no change of wording moves
//! an argument of a generated function. The same reading as `core/build.rs`, which also looks after the keys of the core.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::literal::camel;

/// Keys of what the system shows before the app runs: they go into the systems' own resources as well.
pub(crate) const SYSTEM: &str = "shell.system.";

/// A text in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it stands.
    Words(String),
    /// Filled in.
    Argument(String),
}

/// The forms of a text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    /// For n = 1, where the language has such a form.
    pub(crate) one: Option<Vec<Piece>>,
    /// Otherwise.
    pub(crate) other: Vec<Piece>,
}

/// One text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// As in the catalogue.
    pub(crate) key: String,
    /// As in generated code, without quotes for reserved words.
    pub(crate) name: String,
    /// Names, sorted.
    pub(crate) arguments: Vec<String>,
    pub(crate) vi: Forms,
    pub(crate) en: Forms,
}

/// Reads both catalogues below `root`.
///
/// # Errors
/// A file that cannot be read or is no catalogue; a key or an argument that one language lacks; two keys of the same name.
pub(crate) fn read(root: &Path) -> Result<Vec<Entry>, String> {
    let text = |language: &str| {
        let path = root.join("core/strings").join(format!("{language}.toml"));
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    parse(&text("vi")?, &text("en")?)
}

/// The entries of two catalogues.
///
/// # Errors
/// As [`read`].
pub(crate) fn parse(vi: &str, en: &str) -> Result<Vec<Entry>, String> {
    let (vi, mut en) = (texts(vi, "vi.toml")?, texts(en, "en.toml")?);
    let mut entries = Vec::new();
    let mut names = BTreeMap::new();
    for (key, vi) in vi {
        let en = en.remove(&key).ok_or_else(|| format!("`{key}` is not in en.toml"))?;
        let (arguments, theirs) = (arguments(&vi), arguments(&en));
        // A text with forms asks for the number, also where it does not show it; so it does in one language for both.
        let counts = vi.one.is_some() || en.one.is_some();
        let with = |mut names: BTreeSet<String>| {
            names.extend(counts.then(|| "n".to_owned()));
            names
        };
        let (arguments, theirs) = (with(arguments), with(theirs));
        if arguments != theirs {
            return Err(format!("`{key}` has other arguments in vi.toml than in en.toml"));
        }
        let name = name(&key);
        if let Some(other) = names.insert(name.clone(), key.clone()) {
            return Err(format!("`{key}` and `{other}` would both be called {name}"));
        }
        entries.push(Entry { name, arguments: arguments.into_iter().collect(), key, vi, en });
    }
    match en.keys().next() {
        Some(key) => Err(format!("`{key}` is not in vi.toml")),
        None => Ok(entries),
    }
}

/// `shell.nav.home` is `navHome`, `a11y.not_chosen` is `a11yNotChosen`.
fn name(key: &str) -> String {
    camel(key.strip_prefix("shell.").unwrap_or(key))
}

fn texts(catalogue: &str, file: &str) -> Result<BTreeMap<String, Forms>, String> {
    let table: toml::Table = catalogue.parse().map_err(|error| format!("{file}: {error}"))?;
    let mut found = BTreeMap::new();
    for section in ["a11y", "shell"] {
        if let Some(value) = table.get(section) {
            flatten(section, value, &mut found).map_err(|error| format!("{file}: {error}"))?;
        }
    }
    Ok(found)
}

fn flatten(key: &str, value: &toml::Value, into: &mut BTreeMap<String, Forms>) -> Result<(), String> {
    match value {
        toml::Value::String(text) => {
            into.insert(key.to_owned(), Forms { one: None, other: pieces(text) });
        }
        toml::Value::Table(forms) if is_plural(forms) => {
            let form = |form: &str| forms.get(form).and_then(toml::Value::as_str).map(pieces);
            let other = form("other").ok_or_else(|| format!("`{key}.other` is no text"))?;
            into.insert(key.to_owned(), Forms { one: form("one"), other });
        }
        toml::Value::Table(section) => {
            for (name, value) in section {
                flatten(&format!("{key}.{name}"), value, into)?;
            }
        }
        _ => return Err(format!("`{key}` is neither text nor a table")),
    }
    Ok(())
}

fn is_plural(table: &toml::Table) -> bool {
    table.contains_key("other") && table.keys().all(|form| matches!(form.as_str(), "one" | "other"))
}

/// Splits a text as the core fills it: `{name}` is an argument, a brace that is not closed is a brace.
fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        if !before.is_empty() {
            found.push(Piece::Words(before.to_owned()));
        }
        found.push(Piece::Argument(name.to_owned()));
        rest = tail;
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest.to_owned()));
    }
    found
}

fn arguments(forms: &Forms) -> BTreeSet<String> {
    let all = forms.one.iter().flatten().chain(&forms.other);
    all.filter_map(|piece| match piece {
        Piece::Argument(name) => Some(name.clone()),
        Piece::Words(_) => None,
    })
    .collect()
}

#[cfg(test)]
mod tests;
