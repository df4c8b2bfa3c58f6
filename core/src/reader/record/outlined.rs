//! What a row of a listing says in words; a row is drawn by shells, which ask here for its parts.

use super::{Names, Reference, words};
use crate::model::Kind;
use crate::model::kinds::listing::{ListingStatus, ListingType, Outline};
use crate::strings::{self, Lang};

/// The parts of a row, in the order they are read. None of them is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlined {
    /// «Chào công nghệ»; `None` for a type of a later version.
    pub kind: Option<String>,
    /// «TRL 7», spoken as «mức sẵn sàng công nghệ 7» by shells that read aloud.
    pub trl: Option<String>,
    /// «Đang mở»; `None` for a state of a later version.
    pub status: Option<String>,
    /// Who offers or needs.
    pub org: String,
    /// Name of the unit it is in, where that is stored.
    pub unit: Option<String>,
}

impl Outlined {
    /// The parts one after another.
    pub fn parts(self) -> impl Iterator<Item = String> {
        let Self { kind, trl, status, org, unit } = self;
        [kind, trl, status].into_iter().flatten().chain([org]).chain(unit)
    }
}

/// An outline in words of `lang`.
pub fn outlined(outline: &Outline, names: &Names<'_>, lang: Lang) -> Outlined {
    let known = |name: &str, word: &str| words::choice(Kind::Listing, name, word, lang);
    Outlined {
        kind: (outline.kind != ListingType::Unknown).then(|| known("type", outline.kind.as_str())),
        trl: outline.trl.map(|trl| strings::text("record.trl", &[("n", &trl.to_string())], lang)),
        status: (outline.status != ListingStatus::Unknown).then(|| known("status", outline.status.as_str())),
        org: outline.org.name.clone(),
        unit: names(Reference::Unit { code: &outline.org.unit, day: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(data: &str, lang: Lang) -> Vec<String> {
        let names = |reference: Reference<'_>| {
            (reference == Reference::Unit { code: "07294", day: None }).then(|| "Xã Bố Hạ".to_owned())
        };
        outlined(&Outline::read(data).unwrap(), &names, lang).parts().collect()
    }

    #[test]
    fn a_row_says_what_how_ready_whether_and_who() {
        let data = r#"{"type": "need", "public_code": "1", "status": "open", "trl": 7,
            "org": {"name": "Công ty A", "unit": "07294"}}"#;
        assert_eq!(said(data, Lang::Vi), ["Nhu cầu công nghệ", "TRL 7", "Đang mở", "Công ty A", "Xã Bố Hạ"]);
        assert_eq!(said(data, Lang::En).first().map(String::as_str), Some("Need"));
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let data = r#"{"type": "auction", "public_code": "1", "status": "frozen", "org": {"name": "B", "unit": "99"}}"#;
        assert_eq!(said(data, Lang::Vi), ["B"]);
    }
}
