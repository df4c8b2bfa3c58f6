//! Compiles `strings/{vi,en}.toml` into sorted tables (decision 14) and refuses catalogues that disagree; packs the data that is
//! built in and read as a whole ([`PACKED`]).
//!
//! The toml crate stays out of the phone library: it runs here only.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Data that the library unpacks when it first needs them (`src/packed.rs`): names of their constants, and their files.
const PACKED: [(&str, &str); 14] = [
    ("NAMES", "src/search/synonyms/names.ndjson"),
    ("SYLLABLES", "src/store/dictionary/syllables.txt"),
    ("ARTICLES", "src/store/dictionary/article-1.zdict"),
    ("ENTITIES", "src/text/markup/entities.txt"),
    ("PUBLIC_SUFFIXES", "src/net/domain/public_suffixes.txt"),
    ("ABBREVIATIONS", "src/reader/speech/abbreviations.csv"),
    ("RECORDS_SQL", "src/store/sql/content/001_records.sql"),
    ("SEARCH_SQL", "src/store/sql/content/002_search.sql"),
    ("FACETS_SQL", "src/store/sql/content/003_facets.sql"),
    ("REPOSITORY_SQL", "src/store/sql/content/004_repository.sql"),
    ("UPKEEP_SQL", "src/store/sql/content/005_upkeep.sql"),
    ("PERSONAL_SQL", "src/store/sql/personal/001_personal.sql"),
    ("PERSONAL_REPOSITORY_SQL", "src/store/sql/personal/002_repository.sql"),
    ("NEWER_FORMAT_SQL", "src/store/sql/personal/003_newer_format.sql"),
];

/// Stands between the singular and the other form of a text.
const FORMS: char = '\u{1f}';

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
    let mut packed = Vec::new();
    if let Some((_, entries)) = catalogues.first() {
        packed.push(table("KEYS", entries.keys().cloned(), &mut generated)?);
    }
    for (lang, entries) in &catalogues {
        let texts = entries.values().map(|entry| match &entry.one {
            Some(one) => format!("{one}{FORMS}{}", entry.other),
            None => entry.other.clone(),
        });
        packed.push(table(&lang.to_uppercase(), texts, &mut generated)?);
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("catalogue.rs"), generated)?;
    for (name, file) in PACKED {
        println!("cargo:rerun-if-changed={file}");
        packed.push((name.to_owned(), fs::read(Path::new(&root).join(file))?));
    }
    pack(&packed, Path::new(&out))?;
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}

/// Data to be packed, with the name of their constant.
type Data = (String, Vec<u8>);

/// Puts texts in one piece and writes the place where each ends.
fn table(name: &str, texts: impl Iterator<Item = String>, into: &mut String) -> Result<Data, Box<dyn Error>> {
    let (mut all, mut ends) = (String::new(), Vec::new());
    for text in texts {
        all.push_str(&text);
        ends.push(u16::try_from(all.len())?);
    }
    let unpacked = format!("LazyLock::new(|| packed::{name}.text())");
    writeln!(into, "static {name}: Texts = Texts {{ all: {unpacked}, ends: &{ends:?} }};")?;
    Ok((name.to_owned(), all.into_bytes()))
}

/// Deflates data and writes what reads them.
fn pack(all: &[Data], out: &Path) -> Result<(), Box<dyn Error>> {
    let mut generated = String::new();
    for (name, data) in all {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(data)?;
        fs::write(out.join(name), packed.finish()?)?;
        writeln!(
            generated,
            "pub(crate) static {name}: Packed = Packed {{ bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")), \
             len: {} }};",
            data.len()
        )?;
    }
    Ok(fs::write(out.join("packed.rs"), generated)?)
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
