//! Which files of a content folder hold records, and of which kind.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use app4g_core::Message;
use app4g_core::model::kinds::{DEFINITIONS, Definition};
use app4g_core::reader::Sanitiser;
use app4g_core::text::nfc;
use serde_json::{Map, Value};

use super::draft::Draft;
use super::found::Finding;
use super::{cells, front_matter, lines};

/// What a folder's records need not repeat.
const DEFAULTS: &str = "_defaults.toml";

/// What the readers of one file need.
pub(super) struct Source<'s> {
    /// Path below the content folder, for messages.
    pub(super) name: &'s str,
    /// NFC, lines end with LF.
    pub(super) text: &'s str,
    pub(super) definition: &'static Definition,
    pub(super) defaults: &'s Map<String, Value>,
    pub(super) sanitiser: &'s Sanitiser,
}

/// Reads every record below `dir`; what cannot be read is added to `found`.
pub(super) fn read(dir: &Path, sanitiser: &Sanitiser, found: &mut Vec<Finding>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut folders = names(dir, "", found);
    folders.retain(|name| dir.join(name).is_dir() && !name.starts_with('.'));
    for name in &folders {
        if !DEFINITIONS.iter().any(|known| known.folder == name) {
            let choices = DEFINITIONS.iter().map(|known| known.folder).collect::<Vec<_>>().join(", ");
            found.push(Finding::new(name, "", "", "", Message::new("content.no_such_folder").with("folders", choices)));
        }
    }
    for definition in DEFINITIONS.iter().filter(|known| folders.iter().any(|name| name == known.folder)) {
        read_kind(dir, definition, sanitiser, &mut drafts, found);
    }
    drafts
}

fn read_kind(
    dir: &Path,
    definition: &'static Definition,
    sanitiser: &Sanitiser,
    drafts: &mut Vec<Draft>,
    found: &mut Vec<Finding>,
) {
    let folder = dir.join(definition.folder);
    let files = names(&folder, definition.folder, found);
    let defaults_name = format!("{}/{DEFAULTS}", definition.folder);
    let defaults = match files.iter().any(|file| file == DEFAULTS) {
        true => text(&folder.join(DEFAULTS), &defaults_name, found)
            .and_then(|text| front_matter::table(&text, &defaults_name, 0, found))
            .unwrap_or_default(),
        false => Map::new(),
    };
    for file in files {
        let Some(reader) = reader(&file) else { continue };
        let name = format!("{}/{file}", definition.folder);
        if let Some(text) = text(&folder.join(&file), &name, found) {
            drafts.extend(reader(
                &Source { name: &name, text: &text, definition, defaults: &defaults, sanitiser },
                found,
            ));
        }
    }
}

type Reader = fn(&Source<'_>, &mut Vec<Finding>) -> Vec<Draft>;

/// What reads a file, by its name. Images and what else lies there is no record.
fn reader(file: &str) -> Option<Reader> {
    // Spare copies of editors and systems: `input` does not see them either.
    if file.starts_with('.') {
        return None;
    }
    let (name, ending) = file.rsplit_once('.')?;
    match ending {
        "md" if name != "README" => Some(front_matter::read),
        "csv" => Some(cells::read),
        "ndjson" => Some(lines::read),
        _ => None,
    }
}

/// Names in a folder, sorted, so that every run tells the same in the same order.
fn names(folder: &Path, name: &str, found: &mut Vec<Finding>) -> Vec<String> {
    let listed = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let entries = listed.unwrap_or_else(|error| {
        found.push(unreadable(name, &error));
        Vec::new()
    });
    let mut names: Vec<String> = entries.iter().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

fn unreadable(name: &str, error: &std::io::Error) -> Finding {
    Finding::new(name, "", "", "", Message::new("content.unreadable").with("error", error.to_string()))
}

/// The text of a file in NFC and with LF, without the control characters that were told; `None` if it is no text.
fn text(path: &Path, name: &str, found: &mut Vec<Finding>) -> Option<String> {
    let bytes = fs::read(path).map_err(|error| found.push(unreadable(name, &error))).ok()?;
    let Ok(text) = String::from_utf8(bytes) else {
        found.push(Finding::new(name, "", "", "", Message::new("content.not_utf8")));
        return None;
    };
    let mut text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    // Large files have none of what follows, and are not copied for it.
    if text.contains('\r') {
        text = text.replace("\r\n", "\n");
    }
    let is_wrong = |c: char| c.is_control() && !matches!(c, '\t' | '\n');
    if text.contains(is_wrong) {
        for (at, line) in text.split('\n').enumerate().filter(|(_, line)| line.contains(is_wrong)) {
            found.push(Finding::new(name, place(at + 1), "", line, Message::new("problem.control_character")));
        }
        text.retain(|c| !is_wrong(c));
    }
    // Authors cannot see how a letter is composed, so nothing is said about it.
    Some(match nfc(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(composed) => composed,
    })
}

/// «dòng 12».
pub(super) fn place(line: usize) -> String {
    format!("dòng {line}")
}
