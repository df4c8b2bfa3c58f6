//! What must never be published: values that cannot be written by accident.
//!
//! [`Confidential`] has no `Serialize`, so nothing that holds one can be serialised; [`Content`](super::kinds::Content) demands
//! `Serialize`, so it can be no content; [`to_line`](super::line::to_line) demands `Content`, so it becomes no line. The examples
//! below are compiled by the tests, and must fail.
//!
//! A public kind with a confidential field:
//! ```compile_fail,E0277
//! use app4g_core::model::confidential::Confidential;
//!
//! #[derive(serde::Serialize)]
//! struct Listing {
//!     title: String,
//!     lowest_price: Confidential<u64>,
//! }
//! ```
//!
//! The same without it compiles, so it is this field that is refused:
//! ```
//! #[derive(serde::Serialize)]
//! struct Listing {
//!     title: String,
//!     lowest_price: u64,
//! }
//! ```
//!
//! A record of a private kind as a line:
//! ```compile_fail,E0277
//! use app4g_core::model::line::to_line;
//! use app4g_core::model::private::ListingPrivate;
//! use app4g_core::model::{Envelope, Record};
//!
//! fn publish(envelope: Envelope, data: ListingPrivate) {
//!     let _ = to_line(&Record { envelope, data });
//! }
//! ```
//!
//! The same with a public kind compiles:
//! ```
//! use app4g_core::model::kinds::listing::Listing;
//! use app4g_core::model::line::to_line;
//! use app4g_core::model::{Envelope, Record};
//!
//! fn publish(envelope: Envelope, data: Listing) {
//!     let _ = to_line(&Record { envelope, data });
//! }
//! ```
//!
//! A private kind inside a public one:
//! ```compile_fail,E0277
//! use app4g_core::model::private::ListingPrivate;
//!
//! #[derive(serde::Serialize)]
//! struct Listing {
//!     title: String,
//!     annex: Option<ListingPrivate>,
//! }
//! ```
//!
//! A confidential value in a log or a message:
//! ```compile_fail,E0277
//! use app4g_core::model::confidential::Confidential;
//!
//! fn log(value: &Confidential<String>) -> String {
//!     format!("{value}")
//! }
//! ```

use std::fmt;

/// A value that is never published, logged or exported unless somebody writes [`Confidential::expose`].
///
/// No `Serialize`, no `Display`, no `Deref`; `Debug` shows that there is something, not what.
#[derive(Clone, PartialEq, Eq)]
pub struct Confidential<T>(T);

impl<T> Confidential<T> {
    /// Takes a value in confidence.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the one who may see it. Every use is a place to look at in a review.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Confidential<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Confidential(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::private::ListingPrivate;

    #[test]
    fn debug_says_that_there_is_something_and_not_what() {
        let secret = Confidential::new("giá thấp nhất 900 triệu");
        assert_eq!(format!("{secret:?}"), "Confidential(…)");
        assert_eq!(*secret.expose(), "giá thấp nhất 900 triệu");
    }

    #[test]
    fn nothing_of_a_private_annex_is_in_its_debug_but_the_listing_it_belongs_to() {
        let secret = || Confidential::new("BI-MAT".to_owned());
        let annex = ListingPrivate {
            listing: "0198e576-6b80-79c4-83f8-8eba005f948e".into(),
            know_how: Some(secret()),
            costs: Some(secret()),
            negotiable_price: Some(secret()),
            person: Some(secret()),
            files: vec![Confidential::new(b"BI-MAT".to_vec())],
        };
        let shown = format!("{annex:?}");
        assert!(shown.contains("0198e576") && !shown.contains("BI-MAT") && !shown.contains("66"), "{shown}");
    }
}
