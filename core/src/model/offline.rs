//! How much of an article is on the device (product.md §5): each row says it before the tap.

use crate::clock::Timestamp;
use crate::error::Message;

/// Offline state of one article. "Full" is said only after the stored bytes were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// Nothing but the title.
    None,
    /// A summary.
    Summary,
    /// The whole text.
    Full {
        /// When it was stored and checked.
        at: Timestamp,
    },
    /// The whole text and every image that the rules allow.
    FullWithImages {
        /// When it was stored and checked.
        at: Timestamp,
    },
    /// The text should be here and is not.
    Failed(FailReason),
}

/// Why the whole text is not on the device. Stable codes in the database and in `--json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailReason {
    /// The page could not be loaded.
    Unreachable,
    /// The page is there but no article could be found in it.
    NoArticle,
    /// Larger than allowed.
    TooLarge,
    /// The rules forbid fetching it (other site, private address).
    Refused,
    /// What was stored is damaged; it is fetched again.
    Damaged,
}

impl FailReason {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::NoArticle => "no_article",
            Self::TooLarge => "too_large",
            Self::Refused => "refused",
            Self::Damaged => "damaged",
        }
    }

    /// Reads a stable code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Unreachable, Self::NoArticle, Self::TooLarge, Self::Refused, Self::Damaged]
            .into_iter()
            .find(|reason| reason.code() == code)
    }
}

impl Offline {
    /// Whether the whole text is on the device.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Full { .. } | Self::FullWithImages { .. })
    }

    /// Stable code for rows and `--json`: none, summary, full, full_images, failed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Summary => "summary",
            Self::Full { .. } => "full",
            Self::FullWithImages { .. } => "full_images",
            Self::Failed(_) => "failed",
        }
    }

    /// What a row says before the tap: «Đủ bài», «Chỉ tóm tắt» …
    pub const fn badge(self) -> Message {
        Message::new(match self {
            Self::None => "badge.none",
            Self::Summary => "badge.summary",
            Self::Full { .. } => "badge.full",
            Self::FullWithImages { .. } => "badge.full_images",
            Self::Failed(FailReason::Unreachable) => "badge.failed_unreachable",
            Self::Failed(FailReason::NoArticle) => "badge.failed_no_article",
            Self::Failed(FailReason::TooLarge) => "badge.failed_too_large",
            Self::Failed(FailReason::Refused) => "badge.failed_refused",
            Self::Failed(FailReason::Damaged) => "badge.failed_damaged",
        })
    }
}
