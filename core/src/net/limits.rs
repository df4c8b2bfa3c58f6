//! How much time and how many bytes one fetch may cost.
//!
//! Every request has limits; the defaults by purpose are meant for a phone on a slow mobile network.
//! Sizes follow what the parsers and the reader accept at most.

use std::time::Duration;

/// The bounds of one fetch, all redirects together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of body on the wire; of a file of which only the rest is asked, the bytes before it count too.
    pub wire_bytes: u64,
    /// Bytes of body after decompression.
    pub body_bytes: u64,
    /// From sending a request to the end of its answer's head, connecting included.
    pub first_byte: Duration,
    /// Longest silence inside a body.
    pub stall: Duration,
    /// Everything, from the first connection to the last byte; waiting for politeness is not counted.
    pub whole: Duration,
    /// A body that runs longer than [`Limits::rate_after`] must have come at this many bytes a second on average.
    pub min_rate: u64,
    /// When the rate is first looked at.
    pub rate_after: Duration,
    /// Redirects followed.
    pub redirects: usize,
}

impl Limits {
    /// For feeds: 8 MB after decompression, as much as the parser takes.
    pub const FEED: Self = Self {
        wire_bytes: 8_000_000,
        body_bytes: 8_000_000,
        first_byte: Duration::from_secs(30),
        stall: Duration::from_secs(20),
        whole: Duration::from_secs(120),
        min_rate: 100,
        rate_after: Duration::from_secs(20),
        redirects: 5,
    };

    /// For pages of which the text is extracted.
    pub const PAGE: Self = Self { wire_bytes: 2_000_000, body_bytes: 5_000_000, ..Self::FEED };

    /// For images: what the reader would refuse is not fetched.
    pub const IMAGE: Self = Self { wire_bytes: 3_000_000, body_bytes: 3_000_000, ..Self::FEED };

    /// For metadata of a repository; the caller knows the exact size.
    pub const METADATA: Self = Self { wire_bytes: 1 << 20, body_bytes: 1 << 20, ..Self::FEED };

    /// For objects of a repository; the caller knows the exact size. An hour, because a load that breaks off is gone on with:
    /// silence and trickle are what ends one. Below 500 bytes a second another mirror is worth its handshake.
    pub const OBJECT: Self = Self {
        wire_bytes: 8 << 20,
        body_bytes: 8 << 20,
        whole: Duration::from_secs(3600),
        min_rate: 500,
        ..Self::FEED
    };
}
