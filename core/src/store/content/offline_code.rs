//! How `model::Offline` is written in the columns `body_state` and `body_at` of headlines and saved articles.

use crate::clock::Timestamp;
use crate::model::Offline;
use crate::model::offline::FailReason;

const FAILED: [(i64, FailReason); 5] = [
    (16, FailReason::Unreachable),
    (17, FailReason::NoArticle),
    (18, FailReason::TooLarge),
    (19, FailReason::Refused),
    (20, FailReason::Damaged),
];

/// The two columns.
pub(in crate::store) fn encode(offline: Offline) -> (i64, i64) {
    match offline {
        Offline::None => (0, 0),
        Offline::Summary => (1, 0),
        Offline::Full { at } => (2, at.unix()),
        Offline::FullWithImages { at } => (3, at.unix()),
        Offline::Failed(reason) => (FAILED.iter().find(|(_, known)| *known == reason).map_or(20, |(code, _)| *code), 0),
    }
}

/// From the two columns. A code nobody wrote says `none`: never more than is known.
pub(in crate::store) fn decode(state: i64, at: i64) -> Offline {
    let at = Timestamp::from_unix(at);
    match state {
        1 => Offline::Summary,
        2 => Offline::Full { at },
        3 => Offline::FullWithImages { at },
        _ => {
            FAILED.iter().find(|(code, _)| *code == state).map_or(Offline::None, |(_, reason)| Offline::Failed(*reason))
        }
    }
}
