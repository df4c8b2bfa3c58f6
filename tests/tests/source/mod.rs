//! The workspace's own sources as the tests of shape see them: files, code without words, words without code.
//!
//! Used by `layering.rs` and `house_rules.rs`. A scanner of letters, not a compiler: it knows comments, strings (plain,
//! raw, byte) and character literals, which is all that these tests need.

#![allow(dead_code, reason = "each of the two test programs uses its part")]

use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests.parent().map(Path::to_path_buf).unwrap_or(tests)
}

/// A file with its path from the workspace's folder, `/` between folders.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// Test code: by its place (`tests.rs`, a folder `tests`), or declared under `#[cfg(test)]` by its parent.
    pub(crate) test: bool,
}

impl Source {
    /// A file that is test code only by its place.
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let path = path.into();
        let test = path.split('/').any(|part| part == "tests" || part == "tests.rs");
        Self { path, text: text.into(), test }
    }

    /// Paths without `.rs` of the modules that this file declares under `#[cfg(test)]`.
    fn test_modules(&self) -> Vec<String> {
        let stem = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let home = if matches!(name, "mod" | "lib" | "main") { folder } else { stem };
        let code = code(&self.text);
        let after = code.split("#[cfg(test)]").skip(1).filter_map(|rest| rest.split_once(';'));
        let declared = after.filter_map(|(item, _)| item.trim().rsplit_once("mod ").map(|(_, name)| name.to_owned()));
        declared
            .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
            .map(|name| format!("{home}/{name}"))
            .collect()
    }
}

/// Every readable text file below `folder` with one of the `endings`; build folders and git's own are left out.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let root = root();
    collect(&root, &root.join(folder), endings, &mut found);
    found.sort_by(|left, right| left.path.cmp(&right.path));
    let declared: Vec<String> = found.iter().flat_map(Source::test_modules).collect();
    for source in &mut found {
        let inside = |module: &String| {
            source.path.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        source.test |= declared.iter().any(inside);
    }
    found
}

fn collect(root: &Path, folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        // In a work tree `.git` is a file.
        if matches!(name.as_str(), "target" | ".build" | ".git" | "node_modules" | "corpus-run" | "artifacts") {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, endings, found);
            continue;
        }
        let ending = path.extension().map(|end| end.to_string_lossy().into_owned()).unwrap_or_default();
        let (Ok(inside), Ok(text)) = (path.strip_prefix(root), std::fs::read_to_string(&path)) else { continue };
        if endings.contains(&ending.as_str()) {
            found.push(Source::new(inside.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

/// A piece of Rust text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Everything that is neither of the others.
    Code(String),
    /// The inside of a string literal, escapes as written.
    Words(String),
}

/// Splits Rust text into code and string literals; comments and character literals become a space.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let letters: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut code = String::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied();
        let after_word = code.chars().last().is_some_and(|c| c.is_alphanumeric() || c == '_');
        match (letter, next) {
            ('/', Some('/')) => at = line_comment(&letters, at),
            ('/', Some('*')) => at = block_comment(&letters, at),
            ('"', _) => at = string(&letters, at + 1, &mut code, &mut pieces),
            ('r', Some('"' | '#')) | ('b', Some('r')) if !after_word && raw_hashes(&letters, at).is_some() => {
                at = raw_string(&letters, at, &mut code, &mut pieces);
                continue;
            }
            ('\'', _) => at = character(&letters, at, &mut code),
            _ => {
                code.push(letter);
                at += 1;
                continue;
            }
        }
        code.push(' ');
    }
    pieces.push(Piece::Code(code));
    pieces
}

/// The code alone, a `""` where a string stood.
pub(crate) fn code(text: &str) -> String {
    let text_of = |piece: &Piece| match piece {
        Piece::Code(code) => code.clone(),
        Piece::Words(_) => "\"\"".to_owned(),
    };
    pieces(text).iter().map(text_of).collect()
}

fn line_comment(letters: &[char], from: usize) -> usize {
    letters.iter().skip(from).position(|c| *c == '\n').map_or(letters.len(), |length| from + length)
}

fn block_comment(letters: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at < letters.len() {
        match (letters[at], letters.get(at + 1)) {
            ('/', Some('*')) => (at, depth) = (at + 2, depth + 1),
            ('*', Some('/')) => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn close(words: String, code: &mut String, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::Code(std::mem::take(code)));
    pieces.push(Piece::Words(words));
}

fn string(letters: &[char], from: usize, code: &mut String, pieces: &mut Vec<Piece>) -> usize {
    let mut at = from;
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    close(letters[from..at.min(letters.len())].iter().collect(), code, pieces);
    at + 1
}

/// For `r#"` and `br"` at `at`: how many hashes, and where the inside begins.
fn raw_hashes(letters: &[char], at: usize) -> Option<(usize, usize)> {
    let start = at + if letters.get(at) == Some(&'b') { 2 } else { 1 };
    let hashes = letters.iter().skip(start).take_while(|c| **c == '#').count();
    (letters.get(start + hashes) == Some(&'"')).then_some((hashes, start + hashes + 1))
}

fn raw_string(letters: &[char], at: usize, code: &mut String, pieces: &mut Vec<Piece>) -> usize {
    let Some((hashes, from)) = raw_hashes(letters, at) else { return at + 1 };
    let ends = |at: usize| {
        letters[at] == '"' && letters.iter().skip(at + 1).take(hashes).filter(|c| **c == '#').count() == hashes
    };
    let end = (from..letters.len()).find(|at| ends(*at)).unwrap_or(letters.len());
    close(letters[from..end].iter().collect(), code, pieces);
    end + 1 + hashes
}

/// A character literal is dropped, the tick of a lifetime is kept.
fn character(letters: &[char], at: usize, code: &mut String) -> usize {
    match (letters.get(at + 1), letters.get(at + 2)) {
        (Some('\\'), _) => {
            let end = letters.iter().skip(at + 3).position(|c| *c == '\'');
            end.map_or(letters.len(), |length| at + 3 + length + 1)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => {
            code.push('\'');
            at + 1
        }
    }
}
