//! A feed the user follows, with how it is doing on this device. The published kind is [`super::kinds::source`].

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

use super::ids::SourceId;
use super::kinds::article::Tier;

/// A feed that is polled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Slug, unique in the profile.
    pub id: SourceId,
    /// Name shown: the feed's title, or the one the user chose.
    pub name: String,
    /// Address that is asked now.
    pub url: String,
    /// Addresses it had before, newest last (decision 20: an old one is kept).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_urls: Vec<String>,
    /// The site's page for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// How far to trust it.
    #[serde(default)]
    pub tier: Tier,
    /// Seconds between two polls, at least 900.
    pub poll_seconds: u32,
    /// Whether pages are fetched when the feed has summaries only.
    pub fetch_full_text: bool,
    /// Whether its images may be fetched.
    pub allow_images: bool,
    /// When the user added it.
    pub added: Timestamp,
    /// How it is doing.
    pub state: SourceState,
    /// Sample content, drawn as «dữ liệu mẫu».
    #[serde(default)]
    pub sample: bool,
}

/// Seconds between two polls of a source that says nothing else.
pub const POLL_SECONDS: u32 = 3600;

impl Source {
    /// A source nobody has said anything about yet: of the user's own, real, without full texts and images.
    pub fn new(id: SourceId, name: impl Into<String>, url: impl Into<String>, added: Timestamp) -> Self {
        Self {
            id,
            name: name.into(),
            url: url.into(),
            former_urls: Vec::new(),
            site: None,
            tier: Tier::Local,
            poll_seconds: POLL_SECONDS,
            fetch_full_text: false,
            allow_images: false,
            added,
            state: SourceState::Ok,
            sample: false,
        }
    }
}

/// How a source is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceState {
    /// Answers, or was not asked yet.
    #[default]
    Ok,
    /// Says that it lives elsewhere.
    Moved,
    /// Failed for so long that it is asked rarely; what is stored stays.
    Dead,
}
