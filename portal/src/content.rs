//! Content as its authors keep it: a folder of Markdown, CSV and NDJSON.

use app4g_core::Timestamp;
use app4g_core::model::{Change, Kind};
use serde_json::{Map, Value};

/// A record as its author wrote it, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Authored {
    /// The file below the content folder.
    pub file: String,
    /// Where in the file: «dòng 12», or empty.
    pub place: String,
    /// Never reused.
    pub id: String,
    /// Kind of `data`.
    pub kind: Kind,
    /// The author's date; absent: the first release.
    pub published: Option<Timestamp>,
    /// The record's object without what the portal adds.
    pub fields: Map<String, Value>,
    /// What the author says about this revision; absent: new or update.
    pub change: Option<Change>,
}
