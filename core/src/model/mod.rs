//! Plain data: what the core stores and hands out. No IO, no formatting for people.
//!
//! Reading order: [`ids`] (who is who) → [`record`] (the envelope every record wears) → [`kinds`] (what records hold) →
//! [`date`], [`codes`] (which unit or term a code means on a day) → [`confidential`], [`private`] (what is never published) → [`line`](mod@line) (the one serialised form) → [`source`] (a feed the user follows) → [`settings`] →
//! [`offline`] (how much of it is on the device).

pub mod codes;
pub mod confidential;
pub mod date;
pub mod ids;
pub mod kinds;
pub mod line;
pub mod offline;
pub mod private;
pub mod record;
pub mod settings;
pub mod source;

pub use date::Date;
pub use ids::{ArticleId, CanonicalUrl, SourceId, article_id, document_id};
pub use kinds::article::{self, Article, Attachment, Fulltext, Image, Tier};
pub use offline::Offline;
pub use record::{Change, ChangeKind, Envelope, Kind, Record};
pub use settings::{Language, SettingError, SettingKey, Settings, Theme};
pub use source::{Source, SourceState};
