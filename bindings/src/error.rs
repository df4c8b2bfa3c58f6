//! The error that crosses: one variant for each thing a person can do, with the sentence to show.
//!
//! Every export returns it. Text comes from the catalogue in the app's language; Rust's `Display` is for logs and holds no
//! title, query or address (decision 14).

use app4g_core::error::{Error, ErrorKind, Message};
use app4g_core::strings::{Lang, render};

/// Why a call failed, by what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum CoreError {
    /// No network now: wait, or look at what is stored.
    #[error("offline ({})", problem.key)]
    Offline {
        /// What to say.
        problem: Problem,
    },
    /// The server fails or refuses: try later.
    #[error("server_unavailable ({})", problem.key)]
    ServerUnavailable {
        /// What to say.
        problem: Problem,
    },
    /// Nothing has this id or address.
    #[error("not_found ({})", problem.key)]
    NotFound {
        /// What to say.
        problem: Problem,
    },
    /// What was handed in is wrong: correct it.
    #[error("invalid_input ({})", problem.key)]
    InvalidInput {
        /// What to say.
        problem: Problem,
    },
    /// No room left: free some.
    #[error("storage_full ({})", problem.key)]
    StorageFull {
        /// What to say.
        problem: Problem,
    },
    /// The profile cannot be read or written.
    #[error("storage_failed ({})", problem.key)]
    StorageFailed {
        /// What to say.
        problem: Problem,
    },
    /// Somebody else uses the profile: wait.
    #[error("busy ({})", problem.key)]
    Busy {
        /// What to say.
        problem: Problem,
    },
    /// Written by a newer version: update the app.
    #[error("too_new ({})", problem.key)]
    TooNew {
        /// What to say.
        problem: Problem,
    },
    /// Content that is not what its publisher signed: refused, nothing changed.
    #[error("not_genuine ({})", problem.key)]
    NotGenuine {
        /// What to say.
        problem: Problem,
    },
    /// Stopped on request.
    #[error("cancelled ({})", problem.key)]
    Cancelled {
        /// What to say.
        problem: Problem,
    },
    /// Our defect, a panic included: report it.
    #[error("internal ({})", problem.key)]
    Internal {
        /// What to say.
        problem: Problem,
    },
}

/// What went wrong, ready to show: in an error that a call returned, and in the state of a screen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Problem {
    /// Stable code for programs, e.g. `offline`.
    pub code: String,
    /// Key of the sentence in the catalogue, for logs and tests.
    pub key: String,
    /// The sentence, which says what to do.
    pub text: String,
    /// The label of the button that tries again; absent where trying again changes nothing.
    pub retry: Option<String>,
}

impl Problem {
    /// What to show of an error of the core.
    pub fn of(error: &Error, lang: Lang) -> Self {
        let retry = error.retryable().then(|| render(&Message::new("shell.action.retry"), lang));
        Self { code: error.code().into(), key: error.message.key.into(), text: render(&error.message, lang), retry }
    }
}

impl CoreError {
    /// What to show.
    pub const fn problem(&self) -> &Problem {
        match self {
            Self::Offline { problem }
            | Self::ServerUnavailable { problem }
            | Self::NotFound { problem }
            | Self::InvalidInput { problem }
            | Self::StorageFull { problem }
            | Self::StorageFailed { problem }
            | Self::Busy { problem }
            | Self::TooNew { problem }
            | Self::NotGenuine { problem }
            | Self::Cancelled { problem }
            | Self::Internal { problem } => problem,
        }
    }

    /// The error of the core in a language.
    pub fn said(error: &Error, lang: Lang) -> Self {
        let problem = Problem::of(error, lang);
        match error.kind {
            ErrorKind::Offline => Self::Offline { problem },
            ErrorKind::ServerUnavailable => Self::ServerUnavailable { problem },
            ErrorKind::NotFound => Self::NotFound { problem },
            ErrorKind::InvalidInput => Self::InvalidInput { problem },
            ErrorKind::StorageFull => Self::StorageFull { problem },
            ErrorKind::StorageFailed => Self::StorageFailed { problem },
            ErrorKind::Busy => Self::Busy { problem },
            ErrorKind::TooNew => Self::TooNew { problem },
            ErrorKind::NotGenuine => Self::NotGenuine { problem },
            ErrorKind::Cancelled => Self::Cancelled { problem },
            // New kinds of the core are ours to name here; until then they are reported as a defect.
            _ => Self::Internal { problem },
        }
    }

    /// A defect of ours; `detail` names the place, never content.
    pub fn internal(detail: &str) -> Self {
        Self::said(&internal(detail), Lang::default())
    }
}

/// A defect of ours as the core tells it.
pub(crate) fn internal(detail: &str) -> Error {
    Error::new(ErrorKind::Internal, Message::new("error.internal").with("detail", detail))
}

/// For work that has no language at hand: errors of opening, before the settings are known.
impl From<Error> for CoreError {
    fn from(error: Error) -> Self {
        Self::said(&error, Lang::default())
    }
}

#[cfg(test)]
mod tests;
