//! A signed repository under test: who writes, who serves, who reads, and who lies.
//!
//! Reading order: [`Author`] (a history of records, drawn from a seed) → [`Shelf`] (a server that holds a published folder) →
//! [`held`] (what a phone has) and [`published`] (what the ledger says it should have) → [`Forge`] (releases that are signed and
//! wrong). The publisher, the server's sockets and the phone are the real ones.

mod author;
mod forge;
mod held;
mod shelf;

pub use author::{Author, COMMON, record, secrets_of};
pub use forge::Forge;
pub use held::{Held, bytes_hold, ever_published, held, published, words_in_repository};
pub use shelf::{Shelf, phone};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Friday 20/02/2026 08:00 in Việt Nam: two months begin within the next forty days.
pub const BEGIN: app4g_core::Timestamp = app4g_core::Timestamp::from_unix(1_771_549_200);
