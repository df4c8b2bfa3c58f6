//! The record kind `listing`: an offer or a need of technology transfer.
//!
//! What an owner tells in confidence is another type, in another module, and cannot stand here:
//! [`ListingPrivate`](crate::model::private::ListingPrivate).

mod fields;
mod outline;

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::definition::{Content, Text};
use super::envelope::Stated;
use super::field::{Field, Need};
use super::problem::Problem;
use super::{Code, Kind};
use crate::clock::Timestamp;
use crate::error::Message;
use crate::model::Date;
use crate::text::markup;

pub use fields::FIELDS;
pub use outline::Outline;

choice! {
    /// What is offered or wanted.
    ListingType {
        /// A technology to be had.
        Offer = "offer",
        /// A problem that looks for one.
        Need = "need",
        /// A result not yet a product.
        ResearchResult = "research_result",
        /// Somebody's knowledge.
        ExpertService = "expert_service",
        /// Machines and laboratories.
        Equipment = "equipment",
        /// A young firm that looks for partners.
        StartupPartner = "startup_partner",
    }
}

choice! {
    /// How the law of technology transfer sees it.
    Restriction {
        /// On the list of what is encouraged.
        Encouraged = "encouraged",
        /// On the list of what needs a licence.
        Restricted = "restricted",
        /// On the list of what may not be transferred; never published.
        Prohibited = "prohibited",
        /// On none of them.
        None = "none",
    }
}

choice! {
    /// Whether it still stands.
    ListingStatus {
        /// It does.
        Open = "open",
        /// Partners were found.
        Matched = "matched",
        /// It does not.
        Closed = "closed",
    }
}

choice! {
    /// How a price is meant.
    PriceBasis {
        /// To give an idea.
        Indicative = "indicative",
        /// Not below.
        Floor = "floor",
        /// As said.
        Firm = "firm",
        /// To be talked about.
        Negotiable = "negotiable",
    }
}

choice! {
    /// How far a right of intellectual property has come.
    IpStatus {
        /// Applied for.
        Pending = "pending",
        /// In force.
        Granted = "granted",
        /// Run out.
        Expired = "expired",
        /// Refused.
        Rejected = "rejected",
    }
}

/// An offer or a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// What is offered or wanted.
    #[serde(rename = "type")]
    pub kind: ListingType,
    /// The number that people quote; unique.
    pub public_code: String,
    /// Names the function.
    pub title: String,
    /// One sentence first.
    pub summary: String,
    /// HTML.
    pub description: String,
    /// Fields of science.
    pub field_codes: Vec<Code>,
    /// Search words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords_vi: Vec<String>,
    /// Search words in English.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords_en: Vec<String>,
    /// Technology readiness level, 1 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trl: Option<u8>,
    /// When that was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trl_date: Option<Date>,
    /// What is better, by how much, against what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advantages: Vec<Advantage>,
    /// Rights.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ip: Vec<Right>,
    /// The research it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Certificates and standards met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<String>,
    /// Codes of ways to transfer it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transfer_modes: Vec<String>,
    /// What it costs or what is to be spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// When and how it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<String>,
    /// Who pays what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub financing: Option<String>,
    /// Who is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_sought: Option<String>,
    /// How the law sees it.
    pub restricted: Restriction,
    /// The edition of the lists by which it was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restricted_list: Option<String>,
    /// Who offers or needs.
    pub org: Organisation,
    /// Whom to ask.
    pub contact: Contact,
    /// Codes of units where it is wanted or offered; [`NATIONWIDE`](super::unit::NATIONWIDE) for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Whether it still stands.
    pub status: ListingStatus,
    /// When its owner last said so.
    pub confirmed_at: Timestamp,
}

/// By how much something is better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advantage {
    /// What.
    pub claim: String,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Against what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
}

/// A right of intellectual property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// Patent, utility solution, design, variety.
    #[serde(rename = "type")]
    pub kind: String,
    /// Number of the application or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where it holds.
    pub territory: String,
    /// How far it has come.
    pub status: IpStatus,
    /// The owner's share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_share: Option<String>,
}

/// The research something comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Number of the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// When it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Who did it.
    pub org: String,
}

/// What something costs, in whole units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// At least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// At most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// ISO 4217.
    pub currency: String,
    /// How it is meant.
    pub basis: PriceBasis,
    /// What of tax is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<String>,
}

/// Who offers or needs; public data only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Slug.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Code of its sort.
    #[serde(rename = "type")]
    pub kind: String,
    /// Tax code, which is public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<String>,
    /// Code of the unit it is in.
    pub unit: String,
}

/// Whom to ask, at work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A role, not a person.
    pub role: String,
    /// To call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// To write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When somebody is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Days until an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_within_days: Option<u16>,
}

impl Content for Listing {
    const KIND: Kind = Kind::Listing;
    const COLLECTION: &'static str = "listings";
    const FOLDER: &'static str = "listings";
    const BODY: Option<&'static str> = Some("description");
    const VALID_UNTIL: Need = Need::Required;
    const FIELDS: &'static [Field] = FIELDS;

    fn text(&self) -> Text {
        let description = markup::plain_text(&self.description);
        let some = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let mut parts = vec![self.summary.clone(), description];
        for advantage in &self.advantages {
            parts.push(format!("{}: {} {}", advantage.claim, some(&advantage.measure), some(&advantage.baseline)));
        }
        parts.extend([some(&self.delivery), some(&self.financing), some(&self.partner_sought)]);
        parts.extend([self.keywords_vi.join(", "), self.keywords_en.join(", "), self.certificates.join(", ")]);
        parts.extend([self.org.name.clone(), self.public_code.clone()]);
        Text::of(&self.title, parts.iter().map(String::as_str))
    }

    fn check(&self, _: &Stated<'_>) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.restricted == Restriction::Prohibited {
            problems.push(Problem::new("restricted", self.restricted.as_str(), Message::new("problem.prohibited")));
        }
        if self.kind == ListingType::Offer && self.transfer_modes.is_empty() {
            problems.push(Problem::new("transfer_modes", "", Message::new("problem.missing")));
        }
        if let Some(Price { min: Some(min), max: Some(max), .. }) = &self.price
            && min > max
        {
            problems.push(Problem::new("price.min", &min.to_string(), Message::new("problem.min_above_max")));
        }
        if self.contact.phone.is_none() && self.contact.email.is_none() {
            problems.push(Problem::new("contact", &self.contact.role, Message::new("problem.no_contact")));
        }
        problems
    }
}
