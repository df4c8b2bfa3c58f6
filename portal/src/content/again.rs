//! A folder that was read before: what is as it was then is not read again.
//!
//! A record is remembered if everything that is checked of it follows from its own bytes, the defaults of its folder, and units and
//! terms. Units and terms are always read; so is what names other records, documents of the register or images, and what is not
//! published. Where anything does not fit, all is read as if nothing were remembered, and told from there.

use std::collections::HashSet;
use std::path::Path;

use app4g_core::model::Kind;
use app4g_core::model::kinds::field::Shape;
use app4g_core::model::kinds::visit::visit;
use app4g_core::repository::format::Sha256;
use serde_json::Value;

use super::draft::Draft;
use super::memory::{Key, Memory, Note, Page};
use super::{Authored, ContentError, read};
use crate::input::Input;

/// What is remembered, and what the files are now.
pub(super) struct Recall<'m> {
    pub(super) memory: &'m Memory,
    pub(super) input: &'m Input,
}

/// A file as it was read.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) key: Key,
    /// Its records that were not read again.
    pub(super) kept: Vec<Note>,
    /// Its records that were read; their lines are not known yet.
    pub(super) fresh: Vec<Note>,
    /// Whether every record of it is in one of the two.
    pub(super) is_whole: bool,
}

/// A content folder, all of it right.
#[derive(Debug)]
pub struct Reading {
    /// Records that were read.
    pub authored: Vec<Authored>,
    pub(super) leaves: Vec<Leaf>,
}

/// Reads and checks every record below `dir`, as [`super::read_folder`] does, but for those in `memory`. It holds only if every
/// remembered line still is the newest of its record and may stand, which [`Reading::kept`] asks the caller. `None` if something is
/// wrong, or does not fit what is remembered: then [`read_all`] says what.
pub fn read_again(dir: &Path, input: &Input, memory: &Memory) -> Option<Reading> {
    if memory.is_empty() {
        return None;
    }
    let reading = read(dir, Some(&Recall { memory, input })).ok()?;
    (reading.context() == memory.context && reading.is_distinct()).then_some(reading)
}

/// Reads and checks every record below `dir`, so that it can be remembered.
///
/// # Errors
/// [`ContentError`] with everything that is wrong in any file.
pub fn read_all(dir: &Path, input: &Input) -> Result<Reading, ContentError> {
    read(dir, Some(&Recall { memory: &Memory::default(), input }))
}

/// Whether records of this kind decide what is right in others.
pub(super) fn is_context(kind: Kind) -> bool {
    matches!(kind, Kind::Unit | Kind::Taxonomy)
}

/// What can be remembered of a checked record; `None` if it has to be checked again each time.
pub(super) fn note(draft: &Draft, piece: Sha256) -> Option<Note> {
    let kind = draft.definition.kind;
    let mut depends = is_context(kind) || !draft.media.is_empty();
    depends |= draft.change.as_ref().is_some_and(|change| change.replaced_by.is_some());
    visit(draft.data(), draft.definition.fields, &mut |_, shape, _| {
        // Documents may name numbers that are not in the register.
        depends |= matches!(shape, Shape::Id) || (matches!(shape, Shape::DocNumber) && kind != Kind::Document);
    });
    let text = |name: &str| draft.data().get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = if kind == Kind::Document { text("number_norm") } else { String::new() };
    let is_sample = draft.fields.get("sample") == Some(&Value::Bool(true));
    let (id, code) = (draft.id().to_owned(), text("public_code"));
    depends |= [&id, &number, &code].into_iter().any(|text| text.contains(char::is_control));
    (!depends).then_some(Note { piece, line: Sha256::default(), id, is_sample, number, code })
}

impl Reading {
    /// Records that were not read again: they are as they were published.
    pub fn kept(&self) -> impl Iterator<Item = &Note> {
        self.leaves.iter().flat_map(|leaf| &leaf.kept)
    }

    /// What is to be remembered; `line` tells the newest line of a record that was read, `None` if it is not as published.
    pub fn memory(&self, line: impl Fn(&str) -> Option<Sha256>) -> Memory {
        let pages = self.leaves.iter().map(|leaf| {
            let fresh = leaf.fresh.iter().filter_map(|note| Some(Note { line: line(&note.id)?, ..note.clone() }));
            let notes: Vec<Note> = leaf.kept.iter().cloned().chain(fresh).collect();
            let is_whole = leaf.is_whole && notes.len() == leaf.kept.len() + leaf.fresh.len();
            (leaf.key, Page { is_whole, notes })
        });
        let pages = pages.filter(|(_, page)| page.is_whole || !page.notes.is_empty());
        Memory { context: self.context(), pages: pages.collect() }
    }

    /// Hash of the files of units and terms.
    fn context(&self) -> Sha256 {
        let leaves = self.leaves.iter().filter(|leaf| is_context(leaf.key.kind));
        let parts = leaves.flat_map(|leaf| [leaf.key.defaults, leaf.key.file]).map(|hash| hash.0);
        Sha256::of(parts.collect::<Vec<_>>().as_flattened())
    }

    /// Whether no id and no public code stands twice; what was read was compared with itself already.
    fn is_distinct(&self) -> bool {
        let (mut ids, mut codes) = (HashSet::new(), HashSet::new());
        for record in &self.authored {
            ids.insert(record.id.as_str());
            codes.extend(record.fields.get("data").and_then(|data| data.get("public_code")).and_then(Value::as_str));
        }
        self.kept().all(|note| ids.insert(&note.id) && (note.code.is_empty() || codes.insert(&note.code)))
    }
}

#[cfg(test)]
mod tests;
