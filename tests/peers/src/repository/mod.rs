//! A repository of the bench's articles: how it is made, served and synced.

pub mod alone;
pub mod make;
pub mod phone;
