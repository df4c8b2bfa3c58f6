//! The public error: few kinds, each an action a person can take.
//!
//! Every module has its own internal `thiserror` enum and, beside it, `impl From<ThatError> for Error`, which names
//! the catalogue entry ([`Message`]) and the kind. Shells show `strings::render(&error.message, lang)`; a Rust `Display`
//! never reaches a screen (decision 14). `code()` and `retryable()` are stable API.

use std::fmt;

use crate::redact::Redacted;

/// An entry of the string catalogue with its arguments, not yet in any language.
///
/// `Debug` names the arguments and keeps their values, which may be titles, addresses or what was typed, out of logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Key in `core/strings/*.toml`, e.g. `error.net.timeout`.
    pub key: &'static str,
    /// Arguments by name; values are already formatted for people or are proper names.
    pub args: Vec<(&'static str, String)>,
}

impl Message {
    /// A message without arguments.
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let args: Vec<_> = self.args.iter().map(|(name, value)| (*name, Redacted(value))).collect();
        f.debug_tuple("Message").field(&self.key).field(&args).finish()
    }
}

/// What the person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No network now: wait or look at what is stored.
    Offline,
    /// The server fails or refuses: try later, or tell its webmaster.
    ServerUnavailable,
    /// Nothing has this id or address.
    NotFound,
    /// What was typed or handed in is wrong: correct it.
    InvalidInput,
    /// No room left: free some.
    StorageFull,
    /// The profile cannot be read or written: permissions, read-only disk, hardware.
    StorageFailed,
    /// Another process uses the profile: wait or close it.
    Busy,
    /// Written by a newer version: update the app.
    TooNew,
    /// Content that is not what its publisher signed: refused, nothing changed.
    NotGenuine,
    /// Stopped on request.
    Cancelled,
    /// Our defect: report it.
    Internal,
}

impl ErrorKind {
    /// Whether the profile is the trouble, not what was to be put there.
    pub const fn is_storage(self) -> bool {
        matches!(self, Self::StorageFull | Self::StorageFailed | Self::Busy)
    }
}

/// An error as shells see it.
#[derive(Debug)]
pub struct Error {
    /// What can be done.
    pub kind: ErrorKind,
    /// What to say.
    pub message: Message,
    source: Option<Box<dyn std::error::Error + Send + Sync + 'static>>,
}

impl Error {
    /// An error with nothing beneath it.
    pub const fn new(kind: ErrorKind, message: Message) -> Self {
        Self { kind, message, source: None }
    }

    /// An error that keeps its cause for logs and reports.
    pub fn caused_by(
        kind: ErrorKind,
        message: Message,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self { kind, message, source: Some(Box::new(source)) }
    }

    /// Stable code for programs (`--json`, bindings), e.g. `offline`.
    pub const fn code(&self) -> &'static str {
        match self.kind {
            ErrorKind::Offline => "offline",
            ErrorKind::ServerUnavailable => "server_unavailable",
            ErrorKind::NotFound => "not_found",
            ErrorKind::InvalidInput => "invalid_input",
            ErrorKind::StorageFull => "storage_full",
            ErrorKind::StorageFailed => "storage_failed",
            ErrorKind::Busy => "busy",
            ErrorKind::TooNew => "too_new",
            ErrorKind::NotGenuine => "not_genuine",
            ErrorKind::Cancelled => "cancelled",
            ErrorKind::Internal => "internal",
        }
    }

    /// Whether the same call may succeed later without anybody changing anything.
    pub const fn retryable(&self) -> bool {
        matches!(self.kind, ErrorKind::Offline | ErrorKind::ServerUnavailable | ErrorKind::Busy)
    }
}

/// For logs: code and catalogue key, never a title, a query or a URL's query.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code(), self.message.key)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<crate::cancel::Cancelled> for Error {
    fn from(_: crate::cancel::Cancelled) -> Self {
        Self::new(ErrorKind::Cancelled, Message::new("error.cancelled"))
    }
}
