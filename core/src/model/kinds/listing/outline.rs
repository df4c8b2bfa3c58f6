//! What lists and facets take from a listing: read without its texts, and leniently, for a later version may write more.
//!
//! Callers: `search::facet` (values of fields), `search::find` (rows), `reader::record` (says it in words).

use serde::Deserialize;

use super::{ListingStatus, ListingType};
use crate::clock::Timestamp;
use crate::model::kinds::Code;

/// The facts of a listing that a row shows and a list is narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Outline {
    /// What is offered or wanted.
    #[serde(rename = "type")]
    pub kind: ListingType,
    /// The number that people quote.
    pub public_code: String,
    /// Whether it still stands.
    pub status: ListingStatus,
    /// Technology readiness level, 1 to 9.
    #[serde(default)]
    pub trl: Option<u8>,
    /// Who offers or needs.
    pub org: Party,
    /// Fields of science.
    #[serde(default)]
    pub field_codes: Vec<Code>,
    /// Codes of ways to transfer it.
    #[serde(default)]
    pub transfer_modes: Vec<String>,
    /// Codes of units where it is wanted or offered.
    #[serde(default)]
    pub regions: Vec<String>,
}

/// Who offers or needs, as a row names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Code of the unit it is in.
    pub unit: String,
}

impl Outline {
    /// Reads the data of a listing's line. `None` for data that is none, also what a withdrawal left of it.
    pub fn read(data: &str) -> Option<Self> {
        serde_json::from_str(data).ok()
    }

    /// Whether nobody need look at it any more: closed by its owner, or past its end (second by second).
    pub fn has_ended(&self, valid_until: Option<Timestamp>, now: Timestamp) -> bool {
        self.status == ListingStatus::Closed || valid_until.is_some_and(|until| until < now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str = r#"{"type": "of_tomorrow", "public_code": "BG-1", "status": "open", "more": [1],
        "org": {"id": "x-a", "name": "Công ty A", "unit": "24"}, "title": "Máy sấy"}"#;

    #[test]
    fn a_listing_of_a_later_version_is_still_outlined() {
        let outline = Outline::read(DATA).unwrap();
        assert_eq!((outline.kind, outline.status, outline.trl), (ListingType::Unknown, ListingStatus::Open, None));
        assert_eq!(outline.org.name, "Công ty A");
        assert_eq!(Outline::read(r#"{"title": "Máy sấy"}"#), None);
    }

    #[test]
    fn a_listing_ends_when_it_is_closed_or_a_second_after_its_end() {
        let open = Outline::read(DATA).unwrap();
        let end = Timestamp::from_unix(1_000);
        assert!(!open.has_ended(Some(end), end));
        assert!(open.has_ended(Some(end), end.plus(1)));
        assert!(!open.has_ended(None, end));
        let closed = Outline { status: ListingStatus::Closed, ..open };
        assert!(closed.has_ended(None, end));
    }
}
