//! Plain data: what the core stores and hands out. No IO, no formatting for people.
//!
//! Reading order: [`ids`] (who is who) → [`record`] (the envelope every record wears) → [`article`], [`source`] (the kinds
//! so far) → [`settings`] → [`line`](mod@line) (the one serialised form) → [`offline`] (how much of it is on the device).

pub mod article;
pub mod ids;
pub mod line;
pub mod offline;
pub mod record;
pub mod settings;
pub mod source;

pub use article::{Article, Attachment, Fulltext, Image, Tier};
pub use ids::{ArticleId, CanonicalUrl, SourceId, article_id};
pub use offline::Offline;
pub use record::{Change, ChangeKind, Envelope, Kind, Record};
pub use settings::{SettingError, SettingKey, Settings};
pub use source::{Source, SourceState};
