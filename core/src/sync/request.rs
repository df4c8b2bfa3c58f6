//! What is asked of a sync: which sources, and what it may cost. Made by the shells and by `bindings`, read by [`super::engine`].

use super::plan::Scope;

/// What is asked of a sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncRequest {
    /// Which sources.
    pub scope: Scope,
    /// Bytes it may cost; `None`: as the network allows.
    pub bytes: Option<u64>,
    /// Seconds after which no new load is started.
    pub seconds: Option<u32>,
}

impl SyncRequest {
    /// A refresh that a person asked for.
    pub const fn asked() -> Self {
        Self::of(Scope::All)
    }

    /// What a person asked for, as the network allows.
    pub const fn of(scope: Scope) -> Self {
        Self { scope, bytes: None, seconds: None }
    }
}
