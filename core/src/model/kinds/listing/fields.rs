//! The fields of a listing as data.

use super::super::field::{Field, Shape};
use super::{IpStatus, ListingStatus, ListingType, PriceBasis, Restriction};

const ADVANTAGE: &[Field] = &[
    Field::required("claim", Shape::text(200)),
    Field::optional("measure", Shape::text(200)),
    Field::optional("baseline", Shape::text(200)),
];

const RIGHT: &[Field] = &[
    Field::required("type", Shape::text(100)),
    Field::optional("number", Shape::text(60)),
    Field::required("territory", Shape::text(100)),
    Field::required("status", Shape::Choice(IpStatus::WORDS)),
    Field::optional("owner_share", Shape::text(60)),
];

const ORIGIN: &[Field] = &[
    Field::optional("task", Shape::text(60)),
    Field::optional("year", Shape::Year),
    Field::required("org", Shape::text(200)),
];

const PRICE: &[Field] = &[
    Field::optional("min", Shape::Money),
    Field::optional("max", Shape::Money),
    Field::required("currency", Shape::Choice(&["VND"])).hidden(),
    Field::required("basis", Shape::Choice(PriceBasis::WORDS)),
    Field::optional("tax", Shape::text(100)),
];

const ORGANISATION: &[Field] = &[
    Field::required("id", Shape::Slug).hidden(),
    Field::required("name", Shape::text(200)),
    Field::required("type", Shape::Term { scheme: "x-loai-to-chuc" }),
    Field::optional("tax_code", Shape::text(20)),
    Field::required("unit", Shape::Unit),
];

const CONTACT: &[Field] = &[
    Field::required("role", Shape::text(200)),
    Field::optional("phone", Shape::Phone),
    Field::optional("email", Shape::Email),
    Field::optional("hours", Shape::text(200)),
    Field::optional("reply_within_days", Shape::Integer { min: 0, max: 365 }),
];

/// Fields of a listing.
pub const FIELDS: &[Field] = &[
    Field::required("title", Shape::text(120)).hidden(),
    Field::required("type", Shape::Choice(ListingType::WORDS)),
    Field::required("public_code", Shape::text(40)),
    Field::required("status", Shape::Choice(ListingStatus::WORDS)),
    Field::required("summary", Shape::text(500)),
    Field::required("description", Shape::Body { max_bytes: 256 << 10 }).hidden(),
    Field::optional("advantages", Shape::list(&Shape::Table(ADVANTAGE), 20)),
    Field::required("field_codes", Shape::list(&Shape::Code { scheme: "linh-vuc-khcn" }, 10)),
    Field::optional("keywords_vi", Shape::list(&Shape::text(60), 20)),
    Field::optional("keywords_en", Shape::list(&Shape::text(60), 20)),
    Field::optional("trl", Shape::Integer { min: 1, max: 9 }),
    Field::optional("trl_date", Shape::Date),
    Field::optional("ip", Shape::list(&Shape::Table(RIGHT), 20)),
    Field::optional("origin", Shape::Table(ORIGIN)),
    Field::optional("certificates", Shape::list(&Shape::text(200), 20)),
    Field::optional("transfer_modes", Shape::list(&Shape::Term { scheme: "x-hinh-thuc-chuyen-giao" }, 10)),
    Field::optional("price", Shape::Table(PRICE)),
    Field::optional("delivery", Shape::text(500)),
    Field::optional("financing", Shape::text(500)),
    Field::optional("partner_sought", Shape::text(500)),
    Field::required("restricted", Shape::Choice(Restriction::WORDS)),
    Field::optional("restricted_list", Shape::text(100)),
    Field::required("org", Shape::Table(ORGANISATION)),
    Field::required("contact", Shape::Table(CONTACT)),
    Field::optional("regions", Shape::list(&Shape::Unit, 200)),
    Field::required("confirmed_at", Shape::Time),
];
