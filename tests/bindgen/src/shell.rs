//! `shell`: writes what the shells read beside the library: texts, tokens, resources of the systems.
//!
//! Runs after `languages`, which empties the folders of Kotlin and Swift; it puts its own files beside what is there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::resources::{Spoken, android, ios};
use crate::{catalogue, strings, tokens};

/// The package of the shells, below the folders that `languages` makes: one for the Java virtual machine, one for Android.
const KOTLIN: [&str; 2] = ["kotlin/vn/app4g/shell", "kotlin-android/vn/app4g/shell"];

/// Folders that are this command's alone: they are emptied first, so that no file of an older version stays.
const OWN: [&str; 5] = [KOTLIN[0], KOTLIN[1], "swift-shell", "android-res", "ios-res"];

/// Writes everything below `folder` from the catalogues and tokens below `root`; returns the files, sorted.
///
/// # Errors
/// What the readers refuse; a file that cannot be written.
pub(crate) fn generate(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let (texts, tokens) = (catalogue::read(root)?, tokens::read(root)?);
    let mut files = Vec::new();
    for package in KOTLIN {
        files.push((format!("{package}/Strings.kt"), strings::kotlin(&texts)));
        files.push((format!("{package}/Tokens.kt"), tokens::write::kotlin(&tokens)));
    }
    files.push(("swift-shell/Strings.swift".into(), strings::swift(&texts)));
    files.push(("swift-shell/Tokens.swift".into(), tokens::write::swift(&tokens)));
    files.push(("android-res/values/strings.xml".into(), android(&texts, Spoken::Vi)?));
    files.push(("android-res/values-en/strings.xml".into(), android(&texts, Spoken::En)?));
    files.push(("ios-res/vi.lproj/InfoPlist.strings".into(), ios(&texts, Spoken::Vi)?));
    files.push(("ios-res/en.lproj/InfoPlist.strings".into(), ios(&texts, Spoken::En)?));
    for own in OWN {
        let own = folder.join(own);
        if own.exists() {
            fs::remove_dir_all(&own).map_err(|error| format!("{}: {error}", own.display()))?;
        }
    }
    let mut written = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(failed)?;
        fs::write(&path, text).map_err(failed)?;
        written.push(path);
    }
    written.sort();
    Ok(written)
}

#[cfg(test)]
mod tests;
