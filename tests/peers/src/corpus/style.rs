//! The systems whose feeds are imitated.

use super::{Entry, envelope};

/// How a feed carries its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Full text in CDATA sections.
    Cdata,
    /// Full text, escaped.
    Escaped,
    /// Summaries only.
    Summary,
}

impl Kind {
    /// As it stands in file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cdata => "cdata",
            Self::Escaped => "escaped",
            Self::Summary => "summary",
        }
    }
}

/// One system's way of writing a feed.
pub struct Style {
    /// As it stands in file names.
    pub name: &'static str,
    /// How it carries text.
    pub kind: Kind,
    /// Extension of its files.
    pub extension: &'static str,
    pub(crate) write: fn(&[Entry<'_>]) -> String,
}

/// All of them.
pub const STYLES: &[Style] = &[
    Style { name: "wordpress", kind: Kind::Cdata, extension: "xml", write: envelope::wordpress },
    Style { name: "joomla", kind: Kind::Cdata, extension: "xml", write: envelope::joomla },
    Style { name: "aspnet", kind: Kind::Cdata, extension: "xml", write: envelope::aspnet },
    Style { name: "drupal", kind: Kind::Escaped, extension: "xml", write: envelope::drupal },
    Style { name: "liferay", kind: Kind::Escaped, extension: "xml", write: envelope::liferay },
    Style { name: "sharepoint", kind: Kind::Escaped, extension: "xml", write: envelope::sharepoint },
    Style { name: "blogger", kind: Kind::Escaped, extension: "xml", write: envelope::blogger },
    Style { name: "jsonfeed", kind: Kind::Escaped, extension: "json", write: envelope::jsonfeed },
    Style { name: "newspaper", kind: Kind::Summary, extension: "xml", write: envelope::newspaper },
    Style { name: "plain", kind: Kind::Summary, extension: "xml", write: envelope::plain },
    Style { name: "rdf", kind: Kind::Summary, extension: "xml", write: envelope::rdf },
    Style { name: "xhtml", kind: Kind::Summary, extension: "xml", write: envelope::xhtml },
];
