//! What end-to-end and fault tests set up and look at: a phone with a profile, feeds somebody wrote, a whole profile.
//!
//! Reading order: [`Device`] (a profile folder, a clock to turn, a network to switch, an app to open and open again) →
//! [`Story`] and [`rss`] (feeds with words of their own) → [`stage`] (the sample portal) → [`view`] (what a person would see) →
//! [`wholeness`] (what must hold after any fault). Real sockets, real files; nothing here waits for a clock on the wall.

mod device;
pub mod stage;
mod story;
pub mod view;
mod wholeness;

pub use device::{Device, HandClock};
pub use story::{Story, rss};
pub use wholeness::wholeness;

/// What scenario code fails with; tests unwrap it.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;
