//! The HTML elements that [`super::bounded`] lets pass, and how each changes the stack of open elements.
//!
//! Names not in the table (`o:p`, `st1:place`, custom elements) are left out, their content stays.

/// What a start tag does to a parser's stack (HTML standard §13.2.6.4.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Has no content.
    Void,
    /// `html`, `head`, `body`: one each, whatever is written.
    Page,
    /// Content is text up to its own end tag.
    Raw,
    /// Obsolete raw text that is shown: becomes `pre`.
    Verbatim,
    /// The tag is dropped, its content stays.
    Transparent,
    /// `noscript`: worth its content only for the image that a script would have loaded.
    Fallback,
    /// `svg`, `math`: other rules inside.
    Foreign,
    /// Content is another document.
    Template,
    /// `select`: a mode of its own.
    Choice,
    /// Opened again by the parser in each block until its own end tag.
    Formatting,
    /// Closes an open `p`, is closed by its own end tag through anything inside.
    Block,
    /// `li`, `dd`, `dt`: like a block, and closes its predecessor.
    Item,
    /// Nothing inside can close what is outside.
    Boundary,
    /// Parts of tables; close their predecessors up to the table.
    Part,
    /// Anything else.
    Inline,
}

/// An element by its lower-case name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// Lower case.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) kind: Kind,
}

/// Looks a name up, any case.
pub(super) fn known(name: &str) -> Option<Element> {
    let mut buffer = [0_u8; LONGEST];
    let lower = buffer.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    if lower == b"form" {
        // A form may not stand in a form, and its end tag closes nothing but itself: a parser's rules of its own.
        return known("div");
    }
    if lower == b"button" {
        // Ends a button that is open, but is not forgotten like one.
        return known("span");
    }
    let at = ELEMENTS.binary_search_by(|(candidate, _)| candidate.as_bytes().cmp(lower)).ok()?;
    ELEMENTS.get(at).map(|(name, kind)| Element { name, kind: *kind })
}

const LONGEST: usize = 10;

use Kind::{
    Block, Boundary, Choice, Fallback, Foreign, Formatting, Inline, Item, Page, Part, Raw, Template, Transparent,
    Verbatim, Void,
};

/// Sorted by name.
static ELEMENTS: &[(&str, Kind)] = &[
    ("a", Formatting),
    ("abbr", Inline),
    ("acronym", Inline),
    ("address", Block),
    ("applet", Boundary),
    ("area", Void),
    ("article", Block),
    ("aside", Block),
    ("audio", Inline),
    ("b", Formatting),
    ("base", Void),
    ("bdi", Inline),
    ("bdo", Inline),
    ("big", Formatting),
    ("blockquote", Block),
    ("body", Page),
    ("br", Void),
    ("canvas", Inline),
    ("caption", Boundary),
    ("center", Block),
    ("cite", Inline),
    ("code", Formatting),
    ("col", Void),
    ("colgroup", Part),
    ("data", Inline),
    ("datalist", Inline),
    ("dd", Item),
    ("del", Inline),
    ("details", Block),
    ("dfn", Inline),
    ("dialog", Block),
    ("dir", Block),
    ("div", Block),
    ("dl", Block),
    ("dt", Item),
    ("em", Formatting),
    ("embed", Void),
    ("fieldset", Block),
    ("figcaption", Block),
    ("figure", Block),
    ("font", Formatting),
    ("footer", Block),
    ("frameset", Transparent),
    ("h1", Block),
    ("h2", Block),
    ("h3", Block),
    ("h4", Block),
    ("h5", Block),
    ("h6", Block),
    ("head", Page),
    ("header", Block),
    ("hgroup", Block),
    ("hr", Void),
    ("html", Page),
    ("i", Formatting),
    ("iframe", Raw),
    ("img", Void),
    ("input", Void),
    ("ins", Inline),
    ("kbd", Inline),
    ("label", Inline),
    ("legend", Inline),
    ("li", Item),
    ("link", Void),
    ("listing", Transparent),
    ("main", Block),
    ("map", Inline),
    ("mark", Inline),
    ("marquee", Boundary),
    ("math", Foreign),
    ("menu", Block),
    ("meta", Void),
    ("meter", Inline),
    ("nav", Block),
    ("nobr", Formatting),
    ("noembed", Raw),
    ("noframes", Raw),
    ("noscript", Fallback),
    ("object", Boundary),
    ("ol", Block),
    ("optgroup", Transparent),
    ("option", Transparent),
    ("output", Inline),
    ("p", Block),
    ("param", Void),
    ("picture", Transparent),
    ("plaintext", Transparent),
    ("pre", Block),
    ("progress", Inline),
    ("q", Inline),
    ("rb", Inline),
    ("rp", Inline),
    ("rt", Inline),
    ("rtc", Inline),
    ("ruby", Inline),
    ("s", Formatting),
    ("samp", Inline),
    ("script", Raw),
    ("search", Block),
    ("section", Block),
    ("select", Choice),
    ("small", Formatting),
    ("source", Void),
    ("span", Inline),
    ("strike", Formatting),
    ("strong", Formatting),
    ("style", Raw),
    ("sub", Inline),
    ("summary", Block),
    ("sup", Inline),
    ("svg", Foreign),
    ("table", Boundary),
    ("tbody", Part),
    ("td", Boundary),
    ("template", Template),
    ("textarea", Raw),
    ("tfoot", Part),
    ("th", Boundary),
    ("thead", Part),
    ("time", Inline),
    ("title", Raw),
    ("tr", Part),
    ("track", Void),
    ("tt", Formatting),
    ("u", Formatting),
    ("ul", Block),
    ("var", Inline),
    ("video", Inline),
    ("wbr", Void),
    ("xmp", Verbatim),
];

#[cfg(test)]
mod tests;
