//! Every search error has its sentence in both languages, and an interrupted statement is a cancelled search.

use super::*;
use crate::strings::{self, Lang};

#[test]
fn every_error_of_search_is_said_in_both_languages() {
    let errors = [
        SearchError::Database(rusqlite::Error::InvalidQuery),
        SearchError::Damaged("test"),
        SearchError::TooNew { found: 9, known: 1 },
        SearchError::Text("gone".into()),
        SearchError::DocNumber(0),
        SearchError::NoField { field: "colour".into() },
        SearchError::NoValue { field: "source".into(), value: "nobody".into() },
    ];
    for error in errors {
        let public: Error = error.into();
        for lang in [Lang::Vi, Lang::En] {
            let text = strings::render(&public.message, lang);
            assert_ne!(text, public.message.key);
            assert!(!text.contains('{'), "{text}");
        }
    }
}

#[test]
fn an_interrupted_statement_counts_as_cancelled() {
    let interrupted = rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error { code: rusqlite::ErrorCode::OperationInterrupted, extended_code: 9 },
        None,
    );
    let public: Error = SearchError::from(interrupted).into();
    assert_eq!(public.kind, ErrorKind::Cancelled);
}
