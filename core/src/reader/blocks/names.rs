//! Which elements are borders, captions, or no text at all, by name and class.

use dom_query::Element;

/// Class names of captions in the CMSs of this field (WordPress, Drupal, SharePoint, hand-made ones).
pub(super) fn is_caption(element: &Element) -> bool {
    element.attr("class").is_some_and(|class| {
        let class = class.to_ascii_lowercase();
        class.split_ascii_whitespace().any(|name| {
            matches!(
                name,
                "wp-caption-text"
                    | "pcaption"
                    | "chuthich"
                    | "chu-thich"
                    | "chuthichanh"
                    | "photo-caption"
                    | "image-caption"
                    | "img-caption"
                    | "caption-text"
                    | "desc-image"
                    | "note-image"
                    | "caption"
            )
        })
    })
}

/// Elements whose content is no text of the article.
pub(super) fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "noembed"
            | "noframes"
            | "head"
            | "datalist"
            | "canvas"
            | "map"
            | "applet"
            | "meta"
            | "link"
            | "base"
    )
}

/// Elements that begin and end a paragraph.
pub(super) fn is_border(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "aside"
            | "header"
            | "footer"
            | "nav"
            | "address"
            | "center"
            | "dl"
            | "dt"
            | "dd"
            | "fieldset"
            | "legend"
            | "details"
            | "summary"
            | "hgroup"
            | "search"
            | "form"
            | "dialog"
            | "ul"
            | "ol"
            | "li"
            | "menu"
            | "dir"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "blockquote"
            | "marquee"
            | "body"
    )
}
