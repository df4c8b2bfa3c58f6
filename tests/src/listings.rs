//! A synthetic kind with every shape of facet field, drawn from a seed: what listings will be, before there are any.
//!
//! Each listing keeps its values as plain lists, so that a test can count without the store it tests.

use app4g_core::Timestamp;
use app4g_core::search::facet::{Arity, Band, DocFacets, Field, Given, Shape, Span};

use crate::draw::Draw;
use crate::profiles::NOW;

/// Field of technology, three levels, several a listing.
pub static FIELD: Field = Field { key: "field", shape: Shape::Tree, arity: Arity::Many };
/// Province, district, commune.
pub static UNIT: Field = Field { key: "unit", shape: Shape::Tree, arity: Arity::One };
/// What is offered or asked for.
pub static TYPE: Field = Field { key: "type", shape: Shape::Code, arity: Arity::One };
/// Where it is offered, several a listing.
pub static REGION: Field = Field { key: "region", shape: Shape::Code, arity: Arity::Many };
/// Price in đồng; every third listing names none.
pub static PRICE: Field = Field {
    key: "price",
    shape: Shape::Number(&[
        Band { key: "free", from: 0, to: 0 },
        Band { key: "under-10m", from: 0, to: 9_999_999 },
        Band { key: "10m-1b", from: 10_000_000, to: 999_999_999 },
        Band { key: "from-1b", from: 1_000_000_000, to: i64::MAX },
    ]),
    arity: Arity::One,
};
/// The day it was last confirmed.
pub static CONFIRMED: Field = Field {
    key: "confirmed",
    shape: Shape::Day(&[
        Span { key: "week", first: -6, last: 0 },
        Span { key: "month", first: -29, last: 0 },
        Span { key: "year", first: -364, last: 0 },
        Span { key: "coming", first: 1, last: 30 },
    ]),
    arity: Arity::One,
};

/// All fields.
pub static FIELDS: [&Field; 6] = [&FIELD, &UNIT, &TYPE, &REGION, &PRICE, &CONFIRMED];

const WORDS: &[&str] = &[
    "máy",
    "sấy",
    "vải",
    "thiều",
    "giống",
    "lúa",
    "phân",
    "bón",
    "hữu",
    "cơ",
    "chế",
    "biến",
    "nông",
    "sản",
    "quy",
    "trình",
    "nuôi",
    "cá",
    "lồng",
    "xử",
    "lý",
    "nước",
    "thải",
    "đường",
    "cảm",
    "biến",
    "tưới",
    "nhỏ",
    "giọt",
    "kho",
    "lạnh",
    "gốm",
    "sứ",
    "lò",
    "hơi",
    "tiết",
    "kiệm",
    "điện",
    "năng",
    "mặt",
    "trời",
    "dệt",
    "may",
    "khuôn",
    "mẫu",
];

/// One made-up listing.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its document number.
    pub doc: i64,
    /// Its title.
    pub title: String,
    /// Paths in [`FIELD`], outermost code first.
    pub fields: Vec<[String; 3]>,
    /// Path in [`UNIT`].
    pub unit: [String; 3],
    /// Code in [`TYPE`].
    pub kind: String,
    /// Codes in [`REGION`].
    pub regions: Vec<String>,
    /// In đồng.
    pub price: Option<i64>,
    /// Days from [`NOW`]; negative before it.
    pub confirmed: i64,
}

impl Listing {
    /// The listing with this number; equal seeds give equal listings.
    pub fn draw(seed: u64, doc: i64) -> Self {
        let mut draw = Draw::new(seed ^ (doc.unsigned_abs() << 24));
        let words = 3 + draw.below(4);
        // The smaller of two draws: few words are in many titles.
        let word = |draw: &mut Draw| {
            let at = draw.below(WORDS.len() as u64).min(draw.below(WORDS.len() as u64));
            WORDS.get(at as usize).copied().unwrap_or_default()
        };
        let title = (0..words).map(|_| word(&mut draw)).collect::<Vec<_>>().join(" ");
        let path = |draw: &mut Draw, letter: char, widths: [u64; 3]| {
            let [a, b, c] = widths.map(|width| draw.below(width).min(draw.below(width)));
            [format!("{letter}{a}"), format!("{letter}{a}.{b}"), format!("{letter}{a}.{b}.{c}")]
        };
        let fields = (0..draw.below(4)).map(|_| path(&mut draw, 'f', [9, 8, 12])).collect();
        let unit = path(&mut draw, 'u', [6, 10, 18]);
        let kind = format!("t{}", draw.below(6));
        let regions = (0..draw.below(5)).map(|_| format!("r{}", draw.below(34))).collect();
        let price = match draw.below(3) {
            0 => None,
            1 => Some(draw.below(40) as i64 * 500_000),
            _ => Some(draw.below(4_000) as i64 * 1_000_000),
        };
        Self { doc, title, fields, unit, kind, regions, price, confirmed: 20 - draw.below(900) as i64 }
    }

    /// What is filed of it.
    pub fn facets(&self) -> DocFacets {
        let mut values: Vec<Given> = self.fields.iter().map(|path| Given::path(&FIELD, path.clone())).collect();
        values.push(Given::path(&UNIT, self.unit.clone()));
        values.push(Given::code(&TYPE, self.kind.as_str()));
        values.extend(self.regions.iter().map(|region| Given::code(&REGION, region.as_str())));
        values.extend(self.price.map(|price| Given::number(&PRICE, price)));
        values.push(Given::at(&CONFIRMED, self.confirmed_at()));
        DocFacets { doc: self.doc, values }
    }

    /// Noon of the day it was confirmed.
    fn confirmed_at(&self) -> Timestamp {
        NOW.plus(self.confirmed * 86_400 + 3 * 3_600)
    }

    /// Its values in a field as a person would list them, each once: codes with those above them, bands, spans.
    pub fn values(&self, field: &Field) -> Vec<String> {
        let mut values: Vec<String> = match field.key {
            "field" => self.fields.iter().flatten().cloned().collect(),
            "unit" => self.unit.to_vec(),
            "type" => vec![self.kind.clone()],
            "region" => self.regions.clone(),
            "price" => match self.price {
                Some(0) => vec!["free".into(), "under-10m".into()],
                Some(price) if price < 10_000_000 => vec!["under-10m".into()],
                Some(price) if price < 1_000_000_000 => vec!["10m-1b".into()],
                Some(_) => vec!["from-1b".into()],
                None => Vec::new(),
            },
            _ => match self.confirmed {
                -6..=0 => vec!["week".into(), "month".into(), "year".into()],
                -29..=-7 => vec!["month".into(), "year".into()],
                -364..=-30 => vec!["year".into()],
                1..=30 => vec!["coming".into()],
                _ => Vec::new(),
            },
        };
        values.sort();
        values.dedup();
        values
    }
}
