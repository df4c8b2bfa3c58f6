//! What a person does in Search.

use crate::screens::row::RowCommand;

/// What a person does in Search.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SearchEvent {
    /// Typed: the whole text of the field. A newer one stops the search of the older.
    Typed {
        /// The text.
        text: String,
    },
    /// Pressed the search key: the query is remembered.
    Submit,
    /// Chose a suggestion, a recent query or an alternative.
    Take {
        /// Its query.
        query: String,
    },
    /// Chose a value of a field, or took the choice back.
    Choose {
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
    /// Takes all choices back.
    ClearChoices,
    /// Chose an order.
    Sort {
        /// Its value.
        order: String,
    },
    /// Reached the end of the list.
    LoadMore,
    /// Forgets what was searched for.
    ClearRecents,
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
