//! Colours, type, spacing and sizes as `design/tokens.toml` has them (`build.rs`), for tests and tools in Rust.
//!
//! Shells read the same file through their generated `Tokens`; nothing of this crosses to them from here.

/// A step of the type scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// In sp or pt, before the person's own text size.
    pub size: f32,
    /// The height of a line as a multiple of the size.
    pub line_height: f32,
    /// As CSS counts: 400 is regular.
    pub weight: u16,
}

include!(concat!(env!("OUT_DIR"), "/design.rs"));
