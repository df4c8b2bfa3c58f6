//! The peer of the exported screens: records of the shape of `app4g_bindings::screens::row` and nothing behind them.
//!
//! A bench gives it the rows of Home once ([`fill`]), so that both sides hand over the same text, and then asks for a copy of them
//! ([`page`]). Invariant: the records have the fields of ours, in their order; whatever crosses here crosses there.

// The scaffolding that uniffi writes has items without docs.
#![allow(missing_docs, reason = "the generated scaffolding has none")]

use std::sync::{PoisonError, RwLock};

uniffi::setup_scaffolding!("bare");

static ROWS: RwLock<Vec<BareRow>> = RwLock::new(Vec::new());

/// As `Row`.
#[derive(Clone, Debug, uniffi::Record)]
pub struct BareRow {
    pub id: String,
    pub title: String,
    pub meta: String,
    pub badges: Vec<BareBadge>,
    pub spoken: String,
    pub route: BareRoute,
    pub is_unread: bool,
    pub is_kept: bool,
    pub actions: Vec<BareRowAction>,
}

/// As `RowAction`.
#[derive(Clone, Debug, uniffi::Record)]
pub struct BareRowAction {
    pub label: String,
    pub command: BareRowCommand,
}

/// As `RowCommand`.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum BareRowCommand {
    Keep,
    LetGo,
    MarkRead,
    MarkUnread,
}

/// As `Badge`.
#[derive(Clone, Debug, uniffi::Record)]
pub struct BareBadge {
    pub text: String,
    pub tone: BareTone,
}

/// As `Tone`.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum BareTone {
    Neutral,
    Good,
    Caution,
    Urgent,
}

/// As `Route`.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum BareRoute {
    Home,
    Search { query: String },
    Listings,
    Settings,
    Record { kind: String, id: String, found: String },
}

/// What [`page`] may say, as ours may.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum BareError {
    #[error("nothing was given")]
    Empty,
}

/// Takes the rows that [`page`] returns from now on.
#[uniffi::export]
pub fn fill(rows: Vec<BareRow>) {
    *ROWS.write().unwrap_or_else(PoisonError::into_inner) = rows;
}

/// A copy of the rows.
///
/// # Errors
/// That there are none.
#[uniffi::export]
pub fn page() -> Result<Vec<BareRow>, BareError> {
    let rows = ROWS.read().unwrap_or_else(PoisonError::into_inner);
    if rows.is_empty() { Err(BareError::Empty) } else { Ok(rows.clone()) }
}
