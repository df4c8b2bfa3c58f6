//! Characters that mean the same in a document number, made the same.
//!
//! Full-width letters, all dashes, all slashes and all spaces become their ASCII kin; marks other than those of đ and ư go;
//! combining and invisible characters belong to the unit before them. Each unit remembers its bytes, so that what is found
//! has offsets of the text as it was handed in.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::fold::{Folded, fold_char, is_invisible};

/// One character as the grammar sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Small letter without marks, digit, `/`, `-`, space, or any other character as it is.
    pub(super) plain: char,
    /// Letters: the capital, Đ and Ư told from D and U. Else as `plain`.
    pub(super) capital: char,
    /// Whether it was written as a capital.
    pub(super) is_capital: bool,
    start: usize,
    end: usize,
}

impl Unit {
    pub(super) const fn is_digit(&self) -> bool {
        self.plain.is_ascii_digit()
    }

    pub(super) const fn is_letter(&self) -> bool {
        self.plain.is_ascii_lowercase()
    }

    fn read(c: char, start: usize) -> Self {
        let narrow = narrow(c);
        let (plain, capital) = match fold_char(narrow) {
            Folded::Char(plain) if plain.is_ascii_lowercase() => {
                let capital = match narrow {
                    'đ' | 'Đ' => 'Đ',
                    'ư' | 'Ư' => 'Ư',
                    _ => plain.to_ascii_uppercase(),
                };
                (plain, capital)
            }
            _ => (narrow, narrow),
        };
        Self { plain, capital, is_capital: narrow.is_uppercase(), start, end: start + c.len_utf8() }
    }
}

/// The ASCII kin of a character, or itself.
fn narrow(c: char) -> char {
    match c {
        // Hyphens, dashes, the minus sign; their small and wide forms.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        // Fraction slash, division slash, big solidus.
        '\u{2044}' | '\u{2215}' | '\u{29f8}' => '/',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\n' | '\r' => c,
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// Whether `c` counts for nothing between the characters of a number.
fn is_nothing(c: char) -> bool {
    is_invisible(c) || is_combining_mark(c) || c == '\u{200b}'
}

/// Some neighbouring characters of a text.
#[derive(Debug, Default)]
pub(super) struct Units {
    list: Vec<Unit>,
}

impl Units {
    /// Reads the bytes `range` of `text`; bounds that are no character boundaries give nothing.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>) {
        self.list.clear();
        let offset = range.start;
        for (at, c) in text.get(range).unwrap_or_default().char_indices() {
            if !is_nothing(c) {
                self.list.push(Unit::read(c, offset + at));
            } else if let Some(last) = self.list.last_mut() {
                // The horn of a decomposed Ư is the one mark that tells two letters apart.
                if c == '\u{31b}' && last.capital == 'U' {
                    last.capital = 'Ư';
                }
                last.end = offset + at + c.len_utf8();
            }
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Unit> {
        self.list.get(at)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &[Unit] {
        self.list.get(range).unwrap_or_default()
    }

    pub(super) const fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn is(&self, at: usize, plain: char) -> bool {
        self.get(at).is_some_and(|unit| unit.plain == plain)
    }

    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.get(at).is_some_and(Unit::is_digit)
    }

    pub(super) fn is_letter(&self, at: usize) -> bool {
        self.get(at).is_some_and(Unit::is_letter)
    }

    /// Where the run of units that satisfy `wanted` ends that begins at `at`.
    pub(super) fn end_of(&self, at: usize, wanted: impl Fn(&Unit) -> bool) -> usize {
        at + self.list.iter().skip(at).take_while(|unit| wanted(unit)).count()
    }

    /// Where the run of units that satisfy `wanted` begins that ends before `end`.
    pub(super) fn start_of(&self, end: usize, wanted: impl Fn(&Unit) -> bool) -> usize {
        end - self.slice(0..end).iter().rev().take_while(|unit| wanted(unit)).count()
    }

    /// Bytes of the units `range` in the text.
    pub(super) fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.get(range.start)?, self.get(range.end.checked_sub(1)?)?);
        Some(first.start..last.end)
    }

    /// The unit that holds byte `byte`.
    pub(super) fn at_byte(&self, byte: usize) -> Option<usize> {
        let at = self.list.partition_point(|unit| unit.end <= byte);
        self.get(at).filter(|unit| unit.start <= byte).map(|_| at)
    }
}
