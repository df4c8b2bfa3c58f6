//! Why bytes are no feed. A damaged feed is no error: it comes with warnings.

use crate::error::{Error, ErrorKind, Message};

/// Why there is no feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Nothing but white space.
    #[error("the answer is empty")]
    Empty,
    /// Larger than [`super::limits::INPUT_BYTES`].
    #[error("the answer has {bytes} bytes, more than a feed may have")]
    TooLarge {
        /// Size of the input.
        bytes: usize,
    },
    /// Something else was served.
    #[error("no feed but {}", what.code())]
    NotAFeed {
        /// What it is.
        what: NotAFeed,
    },
}

/// What was served in place of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotAFeed {
    /// An ordinary web page; discovery may find its feeds.
    WebPage,
    /// A page that reports an error or maintenance.
    ErrorPage,
    /// A page that wants a script run or a puzzle solved first.
    ChallengePage,
    /// The sign-in page of a network.
    CaptivePortal,
    /// XML of another kind.
    OtherXml,
    /// JSON of another kind.
    OtherJson,
    /// Text.
    PlainText,
    /// No text at all: an image, an archive.
    Binary,
}

impl NotAFeed {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WebPage => "web_page",
            Self::ErrorPage => "error_page",
            Self::ChallengePage => "challenge_page",
            Self::CaptivePortal => "captive_portal",
            Self::OtherXml => "other_xml",
            Self::OtherJson => "other_json",
            Self::PlainText => "plain_text",
            Self::Binary => "binary",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::WebPage => "error.feed.web_page",
            Self::ErrorPage => "error.feed.error_page",
            Self::ChallengePage => "error.feed.challenge_page",
            Self::CaptivePortal => "error.feed.captive_portal",
            Self::OtherXml | Self::OtherJson | Self::PlainText | Self::Binary => "error.feed.not_a_feed",
        }
    }
}

impl From<FeedError> for Error {
    fn from(error: FeedError) -> Self {
        let (kind, message) = match error {
            FeedError::Empty => (ErrorKind::ServerUnavailable, Message::new("error.feed.empty")),
            FeedError::TooLarge { bytes } => {
                let megabytes = (bytes >> 20).to_string();
                let limit = (super::limits::INPUT_BYTES >> 20).to_string();
                (
                    ErrorKind::InvalidInput,
                    Message::new("error.feed.too_large").with("size", megabytes).with("limit", limit),
                )
            }
            FeedError::NotAFeed { what } => {
                let kind = match what {
                    NotAFeed::CaptivePortal => ErrorKind::Offline,
                    NotAFeed::ErrorPage | NotAFeed::ChallengePage => ErrorKind::ServerUnavailable,
                    _ => ErrorKind::InvalidInput,
                };
                (kind, Message::new(what.key()))
            }
        };
        Self::caused_by(kind, message, error)
    }
}
