//! What people read for values of facets: the names of sources, units, terms and choices, from what is stored and the catalogue.
//!
//! Callers: the shells, for the values they draw. Each name costs a read or two, so ask for those on the screen.

use rusqlite::Connection;

use crate::model::SourceId;
use crate::model::kinds::unit::NATIONWIDE;
use crate::reader::record::{Reference, choice_name, names, term_name};
use crate::search::facet::kinds::{Codes, codes_of};
use crate::search::facet::{Field, label};
use crate::store::StoreError;
use crate::store::personal::source;
use crate::strings::{self, Lang};

/// The name of `value`, which a search counted in `field`; the value itself if nobody knows a name. Call with a reader of
/// content.db, which has personal.db attached.
///
/// # Errors
/// As any read.
pub fn name_of(conn: &Connection, field: &Field, value: &str, lang: Lang) -> Result<String, StoreError> {
    let stored = |reference| names::stored(conn, reference);
    let unit = || stored(Reference::Unit { code: value, day: None });
    let name = match codes_of(field) {
        Codes::Declared => Some(label::of_value(field, value, lang)),
        Codes::Choices(kind, name) => Some(choice_name(kind, name, value, lang)),
        Codes::Units if value == NATIONWIDE => Some(strings::text("record.nationwide", &[], lang)),
        Codes::Units => unit()?,
        Codes::Terms(scheme) => {
            stored(Reference::Term { scheme, code: value })?.or_else(|| term_name(scheme, value, lang))
        }
        Codes::Sources => match source::get(conn, &SourceId::new(value))? {
            Some(source) => Some(source.name),
            None => unit()?,
        },
    };
    Ok(name.unwrap_or_else(|| value.to_owned()))
}
