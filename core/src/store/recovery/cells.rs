//! Rows of one b-tree page (SQLite file format §1.6 and §2.1), read without trusting anything.
//!
//! Every length is checked against what is there; a cell that does not fit is skipped and the next one tried.

use rusqlite::types::Value;

use super::pages::Pages;

const TABLE_LEAF: u8 = 0x0d;
const INDEX_LEAF: u8 = 0x0a;
const INDEX_INTERIOR: u8 = 0x02;

/// No row of ours is larger: an image of some megabytes.
const MAX_ROW: usize = 64 << 20;

/// A row wherever it was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Of tables with a rowid.
    pub(super) rowid: Option<i64>,
    /// Columns as stored: an INTEGER PRIMARY KEY is NULL here and stands in `rowid`.
    pub(super) values: Vec<Value>,
}

/// Rows of a page; empty for every page that holds none.
pub(super) fn rows(pages: &mut Pages, number: u32) -> Vec<Row> {
    let Some(page) = pages.page(number) else {
        return Vec::new();
    };
    // Page 1 begins with the header of the file.
    let start = if number == 1 { 100 } else { 0 };
    let Some(kind) = page.get(start).copied() else {
        return Vec::new();
    };
    let header = match kind {
        TABLE_LEAF | INDEX_LEAF => 8,
        INDEX_INTERIOR => 12,
        _ => return Vec::new(),
    };
    let cells = half(&page, start + 3).unwrap_or(0);
    (0..cells)
        .filter_map(|cell| {
            let pointer = half(&page, start + header + 2 * cell)?;
            read_cell(pages, &page, kind, pointer)
        })
        .collect()
}

fn read_cell(pages: &mut Pages, page: &[u8], kind: u8, pointer: usize) -> Option<Row> {
    // An interior cell begins with the number of its left child.
    let mut at = if kind == INDEX_INTERIOR { pointer + 4 } else { pointer };
    let size = usize::try_from(varint(page, &mut at)?).ok().filter(|size| *size <= MAX_ROW)?;
    let rowid = if kind == TABLE_LEAF { Some(varint(page, &mut at)?) } else { None };
    let payload = payload(pages, page, at, size, local_bytes(page.len(), kind, size))?;
    Some(Row { rowid, values: columns(&payload)? })
}

/// How many bytes of a payload lie in the page itself.
fn local_bytes(usable: usize, kind: u8, size: usize) -> usize {
    let most = if kind == TABLE_LEAF { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
    let least = (usable - 12) * 32 / 255 - 23;
    if size <= most {
        return size;
    }
    let rest = least + (size - least) % (usable - 4);
    if rest <= most { rest } else { least }
}

fn payload(pages: &mut Pages, page: &[u8], at: usize, size: usize, local: usize) -> Option<Vec<u8>> {
    let mut bytes = page.get(at..at + local)?.to_vec();
    let mut next = if local < size { word(page, at + local)? } else { 0 };
    // A chain that leads back into itself ends when the payload is full.
    while bytes.len() < size {
        let overflow = pages.page(next)?;
        let take = (size - bytes.len()).min(overflow.len() - 4);
        bytes.extend_from_slice(overflow.get(4..4 + take)?);
        next = word(&overflow, 0)?;
    }
    Some(bytes)
}

fn columns(record: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let header = usize::try_from(varint(record, &mut at)?).ok().filter(|header| *header <= record.len())?;
    let mut body = header;
    let mut values = Vec::new();
    while at < header {
        let kind = varint(record, &mut at)?;
        values.push(column(record, &mut body, kind)?);
    }
    // Neither the header nor the body may end in the middle of a column or have anything left.
    (at == header && body == record.len()).then_some(values)
}

fn column(record: &[u8], body: &mut usize, kind: i64) -> Option<Value> {
    let mut take = |length: usize| {
        let bytes = record.get(*body..body.checked_add(length)?)?;
        *body += length;
        Some(bytes)
    };
    Some(match kind {
        0 => Value::Null,
        1..=4 => Value::Integer(signed(take(usize::try_from(kind).ok()?)?)),
        5 => Value::Integer(signed(take(6)?)),
        6 => Value::Integer(signed(take(8)?)),
        7 => Value::Real(f64::from_be_bytes(take(8)?.try_into().ok()?)),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        12.. if kind % 2 == 0 => Value::Blob(take(usize::try_from((kind - 12) / 2).ok()?)?.to_vec()),
        13.. => Value::Text(String::from_utf8(take(usize::try_from((kind - 13) / 2).ok()?)?.to_vec()).ok()?),
        _ => return None,
    })
}

fn signed(bytes: &[u8]) -> i64 {
    let start = if bytes.first().is_some_and(|byte| *byte >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| (number << 8) | i64::from(*byte))
}

/// One to nine bytes, big end first, seven bits each but for the ninth.
fn varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut number = 0_u64;
    for place in 0..9 {
        let byte = u64::from(*bytes.get(*at)?);
        *at += 1;
        if place == 8 {
            number = (number << 8) | byte;
            break;
        }
        number = (number << 7) | (byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    Some(number.cast_signed())
}

fn half(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests;
