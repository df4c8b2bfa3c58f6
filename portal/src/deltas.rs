//! One delta: what leads from an earlier version of a collection to the new one (decision 25).
//!
//! Pure. Edited lines go into an object compressed against the old ones, and once more alone for phones that lack an old one
//! (`twin`); where putting the whole lines costs no more, they are put.

use app4g_core::repository::format::{
    DeltaEntry, FormatError, MAX_DELTA_RECORDS, MAX_PREFIX, MAX_RAW, Manifest, Object, Sha256, encode,
};

/// Level of everything that is published.
pub const LEVEL: i32 = 19;

/// What one more request costs a phone, in bytes with its headers.
const REQUEST: u64 = 700;

/// Raw bytes of edits above which a comparison with whole lines is not worth its time: the edit is always smaller.
const COMPARED: usize = 64 << 10;

/// What is to be done.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Which collection.
    pub collection: String,
    /// From this version.
    pub from: u64,
    /// To this one.
    pub to: u64,
    /// Ids that left, sorted.
    pub drop: Vec<String>,
    /// Lines that entered, without LF.
    pub put: Vec<String>,
    /// Records that are in both with other lines.
    pub edit: Vec<Edit>,
}

/// An edited record.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Whose line.
    pub id: String,
    /// The line that phones at `from` have.
    pub old: String,
    /// The line they get.
    pub new: String,
}

/// A delta ready to be written.
#[derive(Debug)]
pub struct Built {
    /// For the index.
    pub entry: DeltaEntry,
    /// The objects: edit and twin before the delta that names them.
    pub objects: Vec<(Object, Vec<u8>)>,
}

impl Step {
    /// Compresses the delta; `None` if it would have more records or bytes than one may have.
    ///
    /// # Errors
    /// [`FormatError::Memory`].
    pub fn build(self) -> Result<Option<Built>, FormatError> {
        if self.drop.len() + self.put.len() + self.edit.len() > MAX_DELTA_RECORDS {
            return Ok(None);
        }
        let edited: usize = self.edit.iter().map(|edit| edit.new.len() + 1).sum();
        let against = self.build_with_edits()?;
        if self.edit.is_empty() || (edited > COMPARED && against.is_some()) {
            return Ok(against);
        }
        let whole = self.build_whole()?;
        Ok(match (against, whole) {
            (Some(against), Some(whole)) if against.weight() < whole.weight() => Some(against),
            (against, None) => against,
            (_, whole) => whole,
        })
    }

    /// Every edited line is put.
    fn build_whole(&self) -> Result<Option<Built>, FormatError> {
        let lines = self.put.iter().chain(self.edit.iter().map(|edit| &edit.new));
        self.finish(self.manifest(), lines, Vec::new())
    }

    /// Edited lines stand in an object of their own, as many as fit into it.
    fn build_with_edits(&self) -> Result<Option<Built>, FormatError> {
        let (mut base, mut new) = (Vec::new(), Vec::new());
        let (mut manifest, mut put) = (self.manifest(), Vec::new());
        for edit in &self.edit {
            let fits = base.len() + edit.old.len() < MAX_PREFIX && ((new.len() + edit.new.len()) as u64) < MAX_RAW;
            if !fits {
                put.push(&edit.new);
                continue;
            }
            append(&mut base, &edit.old);
            append(&mut new, &edit.new);
            manifest.base.push((edit.id.clone(), Sha256::of(edit.old.as_bytes()).short_hex()));
        }
        let mut objects = Vec::new();
        if !manifest.base.is_empty() {
            let edit = encode(&new, Some(&base), LEVEL)?;
            let twin = encode(&new, None, LEVEL)?;
            (manifest.edit, manifest.twin) = (Some(edit.0), Some(twin.0));
            objects.extend([edit, twin]);
        }
        self.finish(manifest, self.put.iter().chain(put), objects)
    }

    fn manifest(&self) -> Manifest {
        Manifest { drop: self.drop.clone(), ..Manifest::empty(&self.collection, self.from, self.to) }
    }

    fn finish<'a>(
        &self,
        manifest: Manifest,
        lines: impl Iterator<Item = &'a String>,
        mut objects: Vec<(Object, Vec<u8>)>,
    ) -> Result<Option<Built>, FormatError> {
        let mut raw = manifest.to_bytes()?;
        raw.push(b'\n');
        lines.for_each(|line| append(&mut raw, line));
        if raw.len() as u64 > MAX_RAW {
            return Ok(None);
        }
        let (object, packed) = encode(&raw, None, LEVEL)?;
        objects.push((object, packed));
        let cost = object.bytes + manifest.edit.map_or(0, |edit| edit.bytes);
        Ok(Some(Built { entry: DeltaEntry { object, cost, from: self.from, to: self.to }, objects }))
    }
}

impl Built {
    /// Bytes to a phone, with the request for the edit object.
    fn weight(&self) -> u64 {
        let has_edit = self.objects.len() > 1;
        self.entry.cost + if has_edit { REQUEST } else { 0 }
    }
}

/// A line with its LF.
pub fn append(raw: &mut Vec<u8>, line: &str) {
    raw.extend_from_slice(line.as_bytes());
    raw.push(b'\n');
}

#[cfg(test)]
mod tests;
