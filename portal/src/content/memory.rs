//! What was read and found right before, so that it need not be read again: a file of the state folder that may be deleted at any
//! time.
//!
//! Only a verdict is kept, never content: this piece of a file is the record whose newest published line is that one. It is a reason
//! to leave a record as it was published, and nothing is published from it, so that a forged memory publishes nothing. Whatever is
//! wrong with it, or was written by another program, is as if it were not there.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use app4g_core::model::Kind;
use app4g_core::repository::format::Sha256;

/// The file in the state folder.
const FILE: &str = "memory.txt";

/// The first line; another number for another form.
const FORM: &str = "app4g-portal memory 1";

/// A record that was right, and is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Hash of its line of NDJSON; zeros where the file is only known as a whole.
    pub(super) piece: Sha256,
    /// Hash of its newest published line.
    pub line: Sha256,
    /// Its id.
    pub id: String,
    /// Invented text.
    pub is_sample: bool,
    /// A document's number, which others name.
    pub(super) number: String,
    /// A public code, which only one record may have.
    pub(super) code: String,
}

/// What a file was read as: the same bytes under other defaults, or in another folder, are other records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) kind: Kind,
    /// Hash of `_defaults.toml`; zeros if there is none.
    pub(super) defaults: Sha256,
    /// Hash of the file.
    pub(super) file: Sha256,
}

/// The records of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Whether these are all of them.
    pub(super) is_whole: bool,
    pub(super) notes: Vec<Note>,
}

/// All that is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Hash of the units and terms that all of it was checked with.
    pub(super) context: Sha256,
    pub(super) pages: HashMap<Key, Page>,
}

impl Memory {
    /// Reads the memory in `folder`; an empty one if there is none that can be used.
    pub fn load(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(FILE)).ok();
        text.zip(program()).and_then(|(text, program)| parse(&text, &program)).unwrap_or_default()
    }

    /// Writes it into `folder`.
    ///
    /// # Errors
    /// If it cannot be written; nothing is lost by that but time.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let Some(program) = program() else { return Ok(()) };
        let file = tempfile::NamedTempFile::new_in(folder)?;
        fs::write(file.path(), self.text(&program))?;
        file.persist(folder.join(FILE))?;
        Ok(())
    }

    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The records of the lines of all files that were read so.
    pub(super) fn lines(&self, kind: Kind, defaults: Sha256) -> HashMap<Sha256, &Note> {
        let pages = self.pages.iter().filter(|(key, _)| key.kind == kind && key.defaults == defaults);
        let notes = pages.flat_map(|(_, page)| &page.notes).filter(|note| note.piece != Sha256::default());
        notes.map(|note| (note.piece, note)).collect()
    }

    fn text(&self, program: &str) -> String {
        let count: usize = self.pages.values().map(|page| page.notes.len()).sum();
        let mut text = String::with_capacity(count * 192 + 4096);
        let _ = writeln!(text, "{FORM}\n{program}\n{}", self.context);
        for (key, page) in &self.pages {
            let whole = if page.is_whole { "whole" } else { "part" };
            let _ = writeln!(text, "page\t{}\t{}\t{}\t{whole}", key.kind.as_str(), key.defaults, key.file);
            for Note { piece, line, id, is_sample, number, code } in &page.notes {
                let sample = if *is_sample { "sample" } else { "" };
                let _ = writeln!(text, "{piece}\t{line}\t{id}\t{sample}\t{number}\t{code}");
            }
        }
        let hash = Sha256::of(text.as_bytes());
        let _ = writeln!(text, "{hash}");
        text
    }
}

fn parse(text: &str, program: &str) -> Option<Memory> {
    let (text, hash) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let rest = text.strip_prefix(FORM)?.strip_prefix('\n')?.strip_prefix(program)?.strip_prefix('\n')?;
    // The hash covers the LF that parts it from the text.
    if Sha256::parse(hash)? != Sha256::of(&[text.as_bytes(), b"\n"].concat()) {
        return None;
    }
    let mut lines = rest.lines();
    let mut memory = Memory { context: Sha256::parse(lines.next()?)?, pages: HashMap::new() };
    let mut page = None;
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        match *fields.as_slice() {
            ["page", kind, defaults, file, whole] => {
                let (defaults, file) = (Sha256::parse(defaults)?, Sha256::parse(file)?);
                let key = Key { kind: Kind::parse(kind)?, defaults, file };
                let is_whole = whole == "whole";
                page = Some(memory.pages.entry(key).insert_entry(Page { is_whole, notes: Vec::new() }).into_mut());
            }
            [piece, line, id, sample, number, code] => {
                let (piece, line) = (Sha256::parse(piece)?, Sha256::parse(line)?);
                let (id, number, code) = (id.to_owned(), number.to_owned(), code.to_owned());
                page.as_mut()?.notes.push(Note { piece, line, id, is_sample: sample == "sample", number, code });
            }
            _ => return None,
        }
    }
    Some(memory)
}

/// Which program this is: what another one found right is not believed. `None` if that cannot be said.
fn program() -> Option<String> {
    let file = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let modified = file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos();
    Some(format!("{} {} {modified} {}", env!("CARGO_PKG_VERSION"), file.len(), origin(&file)))
}

/// What no copy of a file shares with it, even if somebody sets its time.
#[cfg(unix)]
fn origin(file: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{} {} {}.{}", file.dev(), file.ino(), file.ctime(), file.ctime_nsec())
}

#[cfg(not(unix))]
fn origin(file: &Metadata) -> String {
    let created = file.created().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    created.map_or_else(String::new, |time| time.as_nanos().to_string())
}

#[cfg(test)]
mod tests;
