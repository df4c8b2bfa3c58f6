//! The name of a person from the one line that RSS has for it.
//!
//! `mail@host (Name)`, `Name <mail@host>`, `Name`, `mail@host`, with or without `mailto:`.

use super::text::{Kind, plain};

/// The name; the address if there is nothing else. `None` if the line is empty.
pub(super) fn name(line: &str) -> Option<String> {
    let line = plain(line, Kind::Guess);
    let line = line.strip_prefix("mailto:").unwrap_or(&line).trim();
    if !line.contains('@') {
        return (!line.is_empty()).then(|| line.to_owned());
    }
    let inner = |open: char, close: char| {
        let (before, rest) = line.split_once(open)?;
        let (inside, after) = rest.split_once(close)?;
        Some((before.trim(), inside.trim(), after.trim()))
    };
    if let Some((before, inside, after)) = inner('(', ')') {
        let name = if inside.contains('@') { before } else { inside };
        return Some(first_of(&[name, before, after]).trim_matches('"').to_owned());
    }
    if let Some((before, mail, after)) = inner('<', '>') {
        return Some(first_of(&[before, after, mail]).trim_matches('"').to_owned());
    }
    // `Name mail@host`: the words that are no address.
    let words: Vec<&str> = line.split(' ').filter(|word| !word.contains('@')).collect();
    Some(if words.is_empty() { line.to_owned() } else { words.join(" ").trim_matches([',', '-', ' ']).to_owned() })
}

fn first_of<'a>(candidates: &[&'a str]) -> &'a str {
    candidates.iter().find(|text| !text.is_empty()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
