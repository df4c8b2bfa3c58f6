//! The part of `globset` that `tough` names, without patterns (docs/dependencies.md).
//!
//! tough asks for globs in one place: path patterns of delegated roles. Format 1 has no delegations (decision 27); with this
//! crate, patched in under the name, metadata that brings one is refused, and .6 MB of regular expressions stay out of phones.
//!
//! Invariant: [`Glob::new`] never succeeds, so a [`GlobMatcher`] never exists.

use std::convert::Infallible;
use std::fmt;
use std::path::Path;

/// Every pattern is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("path patterns are not supported")
    }
}

impl std::error::Error for Error {}

/// A pattern; there is none.
#[derive(Clone, Debug)]
pub struct Glob(Infallible);

impl Glob {
    /// Refuses `pattern`.
    ///
    /// # Errors
    /// Always [`Error`].
    pub fn new(_pattern: &str) -> Result<Self, Error> {
        Err(Error)
    }

    /// What would match; cannot be called.
    pub fn compile_matcher(&self) -> GlobMatcher {
        match self.0 {}
    }
}

/// A compiled pattern; there is none.
#[derive(Clone, Debug)]
pub struct GlobMatcher(Infallible);

impl GlobMatcher {
    /// Cannot be called.
    pub fn is_match(&self, _path: impl AsRef<Path>) -> bool {
        match self.0 {}
    }

    /// Cannot be called.
    pub fn glob(&self) -> &Glob {
        match self.0 {}
    }
}
