//! Kinds that never leave the desk, the inbox or the phone. They are other types than the public ones, so that no publisher can
//! take them ([`confidential`](super::confidential) shows why it does not compile).

mod listing_private;

pub use listing_private::ListingPrivate;
