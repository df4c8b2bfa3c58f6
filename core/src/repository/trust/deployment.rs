//! Whose repository a root is for: the signed field `"app4g": {"name": …, "demo": …}`.
//!
//! Invariant: it never changes along a chain of roots. The keys of the demo are known to everybody, so anybody could sign a next
//! root without the mark; a client that took it would stop saying «kho thử nghiệm».

use tough::schema::Root;

/// Name and rank of a repository; empty and real if the root does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Deployment {
    pub(super) name: String,
    pub(super) is_demo: bool,
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
