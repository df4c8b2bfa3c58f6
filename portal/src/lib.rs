//! The department's side of App 4G plus: content is read and checked, then published as a signed repository (decisions 21 to 29).
//!
//! Reading order: [`content`] (files of a folder become checked records), [`schema`] (what they look like, for others) → [`commands`] (what the command line offers).

pub mod commands;
pub mod content;
pub mod schema;
