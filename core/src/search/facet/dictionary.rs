//! Tables `facet_field` and `facet_value`: which fields are built, and a small number for each code of a field.
//!
//! Trees live here and not in the columns: moving a commune under another district rewrites one row.
//!
//! Invariants: a number is never given twice; a tree has no cycle and no parent without a row; numbers stay below
//! `facet_field.numbers`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _};

use super::field::Field;
use super::rows;
use super::value::{MAX_LEVELS, Value};
use crate::search::SearchError;

const FIELDS: &str = "SELECT field FROM facet_field ORDER BY field";
const FIND_FIELD: &str = "SELECT field, form FROM facet_field WHERE key = ?1";
const ADD_FIELD: &str = "INSERT INTO facet_field (form, key) VALUES (?1, ?2) RETURNING field";
const REMOVE_FIELD: &str = "DELETE FROM facet_field WHERE field = ?1";
const REMOVE_VALUES: &str = "DELETE FROM facet_value WHERE field = ?1";
const FIND: &str = "SELECT number FROM facet_value WHERE field = ?1 AND code = ?2";
const NEXT: &str = "UPDATE facet_field SET numbers = numbers + 1 WHERE field = ?1 RETURNING numbers - 1";
const ADD: &str = "INSERT INTO facet_value (field, code, number) VALUES (?1, ?2, ?3)";
const PARENT: &str = "SELECT parent FROM facet_value WHERE field = ?1 AND code = ?2";
const SET_PARENT: &str = "UPDATE facet_value SET parent = ?3 WHERE field = ?1 AND code = ?2 AND parent IS NOT ?3";
const SET_PLACED: &str = "UPDATE facet_value SET placed = 1 WHERE field = ?1 AND code = ?2 AND placed = 0";
const NUMBERS: &str = "SELECT numbers FROM facet_field WHERE field = ?1";
const ALL: &str = "SELECT number, code, parent FROM facet_value WHERE field = ?1";

/// Where a code went in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Where it was asked to.
    There,
    /// Nowhere: it would stand above itself, or deeper than a tree may be. The tree is as it was.
    Refused,
}

/// Numbers of every field that was ever written.
pub(super) fn fields(conn: &Connection) -> Result<Vec<u32>, SearchError> {
    let mut statement = conn.prepare_cached(FIELDS)?;
    let (mut rows, mut fields) = (statement.query(())?, Vec::new());
    while let Some(row) = rows.next()? {
        fields.push(row.get(0)?);
    }
    Ok(fields)
}

/// The number of a field if it is built in the form it is declared in.
pub(super) fn find(conn: &Connection, field: &Field) -> Result<Option<u32>, SearchError> {
    let found = conn.prepare_cached(FIND_FIELD)?.query_row([field.key], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)));
    Ok(found.optional()?.filter(|(_, form)| *form == field.form()).map(|(number, _)| number))
}

/// The number of a field, given now if it has none. What was built in another form is thrown away.
pub(super) fn find_or_add(conn: &Connection, field: &Field) -> Result<u32, SearchError> {
    if let Some(number) = find(conn, field)? {
        return Ok(number);
    }
    if let Some(stale) = rows::number(conn, FIND_FIELD, &[&field.key])? {
        remove(conn, stale)?;
        rows::set_unbuilt(conn)?;
    }
    given(rows::number(conn, ADD_FIELD, &[&field.form(), &field.key])?)
}

/// Removes a field with its dictionary and columns.
pub(super) fn remove(conn: &Connection, field: u32) -> Result<(), SearchError> {
    rows::remove_all(conn, field)?;
    rows::run(conn, REMOVE_VALUES, &[&field])?;
    rows::run(conn, REMOVE_FIELD, &[&field])
}

/// A number that the statement always returns.
fn given(number: Option<u32>) -> Result<u32, SearchError> {
    number.ok_or(SearchError::Database(rusqlite::Error::QueryReturnedNoRows))
}

/// The dictionary of a batch: each field and each code is looked up once.
#[derive(Default)]
pub(super) struct Numbers {
    /// Numbers of fields by key: there are few.
    fields: Vec<(&'static str, u32)>,
    /// Numbers of codes, by field.
    known: Vec<(u32, HashMap<String, u32>)>,
}

impl Numbers {
    /// The number of a field, given now if it has none.
    pub(super) fn field(&mut self, conn: &Connection, field: &'static Field) -> Result<u32, SearchError> {
        if let Some((_, number)) = self.fields.iter().find(|(key, _)| *key == field.key) {
            return Ok(*number);
        }
        let number = find_or_add(conn, field)?;
        self.fields.push((field.key, number));
        Ok(number)
    }

    /// The number that stands for a value in a column; codes get one now if they have none.
    pub(super) fn of(&mut self, conn: &Connection, field: u32, value: &Value) -> Result<Option<i64>, SearchError> {
        Ok(match value {
            Value::Number(number) => Some(*number),
            Value::Code(code) => Some(i64::from(self.number(conn, field, code)?)),
            Value::Path(codes) => {
                let codes = codes.get(..MAX_LEVELS).unwrap_or(codes);
                for (parent, code) in codes.iter().zip(codes.iter().skip(1)) {
                    self.number(conn, field, parent)?;
                    self.number(conn, field, code)?;
                    set_parent(conn, field, code, parent)?;
                }
                match codes.last() {
                    Some(code) => Some(i64::from(self.number(conn, field, code)?)),
                    None => None,
                }
            }
        })
    }

    fn number(&mut self, conn: &Connection, field: u32, code: &str) -> Result<u32, SearchError> {
        let place = self.known.iter().position(|(known, _)| *known == field).unwrap_or(self.known.len());
        if place == self.known.len() {
            self.known.push((field, HashMap::new()));
        }
        if let Some(number) = self.known.get(place).and_then(|(_, codes)| codes.get(code)) {
            return Ok(*number);
        }
        let number = match rows::number(conn, FIND, &[&field, &code])? {
            Some(number) => number,
            None => {
                let number = given(rows::number(conn, NEXT, &[&field])?)?;
                rows::run(conn, ADD, &[&field, &code, &number])?;
                number
            }
        };
        if let Some((_, codes)) = self.known.get_mut(place) {
            codes.insert(code.to_owned(), number);
        }
        Ok(number)
    }
}

/// Puts `code` below `parent`, or at the top, as a taxonomy says; every document that has it counts there from now on.
///
/// # Errors
/// [`SearchError::Database`].
pub fn place(conn: &Connection, field: &Field, code: &str, parent: Option<&str>) -> Result<Placed, SearchError> {
    let field = find_or_add(conn, field)?;
    let mut numbers = Numbers::default();
    numbers.number(conn, field, code)?;
    rows::run(conn, SET_PLACED, &[&field, &code])?;
    rows::raise(conn)?;
    match parent {
        Some(parent) => {
            numbers.number(conn, field, parent)?;
            rows::run(conn, SET_PLACED, &[&field, &parent])?;
            set_parent(conn, field, code, parent)
        }
        None => {
            rows::run(conn, SET_PARENT, &[&field, &code, &None::<&str>])?;
            Ok(Placed::There)
        }
    }
}

fn set_parent(conn: &Connection, field: u32, code: &str, parent: &str) -> Result<Placed, SearchError> {
    let mut above = Some(parent.to_owned());
    let mut levels = 1;
    while let Some(next) = above {
        levels += 1;
        if next == code || levels > MAX_LEVELS {
            return Ok(Placed::Refused);
        }
        above = conn.prepare_cached(PARENT)?.query_row((field, &next), |row| row.get(0)).optional()?.flatten();
    }
    rows::run(conn, SET_PARENT, &[&field, &code, &parent])?;
    Ok(Placed::There)
}

/// The dictionary of a field, for reading.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: Vec<Option<Name>>,
    numbers: HashMap<String, u32>,
}

/// One code.
#[derive(Debug)]
pub(super) struct Name {
    /// The code.
    pub(super) code: String,
    /// Number of the code above it.
    pub(super) parent: Option<u32>,
}

impl Names {
    /// Reads the dictionary of a field.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] if a number was never given away, [`SearchError::Database`].
    pub(super) fn read(conn: &Connection, field: u32) -> Result<Self, SearchError> {
        let given = given(rows::number(conn, NUMBERS, &[&field])?)?;
        let mut statement = conn.prepare_cached(ALL)?;
        let mut found = statement.query([field])?;
        let mut rows: Vec<(u32, String, Option<String>)> = Vec::new();
        let (mut numbers, mut room) = (HashMap::new(), 0);
        while let Some(row) = found.next()? {
            let (number, code): (u32, String) = (row.get(0)?, row.get(1)?);
            room = room.max(number.saturating_add(1));
            numbers.insert(code.clone(), number);
            rows.push((number, code, row.get(2)?));
        }
        if room > given {
            return Err(SearchError::Damaged("facet value with a number that was not given"));
        }
        let mut names: Vec<Option<Name>> = Vec::new();
        names.resize_with(room as usize, || None);
        for (number, code, parent) in rows {
            let parent = parent.and_then(|parent| numbers.get(&parent).copied());
            if let Some(name) = names.get_mut(number as usize) {
                *name = Some(Name { code, parent });
            }
        }
        Ok(Self { names, numbers })
    }

    /// How many numbers there is room for.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The number of a code.
    pub(super) fn number(&self, code: &str) -> Option<u32> {
        self.numbers.get(code).copied()
    }

    /// The code with this number.
    pub(super) fn get(&self, number: usize) -> Option<&Name> {
        self.names.get(number)?.as_ref()
    }
}

#[cfg(test)]
mod tests;
