//! Compiles `strings/{vi,en}.toml` into sorted tables (decision 14) and refuses catalogues that disagree.
//!
//! The toml crate stays out of the phone library: it runs here only.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// One entry: `one` is used for n = 1 where the language has such a form.
#[derive(Debug, Clone)]
struct Entry {
    one: Option<String>,
    other: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut generated = String::new();
    let mut catalogues = Vec::new();
    for lang in ["vi", "en"] {
        let path = Path::new(&root).join("strings").join(format!("{lang}.toml"));
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        let table: toml::Table = text.parse().map_err(|error| format!("{lang}.toml: {error}"))?;
        let mut entries = BTreeMap::new();
        flatten("", &table, &mut entries).map_err(|error| format!("{lang}.toml: {error}"))?;
        catalogues.push((lang, entries));
    }
    agree(&catalogues)?;
    for (lang, entries) in &catalogues {
        writeln!(generated, "static {}: &[(&str, Entry)] = &[", lang.to_uppercase())?;
        for (key, entry) in entries {
            writeln!(generated, "    ({key:?}, Entry {{ one: {:?}, other: {:?} }}),", entry.one, entry.other)?;
        }
        writeln!(generated, "];")?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("catalogue.rs"), generated)?;
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}

fn flatten(prefix: &str, table: &toml::Table, into: &mut BTreeMap<String, Entry>) -> Result<(), String> {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::String(text) => {
                into.insert(key, Entry { one: None, other: text.clone() });
            }
            toml::Value::Table(inner) if is_plural(inner) => {
                let form = |form: &str| inner.get(form).and_then(toml::Value::as_str).map(str::to_owned);
                let other = form("other").ok_or_else(|| format!("`{key}.other` is no text"))?;
                into.insert(key, Entry { one: form("one"), other });
            }
            toml::Value::Table(inner) => flatten(&key, inner, into)?,
            _ => return Err(format!("`{key}` is neither text nor a table")),
        }
    }
    Ok(())
}

/// A table of plural forms; a table that merely has an entry called `other` among more is a module's.
fn is_plural(table: &toml::Table) -> bool {
    table.contains_key("other") && table.keys().all(|form| matches!(form.as_str(), "one" | "other"))
}

fn arguments(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

fn agree(catalogues: &[(&str, BTreeMap<String, Entry>)]) -> Result<(), String> {
    let [(first, left), (second, right)] = catalogues else {
        return Err("two catalogues expected".into());
    };
    for (key, entry) in left {
        let Some(twin) = right.get(key) else {
            return Err(format!("`{key}` is in {first}.toml but not in {second}.toml"));
        };
        if arguments(&entry.other) != arguments(&twin.other) {
            return Err(format!("`{key}` has other arguments in {first}.toml than in {second}.toml"));
        }
    }
    match right.keys().find(|key| !left.contains_key(*key)) {
        Some(key) => Err(format!("`{key}` is in {second}.toml but not in {first}.toml")),
        None => Ok(()),
    }
}
