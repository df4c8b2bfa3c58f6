//! Notices in force: urgent ones first, then the newest (product.md §4: an urgent notice is read first).

use std::cmp::Reverse;

use app4g_core::clock::Timestamp;
use app4g_core::error::Error;
use app4g_core::model::Kind;
use app4g_core::model::kinds::notice::{Notice, Severity};
use app4g_core::model::line::from_line;
use app4g_core::reader::record::choice_name;
use app4g_core::store::content::record;
use app4g_core::store::content::record_title::{self, RecordTitle};
use app4g_core::store::{Store, StoreError};

use crate::screens::context::Context;
use crate::screens::row::{Badge, Row, Tone};
use crate::screens::rows::Rows;

/// Notices that are looked at; a department has a handful in force.
const MOST: u32 = 20;

/// A notice with how much it presses.
pub(super) struct InForce {
    title: RecordTitle,
    severity: Severity,
}

/// The notices in force at `now`; blocking.
///
/// # Errors
/// As any read. One whose line cannot be understood is an ordinary one.
pub(super) fn in_force(store: &Store, now: Timestamp) -> Result<Vec<InForce>, Error> {
    let mut found = store.content().read(|conn| {
        let titles = record_title::page(conn, Kind::Notice.as_str(), None, now, MOST)?;
        let read = |title: RecordTitle| {
            let stored = record::get_by_doc(conn, title.doc)?;
            let notice = stored.and_then(|stored| from_line::<Notice>(stored.line.as_bytes()).ok());
            Ok::<_, StoreError>(InForce {
                severity: notice.map_or(Severity::Info, |notice| notice.data.severity),
                title,
            })
        };
        titles.into_iter().map(read).collect::<Result<Vec<_>, _>>()
    })?;
    found.sort_by_key(|notice| Reverse(pressing(notice.severity)));
    Ok(found)
}

const fn pressing(severity: Severity) -> u8 {
    match severity {
        Severity::Urgent => 2,
        Severity::Warning => 1,
        _ => 0,
    }
}

impl InForce {
    /// Its row; one that presses says so before everything else.
    pub(super) fn row(&self, rows: &Rows<'_>, context: &Context) -> Row {
        let tone = match self.severity {
            Severity::Urgent => Some(Tone::Urgent),
            Severity::Warning => Some(Tone::Caution),
            _ => None,
        };
        let said = || choice_name(Kind::Notice, "severity", self.severity.as_str(), context.lang);
        rows.titled(Kind::Notice.as_str(), &self.title, tone.map(|tone| Badge { text: said(), tone }))
    }
}
