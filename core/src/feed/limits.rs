//! The bounds of one feed (`docs/feeds.md`): whatever a server sends, parsing stays linear and memory bounded.
//!
//! Reaching one is a warning, never an error, except for the size of the whole input.

/// Largest input, in bytes.
pub const INPUT_BYTES: usize = 8 << 20;
/// Deepest nesting of elements that is followed; what is deeper is skipped.
pub const DEPTH: usize = 256;
/// Attributes of one tag that are read.
pub const ATTRIBUTES: usize = 256;
/// Items kept; feeds put the newest first.
pub const ITEMS: usize = 2_000;
/// Bytes of one text field that are kept.
pub const TEXT_BYTES: usize = 2 << 20;
/// Entities that a DOCTYPE may define; they are never expanded inside each other.
pub const DOCTYPE_ENTITIES: usize = 100;
/// Longest replacement text of such an entity, in bytes.
pub const ENTITY_BYTES: usize = 1_000;
/// Namespace prefixes that are remembered at one time.
pub const PREFIXES: usize = 64;
/// Enclosures or categories kept for one item.
pub const LIST: usize = 100;
/// Bytes of a date that are looked at.
pub const DATE_BYTES: usize = 120;
