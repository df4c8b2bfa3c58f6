//! Which SQLite codes are damage, cancellation or a full disk, and that each is said in both languages.

use rusqlite::ffi;

use super::*;
use crate::strings::{self, Lang};

fn sqlite(code: i32) -> StoreError {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
}

#[test]
fn only_corrupt_and_not_a_database_are_damage() {
    assert!(is_damage(&sqlite(ffi::SQLITE_CORRUPT)));
    assert!(is_damage(&sqlite(ffi::SQLITE_NOTADB)));
    for code in [ffi::SQLITE_FULL, ffi::SQLITE_BUSY, ffi::SQLITE_IOERR, ffi::SQLITE_CANTOPEN, ffi::SQLITE_READONLY] {
        assert!(!is_damage(&sqlite(code)), "code {code}");
    }
}

#[test]
fn damage_is_found_beneath_other_errors() {
    let public: Error = sqlite(ffi::SQLITE_CORRUPT).into();
    assert!(is_damage(&public));
    let public: Error = sqlite(ffi::SQLITE_FULL).into();
    assert!(!is_damage(&public));
}

#[test]
fn every_error_names_its_cause_in_both_languages() {
    let errors = [
        sqlite(ffi::SQLITE_FULL),
        sqlite(ffi::SQLITE_READONLY),
        sqlite(ffi::SQLITE_CANTOPEN),
        sqlite(ffi::SQLITE_IOERR),
        sqlite(ffi::SQLITE_BUSY),
        sqlite(ffi::SQLITE_CORRUPT),
        StoreError::TooNew { file: "content.db", found: 9, known: 1 },
        StoreError::Closed,
        StoreError::NotFound("x".into()),
        StoreError::NotAnExport("x"),
        StoreError::Lost,
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
fn an_interrupted_statement_is_a_cancellation() {
    let public: Error = sqlite(ffi::SQLITE_INTERRUPT).into();
    assert_eq!(public.kind, ErrorKind::Cancelled);
}
