//! Which element says what: one table for RSS, RDF, Atom, CDF and their extensions.
//!
//! Names are matched in any case (CDF shouts, `pubdate` happens). A new quirk of this sort is a new row.

use super::names::Space;
use crate::text::markup::packed;

/// Role of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Holds other elements.
    Holds(Container),
    /// Its text is a field.
    Says(Field),
    /// Its attributes are a field.
    Points(Pointer),
}

/// Elements that hold others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// The root of RSS.
    Rss,
    /// The root of RDF.
    Rdf,
    /// The root of Atom.
    Atom,
    /// The channel, also the root of CDF.
    Channel,
    /// One entry.
    Item,
    /// The feed's picture (RSS), or an image by text.
    Image,
    /// A person with name, mail, URI; or one line of text.
    Author,
    /// Another person, not shown.
    Contributor,
    /// Where the item was taken from: its title and links are not the item's.
    Source,
    /// A search box of RSS.
    TextInput,
    /// Media RSS group or content.
    Media,
}

/// Fields whose text counts. The number is the rank: lower wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Plain text title.
    Title(u8),
    /// Short text, HTML.
    Summary(u8),
    /// Whole text, HTML.
    Content(u8),
    /// Page.
    Link(u8),
    /// Id; `guid` may be the link.
    Guid,
    /// atom:id and dc:identifier.
    Id(u8),
    /// Date of publication.
    Published(u8),
    /// Date of the last change.
    Updated(u8),
    /// A person in one line.
    Author(u8),
    /// Name inside a person.
    PersonName,
    /// Mail address inside a person.
    PersonMail,
    /// One category.
    Category,
    /// Several categories, separated by commas.
    Keywords,
    /// BCP 47.
    Language,
    /// Copyright.
    Rights(u8),
    /// Address of a picture.
    Image(u8),
    /// Url inside an image.
    ImageUrl,
}

/// Elements whose attributes count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointer {
    /// `<enclosure url type length>`.
    Enclosure,
    /// `<media:thumbnail url>`.
    Thumbnail,
    /// `<itunes:image href>`.
    PodcastImage,
    /// `<itunes:link rel="image" href>`.
    PodcastLink,
    /// `<itunes:category text>`.
    PodcastCategory,
}

use Container as C;
use Field as F;
use Pointer as P;
use Role::{Holds, Points, Says};

/// Sorted by vocabulary, then name.
const TABLE: &[(Space, &str, Role)] = &[
    (Space::Feed, "abstract", Says(F::Summary(0))),
    (Space::Feed, "author", Holds(C::Author)),
    (Space::Feed, "body", Says(F::Content(1))),
    (Space::Feed, "category", Says(F::Category)),
    (Space::Feed, "channel", Holds(C::Channel)),
    (Space::Feed, "content", Says(F::Content(0))),
    (Space::Feed, "contributor", Holds(C::Contributor)),
    (Space::Feed, "copyright", Says(F::Rights(0))),
    (Space::Feed, "created", Says(F::Published(3))),
    (Space::Feed, "date", Says(F::Updated(3))),
    (Space::Feed, "description", Says(F::Summary(0))),
    (Space::Feed, "email", Says(F::PersonMail)),
    (Space::Feed, "enclosure", Points(P::Enclosure)),
    (Space::Feed, "entry", Holds(C::Item)),
    (Space::Feed, "feed", Holds(C::Atom)),
    (Space::Feed, "fullitem", Says(F::Content(1))),
    (Space::Feed, "guid", Says(F::Guid)),
    (Space::Feed, "icon", Says(F::Image(3))),
    (Space::Feed, "id", Says(F::Id(0))),
    (Space::Feed, "image", Holds(C::Image)),
    (Space::Feed, "info", Says(F::Summary(3))),
    (Space::Feed, "issued", Says(F::Published(1))),
    (Space::Feed, "item", Holds(C::Item)),
    (Space::Feed, "keywords", Says(F::Keywords)),
    (Space::Feed, "language", Says(F::Language)),
    (Space::Feed, "lastbuilddate", Says(F::Updated(0))),
    (Space::Feed, "link", Says(F::Link(0))),
    (Space::Feed, "logo", Says(F::Image(1))),
    (Space::Feed, "managingeditor", Says(F::Author(0))),
    (Space::Feed, "modified", Says(F::Updated(0))),
    (Space::Feed, "name", Says(F::PersonName)),
    (Space::Feed, "pubdate", Says(F::Published(0))),
    (Space::Feed, "published", Says(F::Published(0))),
    (Space::Feed, "publisheddate", Says(F::Published(2))),
    (Space::Feed, "rdf", Holds(C::Rdf)),
    (Space::Feed, "rights", Says(F::Rights(0))),
    (Space::Feed, "rss", Holds(C::Rss)),
    (Space::Feed, "source", Holds(C::Source)),
    (Space::Feed, "subtitle", Says(F::Summary(0))),
    (Space::Feed, "summary", Says(F::Summary(0))),
    (Space::Feed, "tagline", Says(F::Summary(0))),
    (Space::Feed, "textinput", Holds(C::TextInput)),
    (Space::Feed, "title", Says(F::Title(0))),
    (Space::Feed, "updated", Says(F::Updated(0))),
    (Space::Feed, "url", Says(F::ImageUrl)),
    (Space::Feed, "webmaster", Says(F::Author(5))),
    (Space::Dublin, "author", Says(F::Author(1))),
    (Space::Dublin, "contributor", Holds(C::Contributor)),
    (Space::Dublin, "created", Says(F::Published(3))),
    (Space::Dublin, "creator", Says(F::Author(1))),
    (Space::Dublin, "date", Says(F::Updated(2))),
    (Space::Dublin, "description", Says(F::Summary(1))),
    (Space::Dublin, "identifier", Says(F::Id(6))),
    (Space::Dublin, "issued", Says(F::Published(2))),
    (Space::Dublin, "language", Says(F::Language)),
    (Space::Dublin, "modified", Says(F::Updated(1))),
    (Space::Dublin, "publisher", Says(F::Author(4))),
    (Space::Dublin, "rights", Says(F::Rights(1))),
    (Space::Dublin, "subject", Says(F::Category)),
    (Space::Dublin, "title", Says(F::Title(1))),
    (Space::Content, "encoded", Says(F::Content(0))),
    (Space::Podcast, "author", Says(F::Author(2))),
    (Space::Podcast, "category", Points(P::PodcastCategory)),
    (Space::Podcast, "image", Points(P::PodcastImage)),
    (Space::Podcast, "keywords", Says(F::Keywords)),
    (Space::Podcast, "link", Points(P::PodcastLink)),
    (Space::Podcast, "name", Says(F::PersonName)),
    (Space::Podcast, "owner", Holds(C::Contributor)),
    (Space::Podcast, "subtitle", Says(F::Summary(4))),
    (Space::Podcast, "summary", Says(F::Summary(3))),
    (Space::Podcast, "title", Says(F::Title(3))),
    (Space::Media, "category", Says(F::Category)),
    (Space::Media, "content", Holds(C::Media)),
    (Space::Media, "credit", Says(F::Author(5))),
    (Space::Media, "description", Says(F::Summary(2))),
    (Space::Media, "group", Holds(C::Media)),
    (Space::Media, "keywords", Says(F::Keywords)),
    (Space::Media, "thumbnail", Points(P::Thumbnail)),
    (Space::Media, "title", Says(F::Title(2))),
    (Space::Xhtml, "body", Says(F::Content(1))),
    (Space::Xhtml, "div", Says(F::Content(2))),
    (Space::Rdf, "rdf", Holds(C::Rdf)),
];

/// The names of the table as numbers.
const KEYS: [(Space, u128); TABLE.len()] = {
    let mut keys = [(Space::Other, 0); TABLE.len()];
    let mut at = 0;
    while at < keys.len() {
        if let Some(number) = packed(TABLE[at].1.as_bytes()) {
            keys[at] = (TABLE[at].0, number);
        }
        at += 1;
    }
    keys
};

/// What `local` of `space` is for; `None` for elements we do not know.
pub(super) fn role(space: Space, local: &str) -> Option<Role> {
    let wanted = (space, packed(local.as_bytes())?);
    let at = KEYS.binary_search(&wanted).ok()?;
    TABLE.get(at).map(|(.., role)| *role)
}

/// Whether a start tag inside open text shows that somebody forgot to close it.
///
/// `Strictly` for fields that never hold elements; else only names that HTML does not have.
pub(super) fn closes_text(space: Space, local: &str, field: Field) -> bool {
    let Some(role) = role(space, local) else {
        return false;
    };
    match (field, role) {
        (_, Holds(C::Item | C::Channel | C::Atom | C::Rss)) => true,
        (Field::Summary(_) | Field::Content(_), Says(inner)) => {
            matches!(inner, F::Guid | F::Published(_) | F::Updated(_) | F::Author(_))
                || (space == Space::Content)
                || (space == Space::Feed && local.eq_ignore_ascii_case("description"))
        }
        (Field::Summary(_) | Field::Content(_), Points(P::Enclosure)) => true,
        (Field::Summary(_) | Field::Content(_), _) => false,
        (_, Says(F::Title(_) | F::Link(_))) => true,
        _ => !crate::text::markup::is_known_tag(local),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TABLE.is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)));
        assert!(TABLE.iter().all(|(_, name, _)| name.len() <= 16));
    }

    #[test]
    fn names_are_known_in_any_case() {
        assert_eq!(role(Space::Feed, "PUBDATE"), Some(Says(F::Published(0))));
        assert_eq!(role(Space::Feed, "pubDate"), Some(Says(F::Published(0))));
        assert_eq!(role(Space::Other, "title"), None);
    }
}
