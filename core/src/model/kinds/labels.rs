//! Names in more than one language.

use serde::{Deserialize, Serialize};

use super::field::{Field, Shape};

/// A name, Vietnamese first.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Labels {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// Fields of a name.
pub(super) const LABELS: &[Field] = &[Field::required("vi", Shape::text(300)), Field::optional("en", Shape::text(300))];
