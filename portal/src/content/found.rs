//! What is wrong in a content folder, said to its author.

use std::fmt;

use app4g_core::Message;
use app4g_core::model::kinds::Problem;
use app4g_core::strings::{self, Lang};

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// File below the content folder.
    pub file: String,
    /// Id of the record, or its place in the file; empty where the file as a whole is wrong.
    pub record: String,
    /// Field, value and cause.
    pub problem: Problem,
}

impl Finding {
    /// Something wrong with a file, or with a place in it.
    pub(crate) fn new(file: &str, record: impl Into<String>, field: &str, value: &str, cause: Message) -> Self {
        Self { file: file.to_owned(), record: record.into(), problem: Problem::new(field, value, cause) }
    }

    /// `FILE: RECORD: FIELD: «value»: cause`; what is empty is left out.
    pub fn line(&self, lang: Lang) -> String {
        let value = if self.problem.value.is_empty() { String::new() } else { format!("«{}»", self.problem.value) };
        let cause = strings::render(&self.problem.cause, lang);
        let parts = [&self.file, &self.record, &self.problem.field, &value, &cause];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(": ")
    }
}

/// A content folder that cannot be published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    /// Everything that is wrong, in the order of the files; never empty.
    pub found: Vec<Finding>,
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} problems in the content folder", self.found.len())
    }
}

impl std::error::Error for ContentError {}
