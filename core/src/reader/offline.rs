//! What of an article is on the device, decided from what was read back from it.
//!
//! Pure: the store reads the record and knows which images it holds; this says which [`Offline`] state that is. `sync`
//! calls it after writing, `doctor` to check. Invariant: "full" is said only of text that was just read and has words.

use super::blocks::blocks;
use super::{images, render};
use crate::clock::Timestamp;
use crate::model::article::{Article, Fulltext};
use crate::model::offline::{FailReason, Offline};

/// What was read back.
#[derive(Clone, Copy, Debug)]
pub enum Stored<'a> {
    /// The record as stored, decompressed and parsed.
    Article(&'a Article),
    /// There is a record, but it cannot be decompressed or parsed.
    Damaged,
}

/// The state of one article.
///
/// `failure` is why its page could not be had, if that was tried; `holds_image` says whether the image of an address is
/// stored and intact; `at` is now. An article without images is [`Offline::Full`], never "with images".
pub fn state(
    stored: Stored<'_>,
    failure: Option<FailReason>,
    holds_image: impl Fn(&str) -> bool,
    at: Timestamp,
) -> Offline {
    let article = match stored {
        Stored::Article(article) => article,
        Stored::Damaged => return Offline::Failed(FailReason::Damaged),
    };
    let found = article.body.as_deref().map(|body| blocks(body, article.base_url.as_deref())).unwrap_or_default();
    let has_words = render::plain(&found).chars().any(char::is_alphanumeric);
    match article.fulltext {
        Fulltext::Feed | Fulltext::Full if has_words => {
            let wanted = images::addresses(&found);
            if !wanted.is_empty() && wanted.into_iter().all(holds_image) {
                Offline::FullWithImages { at }
            } else {
                Offline::Full { at }
            }
        }
        // The record says that the text is here, and it is not.
        Fulltext::Full => Offline::Failed(failure.unwrap_or(FailReason::Damaged)),
        Fulltext::Feed | Fulltext::None => match failure {
            Some(reason) => Offline::Failed(reason),
            None if has_words || article.lead.as_ref().is_some_and(|lead| !lead.trim().is_empty()) => Offline::Summary,
            None => Offline::None,
        },
    }
}

#[cfg(test)]
mod tests;
