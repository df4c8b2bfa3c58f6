//! What the owner of a listing tells the desk alone.

use crate::model::confidential::Confidential;

/// The confidential annex of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingPrivate {
    /// Id of the public listing; no secret.
    pub listing: String,
    /// How it is really done.
    pub know_how: Option<Confidential<String>>,
    /// What it costs its owner.
    pub costs: Option<Confidential<String>>,
    /// How far the price may go.
    pub negotiable_price: Option<Confidential<String>>,
    /// Who decides, by name.
    pub person: Option<Confidential<String>>,
    /// Files as they were handed in.
    pub files: Vec<Confidential<Vec<u8>>>,
}
