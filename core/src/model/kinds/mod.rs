//! The kinds of records: what each holds, how it is checked, what of it is shown and searched.
//!
//! Reading order: [`field`] (fields as data) → [`check`](mod@check) (values against them), [`problem`], [`visit`] → [`mod@definition`] (what a kind has
//! to say) → [`envelope`] (what all kinds have) → the kinds. Shared by several: [`certainty`], [`code`], [`mod@file`], [`labels`];
//! `choice` makes their enums. To add a kind: `docs/how-to-add-a-kind.md`.

pub mod certainty;
pub mod check;
mod choice;
pub mod code;
pub mod definition;
pub mod envelope;
pub mod field;
pub mod file;
pub mod labels;
pub mod problem;
pub mod visit;

pub mod article;
pub mod calendar;
pub mod document;
pub mod lexicon;
pub mod listing;
pub mod notice;
pub mod source;
pub mod taxonomy;
pub mod unit;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use certainty::Certainty;
pub use code::Code;
pub use definition::{Content, Definition, Text};
pub use labels::Labels;
pub use problem::Problem;

/// The kinds: name in lines, type, meaning. Everything else about a kind stands in its file.
macro_rules! kinds {
    ($($(#[$meaning:meta])* $module:ident::$kind:ident),+ $(,)?) => {
        /// Kind of a record. Kinds the core does not know yet are kept and hashed, not shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$meaning])* $kind,)+
        }

        /// What is known of every kind, in the order of [`Kind::ALL`].
        pub static DEFINITIONS: &[&Definition] = &[$(&Definition::of::<$module::$kind>()),+];

        impl Kind {
            /// Every kind that is known.
            pub const ALL: [Self; DEFINITIONS_COUNT] = [$(Self::$kind),+];

            /// The name in lines and tables.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($module),)+
                }
            }
        }

        const DEFINITIONS_COUNT: usize = [$(stringify!($module)),+].len();
    };
}

kinds! {
    /// News.
    article::Article,
    /// What happens or is due: works, outages, warnings, deadlines, events.
    notice::Notice,
    /// An offer or a need of technology transfer.
    listing::Listing,
    /// A law, decree, decision or plan.
    document::Document,
    /// An administrative unit or a department, in one span of time.
    unit::Unit,
    /// A term of a classification.
    taxonomy::Taxonomy,
    /// Holidays and working days of a year.
    calendar::Calendar,
    /// Where news comes from.
    source::Source,
    /// Words that people use for what is officially called otherwise.
    lexicon::Lexicon,
}

impl Kind {
    /// Reads a name; `None` for a kind this version does not know.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What is known of a kind.
pub fn definition(kind: Kind) -> &'static Definition {
    DEFINITIONS[kind as usize]
}

/// What rows show and search indexes of a record's data, as text of JSON. Of a form that this version cannot read only the
/// title; `None` if it has none.
pub fn text_in(kind: Kind, data: &str) -> Option<Text> {
    let data: serde_json::Value = serde_json::from_str(data).ok()?;
    definition(kind).text(&data).or_else(|| {
        let title = data.get("title")?.as_str()?.to_owned();
        Some(Text { title, body: String::new() })
    })
}

/// The name of every kind with what its form comes to, as `article=5e884898da280471 notice=…`: another value means that stored
/// records can be read in another way than they were.
pub fn forms() -> String {
    let forms = DEFINITIONS.iter().map(|known| {
        let fields = Sha256::digest(format!("{} {:?}", known.form, known.fields));
        let short = fields.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{}={short:016x}", known.kind.as_str())
    });
    forms.collect::<Vec<_>>().join(" ")
}

/// The definition of the kind called `name`, as in lines.
pub fn by_name(name: &str) -> Option<&'static Definition> {
    Kind::parse(name).map(definition)
}

#[cfg(test)]
mod tests;
