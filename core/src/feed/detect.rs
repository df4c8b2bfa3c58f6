//! What the bytes are: [`encoding`] (bytes → text) and [`sniff`] (JSON, XML, or what else was served).

pub(super) mod encoding;
pub(super) mod sniff;
