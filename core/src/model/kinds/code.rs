//! A code of a classification that changes: never without its scheme and version.

use serde::{Deserialize, Serialize};

/// A code and the version of the list it stands in. QĐ 12/2008 and TT 24/2025 both have a 402; they need not mean the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Code {
    /// Which list: `linh-vuc-khcn`.
    pub scheme: String,
    /// Which edition of it: `2008`, `2025`.
    pub version: String,
    /// As the list writes it.
    pub code: String,
}
