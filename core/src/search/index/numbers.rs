//! Numbers of documents as terms of their own: what a document calls itself and what it cites.
//!
//! Key: `03 number 00 year 00 kind 01 issuer`, letters folded, what is not known left empty, leading zeros left out:
//! `28/2018/QĐ-TTg` is `03 "28" 00 "2018" 00 "qd" 01 "ttg"`. One posting for each number of a document serves every
//! granularity: all numbers that begin alike stand together, so that `28/2018`, `128/KH-UBND` and `nghị định 100` are a walk over
//! the few keys of [`range`], each judged by its parts.
//!
//! Invariant: first byte 03 sorts behind words (01) and pairs (02), and no part holds 00 or 01.

use std::ops::Range;

use super::block::Posting;
use super::run::count_places;
use crate::extract::number::{self, DocumentNumber};
use crate::text::fold::fold;

/// First byte of the key of a document's number.
pub(crate) const NUMBER: u8 = 3;
const END: u8 = 0;
const JOIN: u8 = 1;
/// Numbers of one document that are indexed, repetitions counted: a gazette's list of all decisions of a year is cut.
const MAX_NUMBERS: usize = 1_000;

/// The key of a number.
pub(crate) fn key(number: &DocumentNumber) -> Vec<u8> {
    let mut key = beginning(number);
    if let Some(year) = number.year() {
        key.extend_from_slice(year.to_string().as_bytes());
    }
    key.push(END);
    key.extend_from_slice(fold(number.kind().unwrap_or_default()).as_bytes());
    key.push(JOIN);
    key.extend_from_slice(fold(number.body().unwrap_or_default()).as_bytes());
    key
}

/// The keys of all documents with this running number, of any year, kind and issuer.
pub(crate) fn range(number: &DocumentNumber) -> Range<Vec<u8>> {
    let start = beginning(number);
    let mut end = start.clone();
    end.extend_from_slice(&[0xff; 8]);
    start..end
}

fn beginning(number: &DocumentNumber) -> Vec<u8> {
    let mut key = vec![NUMBER];
    key.extend_from_slice(number.number().trim_start_matches('0').as_bytes());
    key.push(END);
    key
}

/// The parts of a key; what is not known is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    /// Four digits.
    pub(crate) year: &'a str,
    /// Folded.
    pub(crate) kind: &'a str,
    /// Folded.
    pub(crate) body: &'a str,
}

/// Reads a key. `None` for other keys.
pub(crate) fn parse(key: &[u8]) -> Option<Parts<'_>> {
    let mut parts = key.strip_prefix(&[NUMBER])?.splitn(3, |byte| *byte == END).map(std::str::from_utf8);
    let (_, year, symbol) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let (kind, body) = symbol.split_once(char::from(JOIN))?;
    Some(Parts { year, kind, body })
}

/// The numbers of the documents of a run.
#[derive(Default)]
pub(super) struct Numbers {
    /// Key and `ordinal << 1 | title?`.
    found: Vec<(Vec<u8>, u32)>,
}

impl Numbers {
    /// Reads a document with the place `ordinal` in its run.
    pub(super) fn read(&mut self, ordinal: u32, title: &str, body: &str) {
        let before = self.found.len();
        for (text, in_title) in [(title, 1), (body, 0)] {
            let room = MAX_NUMBERS - (self.found.len() - before);
            let numbers = number::find(text).into_iter().take(room);
            self.found.extend(numbers.map(|found| (key(&found.number), ordinal << 1 | in_title)));
        }
    }

    /// What was read, in key order; nothing is left.
    pub(super) fn take_sorted(&mut self) -> Self {
        let mut found = std::mem::take(&mut self.found);
        found.sort_unstable();
        Self { found }
    }

    /// Calls `write` with each key, ascending, and its postings.
    pub(super) fn each_list<E>(&self, mut write: impl FnMut(&[u8], &[Posting]) -> Result<(), E>) -> Result<(), E> {
        let mut postings = Vec::new();
        for group in self.found.chunk_by(|a, b| a.0 == b.0) {
            let postings = count_places(group.iter().map(|(_, place)| *place), &mut postings);
            if let Some((key, _)) = group.first() {
                write(key, postings)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
