//! What the views of both phones read of the states, found without a compiler of either language.
//!
//! Used by `twin_views.rs`. [`records`] reads what crosses from `bindings/src`; [`reads`] finds which of its fields a file of Kotlin or
//! Swift mentions, by following declared types through chains such as `state.content.news.rows`.

pub(crate) mod reads;
pub(crate) mod records;

use std::path::Path;

/// Texts of all files below `folder` with the ending; an absent folder has none.
pub(crate) fn texts(folder: &Path, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts(&path, ending));
        } else if path.extension().is_some_and(|end| end == ending) {
            found.extend(std::fs::read_to_string(&path));
        }
    }
    found
}

/// `start_block` is `startBlock`, `LoadMore` is `loadMore`.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut raise = false;
    for letter in name.chars() {
        match letter {
            '_' => raise = true,
            letter if out.is_empty() => out.extend(letter.to_lowercase()),
            letter if std::mem::take(&mut raise) => out.extend(letter.to_uppercase()),
            letter => out.push(letter),
        }
    }
    out
}

/// `LoadMore` is `LOAD_MORE`: a variant of an enum in which none carries anything, in Kotlin.
pub(crate) fn loud(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_uppercase());
    }
    out
}

/// Names and single marks, without spaces.
pub(crate) fn tokens(code: &str) -> Vec<&str> {
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
