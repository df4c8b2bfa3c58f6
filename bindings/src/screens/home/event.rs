//! What a person does on Home.

use crate::screens::row::RowCommand;

/// What a person does on Home. Taps on rows are routes, which the shell follows by itself.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum HomeEvent {
    /// Pulled to refresh, or pressed the button.
    Refresh,
    /// Stopped the refresh.
    StopRefresh,
    /// Reached the end of the list.
    LoadMore,
    /// Did something with a row.
    Act {
        /// Which row.
        id: String,
        /// What.
        command: RowCommand,
    },
    /// Wants it tried again.
    Retry,
}
