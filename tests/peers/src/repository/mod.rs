//! A repository of the bench's articles: how it is made, how its days go by, how it is served and synced.

pub mod alone;
pub mod days;
pub mod folder;
pub mod make;
pub mod objects;
pub mod phone;
pub mod routes;
pub mod weeks;
