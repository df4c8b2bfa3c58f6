//! Blocks as HTML (export, print) and as plain text (search, sharing).

mod html;
mod plain;

pub use html::{STYLE, html};
pub use plain::plain;
