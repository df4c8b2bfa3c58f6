//! What Listings draws: offers and needs of technology, narrowed by facets.

use crate::screens::find::state::FindContent;
use crate::screens::row::Toggle;
use crate::screens::status::Status;

/// Offers and needs of technology.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ListingsState {
    /// The screen's heading.
    pub title: String,
    /// Age, network, trouble.
    pub status: Status,
    /// What stands in the field.
    pub query: String,
    /// What stands there before anything was typed.
    pub hint: String,
    /// Whether those that have expired are shown.
    pub expired: Toggle,
    /// The label of the button that takes all choices back; absent while there are none.
    pub clear_choices: Option<String>,
    /// The label of the button that opens the sheet of facets.
    pub narrow: String,
    /// What there is; absent until it was read for the first time.
    pub content: Option<FindContent>,
}
