//! A repository of the bench's articles: how it is made, served and synced.

pub mod alone;
pub mod folder;
pub mod make;
pub mod objects;
pub mod phone;
