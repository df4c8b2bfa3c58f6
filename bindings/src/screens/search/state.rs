//! What Search draws: a field, what it may become, what was found.

use crate::screens::find::state::{FindContent, Suggestion};
use crate::screens::status::Status;

/// Searching everything on the device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SearchState {
    /// The screen's heading.
    pub title: String,
    /// Age, network, trouble.
    pub status: Status,
    /// What stands in the field.
    pub query: String,
    /// What stands there before anything was typed.
    pub hint: String,
    /// How the word that is typed may go on.
    pub suggestions: Vec<Suggestion>,
    /// What was searched for before; only while the field is empty.
    pub recents: Vec<Suggestion>,
    /// The label of the button that forgets them; absent while there are none.
    pub clear_recents: Option<String>,
    /// The label of the button that takes all choices back; absent while there are none.
    pub clear_choices: Option<String>,
    /// The label of the button that opens the sheet of facets.
    pub narrow: String,
    /// What was found; absent until something was asked.
    pub content: Option<FindContent>,
}
