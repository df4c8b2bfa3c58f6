//! Whose repository a root is for: the signed field `"app4g": {"name": …, "demo": …}`.
//!
//! Invariant: it never changes along a chain of roots. The keys of the demo are known to everybody, so anybody could sign a next
//! root without the mark; a client that took it would stop saying «kho thử nghiệm».

use tough::schema::Root;

/// Whose repository it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// Short ASCII name; empty if the root does not say.
    pub name: String,
    /// Its keys are no secret: shown as «kho thử nghiệm», opened only when asked for by name (decision 36).
    pub is_demo: bool,
}

impl Deployment {
    pub(super) fn of(root: &Root) -> Self {
        let field = |name| root._extra.get("app4g").and_then(|mark| mark.get(name));
        Self {
            name: field("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned(),
            // Anything but a plain `false` counts: an unreadable mark must not pass for a real repository.
            is_demo: field("demo").is_some_and(|demo| demo.as_bool() != Some(false)),
        }
    }
}
