//! What a deployment decides about its repository: whom to trust, whom to ask (decision 36).

use std::fmt;

use super::trust::TrustState;

/// Handed to `open()` by the shell.
#[derive(Clone, PartialEq, Eq)]
pub struct Access {
    /// The root this app was built with, `N.root.json` byte for byte. Trust begins here and nowhere else.
    pub root: Vec<u8>,
    /// Base addresses of servers that hold the repository, the preferred first; each ends with `/`.
    pub mirrors: Vec<String>,
    /// Names of yearly archives the person wants beside what every phone holds, such as `news-2025`.
    pub archives: Vec<String>,
    /// Whether a root that calls itself DEMO is allowed: for trying out, never in a deployment.
    pub demo: DemoRoot,
    /// The metadata of the pack this app was built with ([`super::pack::trust_state`]): nothing older is taken from anybody, also
    /// where the pack itself was never taken over.
    pub starter: Option<TrustState>,
}

/// What to do with a root whose keys everybody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DemoRoot {
    /// Refused when the app is opened.
    #[default]
    Refused,
    /// Allowed; whatever is opened with it says «kho thử nghiệm».
    Allowed,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { root, mirrors, archives, demo, starter } = self;
        f.debug_struct("Access")
            .field("root", &format_args!("{} bytes", root.len()))
            .field("mirrors", &mirrors.len())
            .field("archives", archives)
            .field("demo", demo)
            .field("starter", starter)
            .finish()
    }
}
