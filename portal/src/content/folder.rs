//! Which files of a content folder hold records, and of which kind.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::io::BufRead as _;
use std::path::Path;

use app4g_core::Message;
use app4g_core::model::kinds::{DEFINITIONS, Definition};
use app4g_core::reader::Sanitiser;
use app4g_core::repository::format::Sha256;
use app4g_core::text::nfc::{is_plainly_nfc, nfc};
use serde_json::{Map, Value};

use super::again::{Leaf, Recall, is_context};
use super::draft::Draft;
use super::found::Finding;
use super::memory::{Key, Note};
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

/// What a folder holds: records that were read, and, if anything is to be remembered, where each comes from.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) drafts: Vec<Draft>,
    pub(super) leaves: Vec<Leaf>,
}

/// Reads every record below `dir` that `recall` does not know; what cannot be read is added to `found`.
pub(super) fn read(
    dir: &Path,
    sanitiser: &Sanitiser,
    recall: Option<&Recall<'_>>,
    found: &mut Vec<Finding>,
) -> Contents {
    let mut contents = Contents::default();
    let mut folders = names(dir, "", found);
    folders.retain(|name| dir.join(name).is_dir() && !name.starts_with('.'));
    for name in &folders {
        if !DEFINITIONS.iter().any(|known| known.folder == name) {
            let choices = DEFINITIONS.iter().map(|known| known.folder).collect::<Vec<_>>().join(", ");
            found.push(Finding::new(name, "", "", "", Message::new("content.no_such_folder").with("folders", choices)));
        }
    }
    for definition in DEFINITIONS.iter().filter(|known| folders.iter().any(|name| name == known.folder)) {
        read_kind(dir, (definition, sanitiser), recall, &mut contents, found);
    }
    contents
}

fn read_kind(
    dir: &Path,
    (definition, sanitiser): (&'static Definition, &Sanitiser),
    recall: Option<&Recall<'_>>,
    contents: &mut Contents,
    found: &mut Vec<Finding>,
) {
    let folder = dir.join(definition.folder);
    let files = names(&folder, definition.folder, found);
    let defaults_name = format!("{}/{DEFAULTS}", definition.folder);
    let (mut defaults, mut defaults_hash) = (Map::new(), Sha256::default());
    if files.iter().any(|file| file == DEFAULTS)
        && let Some(bytes) = bytes(&folder.join(DEFAULTS), &defaults_name, found)
    {
        defaults_hash = Sha256::of(&bytes);
        defaults = text(bytes, &defaults_name, found)
            .and_then(|text| front_matter::table(&text, &defaults_name, 0, found))
            .unwrap_or_default();
    }
    // Made when the first file changed.
    let mut known: Option<HashMap<Sha256, &Note>> = None;
    for file in files {
        let Some(reader) = reader(&file) else { continue };
        let name = format!("{}/{file}", definition.folder);
        let key = |file| Key { kind: definition.kind, defaults: defaults_hash, file };
        if let Some(recall) = recall.filter(|_| !is_context(definition.kind))
            && let Some(hash) = recall.input.files.get(&name)
            && let Some(page) = recall.memory.pages.get(&key(*hash)).filter(|page| page.is_whole)
        {
            let kept = page.notes.clone();
            contents.leaves.push(Leaf { key: key(*hash), kept, fresh: Vec::new(), is_whole: true });
            continue;
        }
        let Some(mut bytes) = bytes(&folder.join(&file), &name, found) else { continue };
        let mut pieces = Vec::new();
        if let Some(recall) = recall {
            let mut leaf = Leaf { key: key(Sha256::of(&bytes)), kept: Vec::new(), fresh: Vec::new(), is_whole: true };
            if file.ends_with(".ndjson") && !is_context(definition.kind) {
                let known = known.get_or_insert_with(|| recall.memory.lines(definition.kind, defaults_hash));
                (bytes, pieces) = unknown_lines(&bytes, known, &mut leaf.kept);
            }
            contents.leaves.push(leaf);
        }
        let Some(text) = text(bytes, &name, found) else { continue };
        let source = Source { name: &name, text: &text, definition, defaults: &defaults, sanitiser };
        let mut drafts = reader(&source, found);
        if let Some(leaf) = contents.leaves.len().checked_sub(1) {
            // A record for each line that is not blank, unless something is wrong, and then nothing is remembered.
            let lines = text.lines().zip(pieces).filter(|(line, _)| !line.trim().is_empty());
            let mut pieces = lines.map(|(_, piece)| piece);
            for draft in &mut drafts {
                draft.origin = Some((leaf, pieces.next().unwrap_or_default()));
            }
        }
        contents.drafts.extend(drafts);
    }
}

/// The file without the lines that are known, which are empty then, so that all others stay where they are; and the hash of each
/// line. What is remembered of the known ones is added to `kept`.
fn unknown_lines(bytes: &[u8], known: &HashMap<Sha256, &Note>, kept: &mut Vec<Note>) -> (Vec<u8>, Vec<Sha256>) {
    let (mut left, mut hashes) = (Vec::new(), Vec::new());
    let mut rest = bytes;
    while !rest.is_empty() {
        let all = rest;
        // Looks for LF many bytes at a time, and cannot fail on bytes in memory.
        let length = rest.skip_until(b'\n').unwrap_or(all.len());
        let line = all.get(..length).unwrap_or_default();
        let hash = Sha256::of(line.strip_suffix(b"\n").unwrap_or(line));
        hashes.push(hash);
        match known.get(&hash) {
            Some(note) => {
                kept.push((*note).clone());
                left.push(b'\n');
            }
            None => left.extend_from_slice(line),
        }
    }
    (left, hashes)
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

fn bytes(path: &Path, name: &str, found: &mut Vec<Finding>) -> Option<Vec<u8>> {
    fs::read(path).map_err(|error| found.push(unreadable(name, &error))).ok()
}

/// The text of a file in NFC and with LF, without the control characters that were told; `None` if it is no text.
fn text(bytes: Vec<u8>, name: &str, found: &mut Vec<Finding>) -> Option<String> {
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
    Some(composed(text))
}

/// The text in NFC. Authors cannot see how a letter is composed, so nothing is said about it.
fn composed(text: String) -> String {
    if is_plainly_nfc(&text) {
        return text;
    }
    // Nothing composes across LF, and in large files few lines need it.
    let mut composed = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match nfc(line) {
            Cow::Borrowed(line) => composed.push_str(line),
            Cow::Owned(line) => composed.push_str(&line),
        }
    }
    composed
}

/// «dòng 12».
pub(super) fn place(line: usize) -> String {
    format!("dòng {line}")
}
