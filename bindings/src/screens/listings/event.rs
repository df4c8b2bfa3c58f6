//! What a person does in Listings.

use crate::screens::row::RowCommand;

/// What a person does in Listings.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ListingsEvent {
    /// Typed: the whole text of the field. A newer one stops the search of the older.
    Typed {
        /// The text.
        text: String,
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
    /// Shows those that have expired, or hides them again.
    ToggleExpired,
    /// Chose an order.
    Sort {
        /// Its value.
        order: String,
    },
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
