//! Resources of the systems for what they show while the app does not run: its name, its notification channels, its shortcuts.
//!
//! Only keys under `shell.system`: everything else a person sees comes from the core. Vietnamese is Android's default, so a phone
//! in a third language shows Vietnamese, as the app does.

use crate::catalogue::{Entry, Forms, Piece, SYSTEM};

/// The key that names the app, and what iOS calls it.
const APP_NAME: &str = "app_name";
const IOS_NAME: &str = "CFBundleDisplayName";

/// Keys that iOS shows as well begin so: it has shortcuts and no channels.
const SHORTCUT: &str = "shortcut_";

/// A language of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    Vi,
    En,
}

/// `res/values…/strings.xml`.
///
/// # Errors
/// A text with forms: resources have rules of their own for these.
pub(crate) fn android(entries: &[Entry], language: Spoken) -> Result<String, String> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<!-- Generated from core/strings by `cargo bindgen`. -->\n<resources>\n");
    for (name, entry) in system(entries) {
        let pieces = simple(entry, language)?;
        let has_percent = pieces.iter().any(|piece| matches!(piece, Piece::Words(words) if words.contains('%')));
        // Without it a lone percent sign is taken for the begin of an argument.
        let plain = if has_percent && entry.arguments.is_empty() { " formatted=\"false\"" } else { "" };
        out.push_str(&format!("    <string name=\"{name}\"{plain}>{}</string>\n", xml(pieces, &entry.arguments)));
    }
    out.push_str("</resources>\n");
    Ok(out)
}

/// `LANGUAGE.lproj/InfoPlist.strings`; also Info.plist's titles of shortcuts are looked up there.
///
/// # Errors
/// A text with forms or arguments: the system fills nothing in.
pub(crate) fn ios(entries: &[Entry], language: Spoken) -> Result<String, String> {
    let mut out = String::from("/* Generated from core/strings by `cargo bindgen`. */\n");
    for (name, entry) in system(entries).filter(|(name, _)| *name == APP_NAME || name.starts_with(SHORTCUT)) {
        let name = if name == APP_NAME { IOS_NAME } else { name };
        match simple(entry, language)? {
            [] => out.push_str(&format!("\"{name}\" = \"\";\n")),
            [Piece::Words(words)] => out.push_str(&format!("\"{name}\" = \"{}\";\n", plist(words))),
            _ => return Err(format!("`{}`: iOS fills in no argument", entry.key)),
        }
    }
    Ok(out)
}

/// The entries of the system with their resource names.
fn system(entries: &[Entry]) -> impl Iterator<Item = (&str, &Entry)> {
    entries.iter().filter_map(|entry| entry.key.strip_prefix(SYSTEM).map(|name| (name, entry)))
}

fn simple(entry: &Entry, language: Spoken) -> Result<&[Piece], String> {
    let forms: &Forms = match language {
        Spoken::Vi => &entry.vi,
        Spoken::En => &entry.en,
    };
    let has_forms = entry.vi.one.is_some() || entry.en.one.is_some();
    if has_forms { Err(format!("`{}`: a text of the system has no forms", entry.key)) } else { Ok(&forms.other) }
}

/// The text of a `<string>`: escaped for XML, then for Android's own reading of it.
fn xml(pieces: &[Piece], arguments: &[String]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => {
                for letter in words.chars() {
                    match letter {
                        '&' => out.push_str("&amp;"),
                        '<' => out.push_str("&lt;"),
                        '>' => out.push_str("&gt;"),
                        '\'' | '"' | '\\' => out.extend(['\\', letter]),
                        '\n' => out.push_str("\\n"),
                        '\t' => out.push_str("\\t"),
                        '@' | '?' if out.is_empty() => out.extend(['\\', letter]),
                        '%' if !arguments.is_empty() => out.push_str("%%"),
                        // Several in a row, or at an edge, would be dropped.
                        ' ' if out.is_empty() || out.ends_with(' ') => out.push_str("\\u0020"),
                        other => out.push(other),
                    }
                }
            }
            Piece::Argument(name) => {
                let place = arguments.iter().position(|argument| argument == name).map_or(0, |at| at + 1);
                out.push_str(&format!("%{place}$s"));
            }
        }
    }
    match out.strip_suffix(' ') {
        Some(trimmed) => format!("{trimmed}\\u0020"),
        None => out,
    }
}

fn plist(words: &str) -> String {
    let letter = |letter: char| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        other => other.to_string(),
    };
    words.chars().map(letter).collect()
}

#[cfg(test)]
mod tests;
