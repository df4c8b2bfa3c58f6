//! What the starter pack holds, for whoever makes it and for the test that compares it with the content.

use app4g_core::clock::Timestamp;

/// When the release in it was made: 2026-11-23T09:00:00+07:00.
pub const RELEASED: Timestamp = Timestamp::from_unix(1_795_399_200);

/// Its collections.
pub const COLLECTIONS: [&str; 5] = ["base", "notices", "news", "listings", "documents"];
