//! What a reducer may know beside its own model: the moment, the language, the settings, the network, the refresh.

use app4g_core::clock::Timestamp;
use app4g_core::model::Settings;
use app4g_core::net::Connectivity;
use app4g_core::strings::{Lang, text};

use crate::refresher::Refreshing;

/// Something changed that screens may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Records came, changed or went.
    Content,
    /// The person read, kept or marked something.
    Marks,
    /// The person set something.
    Settings,
    /// There is another network, or none.
    Network,
    /// A refresh began, went on or ended.
    Refresh,
    /// A minute passed while somebody looked: ages grew.
    Minute,
}

impl Change {
    /// All of them, in the order of their numbers.
    pub(crate) const ALL: [Self; 6] =
        [Self::Content, Self::Marks, Self::Settings, Self::Network, Self::Refresh, Self::Minute];
}

/// The world at one moment, as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Context {
    pub(crate) now: Timestamp,
    pub(crate) lang: Lang,
    pub(crate) settings: Settings,
    pub(crate) network: Connectivity,
    /// Whether the repository is one for trying out.
    pub(crate) is_demo: bool,
    pub(crate) refreshing: Refreshing,
}

impl Context {
    /// A text of the catalogue.
    pub(crate) fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        text(key, args, self.lang)
    }
}
