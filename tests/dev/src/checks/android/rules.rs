//! What is read out of the texts that Gradle, Maven, aapt2 and R8 leave, and put into the manifest; nothing here touches the disk.
//!
//! Invariant: what is not found where it has to be is an error, never an empty answer. Used by the check `android-types`.

use std::collections::{BTreeMap, BTreeSet};

/// Archives of the class path that Maven wrote down.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Jars {
    pub(super) r8: String,
    /// Android's classes.
    pub(super) framework: String,
    pub(super) jna: String,
    /// Every library but JNA.
    libraries: Vec<String>,
}

impl Jars {
    /// Arguments that let D8 and R8 look into the libraries.
    pub(super) fn lookup(&self) -> Vec<String> {
        self.libraries.iter().flat_map(|jar| ["--classpath".to_owned(), jar.clone()]).collect()
    }
}

/// Sorts a class path.
///
/// # Errors
/// When R8, Android or JNA is not on it.
pub(super) fn jars(path: &str) -> Result<Jars, String> {
    let mut named = BTreeMap::new();
    let mut libraries = Vec::new();
    // The archives themselves are of no use here: their classes are in the jar of check/aars.
    for jar in path.trim().split(':').filter(|jar| jar.ends_with(".jar")) {
        let file = jar.rsplit('/').next().unwrap_or(jar);
        match ["r8-", "android-all-", "jna-", "kotlin-compose-compiler-"]
            .into_iter()
            .find(|start| file.starts_with(start))
        {
            Some(start) => drop(named.insert(start, jar.to_owned())),
            None => libraries.push(jar.to_owned()),
        }
    }
    let mut take = |start: &str| named.remove(start).ok_or_else(|| format!("Maven's class path has no {start}*.jar"));
    Ok(Jars { r8: take("r8-")?, framework: take("android-all-")?, jna: take("jna-")?, libraries })
}

/// The value of `name = …` in a Gradle file, without quotes.
///
/// # Errors
/// When it is not set there.
pub(super) fn setting(gradle: &str, name: &str) -> Result<String, String> {
    let values = gradle.lines().filter_map(|line| line.trim().strip_prefix(name)?.trim().strip_prefix('='));
    let first = values.map(|value| value.trim().trim_matches('"').to_owned()).next();
    first.ok_or_else(|| format!("the app's Gradle file does not set {name}"))
}

/// The manifest without what is newer than the framework to link against, and the resources (`xml rules`) that were named there.
///
/// # Errors
/// When one of these is not in the manifest any more: the list would say less than is checked.
pub(super) fn older(manifest: &str, newer: &[(&str, &str, u8)]) -> Result<(String, Vec<String>), String> {
    let (mut text, mut named) = (manifest.to_owned(), Vec::new());
    for (begin, end, _) in newer {
        let parts = text.split_once(begin).and_then(|(head, rest)| Some((head, rest.split_once(end)?)));
        let Some((head, (inside, rest))) = parts else {
            return Err(format!("the manifest has no `{begin}`: take it off the list of what is newer"));
        };
        named.extend(inside.strip_prefix('@').map(|name| name.replacen('/', " ", 1)));
        text = format!("{head}{rest}");
    }
    Ok((text, named))
}

/// The manifest with the package that Gradle puts in.
///
/// # Errors
/// When it does not begin as a manifest does.
pub(super) fn of_package(manifest: &str, package: &str) -> Result<String, String> {
    match manifest.split_once("<manifest ") {
        Some((head, rest)) => Ok(format!("{head}<manifest package=\"{package}\" {rest}")),
        None => Err("the manifest has no <manifest …>".into()),
    }
}

/// Every resource of aapt2's list (`int string app_name 0x7f020000`), as `string app_name`.
pub(super) fn symbols(list: &str) -> BTreeSet<String> {
    let words = list.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    words.filter_map(|words| Some(format!("{} {}", words.get(1)?, words.get(2)?))).collect()
}

/// The classes that aapt2's rules keep: those the manifest names.
pub(super) fn kept_by_manifest(rules: &str) -> Vec<String> {
    let names = rules.lines().filter_map(|line| line.strip_prefix("-keep class ")?.split(' ').next());
    names.map(str::to_owned).collect()
}

/// Lets a run pass that warned of nothing.
///
/// # Errors
/// What it warned of, with the line that follows.
pub(super) fn quiet(output: &str) -> Result<(), String> {
    let mut lines = output.lines().peekable();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        // Both jars have a manifest.
        if line.starts_with("Warning") && !line.contains("META-INF/MANIFEST.MF") {
            found.push(line);
            found.extend(lines.peek());
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// Compares R8's map of names with what has to be `kept`; how many classes of the app were renamed.
///
/// # Errors
/// A class that has gone or has another name; a map in which nothing was renamed, for then nothing was shown.
pub(super) fn judge(map: &str, kept: &[String]) -> Result<usize, String> {
    let lines = map.lines().filter(|line| !line.starts_with([' ', '#']));
    let names: BTreeMap<&str, &str> = lines.filter_map(|line| line.strip_suffix(':')?.split_once(" -> ")).collect();
    for class in kept {
        match names.get(class.as_str()) {
            Some(now) if now == class => {}
            Some(now) => return Err(format!("R8 calls {class} {now} now; a rule has to keep it")),
            None => return Err(format!("R8 took {class} away; a rule has to keep it")),
        }
    }
    let renamed = names.iter().filter(|(before, now)| before.starts_with("vn.app4g.") && before != now).count();
    if renamed == 0 { Err("R8 renamed nothing: its rules keep everything".into()) } else { Ok(renamed) }
}

/// Bytes as `1,2 MB`.
pub(super) fn megabytes(bytes: u64) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    format!("{},{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests;
